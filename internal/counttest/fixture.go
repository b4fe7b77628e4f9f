package counttest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Kinds lists typical programs on a developer's machine, with the number of counters in
// their files.
var Kinds = []struct {
	program, version string
	counters, stacks int
}{
	{"cmd/go", "go1.26.8", 62, 0},
	{"golang.org/x/tools/gopls", "v0.23.0", 18, 1},
	{"cmd/compile", "go1.26.8", 18, 0},
	{"cmd/vet", "go1.26.8", 1, 0},
	{"cmd/link", "go1.26.8", 6, 0},
	{"github.com/golang/vscode-go/vscgo", "v0.50.0", 3, 0},
	{"cmd/gofmt", "go1.26.8", 3, 0},
	{"cmd/asm", "go1.26.8", 10, 0},
}

// SampleFile returns the file of a program of kind i for a day.
func SampleFile(i int, begin, end time.Time, random *rand.Rand) (name string, file CounterFile) {
	k := Kinds[i%len(Kinds)]
	base := k.program[strings.LastIndex(k.program, "/")+1:]
	file = CounterFile{
		Program: k.program, Version: k.version,
		Begin: begin.Format(time.DateOnly), End: end.Format(time.DateOnly),
	}
	for c := range k.counters {
		name := fmt.Sprintf("%s/chart-%d:bucket-%d", base, c/6, c)
		if base == "gopls" && c < 6 {
			name = "gopls/completion/latency:<" + []string{"10ms", "50ms", "100ms", "200ms", "500ms", "1s"}[c]
		}
		file.Counts = append(file.Counts, Count{name, random.Uint64N(1000)})
	}
	for range k.stacks {
		file.Counts = append(file.Counts, Count{"crash/crash\nruntime.gopanic:+50,+0x1d5\nmain.main:+3,+0x2a\n\".f:=7,+0x1", 1})
	}
	return fmt.Sprintf("local/%s@%s-go1.26.8-linux-amd64-%s-%d.v1.count", base, k.version, file.Begin, i), file
}

// WeekEnd returns the end of the week that contains a day, if weeks end on Sundays.
func WeekEnd(day time.Time) time.Time {
	return day.AddDate(0, 0, 7-int(day.Weekday()))
}

// FillFiles writes n counter files, perDay of them for each day before now.
func FillFiles(tb testing.TB, dir string, n, perDay int, now time.Time) {
	tb.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	today := now.UTC().Truncate(24 * time.Hour)
	for i := range n {
		begin := today.AddDate(0, 0, -i/perDay)
		name, file := SampleFile(i%perDay, begin, WeekEnd(begin), random)
		Put(tb, dir, name, file.Bytes())
	}
}

// ReportJSON returns a report in Go's format.
func ReportJSON(tb testing.TB, week string, files []CounterFile) []byte {
	tb.Helper()
	type program struct {
		Program, Version, GoVersion, GOOS, GOARCH string
		Counters, Stacks                          map[string]int64
	}
	var programs []program
	for _, f := range files {
		p := program{f.Program, f.Version, "go1.26.8", "linux", "amd64", map[string]int64{}, map[string]int64{}}
		for _, c := range f.Counts {
			if name := strings.ReplaceAll(c.Name, "\n\".", "\nmain."); strings.Contains(name, "\n") {
				p.Stacks[name] += int64(c.Value)
			} else {
				p.Counters[name] += int64(c.Value)
			}
		}
		programs = append(programs, p)
	}
	data, err := json.MarshalIndent(map[string]any{
		"Week": week, "LastWeek": "", "X": 0.25, "Programs": programs, "Config": "v0.1.0",
	}, "", " ")
	if err != nil {
		tb.Fatal(err)
	}
	return bytes.TrimSpace(data)
}

// FillReports writes n weekly reports, the last one for the week before now.
func FillReports(tb testing.TB, dir string, n int, now time.Time) {
	tb.Helper()
	random := rand.New(rand.NewPCG(3, 4))
	last := WeekEnd(now.UTC().Truncate(24*time.Hour)).AddDate(0, 0, -7)
	for i := range n {
		end := last.AddDate(0, 0, -7*i)
		var files []CounterFile
		for k := range Kinds {
			_, f := SampleFile(k, end.AddDate(0, 0, -7), end, random)
			files = append(files, f)
		}
		day := end.Format(time.DateOnly)
		Put(tb, dir, filepath.ToSlash(filepath.Join("local", "local."+day+".json")), ReportJSON(tb, day, files))
	}
}
