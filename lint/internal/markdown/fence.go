package markdown

import "strings"

// part is a part of the file.
type part struct{ start, end int }

// fence is a fenced code block.
type fence struct {
	mark     byte
	length   int
	indent   int
	language string // in lower case; "" without one
	ignored  bool
	lines    []part
}

// opens returns the fence that a line opens.
func opens(line string) (fence, bool) {
	if line == "" || line[0] != '`' && line[0] != '~' {
		return fence{}, false
	}
	info := strings.TrimLeft(line, line[:1])
	f := fence{mark: line[0], length: len(line) - len(info), language: language(info)}
	return f, f.length >= 3 && (f.mark == '~' || !strings.Contains(info, "`"))
}

// closedBy reports whether a line closes the fence.
func (f *fence) closedBy(c cursor) bool {
	if c.indent() >= indentedCode {
		return false
	}
	text := strings.Trim(c.rest(), " \t")
	return len(text) >= f.length && strings.Trim(text, string(f.mark)) == ""
}

// language returns the language in an info string such as `sh`, `js {1,3}`, `{.bash}` or
// `{bash, eval=FALSE}`.
func language(info string) string {
	info = strings.TrimLeft(info, " \t")
	if inner, ok := strings.CutPrefix(info, "{"); ok {
		inner, _, _ = strings.Cut(inner, "}")
		for word := range strings.FieldsFuncSeq(inner, func(c rune) bool { return c == ' ' || c == ',' }) {
			if class, ok := strings.CutPrefix(word, "."); ok {
				return strings.ToLower(class)
			}
		}
		info = inner
	}
	if end := strings.IndexAny(info, " \t,{:;"); end >= 0 {
		info = info[:end]
	}
	return strings.ToLower(info)
}
