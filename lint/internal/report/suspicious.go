package report

import "strings"

// Suspicious reports whether text may have findings. It is much cheaper than parsing.
func Suspicious(text string) bool {
	if mention(text, EnvName, 0) >= 0 {
		return true
	}
	const word = "telemetry"
	const near = 100 // between go and telemetry, with quotes and line ends
	for at := mention(text, word, 0); at >= 0; at = mention(text, word, at+len(word)) {
		before := text[max(0, at-near):at]
		if strings.Contains(before, "go") || strings.Contains(before, "GO") {
			return true
		}
	}
	return false
}

// mention returns the index of word in text from byte i on, or -1. Unlike strings.Index, it
// looks for the last letter first: in most files, y is rarer than t.
func mention(text, word string, i int) int {
	last := word[len(word)-1]
	for end := i + len(word) - 1; end < len(text); end++ {
		next := strings.IndexByte(text[end:], last)
		if next < 0 {
			break
		}
		end += next
		if start := end - len(word) + 1; text[start:end+1] == word {
			return start
		}
	}
	return -1
}
