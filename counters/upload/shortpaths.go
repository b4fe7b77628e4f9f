package upload

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shortPaths shortens the absolute paths in a line: those in the telemetry directory start
// there, others are reduced to their last element. URLs stay.
func shortPaths(line, telemetryDir string) string {
	line = strings.NewReplacer(telemetryDir+"/", "", telemetryDir+`\`, "").Replace(line)
	var b strings.Builder
	before := ' '
	for line != "" {
		r, size := utf8.DecodeRuneInString(line)
		if startsPath(before, line) {
			path := line[:pathEnd(line)]
			last := strings.TrimRight(path, `/\`)
			b.WriteString("…/" + last[strings.LastIndexAny(last, `/\`)+1:])
			line, before = line[len(path):], 'x'
			continue
		}
		b.WriteString(line[:size])
		line, before = line[size:], r
	}
	return b.String()
}

// startsPath reports whether an absolute path of any system starts a text that follows the
// character before.
func startsPath(before rune, text string) bool {
	if unicode.IsLetter(before) || unicode.IsDigit(before) || strings.ContainsRune(`._-~/\`, before) {
		return false
	}
	drive := len(text) > 2 && text[1] == ':' && (text[2] == '\\' || text[2] == '/')
	url := strings.HasPrefix(text, "//") // after the colon of a scheme
	return strings.HasPrefix(text, "/") && !url || strings.HasPrefix(text, `\\`) || drive
}

// pathEnd returns the length of the path that starts text.
func pathEnd(text string) int {
	for i, r := range text {
		switch {
		case strings.ContainsRune("\"'`()[]{}<>,; \t", r), r == ':' && i > 1:
			return i
		}
	}
	return len(text)
}
