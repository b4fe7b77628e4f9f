package shell

import "strings"

// chunkSize is the size in bytes above which a script is parsed in chunks, so that a
// keystroke in a long script costs little.
const chunkSize = 16 << 10

// chunks splits a long script at line ends that are in no string, here-document or
// compound command. If it isn't sure where these end, it returns the whole script, or, if
// an answer has to be quick, guesses.
func chunks(text string, quick bool) (parts []bounds, guessed bool) {
	if len(text) < chunkSize {
		return []bounds{{0, len(text)}}, false
	}
	parts, sure := exactChunks(text)
	if quick && !sure {
		return guessedChunks(text), true
	}
	return parts, false
}

// exactChunks returns the whole script if strings or here-documents are unclear. It isn't
// sure either if a compound command doesn't end.
func exactChunks(text string) (parts []bounds, sure bool) {
	s := scanner{text: text, command: true}
	start := 0
	for s.at < len(text) {
		continues := s.line()
		if !continues && len(s.open) == 0 && s.at-start >= chunkSize/4 {
			parts = append(parts, bounds{start, s.at})
			start = s.at
		}
	}
	if s.unsure {
		return []bounds{{0, len(text)}}, false
	}
	return append(parts, bounds{start, len(text)}), len(s.open) == 0
}

// guessedChunks splits a long script before lines that look like the start of a new
// command: they aren't indented, and follow an empty line or the end of a block.
func guessedChunks(text string) (parts []bounds) {
	start, at := 0, 0
	before := ""
	for line := range strings.Lines(text) {
		trimmed := strings.TrimRight(line, " \t\r\n")
		begins := trimmed != "" && strings.IndexByte(" \t)}", trimmed[0]) < 0 && !endsBlock(trimmed)
		if begins && (before == "" || endsBlock(before)) && at-start >= chunkSize/4 {
			parts = append(parts, bounds{start, at})
			start = at
		}
		before = trimmed
		at += len(line)
	}
	return append(parts, bounds{start, len(text)})
}

func endsBlock(line string) bool {
	return line == "}" || line == "fi" || line == "done" || line == "esac"
}

// scanner skips the strings, comments, here-documents and compound commands of a script.
type scanner struct {
	text    string
	at      int
	command bool   // the next word is a command or a keyword
	open    []byte // the compound commands and parentheses, by their first character
	unsure  bool   // a string or here-document has no end, or an end has no beginning
}

// line skips a line with all strings and here-documents that begin in it. It reports
// whether the command goes on in the next line.
func (s *scanner) line() (continues bool) {
	var documents []string // the delimiters of here-documents
	for s.at < len(s.text) {
		switch c := s.text[s.at]; c {
		case '\n':
			s.at++
			for _, d := range documents {
				s.document(d)
			}
			s.command = true
			return continues
		case ' ', '\t':
			s.at++
			continue
		case ';':
			s.at++
			s.command = true
		case '&', '|':
			s.at++
			s.command = true
			continues = true
			continue
		case '(', ')':
			s.parenthesis(c)
		case '\\':
			s.at = min(s.at+2, len(s.text))
			s.command = s.command && s.text[s.at-1] == '\n'
		case '\'':
			s.command = false
			s.quoted('\'', s.at > 0 && s.text[s.at-1] == '$')
		case '"', '`':
			s.command = false
			s.quoted(c, true)
		case '#':
			if s.at > 0 && strings.IndexByte(" \t\n;&|()", s.text[s.at-1]) < 0 {
				s.at++
				break
			}
			s.comment()
			continue
		case '<':
			if d, ok := s.delimiter(); ok {
				documents = append(documents, d)
			}
		default:
			s.word()
		}
		continues = false
	}
	s.unsure = s.unsure || len(documents) > 0
	return false
}

// parenthesis opens or closes a subshell, a substitution or an array. One that closes
// the pattern of a case was never opened.
func (s *scanner) parenthesis(c byte) {
	s.at++
	s.command = true
	switch last := len(s.open) - 1; {
	case c == '(':
		s.open = append(s.open, c)
	case last >= 0 && s.open[last] == '(':
		s.open = s.open[:last]
	case last < 0 || s.open[last] != 'c':
		s.unsure = true
	}
}

// word skips a word, which can open or close a compound command.
func (s *scanner) word() {
	start := s.at
	for s.at++; s.at < len(s.text) && strings.IndexByte(" \t\n;&|<>()'\"`\\", s.text[s.at]) < 0; {
		s.at++
	}
	if !s.command {
		return
	}
	s.command = false
	switch word := s.text[start:s.at]; word {
	case "if", "do", "{", "case":
		s.open = append(s.open, word[0])
		s.command = word != "case"
	case "fi", "done", "}", "esac":
		if len(s.open) == 0 {
			s.unsure = true
			return
		}
		s.open = s.open[:len(s.open)-1]
	case "then", "else", "elif", "while", "until", "!", "time":
		s.command = true
	}
}

func (s *scanner) comment() {
	if n := strings.IndexByte(s.text[s.at:], '\n'); n >= 0 {
		s.at += n
	} else {
		s.at = len(s.text)
	}
}

// quoted skips a string.
func (s *scanner) quoted(quote byte, escapes bool) {
	for s.at++; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == quote:
			s.at++
			return
		case c == '\\' && escapes:
			s.at++
		}
	}
	s.unsure = true
}

// delimiter reads `<<WORD`, and skips any other `<`.
func (s *scanner) delimiter() (word string, ok bool) {
	rest := s.text[s.at:]
	switch {
	case strings.HasPrefix(rest, "<<<"):
		s.at += 3
		return "", false
	case !strings.HasPrefix(rest, "<<"):
		s.at++
		return "", false
	}
	s.at += 2
	if s.at < len(s.text) && s.text[s.at] == '-' {
		s.at++
	}
	for s.at < len(s.text) && s.text[s.at] == ' ' {
		s.at++
	}
	end := s.at
	for quote := byte(0); end < len(s.text) && s.text[end] != '\n'; end++ {
		switch c := s.text[end]; {
		case c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		}
		if quote == 0 && strings.IndexByte(" \t;&|<>()", s.text[end]) >= 0 {
			break
		}
	}
	word = strings.NewReplacer(`'`, "", `"`, "", `\`, "").Replace(s.text[s.at:end])
	s.at = end
	return word, word != ""
}

// document skips a here-document to its delimiter.
func (s *scanner) document(delimiter string) {
	for s.at < len(s.text) {
		end := strings.IndexByte(s.text[s.at:], '\n')
		if end < 0 {
			end = len(s.text) - s.at
		}
		line := s.text[s.at : s.at+end]
		s.at = min(s.at+end+1, len(s.text))
		if strings.TrimRight(strings.TrimLeft(line, "\t"), " ") == delimiter {
			return
		}
	}
	s.unsure = true
}
