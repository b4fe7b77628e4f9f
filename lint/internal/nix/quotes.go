package nix

import "strings"

// quoted skips a string, whose first quote it is after, and returns what is in its ${}.
func (x *lexer) quoted() (inserted []part) {
	for x.at < len(x.text) {
		switch rest := x.text[x.at:]; {
		case rest[0] == '"':
			x.at++
			return inserted
		case rest[0] == '\\', strings.HasPrefix(rest, "$$"):
			x.at = min(x.at+2, len(x.text))
		case strings.HasPrefix(rest, "${"):
			inserted = append(inserted, x.insertion())
		default:
			x.at++
		}
	}
	x.broken = true
	return inserted
}

// indented does the same for a string in two quotes on each side.
func (x *lexer) indented() (inserted []part) {
	for x.at < len(x.text) {
		switch rest := x.text[x.at:]; {
		case strings.HasPrefix(rest, "''\\"):
			x.at = min(x.at+4, len(x.text))
		case strings.HasPrefix(rest, "''$"), strings.HasPrefix(rest, "'''"):
			x.at += 3
		case strings.HasPrefix(rest, "''"):
			x.at += 2
			return inserted
		case strings.HasPrefix(rest, "$$"):
			x.at += 2
		case strings.HasPrefix(rest, "${"):
			inserted = append(inserted, x.insertion())
		default:
			x.at++
		}
	}
	x.broken = true
	return inserted
}

// insertion skips ${...} and returns what is between the brackets.
func (x *lexer) insertion() part {
	inner := lexer{text: x.text, at: x.at + len("${"), depth: x.depth + 1}
	p := part{start: inner.at}
	if inner.depth < maxDepth {
		inner.run()
	}
	p.end = inner.at
	x.at = inner.at
	if x.at < len(x.text) && x.text[x.at] == '}' {
		x.at++
	} else {
		x.broken = true
	}
	return p
}
