package jsonc

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/tailscale/hujson"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// unescape returns what the escape sequence at the start of text means, and its length.
func unescape(text string) (meaning string, length int) {
	switch c := text[1]; c {
	case 'n':
		return "\n", 2
	case 't':
		return "\t", 2
	case 'r':
		return "\r", 2
	case 'b':
		return "\b", 2
	case 'f':
		return "\f", 2
	case 'u':
		first := unit(text)
		if second := unit(text[6:]); utf16.IsSurrogate(first) && second >= 0 {
			return string(utf16.DecodeRune(first, second)), 12
		}
		return string(first), 6
	default:
		return string(c), 2
	}
}

// unit returns the UTF-16 unit of the escape sequence \uXXXX at the start of text, or -1.
func unit(text string) rune {
	const length = len(`\u0000`)
	if len(text) < length || text[:2] != `\u` {
		return -1
	}
	n, err := strconv.ParseUint(text[2:length], 16, 16)
	if err != nil {
		return -1
	}
	return rune(n)
}

// comment returns the end of the comment at the start of text, or 0.
func comment(text string) int {
	switch {
	case strings.HasPrefix(text, "//"):
		return report.LineEnd(text, 0)
	case strings.HasPrefix(text, "/*"):
		if n := strings.Index(text, "*/"); n > 0 {
			return n + len("*/")
		}
	}
	return 0
}

// comments tells the reporter about the comments of a file.
func (b builder) comments(r *report.Reporter, root *hujson.Value) {
	for v := range root.All() {
		b.extra(r, v.BeforeExtra, v.StartOffset-len(v.BeforeExtra))
		b.extra(r, v.AfterExtra, v.EndOffset)
		switch inner := v.Value.(type) {
		case *hujson.Object:
			b.extra(r, inner.AfterExtra, v.EndOffset-1-len(inner.AfterExtra))
		case *hujson.Array:
			b.extra(r, inner.AfterExtra, v.EndOffset-1-len(inner.AfterExtra))
		}
	}
}

func (b builder) extra(r *report.Reporter, extra hujson.Extra, at int) {
	at += b.base
	r.Comment(b.src.At(at), b.src.At(min(at+len(extra), b.src.Len()))) // the parser got a line end more
}
