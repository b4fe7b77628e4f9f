// Package printable makes text safe to print. Names of files, environment variables and
// other programs' output can contain characters that control a terminal or change the
// reading order. Start with [Text].
package printable

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text escapes each character that could control a terminal or is invisible, for example
// as \u001b, which in JSON means the same character. It keeps tabs and line ends.
func Text(text string) string {
	if plain(text) {
		return text
	}
	var b strings.Builder
	for _, r := range text { // U+FFFD for an invalid byte
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

// plain reports whether Text doesn't change text. Nearly all text is ASCII, which needs
// no Unicode tables.
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

// Line returns text as one line of at most limit bytes, with an ellipsis if it was
// longer.
func Line(text string, limit int) string {
	const ellipsis = "…"
	// Don't process all of a text that is far too long.
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

// quoted is the maximum number of characters of a value in an error.
const quoted = 64

// Quote formats a value of unknown origin for an error: as a Go string, shortened if it
// is long.
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

// Name returns a name unchanged, or as a Go string if it has invisible characters.
func Name(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return !strconv.IsPrint(r) }) || !utf8.ValidString(name) {
		return strconv.Quote(name)
	}
	return name
}

// steers reports whether r is a control character (C0 except tab and line feed, DEL,
// C1), changes the reading order, ends a line, or is invisible.
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

// Writer writes printable text to W. Each Write must contain whole characters.
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
