package server

import (
	"slices"
	"strings"
	"unicode/utf8"

	"go.lsp.dev/protocol"
)

// pieceSize is the approximate length of a piece. An edit costs one walk over the
// pieces and a look into a few of them, however long the text is.
const pieceSize = 1 << 10

// piece is a part of a text. It begins and ends between characters, and never inside
// a CRLF.
type piece struct {
	text  string
	lines int // line ends in it
	units int // the units that positions count
}

// edited is a text during a series of edits. Each edit uses the coordinates of the
// text after the one before.
type edited struct {
	pieces  []piece
	inBytes bool // positions count bytes instead of UTF-16 units
}

// edit applies changes to text, one after another. Usually there is only one, as the
// user types.
func edit(text string, changes []change, inBytes bool) string {
	switch len(changes) {
	case 0:
		return text
	case 1:
		return splice(text, *changes[0].Range, changes[0].Text, inBytes)
	}
	e := newEdited(text, inBytes)
	for _, c := range changes {
		e.splice(*c.Range, c.Text)
	}
	return e.String()
}

func newEdited(text string, inBytes bool) *edited {
	e := &edited{inBytes: inBytes}
	e.pieces = e.cut(nil, text)
	return e
}

// String returns the text after the edits.
func (e *edited) String() string {
	size := 0
	for _, p := range e.pieces {
		size += len(p.text)
	}
	var b strings.Builder
	b.Grow(size)
	for _, p := range e.pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

// cut appends text to pieces, split into parts of about pieceSize.
func (e *edited) cut(pieces []piece, text string) []piece {
	for len(text) > 2*pieceSize {
		at := pieceSize
		for at < len(text) && (!utf8.RuneStart(text[at]) || tears(text[:at], text[at:])) {
			at++
		}
		pieces = append(pieces, e.piece(text[:at]))
		text = text[at:]
	}
	if text != "" {
		pieces = append(pieces, e.piece(text))
	}
	return pieces
}

func (e *edited) piece(text string) piece {
	p := piece{text: text, lines: strings.Count(text, "\n"), units: len(text)}
	if strings.IndexByte(text, '\r') >= 0 {
		p.lines += strings.Count(text, "\r") - strings.Count(text, "\r\n")
	}
	if !e.inBytes {
		p.units = utf8.RuneCountInString(text)
		for i := range len(text) {
			if text[i] >= 0xf0 { // first byte of a character of two units
				p.units++
			}
		}
	}
	return p
}

// place is where a position points to: before byte at of piece index. The end of the
// text has index len(pieces).
type place struct{ index, at int }

func (p place) before(q place) bool { return p.index < q.index || p.index == q.index && p.at < q.at }

// splice replaces the range r, as the function splice does in a whole text.
func (e *edited) splice(r protocol.Range, with string) {
	start := e.find(r.Start)
	end := e.find(r.End)
	if end.before(start) {
		end = start
	}
	e.replace(start, end, with)
}

// replace replaces the text between two places. It rebuilds the pieces at both ends,
// and their neighbors if a CRLF would be split.
func (e *edited) replace(start, end place, with string) {
	from, to := start.index, end.index
	var b strings.Builder
	if from < len(e.pieces) {
		b.WriteString(e.pieces[from].text[:start.at])
	}
	b.WriteString(with)
	if to < len(e.pieces) {
		b.WriteString(e.pieces[to].text[end.at:])
		to++
	}
	text := b.String()
	// Also at the end of the text, so that typing there doesn't create pieces of one
	// character.
	if from > 0 && (text == "" || from == len(e.pieces) || tears(e.pieces[from-1].text, text)) {
		from--
		text = e.pieces[from].text + text
	}
	if to < len(e.pieces) && tears(text, e.pieces[to].text) {
		text += e.pieces[to].text
		to++
	}
	e.pieces = slices.Replace(e.pieces, from, to, e.cut(nil, text)...)
}

// tears reports whether a CRLF would be split between a and b.
func tears(a, b string) bool { return strings.HasSuffix(a, "\r") && strings.HasPrefix(b, "\n") }

// find returns the place of a position. A position beyond the text means its end; one
// beyond a line means the end of that line.
func (e *edited) find(p protocol.Position) place {
	line, ok := e.line(int(p.Line))
	if !ok {
		return place{len(e.pieces), 0}
	}
	left := int(p.Character)
	for ; line.index < len(e.pieces); line = (place{line.index + 1, 0}) {
		piece := e.pieces[line.index]
		if line.at == 0 && piece.lines == 0 && piece.units <= left {
			left -= piece.units
			continue
		}
		rest := piece.text[line.at:]
		content := rest[:lineEnd(rest)]
		at, units := columnOf(content, left, e.inBytes)
		if at < len(content) || len(content) < len(rest) {
			return place{line.index, line.at + at}
		}
		left -= units
	}
	return line
}

// line returns the place where line n begins, or false if there are fewer lines.
func (e *edited) line(n int) (place, bool) {
	index := 0
	for ; n > 0 && index < len(e.pieces) && e.pieces[index].lines < n; index++ {
		n -= e.pieces[index].lines
	}
	if n == 0 {
		return place{index, 0}, true
	}
	if index == len(e.pieces) {
		return place{}, false
	}
	text, at := e.pieces[index].text, 0
	for ; n > 0; at++ {
		if text[at] == '\n' || text[at] == '\r' && !tears(text[:at+1], text[at+1:]) {
			n--
		}
	}
	return place{index, at}, true
}
