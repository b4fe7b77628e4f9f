package quantity

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

// TestSize uses the same cases as the tests of VS Code and Neovim.
func TestSize(t *testing.T) {
	raw, err := os.ReadFile("../../testdata/sizes.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Bytes int64
		Text  string
	}
	if err := json.Unmarshal(raw, &cases); err != nil || len(cases) == 0 {
		t.Fatal(len(cases), err)
	}
	for _, c := range cases {
		if got := Size(c.Bytes); got != c.Text {
			t.Errorf("Size(%d) = %q, want %q", c.Bytes, got, c.Text)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{Number(0), "0"},
		{Number(999), "999"},
		{Number(1000), "1,000"},
		{Number(1<<53 - 1), "9,007,199,254,740,991"},
		{Signed(-1204), "-1,204"},
		{Signed(math.MinInt64), "-9,223,372,036,854,775,808"},
		{Count(0, "file", "files"), "0 files"},
		{Count(1, "file", "files"), "1 file"},
		{Count(uint64(1204), "file", "files"), "1,204 files"},
		{Count(-1204, "file", "files"), "-1,204 files"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}
