package hint

import "strings"

// ShellWord returns text, such as a path, as a word of a shell. It uses no quotes, so that a
// home at its beginning can be written as ~.
func ShellWord(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r < 0x80 && strings.ContainsRune(" \t\"'\\$`!#&()*;<>?[]^{|}~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
