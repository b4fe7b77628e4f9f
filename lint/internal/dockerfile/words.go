package dockerfile

import "strings"

// word is a part of a text.
type word struct{ start, end int }

const blanks = " \t"

// words splits text at blanks outside quotes.
func words(text string, escape byte) (all []word) {
	for i := 0; i < len(text); {
		if strings.IndexByte(blanks, text[i]) >= 0 {
			i++
			continue
		}
		end := wordEnd(text, i, escape)
		all = append(all, word{i, end})
		i = end
	}
	return all
}

// wordEnd returns the end of the word at byte i.
func wordEnd(text string, i int, escape byte) int {
	quote := byte(0)
	for ; i < len(text); i++ {
		switch c := text[i]; {
		case c == escape && quote != '\'':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case strings.IndexByte(blanks, c) >= 0:
			return i
		}
	}
	return min(i, len(text))
}

// unquote returns the value of a word without quotes and escapes. constant is false if
// it has variables.
func unquote(text string, escape byte) (value string, constant bool) {
	var b strings.Builder
	constant = true
	quote := byte(0)
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == escape && quote != '\'' && i+1 < len(text):
			i++
			if quote == '"' && strings.IndexByte("\"$", text[i]) < 0 && text[i] != escape {
				b.WriteByte(escape)
			}
			b.WriteByte(text[i])
		case c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		default:
			constant = constant && (c != '$' || quote == '\'')
			b.WriteByte(c)
		}
	}
	return b.String(), constant
}

// expand replaces the variables in text. It leaves unknown ones as they are.
func expand(text string, variables map[string]string) string {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(text, "$")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, rest := variable(after)
		key, fallback, _ := strings.Cut(name, "-")
		value, known := variables[strings.TrimSuffix(key, ":")]
		switch {
		case known && value != "":
			b.WriteString(value)
		case fallback != "":
			b.WriteString(fallback)
		default:
			b.WriteString("$" + after[:len(after)-len(rest)])
		}
		text = rest
	}
}

// variable splits the text after a dollar sign into what is in braces, or the name, and
// the rest.
func variable(text string) (name, rest string) {
	if inner, ok := strings.CutPrefix(text, "{"); ok {
		if name, rest, ok := strings.Cut(inner, "}"); ok {
			return name, rest
		}
	}
	n := strings.IndexFunc(text, func(c rune) bool {
		return c != '_' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z')
	})
	if n < 0 {
		n = len(text)
	}
	return text[:n], text[n:]
}
