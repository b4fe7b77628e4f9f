package summary

import (
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

// Summary is what was counted in the latest weeks. The name of a week is the day on
// which it ends, at 00:00 UTC. Lists are never null; totals stop at 2^53 - 1.
type Summary struct {
	Dir      string            `json:"dir"`      // the telemetry directory
	Mode     string            `json:"mode"`     // the telemetry mode
	ThisWeek string            `json:"thisWeek"` // a sentence about the running week
	Weeks    []Week            `json:"weeks"`    // the weeks, oldest first
	Groups   []Group           `json:"groups"`   // groups of programs, in the order in which to show them
	Programs []Program         `json:"programs"` // the programs, sorted by name
	Problems []problem.Problem `json:"problems"` // files that were left out, sorted by name
}

// Week is a week, and what was counted in it.
type Week struct {
	Week  string `json:"week"`  // the day (UTC) on which the week ends
	State string `json:"state"` // collecting until the week ends, pending until Go makes its report, then reported
	Total uint64 `json:"total"` // the sum of all counters, which count different things: don't show it
	Days  string `json:"days"`  // the days of the week (UTC) for display, such as `Nov 22-28`
	Words string `json:"words"` // what ran in the week; "" if nothing was counted
}

// Numbers is a total and its parts, week by week.
type Numbers struct {
	Total  uint64   `json:"total"`  // the sum over the weeks
	Series []uint64 `json:"series"` // a number for each week, oldest first
}

// Program is what a program counted. Its total and series add up counters that count
// different things: show runs and words instead.
type Program struct {
	Program string `json:"program"` // the program's import path
	Title   string `json:"title"`   // what people call it
	Group   string `json:"group"`   // tools if people start it, toolchain if the go command does
	Words   string `json:"words"`   // what it did in all weeks, for example `8 runs; build 1, vet 1, version 6`
	Runs    *Runs  `json:"runs"`    // how often it ran; null if nothing counts that
	Numbers
	Versions []Version `json:"versions"` // its builds, the largest total first
	Charts   []Chart   `json:"charts"`   // its charts, sorted by name
	Stacks   []Stack   `json:"stacks"`   // its stacks, the largest total first
}

// Runs is how often a program ran. Editors and scripts start programs too.
type Runs struct {
	Unit string `json:"unit"` // what is counted: runs, or the sessions of a server
	Numbers
}

// Version is what one build of a program counted.
type Version struct {
	Version   string  `json:"version"`   // the program's version
	GoVersion string  `json:"goVersion"` // the Go release that built it
	GOOS      string  `json:"goos"`      // the operating system it was built for
	GOARCH    string  `json:"goarch"`    // the architecture it was built for
	Total     uint64  `json:"total"`     // the sum of all counters over the weeks
	Runs      *uint64 `json:"runs"`      // how often it ran; null if nothing counts that
}

// The kinds of a [Chart].
const (
	Count     = "count"     // one number
	Partition = "partition" // buckets without an order
	Histogram = "histogram" // buckets that are upper bounds
)

// Chart is a counter, or all counters named `chart:bucket` with the same chart.
type Chart struct {
	Name  string `json:"name"`  // the part of its counters' names before the colon
	Title string `json:"title"` // the name in plain English, or the name itself
	Kind  string `json:"kind"`  // a single count, a partition or a histogram
	Role  string `json:"role"`  // what the chart says about the program
	Numbers
	Buckets     []Bucket     `json:"buckets"`     // histograms: sorted by bound; partitions: the largest total first
	Percentiles *Percentiles `json:"percentiles"` // of a histogram; null for other charts, or without counts
}

// Bucket is one counter of a chart.
type Bucket struct {
	Name string `json:"name"` // the part of the counter's name after the colon
	Numbers
}

// Percentiles has the names of the buckets that the percentiles of a histogram fall
// into.
type Percentiles struct {
	P50 string `json:"p50"` // the bucket with the median
	P90 string `json:"p90"` // the bucket with the 90th percentile
	P99 string `json:"p99"` // the bucket with the 99th percentile
}

// Stack is a place in a program where it crashed or detected an internal error.
type Stack struct {
	Name string `json:"name"` // the counter's name without the frames
	Numbers
	Frames []string `json:"frames"` // the stack, innermost first
}
