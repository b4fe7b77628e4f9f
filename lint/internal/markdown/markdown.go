// Package markdown lints the fenced code blocks of Markdown files. Their warnings are
// only information: a reader copies them, and nothing runs them.
package markdown

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// ignore in an HTML comment above a fence silences the whole fence, because no comment
// can be between the fence and its first line.
const ignore = "telemetry-ls:ignore"

// scanner reads a file line by line. It knows only the blocks that matter for fences.
type scanner struct {
	r          *report.Reporter
	src        report.Source
	containers []container
	fence      *fence
	comment    bool // in an HTML comment that begins a line
	ignored    bool // the comment that ends on the line before silences
}

// Lint lints a Markdown file.
func Lint(r *report.Reporter, src report.Source, _ report.Context) {
	r.Markdown = true
	s := &scanner{r: r, src: src}
	for at := 0; at < src.Len(); {
		end, next := src.Len(), src.Len()
		if n := strings.IndexByte(src.Text[at:], '\n'); n >= 0 {
			end, next = at+n, at+n+1
		}
		s.line(cursor{text: strings.TrimSuffix(src.Text[:end], "\r"), i: at}, next)
		at = next
	}
	r.Broken = r.Broken || s.fence != nil || s.comment // half typed
	s.closeFence()
}

// line reads a line, which ends at the end of the cursor's text.
func (s *scanner) line(c cursor, next int) {
	start, depth := c.i, 0
	for depth < len(s.containers) && s.containers[depth].continues(&c) {
		depth++
	}
	if s.fence != nil {
		if depth == len(s.containers) {
			if s.fence.closedBy(c) {
				s.closeFence()
			} else {
				c.skip(s.fence.indent)
				s.fence.lines = append(s.fence.lines, part{c.i, next})
			}
			return
		}
		s.closeFence() // its list or quote ends
	}
	s.comment = s.comment && depth == len(s.containers)
	s.containers = s.containers[:depth]
	ignored := s.ignored
	s.ignored = s.comments(start, len(c.text)) || s.comment && ignored
	if s.comment {
		s.comment = !strings.Contains(c.rest(), "-->")
		return
	}
	s.blocks(c, ignored)
}

// blocks reads the beginnings of blocks on a line.
func (s *scanner) blocks(c cursor, ignored bool) {
	for c.indent() < indentedCode {
		if len(s.containers) == maxDepth {
			return
		}
		if k, ok := begins(&c); ok {
			s.containers = append(s.containers, k)
			continue
		}
		indent := c.indent()
		c.skip(indent)
		if comment, ok := strings.CutPrefix(c.rest(), "<!--"); ok {
			s.comment = !strings.Contains(comment, "-->")
		} else if f, ok := opens(c.rest()); ok {
			f.indent, f.ignored = indent, ignored
			s.fence = &f
		}
		return
	}
}

// comments tells the reporter about the comment on a line, and reports whether it
// silences the fence after it.
func (s *scanner) comments(start, end int) bool {
	line := s.src.Text[start:end]
	if !strings.Contains(line, ignore) {
		return false
	}
	at := 0
	if !s.comment {
		at = max(strings.Index(line, "<!--"), strings.Index(line, "{/*"))
	}
	if at < 0 {
		return false
	}
	s.r.Comment(s.src.At(start+at), s.src.At(end))
	return strings.Contains(line[at:], ignore)
}

// closeFence lints the fence.
func (s *scanner) closeFence() {
	f := s.fence
	s.fence = nil
	if f == nil || f.ignored || f.language == "" || len(f.lines) == 0 {
		return
	}
	first, last := f.lines[0], f.lines[len(f.lines)-1]
	if !report.Suspicious(s.src.Text[first.start:last.end]) {
		return
	}
	d := s.src.Decode()
	for _, p := range f.lines {
		d.Copy(p.start, p.end)
	}
	src := d.Source(last.end)
	switch {
	case isConsole(f.language, src.Text):
		s.console(src)
	case !report.IsGoEnv(src.Text):
		s.r.Embedded(f.language, src, report.Context{})
	}
}
