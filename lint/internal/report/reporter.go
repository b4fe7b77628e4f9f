package report

import (
	"slices"
	"sort"
	"strings"
)

// A Linter finds problems in src, which is a file or a script in it.
type Linter func(r *Reporter, src Source, in Context)

// Context says where a script is.
type Context struct {
	Scope *Scope // nil outside Dockerfiles and pipelines
	// Emptied returns the edits that remove the script from where it is, because nothing
	// would remain in it. nil: it may be empty.
	Emptied func() []Edit
}

// Scope is a stage of a Dockerfile or a job of a pipeline. One `go telemetry off` is
// enough for it. Variables above the jobs have a Scope without Go.
type Scope struct {
	Go  bool // a Go with the telemetry command is there, for the same user, when the script runs
	Off bool // the scope runs `go telemetry off`, maybe after a fix
	// Elsewhere says that it is another container or machine, or for another user.
	Elsewhere bool
}

// Reporter collects the findings in a file.
type Reporter struct {
	Markdown bool // warnings are only information, and findings have no fix
	Test     bool // the file is a test
	Quick    bool // an incomplete answer now is better than a complete one later
	Managed  bool // the file is of home-manager, which manages the mode
	// Broken says that a part of the file can't be parsed now, for example because it is half
	// typed. Findings may be missing.
	Broken bool

	file      string
	languages func(name string) Linter
	pipeline  bool // what is linted is a pipeline
	findings  []Finding
	silenced  []span              // lines that a comment silences, in order
	readings  map[string]readings // of variables, as far as they are known
	depth     int                 // how many scripts are around the one that is linted
}

// maxDepth bounds how deeply scripts can be in scripts, because each level reads the whole
// text of the levels below it.
const maxDepth = 10

// span is a line with a comment, which ends at own, and the line below it.
type span struct{ start, own, end int }

// New returns a Reporter for a file. languages returns the linter of a language by its
// name in a Markdown fence, such as "sh" or "pwsh", or nil.
func New(file string, languages func(name string) Linter) *Reporter {
	return &Reporter{file: file, languages: languages}
}

// Trial returns a Reporter for the same file whose findings are not used. A linter can
// learn from it which fixes there are.
func (r *Reporter) Trial() *Reporter {
	return &Reporter{Markdown: r.Markdown, Test: r.Test, Managed: r.Managed, file: r.file, languages: r.languages, depth: r.depth}
}

// InPipeline says that what is linted is a pipeline, until the caller calls the result.
func (r *Reporter) InPipeline() (end func()) {
	was := r.pipeline
	r.pipeline = true
	return func() { r.pipeline = was }
}

// File returns the text of the file.
func (r *Reporter) File() string { return r.file }

// Embedded lints a script in another language. It reports whether there is a linter for
// the language.
func (r *Reporter) Embedded(language string, src Source, in Context) bool {
	lint := r.languages(language)
	if lint == nil {
		return false
	}
	if r.depth < maxDepth && Suspicious(src.Text) {
		r.depth++
		defer func() { r.depth-- }()
		lint(r, src, in)
	}
	return true
}

// Adapted runs lint, and passes the edits of its fixes through adapt, which makes them
// valid in the language around. A fix without edits is dropped.
func (r *Reporter) Adapted(lint func(), adapt func([]Edit) []Edit) {
	first := len(r.findings)
	lint()
	for i := first; i < len(r.findings); i++ {
		f := &r.findings[i]
		if f.Fix != nil {
			if f.Fix.Edits = adapt(f.Fix.Edits); len(f.Fix.Edits) == 0 {
				f.Fix = nil
			}
		}
		for k := range f.Choices {
			f.Choices[k].Edits = adapt(f.Choices[k].Edits)
		}
		f.Choices = slices.DeleteFunc(f.Choices, func(c Fix) bool { return len(c.Edits) == 0 })
	}
}

// Comment says that the file has a comment from start to end. It can have several lines.
func (r *Reporter) Comment(start, end int) {
	for at := start; at < end; {
		n := strings.Index(r.file[at:end], ignore)
		if n < 0 {
			return
		}
		at = r.silence(at + n)
	}
}

// ignore in a comment silences the findings on its line and on the line below it.
const ignore = "telemetry-ls:ignore"

// silence silences the line with byte at and the line below it, and returns where that
// begins.
func (r *Reporter) silence(at int) int {
	i := sort.Search(len(r.silenced), func(i int) bool { return r.silenced[i].start > at })
	if i > 0 && at < r.silenced[i-1].own {
		return r.silenced[i-1].own // another comment on that line
	}
	s := span{start: LineStart(r.file, at), own: len(r.file), end: len(r.file)}
	if n := strings.IndexByte(r.file[at:], '\n'); n >= 0 {
		s.own = at + n + 1
	}
	if n := strings.IndexByte(r.file[s.own:], '\n'); n >= 0 {
		s.end = s.own + n + 1
	}
	r.silenced = slices.Insert(r.silenced, i, s)
	return s.own
}

// Add adds a finding of a linter that knows all about it.
func (r *Reporter) Add(f Finding) {
	if at := strings.IndexAny(r.file[f.Start:f.End], "\r\n"); at >= 0 {
		f.End = f.Start + at
	}
	if f.Fix != nil && !r.sound(f.Fix.Edits) {
		f.Fix = nil
	}
	if r.Markdown {
		f.Fix, f.Choices = nil, nil
		if f.Severity == Warning {
			f.Severity = Information
		}
	}
	r.findings = append(r.findings, f)
}

// sound reports whether edits are in order, in the file and change it. In unfinished
// code, what a linter wants to change can be missing.
func (r *Reporter) sound(edits []Edit) bool {
	last := 0
	for _, e := range edits {
		if e.Start < last || e.End < e.Start || e.End > len(r.file) || e.Start == e.End && e.New == "" {
			return false
		}
		last = e.End
	}
	return len(edits) > 0
}

// Findings returns the findings that no comment silences, in order.
func (r *Reporter) Findings() []Finding {
	found := slices.DeleteFunc(r.findings, func(f Finding) bool { return r.ignored(f.Start) })
	slices.SortStableFunc(found, func(a, b Finding) int { return a.Start - b.Start })
	return slices.CompactFunc(found, func(a, b Finding) bool {
		return a.Start == b.Start && a.End == b.End && a.Code == b.Code
	})
}

// ignored reports whether a comment silences the line with byte i.
func (r *Reporter) ignored(i int) bool {
	n := sort.Search(len(r.silenced), func(n int) bool { return r.silenced[n].start > i })
	return n > 0 && i < r.silenced[n-1].end
}
