package markdown

import (
	"strings"
	"unicode/utf8"

	"github.com/telemetry-ls/telemetry-ls/internal/lazyregexp"
)

// Prose returns a sentence that may contain text from files. It turns words that could
// be markup or links into code spans, and keeps the others. Unlike Escape, it adds no
// backslashes that disturb readers of the plain text, and it leaves no words that
// viewers turn into links.
func Prose(text string) string {
	words := strings.Fields(strings.ToValidUTF8(text, "\uFFFD"))
	for i, word := range words {
		words[i] = proseWord(word, i == 0)
	}
	return strings.Join(words, " ")
}

var (
	plainWord = lazyregexp.New(`^[\pL\p{Nd},;:'"()%+=?!/.…-]+$`)
	// linkLike matches a word that a viewer may treat as a host, a URL or an address.
	linkLike = lazyregexp.New(`//|\.\pL|(?i:www)`)
	// blockLike matches a word with a special meaning at the beginning of a line.
	blockLike = lazyregexp.New(`^([-+=]|[0-9]+[.)]$)`)
)

func proseWord(word string, first bool) string {
	if plainWord().MatchString(word) && !linkLike().MatchString(word) && !(first && blockLike().MatchString(word)) {
		return word
	}
	core := strings.TrimRight(strings.TrimPrefix(word, "("), ",;.:")
	for strings.HasSuffix(core, ")") && strings.Count(core, ")") > strings.Count(core, "(") {
		core = strings.TrimRight(core[:len(core)-1], ",;.:")
	}
	if core == "" {
		core = word
	}
	before, after, _ := strings.Cut(word, core)
	return before + Name(core) + after
}

// Width returns the number of columns of text in a terminal.
func Width(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case zeroWidth(r):
		case wide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

// Wrap breaks a paragraph into lines of at most width columns if possible. It keeps code
// spans whole, and begins no line with a word that starts another kind of block. Lines
// after the first begin with indent.
func Wrap(text string, width int, indent string) string {
	var b strings.Builder
	column := 0
	for i, word := range splitWords(text) {
		n := Width(word)
		switch {
		case i == 0:
		case column+1+n > width && !startsBlock(word):
			b.WriteString("\n" + indent)
			column = Width(indent)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	return b.String()
}

var startBlock = lazyregexp.New(`^([-+*>#=~|]|[0-9]+[.)]$)`)

func startsBlock(word string) bool {
	return startBlock().MatchString(word) && !strings.HasPrefix(word, "**")
}

// splitWords splits text at the spaces outside code spans.
func splitWords(text string) []string {
	var words []string
	start := 0
	for i := 0; i < len(text); {
		switch text[i] {
		case ' ':
			words = append(words, text[start:i])
			start = i + 1
			i++
		case '`':
			i = spanEnd(text, i)
		default:
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
		}
	}
	return append(words, text[start:])
}

// spanEnd returns the end of the code span that begins at i, or the end of the
// backquotes at i if they begin no code span.
func spanEnd(text string, i int) int {
	fence := quotesAt(text, i)
	for j := i + fence; j < len(text); {
		n := quotesAt(text, j)
		if n == fence {
			return j + n
		}
		j += max(n, 1)
	}
	return i + fence
}

func quotesAt(text string, i int) int {
	return len(text[i:]) - len(strings.TrimLeft(text[i:], "`"))
}
