package report

import (
	"strings"
	"unicode/utf8"
)

// Source is a piece of a file as a parser of its language sees it: without the quotes
// and escapes of a string, or the indentation of a block. It knows where each byte is
// in the file.
type Source struct {
	Text   string
	file   string // the whole file
	base   int    // the place of the first byte, if places is nil
	places []int  // the place of each byte, and the end; nil: the text is a part of the file as it is
}

// Whole returns the source of a whole file, from offset base on.
func Whole(file string, base int) Source { return Source{Text: file[base:], file: file, base: base} }

// Len returns the length of the text.
func (s Source) Len() int { return len(s.Text) }

// At returns the offset in the file of byte i; i can be the length of the text.
func (s Source) At(i int) int {
	if s.places == nil {
		return s.base + i
	}
	return s.places[i]
}

// Slice returns the part from i to j.
func (s Source) Slice(i, j int) Source {
	part := Source{Text: s.Text[i:j], file: s.file, base: s.base + i}
	if s.places != nil {
		part.places = s.places[i : j+1]
	}
	return part
}

// With returns the source with another text of the same length, such as one with
// placeholders for templates.
func (s Source) With(text string) Source {
	if len(text) != len(s.Text) {
		return s
	}
	s.Text = text
	return s
}

// Valid returns the source with SUB, the control character for this purpose, in the place
// of each byte that isn't UTF-8, for parsers that refuse such bytes.
func (s Source) Valid() Source {
	if utf8.ValidString(s.Text) {
		return s
	}
	const sub = 0x1a
	text := []byte(s.Text)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			text[i] = sub
		}
		i += size
	}
	return s.With(string(text))
}

// Delete returns the edit that deletes the text from i to j.
func (s Source) Delete(i, j int) Edit { return Edit{Start: s.At(i), End: s.At(j)} }

// Replace returns the edit that replaces the text from i to j.
func (s Source) Replace(i, j int, with string) Edit {
	return Edit{Start: s.At(i), End: s.At(j), New: with}
}

// DeleteLines returns the edit that deletes the lines of the text from i to j, if
// nothing but blanks is beside it on these lines. A comment beside it belongs to the
// text: include it in j.
func (s Source) DeleteLines(i, j int) (Edit, bool) {
	start, first := Indented(s.Text, i)
	end := j + len(s.Text[j:]) - len(strings.TrimLeft(s.Text[j:], " \t\r"))
	if !first || end < len(s.Text) && s.Text[end] != '\n' {
		return Edit{}, false
	}
	if end < len(s.Text) {
		end++
	}
	return Edit{Start: s.lineStart(start), End: s.lineStart(end)}, true
}

// DeleteContinued returns the edit that deletes a line of a list from i to j of the file,
// if nothing but the mark that continues the list is beside it.
func DeleteContinued(file string, i, j int, mark string) (Edit, bool) {
	start, first := Indented(file, i)
	rest, marked := strings.CutPrefix(strings.TrimLeft(file[j:], " \t"), mark)
	rest, ends := strings.CutPrefix(strings.TrimPrefix(strings.TrimLeft(rest, " \t"), "\r"), "\n")
	if !first || !marked || !ends {
		return Edit{}, false
	}
	return Edit{Start: start, End: len(file) - len(rest)}, true
}

// lineStart returns the start of the line of the file with byte i if only blanks, such
// as the indentation of a block, are between.
func (s Source) lineStart(i int) int {
	at := s.At(i)
	if start, first := Indented(s.file, at); first {
		return start
	}
	return at
}

// Indented returns the start of the line of text with byte i if only blanks are between.
// Unlike [LineStart], it is quick in a long line.
func Indented(text string, i int) (start int, ok bool) {
	start = len(strings.TrimRight(text[:i], " \t"))
	return start, start == 0 || text[start-1] == '\n'
}

// Indentation returns what is on the line of the file before byte i.
func (s Source) Indentation(i int) string {
	at := s.At(i)
	return s.file[LineStart(s.file, at):at]
}

// LineStart returns the start of the line of text with byte i.
func LineStart(text string, i int) int { return strings.LastIndexByte(text[:i], '\n') + 1 }

// LineEnd returns the end of the line of text with byte i, before its line end.
func LineEnd(text string, i int) int {
	end := len(text)
	if n := strings.IndexByte(text[i:], '\n'); n >= 0 {
		end = i + n
	}
	if n := strings.IndexByte(text[i:end], '\r'); n >= 0 {
		end = i + n
	}
	return end
}

// Unescape returns what the text from i to end means. unescape returns what the escape
// sequence at the start of a text means, which is a backslash, and its length.
func (s Source) Unescape(i, end int, unescape func(text string) (meaning string, length int)) Source {
	n := strings.IndexByte(s.Text[i:end], '\\')
	if n < 0 {
		return s.Slice(i, end)
	}
	d := s.Decode()
	for n >= 0 {
		d.Copy(i, i+n)
		i += n
		meaning, length := unescape(s.Text[i:end])
		d.Add(meaning, i)
		i += length
		n = strings.IndexByte(s.Text[i:end], '\\')
	}
	d.Copy(i, end)
	return d.Source(end)
}

// A Decoder makes the Source of a string with escapes, or of a block with indentation.
type Decoder struct {
	from   Source
	text   strings.Builder
	places []int
}

// Decode starts a Source with parts of from.
func (s Source) Decode() *Decoder { return &Decoder{from: s} }

// Copy adds the text from i to j as it is.
func (d *Decoder) Copy(i, j int) {
	for at := i; at < j; at++ {
		d.places = append(d.places, d.from.At(at))
	}
	d.text.WriteString(d.from.Text[i:j])
}

// Add adds what the escape sequence at i means.
func (d *Decoder) Add(meaning string, i int) {
	for range len(meaning) {
		d.places = append(d.places, d.from.At(i))
	}
	d.text.WriteString(meaning)
}

// Source returns what was decoded, which ends at i.
func (d *Decoder) Source(i int) Source {
	return Source{Text: d.text.String(), file: d.from.file, places: append(d.places, d.from.At(i))}
}
