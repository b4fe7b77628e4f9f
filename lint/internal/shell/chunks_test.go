package shell

import (
	"strings"
	"testing"
)

// TestChunks checks that a long script is split, and never inside of what belongs
// together.
func TestChunks(t *testing.T) {
	filler := strings.Repeat("echo \"a line that only fills the script\" # isn't it\n", 200)
	for _, inside := range []string{
		"cat <<EOF\n" + filler + "if\nEOF\n",
		"cat <<-'E F'\n" + filler + "\tE F\n",
		"x='\n" + strings.ReplaceAll(filler, "'", "") + "'\n",
		"x=\"\n" + strings.ReplaceAll(filler, `"`, "") + "\"\n",
		"if true; then\n" + filler + "fi\n",
		"f() {\n" + filler + "}\n",
		"(\n" + filler + ")\n",
		"x=$(\n" + filler + ")\n",
		"case $x in\na)\n" + filler + ";;\nesac\n",
		"for i in 1; do\n" + filler + "done\n",
		"true &&\n" + strings.ReplaceAll(filler, " #", " && true && #"),
	} {
		text := filler + inside + filler
		parts, _ := chunks(text, false)
		if len(parts) < 3 && !strings.HasPrefix(inside, "true") {
			t.Errorf("%.20q: %d chunks", inside, len(parts))
		}
		at := 0
		for _, p := range parts {
			if p.start != at || p.end <= p.start {
				t.Errorf("%.20q: chunk %v after %d", inside, p, at)
			}
			at = p.end
			from := len(filler)
			if p.start > from && p.start < from+len(inside) {
				t.Errorf("%.20q: cut at byte %d of %d", inside, p.start-from, len(inside))
			}
		}
		if at != len(text) {
			t.Errorf("%.20q: the chunks end at %d of %d", inside, at, len(text))
		}
	}
}

// TestUnsureChunks checks that a script is parsed whole if its strings are unclear.
func TestUnsureChunks(t *testing.T) {
	filler := strings.Repeat("echo a line that only fills the script\n", 1000)
	for _, text := range []string{filler + "x='" + filler, filler + "cat <<EOF\n" + filler, filler + "fi\n" + filler} {
		if parts, guessed := chunks(text, false); len(parts) != 1 || guessed {
			t.Errorf("%.60q has %d chunks", text[len(filler):], len(parts))
		}
		if parts, guessed := chunks(strings.ReplaceAll(text, "echo a", "\necho a"), true); len(parts) < 3 || !guessed {
			t.Errorf("%.60q has %d quick chunks", text[len(filler):], len(parts))
		}
	}
}
