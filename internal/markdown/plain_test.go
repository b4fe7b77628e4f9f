package markdown

import "testing"

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"**go telemetry** prints `on`": "go telemetry prints on",
		`a \*\*b\_c`:                   "a **b_c",
		"2 * 3":                        "2 * 3",
		`C:\\x \`:                      `C:\x \`,
		"é…":                           "é…",
	} {
		if got := Plain(text); got != want {
			t.Errorf("Plain(%q) = %q, want %q", text, got, want)
		}
	}
}
