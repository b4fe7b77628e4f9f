package shell

import "strings"

// maxDepth bounds how deeply commands can be nested. The parser and the linter call
// themselves for each level, so a hostile file would cost much time and memory.
const maxDepth = 500

// tooDeep returns the start and end of the first line in which commands are nested too
// deeply, or -1. It only counts, also in strings and comments.
func tooDeep(text string) (from, to int) {
	var round, curly, words, line int // line counts what ends with the line at the latest
	command := true                   // the next word can be a keyword
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '(':
			round++
		case ')':
			round = max(0, round-1)
		case '{':
			curly++
		case '}':
			curly = max(0, curly-1)
		case '`':
			line++
		case '\n':
			line = 0
		case 'i', 'w', 'u', 'f', 's', 'd', 'c', 'e', 't', '!':
			if command {
				switch word := firstWord(text[i:]); word {
				case "if", "while", "until", "for", "case", "select":
					words++
				case "fi", "done", "esac":
					words = max(0, words-1)
				case "!", "time":
					line++
				}
			}
		}
		command = strings.IndexByte(" \t\n;&|(`{", text[i]) >= 0
		if round > maxDepth || curly > maxDepth || words > maxDepth || line > maxDepth {
			from = strings.LastIndexByte(text[:i], '\n') + 1
			if n := strings.IndexByte(text[i:], '\n'); n >= 0 {
				return from, i + n + 1
			}
			return from, len(text)
		}
	}
	return -1, -1
}

// firstWord returns the word at the start of text, or "" if it is longer than a keyword.
func firstWord(text string) string {
	end := strings.IndexAny(text[:min(len(text), len("select ")+1)], " \t\n;")
	return text[:max(0, end)]
}
