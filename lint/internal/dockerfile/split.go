package dockerfile

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// instruction is an instruction as it is written. Offsets are in the source.
type instruction struct {
	keyword    string // in upper case
	start, end int    // with here-documents, without the last line end
	lines      []line
	comments   []report.Lines // between them, in the file
	heredocs   []heredoc
}

// line is a line of an instruction. Its text ends before the escape character that
// continues it.
type line struct{ start, end, next int }

// heredoc is the text of a here-document.
type heredoc struct {
	name       string
	start, end int
}

// splitter splits a Dockerfile into instructions.
type splitter struct {
	r      *report.Reporter
	src    report.Source
	escape byte
	// unfinished counts the here-documents without an end, because the search for each
	// reads the rest of the file.
	unfinished int
}

const maxUnfinished = 100

func newSplitter(r *report.Reporter, src report.Source) *splitter {
	return &splitter{r: r, src: src, escape: '\\'}
}

// split returns all instructions.
func (s *splitter) split() (all []instruction) {
	for at := s.directives(); at < s.src.Len(); {
		if next, ok := s.skip(at); ok {
			at = next
			continue
		}
		in, next := s.instruction(at)
		all = append(all, in)
		at = next
	}
	return all
}

// line returns the end of the line with byte i, without line end, and the next line.
func (s *splitter) line(i int) (end, next int) {
	n := strings.IndexByte(s.src.Text[i:], '\n')
	if n < 0 {
		return s.src.Len(), s.src.Len()
	}
	end = i + n
	if end > i && s.src.Text[end-1] == '\r' {
		return end - 1, end + 1
	}
	return end, end + 1
}

// skip skips a comment or an empty line at byte i.
func (s *splitter) skip(i int) (next int, ok bool) {
	end, next := s.line(i)
	text := strings.TrimLeft(s.src.Text[i:end], " \t")
	if strings.HasPrefix(text, "#") {
		s.r.Comment(s.src.At(i), s.src.At(end))
		return next, true
	}
	return next, text == ""
}

// withComment adds the line from i to j to the comments, if it is one.
func (s *splitter) withComment(comments []report.Lines, i, j int) []report.Lines {
	if strings.TrimSpace(s.src.Text[i:j]) == "" {
		return comments
	}
	return append(comments, report.Lines{Start: s.src.At(i), End: s.src.At(j)})
}

// directives reads the parser directives, which are comments before anything else.
func (s *splitter) directives() (at int) {
	for at < s.src.Len() {
		end, next := s.line(at)
		text, ok := strings.CutPrefix(strings.TrimSpace(s.src.Text[at:end]), "#")
		name, value, assigned := strings.Cut(text, "=")
		if !ok || !assigned || strings.ContainsAny(strings.TrimSpace(name), " \t:") {
			break
		}
		if strings.EqualFold(strings.TrimSpace(name), "escape") && strings.TrimSpace(value) == "`" {
			s.escape = '`'
		}
		s.r.Comment(s.src.At(at), s.src.At(end))
		at = next
	}
	return at
}

// instruction reads the instruction at byte i, and returns where the next one begins.
func (s *splitter) instruction(i int) (in instruction, next int) {
	in.start = i + len(s.src.Text[i:]) - len(strings.TrimLeft(s.src.Text[i:], " \t"))
	for at := in.start; ; {
		end, after := s.line(at)
		text := strings.TrimRight(s.src.Text[at:end], " \t")
		in.end, next = end, after
		if !s.continued(text) {
			in.lines = append(in.lines, line{at, end, after})
			break
		}
		in.lines = append(in.lines, line{at, at + len(text) - 1, after})
		for skipped := true; skipped && after < s.src.Len(); {
			if at, skipped = s.skip(after); skipped {
				in.comments = s.withComment(in.comments, after, at)
				after = at
			}
		}
		at, next = after, after
		if at >= s.src.Len() { // half typed
			s.r.Broken = true
			break
		}
	}
	keyword, _, _ := strings.Cut(strings.ReplaceAll(s.args(in, false).Text, "\t", " "), " ")
	in.keyword = upper(keyword)
	switch {
	case in.keyword == "RUN" || in.keyword == "COPY" || in.keyword == "ADD":
		return in, s.heredocs(&in, next)
	case !strings.Contains(keywords, " "+in.keyword+" "):
		s.r.Broken = true // half typed, or a line that should continue the one before
	}
	return in, next
}

// keywords are those of instructions.
const keywords = " ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR "

// upper returns a keyword in upper case. Other text stays as it is, to keep its length.
func upper(keyword string) string {
	if strings.Trim(strings.ToLower(keyword), "abcdefghijklmnopqrstuvwxyz") != "" || len(keyword) > len("STOPSIGNAL") {
		return keyword
	}
	return strings.ToUpper(keyword)
}

func (s *splitter) continued(text string) bool {
	n := len(text)
	return n > 0 && text[n-1] == s.escape && (n == 1 || text[n-2] != s.escape)
}

// args returns the text of an instruction on one line. With keep, a backslash and a line
// end stay at the end of a continued line, which a shell understands itself.
func (s *splitter) args(in instruction, keep bool) report.Source {
	d, end := s.decode(in, keep)
	return d.Source(end)
}

// withHeredocs returns the text of an instruction for a shell, with here-documents.
func (s *splitter) withHeredocs(in instruction) report.Source {
	d, end := s.decode(in, true)
	d.Copy(end, in.end)
	return d.Source(in.end)
}

func (s *splitter) decode(in instruction, keep bool) (d *report.Decoder, end int) {
	d = s.src.Decode()
	for i, l := range in.lines {
		d.Copy(l.start, l.end)
		end = l.end
		if keep && s.escape == '\\' && i+1 < len(in.lines) {
			d.Copy(l.end, l.end+1)
			d.Copy(l.next-1, l.next)
		}
	}
	return d, end
}

// heredocs reads the here-documents of an instruction from byte i on, and returns where
// the next instruction begins.
func (s *splitter) heredocs(in *instruction, i int) (next int) {
	args := s.args(*in, false)
	for _, w := range words(args.Text, s.escape) {
		name, dash, ok := heredocName(args.Text[w.start:w.end])
		if !ok {
			continue
		}
		end, after, found := s.until(i, name, dash)
		if !found { // half typed
			s.r.Broken = true
			break
		}
		in.heredocs = append(in.heredocs, heredoc{name, i, end})
		in.end, _ = s.line(end)
		i = after
	}
	return i
}

// heredocName returns the name of the here-document that a word begins, and whether tabs
// before it are ignored.
func heredocName(word string) (name string, dash, ok bool) {
	name, ok = strings.CutPrefix(strings.TrimLeft(word, "0123456789"), "<<")
	name, dash = strings.CutPrefix(name, "-")
	name = strings.Trim(name, `"'`)
	return name, dash, ok && name != "" && !strings.Contains(name, "<")
}

// until finds the line that ends a here-document.
func (s *splitter) until(i int, name string, dash bool) (end, next int, ok bool) {
	for at := i; at < s.src.Len() && s.unfinished < maxUnfinished; {
		end, next := s.line(at)
		text := s.src.Text[at:end]
		if dash {
			text = strings.TrimLeft(text, "\t")
		}
		if text == name {
			return at, next, true
		}
		at = next
	}
	s.unfinished++
	return 0, i, false
}
