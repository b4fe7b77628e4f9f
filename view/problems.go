package view

import (
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
)

// maxProblems is the maximum number of files that a page names. It counts the rest.
const maxProblems = 30

// problems lists files that were skipped or need attention.
func (p *page) problems(list []problem.Problem) {
	if len(list) == 0 {
		return
	}
	p.Heading(2, "Problems")
	p.Text(choose(len(list) == 1, "1 file was skipped or needs attention:", quantity.Number(uint64(len(list)))+" files were skipped or need attention:"))
	shown, left := first(list, maxProblems)
	items := make([]string, len(shown))
	for i, problem := range shown {
		items[i] = markdown.Name(problem.File) + ": " + markdown.Prose(problem.Message) +
			choose(problem.Message == "", markdown.Prose(problem.Code), "")
	}
	p.List(items...)
	p.andMore(left, "file", "files")
}
