package toml

import (
	"strconv"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// unquote returns what a string from i to end means.
func (b *builder) unquote(i, end int) report.Source {
	text := b.src.Text
	long := strings.HasPrefix(text[i:end], `"""`) || strings.HasPrefix(text[i:end], `'''`)
	literal := text[i] == '\''
	if long {
		i, end = i+3, end-3
		if strings.HasPrefix(text[i:], "\r\n") {
			i += 2
		} else if strings.HasPrefix(text[i:], "\n") {
			i++
		}
	} else {
		i, end = i+1, end-1
	}
	if literal {
		return b.src.Slice(i, end)
	}
	return b.src.Unescape(i, end, unescape)
}

// unescape returns what the escape sequence at the start of text means, and its length.
func unescape(text string) (meaning string, length int) {
	const simple, means = `btnfre"\`, "\b\t\n\f\r\x1b\"\\"
	c := text[1]
	if i := strings.IndexByte(simple, c); i >= 0 {
		return means[i : i+1], 2
	}
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
	if digits == 0 { // a backslash at the end of a line removes the blanks after it
		return "", len(text) - len(strings.TrimLeft(text[1:], " \t\r\n"))
	}
	n, err := strconv.ParseUint(text[2:min(len(text), 2+digits)], 16, 32)
	if err != nil {
		return "", 2
	}
	return string(rune(n)), min(len(text), 2+digits)
}
