package counterfile

import "strings"

// ditto stands for the package path of the frame before.
const ditto = `"`

// IsStack reports whether name is that of a stack counter: a name and, on lines of
// their own, frames.
func IsStack(name string) bool { return strings.Contains(name, "\n") }

// DecodeStack writes out the package paths that the name of a stack counter
// abbreviates. Other names are returned as they are.
func DecodeStack(name string) string {
	if !IsStack(name) || !strings.Contains(name, ditto) {
		return name
	}
	var b strings.Builder
	b.Grow(2 * len(name))
	last := "" // path with its dot
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

// SplitStack cuts the decoded name of a stack counter into the name proper and the
// frames, such as `path.func:+12` or, for an inlined call, `path.func:=12`. What a
// frame says about program counters is left out: it means nothing to people. A
// stack that was too long for its file ends in the frame `truncated`.
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
