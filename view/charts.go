package view

import (
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
)

// charts are the charts of a program, by layout.
type charts struct {
	single           []counter // one number each
	partitions       []summary.Chart
	histograms       []summary.Chart
	flags, internals []counter // each bucket alone
}

// counter is a single number: a plain counter, or a bucket of a chart.
type counter struct {
	name, title string
	summary.Numbers
}

func sortCharts(all []summary.Chart) charts {
	var c charts
	for _, chart := range all {
		switch {
		case chart.Role == summary.FlagsRole:
			c.flags = append(c.flags, countersOf(&chart)...)
		case chart.Role == summary.InternalsRole:
			c.internals = append(c.internals, countersOf(&chart)...)
		case chart.Kind == summary.Histogram:
			c.histograms = append(c.histograms, chart)
		case len(chart.Buckets) > 1:
			c.partitions = append(c.partitions, chart)
		default:
			c.single = append(c.single, countersOf(&chart)...)
		}
	}
	// What the runs were for comes before the rest.
	slices.SortStableFunc(c.partitions, func(a, b summary.Chart) int {
		return choose(a.Role == summary.UsesRole, 0, 1) - choose(b.Role == summary.UsesRole, 0, 1)
	})
	return c
}

// countersOf returns the counters of a chart.
func countersOf(chart *summary.Chart) []counter {
	if len(chart.Buckets) == 0 {
		return []counter{{chart.Name, titled(chart), chart.Numbers}}
	}
	list := make([]counter, len(chart.Buckets))
	for i, b := range chart.Buckets {
		list[i] = counter{chart.Name + ":" + b.Name, titled(chart), b.Numbers}
	}
	return list
}

func (v *summaryView) counters(heading string, list []counter) {
	if len(list) == 0 {
		return
	}
	v.Heading(3, heading)
	shown, left := top(list, maxCounters, func(c counter) uint64 { return c.Total })
	t := markdown.NewTable("rlll", "total", "trend", "counter", "what it counts")
	room := titleRoom(shown)
	for _, c := range shown {
		t.Row(quantity.Number(c.Total), trend(c.Series), markdown.Name(c.name), shorten(c.title, room))
	}
	v.Table(t)
	v.andMore(left, "counter with less", "counters with less")
}

func (v *summaryView) histograms(list []summary.Chart) {
	if len(list) == 0 {
		return
	}
	v.Heading(3, "Histograms")
	shown, left := top(list, maxHistograms, func(c summary.Chart) uint64 { return c.Total })
	t := markdown.NewTable("rlllll", "total", "p50", "p90", "p99", "spread", "histogram")
	for _, c := range shown {
		var p summary.Percentiles
		if c.Percentiles != nil {
			p = *c.Percentiles
		}
		t.Row(quantity.Number(c.Total), bound(p.P50), bound(p.P90), bound(p.P99), bars(spread(c.Buckets)), markdown.Name(c.Name))
	}
	v.Table(t)
	v.andMore(left, "histogram with less", "histograms with less")
	v.Text("Half, 90% and 99% of the measurements are in or below the buckets p50, p90 and p99. " +
		"The spread shows the buckets from the lowest to the highest with a measurement.")
	detailed, _ := top(list, maxDetailed, func(c summary.Chart) uint64 { return c.Total })
	for _, c := range detailed {
		v.chart(&c, maxBounds)
	}
}

func spread(buckets []summary.Bucket) []uint64 {
	out := make([]uint64, len(buckets))
	for i, b := range buckets {
		out[i] = b.Total
	}
	return out
}

// bound formats the bound of a bucket as a cell.
func bound(name string) string {
	if name == "" {
		return "–"
	}
	return markdown.Name(name)
}

func (v *summaryView) partitions(list []summary.Chart) {
	shown, left := top(list, maxPartitions, func(c summary.Chart) uint64 { return c.Total })
	for _, c := range shown {
		v.chart(&c, maxBuckets)
	}
	v.andMore(left, "chart with less", "charts with less")
}

// chart writes the buckets of a partition or a histogram.
func (v *summaryView) chart(c *summary.Chart, most int) {
	v.Heading(3, orNone(markdown.Prose(c.Title)))
	v.Text(markdown.Name(c.Name)+", "+quantity.Count(c.Total, "count", "counts"), trend(c.Series))
	buckets, left := first(c.Buckets, most)
	t := markdown.NewTable("rrlll", "total", "share", "", "trend", "bucket")
	for _, b := range buckets {
		t.Row(quantity.Number(b.Total), percent(b.Total, c.Total), bar(b.Total, c.Total, 12), trend(b.Series), markdown.Name(b.Name))
	}
	v.Table(t)
	v.andMore(left, "bucket", "buckets")
}

// titled returns the title of a chart for display beside its name, or "" if it has
// none. The heading already names the program.
func titled(c *summary.Chart) string {
	if c.Title == c.Name {
		return ""
	}
	program, rest, ok := strings.Cut(c.Title, ": ")
	if ok && (program == "go command" || strings.HasPrefix(c.Name, program+"/")) {
		return rest
	}
	return c.Title
}

// minTitle is the minimum width of a title; a shorter one says nothing. Names longer
// than maxName may push it to the right.
const (
	minTitle = 16
	maxName  = 34
)

// titleRoom returns the width that a line leaves for titles beside trends and names.
func titleRoom(list []counter) int {
	numbers, trends, names := len("total"), len("trend"), len("counter")
	for _, c := range list {
		numbers = max(numbers, len(quantity.Number(c.Total)))
		trends = max(trends, markdown.Width(trend(c.Series)))
		names = max(names, min(markdown.Width(markdown.Name(c.name)), maxName))
	}
	return max(markdown.Columns-numbers-trends-names-len("|  |  |  |  |"), minTitle)
}

// shorten returns a title of at most n characters, as Markdown. It drops the part
// before a colon, which the name repeats.
func shorten(title string, n int) string {
	if _, rest, ok := strings.Cut(title, ": "); ok && len(title) > n {
		title = rest
	}
	if runes := []rune(title); len(runes) > n {
		title = strings.TrimRight(string(runes[:n-1]), " :,") + "…"
	}
	return markdown.Prose(title)
}
