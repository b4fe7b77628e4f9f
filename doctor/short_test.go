package doctor

import "testing"

func TestShort(t *testing.T) {
	for text, want := range map[string]string{
		"/home/ann/.config is on ext4":            "~/.config is on ext4",
		"run: sudo chown -R x /home/ann/a":        "run: sudo chown -R x ~/a",
		"in /home/ann":                            "in ~",
		"two: /home/ann/a, /home/ann/b":           "two: ~/a, ~/b",
		"/home/anna/x":                            "/home/anna/x",
		"/mnt/home/ann/x":                         "/mnt/home/ann/x",
		"policy (/home/ann/p): link to /home/ann": "policy (~/p): link to ~",
		"nothing": "nothing",
	} {
		hint := text
		got := Checks{[]Check{{Message: text, Hint: &hint}}}.Short("/home/ann").Checks[0]
		if got.Message != want || *got.Hint != want || hint != text {
			t.Errorf("%q: got %q, want %q", text, got.Message, want)
		}
	}
	if got := (Checks{[]Check{{Message: "/x"}}}).Short("/").Checks[0].Message; got != "/x" {
		t.Errorf("with the root as home: %q", got)
	}
}
