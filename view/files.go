package view

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
)

// maxFiles is how many files of a kind the page lists.
const maxFiles = 40

// fileKinds are the kinds of files in the order of the page, with an explanation.
var fileKinds = []struct{ kind, title, what string }{
	{housekeeping.ModeFile, "Mode", "The telemetry mode and the day on which it was chosen; `go telemetry`, gopls and telemetry-ls write it."},
	{housekeeping.CountersFile, "Counter files", "Counts of programs, one file for each program, version and day. " +
		"After a week ends, Go merges its files into a report and deletes them."},
	{housekeeping.LocalReport, "Local reports", "Everything that Go counted in a week, as JSON. They stay on this machine, and Go never deletes them."},
	{housekeeping.ReadyReport, "Reports to upload", "The approved counters of a week. Go uploads them in mode on."},
	{housekeeping.SentReport, "Uploaded reports", "Copies of uploaded reports. Go never deletes them."},
	{housekeeping.WeekendsFile, "Weekends", "The weekday on which weeks end on this machine; 0 is Sunday. Go picks it at random."},
	{housekeeping.UploadToken, "Upload token", "Keeps Go from uploading more than once in 24 hours."},
	{housekeeping.DebugFile, "Debug logs", "Logs of the uploader. It writes them only if you create the directory `debug`."},
	{housekeeping.ForeignFile, "Other files", "Not written by Go, as far as telemetry-ls knows, except a lock of its uploader: `upload/*.json.lock`."},
}

// Files writes the page about every file in the telemetry directory.
func Files(list *housekeeping.Listing) string {
	p := newPage()
	p.Heading(1, "Files of Go telemetry")
	dir := markdown.Code(list.Dir)
	if len(list.Files)+len(list.Problems) == 0 {
		p.Text("There are no files yet: " + dir + " is empty or does not exist. Go creates it when it first counts.")
		return p.String()
	}
	p.Text(quantity.Count(len(list.Files), "file", "files") + ", " + quantity.Size(list.Bytes) + ", in " + dir + ".")
	kinds := byKind(list.Files)
	p.fileTotals(kinds, list.Bytes)
	for _, k := range fileKinds {
		if files := kinds[k.kind]; len(files) > 0 {
			p.Heading(2, k.title)
			p.Text(k.what)
			p.files(k.kind, files)
		}
	}
	p.problems(list.Problems)
	return p.String()
}

// byKind groups files. Unknown kinds are in the group of foreign files.
func byKind(files []housekeeping.File) map[string][]housekeeping.File {
	kinds := map[string][]housekeeping.File{}
	for _, f := range files {
		kind := housekeeping.ForeignFile
		for _, k := range fileKinds {
			if k.kind == f.Kind {
				kind = f.Kind
			}
		}
		kinds[kind] = append(kinds[kind], f)
	}
	return kinds
}

func (p *page) fileTotals(kinds map[string][]housekeeping.File, all int64) {
	t := markdown.NewTable("rrll", "files", "size", "share", "what")
	for _, k := range fileKinds {
		var bytes int64
		for _, f := range kinds[k.kind] {
			bytes += f.Bytes
		}
		if n := len(kinds[k.kind]); n > 0 {
			t.Row(quantity.Number(uint64(n)), quantity.Size(bytes), bar(uint64(max(bytes, 0)), uint64(max(all, 0)), 20), k.title)
		}
	}
	p.Table(t)
}

// files lists files of one kind, latest week first.
func (p *page) files(kind string, files []housekeeping.File) {
	files = slices.Clone(files)
	slices.SortStableFunc(files, func(a, b housekeeping.File) int {
		return cmp.Or(strings.Compare(deref(b.Week), deref(a.Week)), strings.Compare(a.Path, b.Path))
	})
	shown, left := first(files, maxFiles)
	switch kind {
	case housekeeping.CountersFile, housekeeping.DebugFile, housekeeping.ForeignFile:
		p.fileList(shown)
	default:
		p.fileTable(shown)
	}
	var bytes int64
	for _, f := range files[len(shown):] {
		bytes += f.Bytes
	}
	if left > 0 {
		p.andMore(left, "file, of "+quantity.Size(bytes), "files, of "+quantity.Size(bytes)+" in total")
	}
}

// fileTable shows files with short names.
func (p *page) fileTable(files []housekeeping.File) {
	t := markdown.NewTable("lrll", "week ending", "size", "modified, UTC", "file")
	for _, f := range files {
		t.Row(markdown.Prose(deref(f.Week)), quantity.Size(f.Bytes), modified(f.Modified), markdown.Name(f.Path))
	}
	p.Table(t)
}

// fileList shows files whose names leave no room for columns.
func (p *page) fileList(files []housekeeping.File) {
	var items []string
	for _, f := range files {
		item := markdown.Name(f.Path) + ": " + quantity.Size(f.Bytes) + ", modified " + modified(f.Modified) + " UTC"
		if f.Program != nil {
			item += ", " + markdown.Prose(*f.Program+" "+deref(f.Version))
		}
		if f.Week != nil {
			item += ", week ending " + markdown.Prose(*f.Week)
		}
		items = append(items, item)
	}
	p.List(items...)
}

func modified(stamp string) string {
	at, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		return orNone(markdown.Prose(stamp))
	}
	return at.UTC().Format("2006-01-02 15:04")
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
