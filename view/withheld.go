package view

import (
	"cmp"
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
)

// withheldWords are the reasons why a counter stays on this machine.
var withheldWords = []struct{ code, why string }{
	{uploadconfig.ProgramNotApproved, "The program is not approved"},
	{uploadconfig.VersionNotApproved, "This version of the program is not approved"},
	{uploadconfig.GoVersionNotApproved, "The Go version with which the program was built is not approved"},
	{uploadconfig.CounterNotApproved, "The counter is not approved"},
	{uploadconfig.StackNotApproved, "This kind of stack is not approved"},
	{uploadconfig.RateZero, "The counter is in the upload config with a rate of 0"},
	{upload.NotSampled, "The counter is approved only for a random sample of reports"},
	{upload.NotInReport, "Approved, but not in the report: Go may have used another upload config, or a random sample"},
}

// withheldChart is the withheld part of a chart for one reason.
type withheldChart struct {
	program, version, name string
	buckets                int
	value                  uint64
}

// withheld lists what stays on this machine, by reason and chart.
func (p *page) withheld(w *upload.Week) {
	if len(w.Withheld) == 0 {
		return
	}
	p.Heading(3, "Stays on this machine")
	p.Text(quantity.Count(len(w.Withheld), "counter", "counters") + " of the week ending " + markdown.Prose(w.Week) + ".")
	groups := map[string][]upload.WithheldCount{}
	var codes []string
	for _, known := range withheldWords {
		codes = append(codes, known.code)
	}
	for _, item := range w.Withheld {
		groups[item.Reason] = append(groups[item.Reason], item)
		if !slices.Contains(codes, item.Reason) && len(codes) < 2*len(withheldWords) {
			codes = append(codes, item.Reason)
		}
	}
	for _, code := range codes {
		p.withheldFor(code, groups[code])
	}
}

func (p *page) withheldFor(code string, items []upload.WithheldCount) {
	if len(items) == 0 {
		return
	}
	why := markdown.Prose(code)
	for _, known := range withheldWords {
		if known.code == code {
			why = known.why
		}
	}
	p.Text("**" + why + "**: " + quantity.Count(len(items), "counter", "counters") + ".")
	charts := withheldCharts(items)
	shown, left := first(charts, maxWithheld)
	t := markdown.NewTable("rlll", "value", "program", "version", "counter")
	for _, c := range shown {
		version := ""
		if code == uploadconfig.VersionNotApproved || code == uploadconfig.GoVersionNotApproved {
			version = orNone(markdown.Prose(c.version))
		}
		name := markdown.Name(c.name)
		if c.buckets > 1 {
			name += " (" + quantity.Number(uint64(c.buckets)) + " buckets)"
		}
		t.Row(quantity.Number(c.value), markdown.Prose(c.program), version, name)
	}
	p.Table(t)
	p.andMore(left, "with less", "with less")
}

// withheldCharts sums the buckets of charts, largest first.
func withheldCharts(items []upload.WithheldCount) []*withheldChart {
	type key struct{ program, version, chart string }
	charts := map[key]*withheldChart{}
	var list []*withheldChart
	for _, item := range items {
		name, _, stack := strings.Cut(item.Counter, "\n")
		chart, _, bucket := strings.Cut(name, ":")
		k := key{item.Program, item.Version, chart + choose(bucket, ":", "")}
		c := charts[k]
		switch {
		case c == nil:
			c = &withheldChart{item.Program, item.Version, name, 0, 0}
			charts[k] = c
			list = append(list, c)
		case bucket && !stack:
			c.name = chart
		}
		c.buckets += choose(stack || !bucket, 0, 1)
		c.value = addUp(c.value, positive(item.Value))
	}
	slices.SortStableFunc(list, func(a, b *withheldChart) int {
		return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.program, b.program), cmp.Compare(a.name, b.name))
	})
	return list
}

// addUp adds without overflow.
func addUp(a, b uint64) uint64 { return choose(a+b < a, ^uint64(0), a+b) }
