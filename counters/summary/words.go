package summary

import (
	"slices"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/printable"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
)

// maxListed is the most programs that a sentence names.
const maxListed = 6

// Explain completes a summary with what makes its numbers readable: groups, titles,
// runs and words. [Of] does it.
func (s *Summary) Explain(now time.Time) {
	all := make([]reading, len(s.Programs))
	for i := range s.Programs {
		all[i] = read(&s.Programs[i])
	}
	tellApart(all)
	slices.SortFunc(all, inOrder)
	for _, r := range all {
		r.Words = r.words(s.allWeeks())
	}
	s.Groups = groups(all, s.allWeeks())
	started := people(all)
	for i := range s.Weeks {
		s.Weeks[i].Days = days(s.Weeks[i].Week, now.UTC().Year())
		s.Weeks[i].Words = listed(started, period{i})
	}
	s.ThisWeek = thisWeek(s.Mode, listed(started, s.runningWeeks()))
}

// tellApart gives programs with the same title their import paths as titles. A tool of
// the Go toolchain keeps its name.
func tellApart(all []reading) {
	titles := map[string]int{}
	for _, r := range all {
		titles[r.Title]++
	}
	for _, r := range all {
		if titles[r.Title] > 1 && !strings.HasPrefix(r.Program.Program, "cmd/") {
			r.Title = printable.Line(r.Program.Program, maxName)
		}
	}
}

// people returns the programs that people start. Without any, it returns all.
func people(all []reading) []reading {
	tools := slices.DeleteFunc(slices.Clone(all), func(r reading) bool { return r.Group != Tools })
	if len(tools) == 0 {
		return all
	}
	return tools
}

func thisWeek(mode, words string) string {
	switch {
	case words != "":
		return "This week so far: " + words + "."
	case mode == "off":
		return "Nothing has been counted this week."
	}
	return "Nothing has been counted this week yet."
}

// listed says in part of a sentence what each program did in a period. Programs of
// which it knows only that they were active come last.
func listed(all []reading, in period) string {
	var parts, active []string
	for _, r := range all {
		if in.sum(r.Series) == 0 {
			continue
		}
		if part := r.brief(in); part != "" {
			parts = append(parts, r.Title+" "+part)
		} else {
			active = append(active, r.Title)
		}
	}
	parts = atMost(parts, maxListed)
	if len(active) > 0 {
		label := "active: "
		if len(parts) > 0 {
			label = "also " + label
		}
		parts = append(parts, label+strings.Join(atMost(active, maxListed), ", "))
	}
	return strings.Join(parts, "; ")
}

// atMost returns at most n names, and counts the rest.
func atMost(names []string, n int) []string {
	if more := len(names) - n; more > 0 {
		return append(names[:n:n], quantity.Count(more, "other program", "other programs"))
	}
	return names
}
