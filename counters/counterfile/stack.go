package counterfile

import "strings"

// ditto stands for the package path of the previous frame.
const ditto = `"`

// IsStack reports whether name belongs to a stack counter. Such a name consists of a
// line with the plain name and a line for each frame.
func IsStack(name string) bool { return strings.Contains(name, "\n") }

// DecodeStack expands the abbreviated package paths in the name of a stack counter. It
// returns other names unchanged.
func DecodeStack(name string) string {
	if !IsStack(name) || !strings.Contains(name, ditto) {
		return name
	}
	var b strings.Builder
	b.Grow(2 * len(name))
	last := "" // the last package path, with its dot
	for line := range strings.Lines(name) {
		text := strings.TrimSuffix(line, "\n")
		dot := strings.LastIndexByte(text, '.')
		switch {
		case dot == len(ditto) && text[:dot] == ditto:
			b.WriteString(last)
			b.WriteString(line[dot+1:])
			continue
		case dot > 0:
			last = text[:dot+1]
		}
		b.WriteString(line)
	}
	return b.String()
}

// SplitStack splits the decoded name of a stack counter into the plain name and the
// frames. A frame looks like `path.func:+12` or, for an inlined call, `path.func:=12`.
// SplitStack drops program counters, which mean nothing to a reader. A stack that was
// too long for a counter file ends in the frame `truncated`.
func SplitStack(decoded string) (name string, frames []string) {
	name, rest, _ := strings.Cut(decoded, "\n")
	frames = []string{}
	for line := range strings.SplitSeq(rest, "\n") {
		if i := strings.LastIndex(line, ",+0x"); i >= 0 {
			line = line[:i]
		}
		if line != "" {
			frames = append(frames, line)
		}
	}
	return name, frames
}
