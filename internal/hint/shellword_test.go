package hint

import "testing"

func TestShellWord(t *testing.T) {
	for text, want := range map[string]string{
		"/home/ann/.config":    "/home/ann/.config",
		"/home/Ann Ä/it's $x`": "/home/Ann\\ Ä/it\\'s\\ \\$x\\`",
	} {
		if got := ShellWord(text); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}
