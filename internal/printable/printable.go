// Package printable makes text that steers nothing: no terminal, and no reading
// order. Names of files, variables of the environment and what other programs say
// can hold control characters. Start with [Text].
package printable

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text writes out each character that could steer a terminal or hide in a line, as
// \u001b does: in JSON that means the same character. Tabs and ends of lines stay.
func Text(text string) string {
	if plain(text) {
		return text
	}
	var b strings.Builder
	for _, r := range text { // of a byte that is no UTF-8: U+FFFD
		switch {
		case !steers(r):
			b.WriteRune(r)
		case r > 0xffff:
			high, low := surrogates(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// plain reports whether Text leaves text as it is. Nearly all text is ASCII, which
// needs no look into the tables of Unicode.
func plain[T string | []byte](text T) bool {
	for i := 0; i < len(text); {
		b := text[i]
		if ' ' <= b && b <= '~' || b == '\n' || b == '\t' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(string(text[i:min(i+utf8.UTFMax, len(text))]))
		if r == utf8.RuneError && size == 1 || steers(r) {
			return false
		}
		i += size
	}
	return true
}

// Line is text as one line of at most limit bytes, with an ellipsis where it was
// longer.
func Line(text string, limit int) string {
	const ellipsis = "…"
	// What is far too long is not worth looking at whole.
	cut := len(text) > 8*limit
	if cut {
		text = text[:8*limit]
	}
	text = Text(strings.Join(strings.Fields(text), " "))
	if !cut && len(text) <= limit {
		return text
	}
	end := min(len(text), limit-len(ellipsis))
	for end > 0 && end < len(text) && !utf8.RuneStart(text[end]) {
		end--
	}
	return strings.TrimRight(text[:end], " ") + ellipsis
}

// quoted is how many characters of a value an error shows.
const quoted = 64

// Quote shows a value of unknown origin in an error: as in a Go string, and only the
// beginning of a long one.
func Quote[T string | []byte](value T) string {
	text, n := string(value[:min(len(value), quoted*utf8.UTFMax)]), 0
	for i := range text {
		if n++; n > quoted {
			return strconv.Quote(text[:i]) + "..."
		}
	}
	if len(text) < len(value) {
		return strconv.Quote(text) + "..."
	}
	return strconv.Quote(text)
}

// Name is a name as it is, or as in a Go string if it holds what can't be seen.
func Name(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return !strconv.IsPrint(r) }) || !utf8.ValidString(name) {
		return strconv.Quote(name)
	}
	return name
}

// steers tells a control character (C0 but for tab and end of line, DEL, C1) and
// what changes the order of reading, or is a line end or nothing to the eye.
func steers(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r == '\u2028' || r == '\u2029':
		return true
	case r == '\u200c' || r == '\u200d': // join letters of several scripts, and emoji
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf)
}

func surrogates(r rune) (high, low rune) {
	r -= 0x10000
	return 0xd800 + r>>10, 0xdc00 + r&0x3ff
}

// Writer makes what is written to W printable. Each Write holds whole characters.
type Writer struct{ W io.Writer }

func (w Writer) Write(p []byte) (int, error) {
	if plain(p) {
		return w.W.Write(p)
	}
	if _, err := io.WriteString(w.W, Text(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}
