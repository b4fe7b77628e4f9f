package view

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
)

// hostile holds names that programs could write to counter files.
var hostile = []string{
	"<img src=x onerror=alert(1)>", "[a](command:workbench.action.quit)", "a|b\\|c", "`code` ``x``", "one\ntwo\r\n# three\u2028four",
	"\x1b[31mred\x1b]0;title\x07", "\u202egnp.exe\u2066", "\xff\xfe", "https://example.com www.example.com a@example.com //example.com",
	"</summary><script>", "<!-- x", "&lt;b&gt;", "![i](x)", "[x]: javascript:1", "```", "~~~\n", "- x", "1. x", "---", "===", "> x", "", " ", "\\", "$x$", "\\`<b>`",
	"<https://example.com>", "*a* _b_ **c**", ":smile: #1 @user", "\u0000", "www.example.com/日本", "(example.com)", "..example.com..",
}

// everywhere puts text into every part of a page that comes from files.
func everywhere(text string) []string {
	numbers := summary.Numbers{Total: 1, Series: []uint64{1}}
	buckets := []summary.Bucket{{Name: text, Numbers: numbers}, {Name: text + "2", Numbers: numbers}}
	problems := []problem.Problem{{File: text, Code: text, Message: text}, {File: text, Code: text}}
	s := &summary.Summary{
		Dir: dir, Mode: text, Weeks: []summary.Week{{Week: text, State: text, Total: 1}}, Problems: problems,
		Programs: []summary.Program{{
			Program: text, Numbers: numbers, Versions: []summary.Version{{Version: text, GoVersion: text, GOOS: text, GOARCH: text, Total: 1}},
			Charts: []summary.Chart{
				{Name: text, Title: text, Kind: summary.Count, Numbers: numbers},
				{Name: text, Title: "gopls: time for " + text, Kind: summary.Count, Numbers: numbers},
				{Name: text, Title: "gopls: time for " + text, Kind: summary.Partition, Numbers: numbers, Buckets: buckets},
				{Name: text, Title: text, Kind: summary.Histogram, Numbers: numbers, Buckets: buckets, Percentiles: &summary.Percentiles{P50: text, P90: text, P99: text}},
			},
			Stacks: []summary.Stack{{Name: text, Numbers: numbers, Frames: []string{text, "```", text}}},
		}},
	}
	s.Explain(noon)
	b := &upload.ProgramReport{
		Program: text, Version: text, GoVersion: text, GOOS: text, GOARCH: text,
		Counters: map[string]int64{text: -1}, Stacks: map[string]int64{text + "\n" + text + "\n```\n" + text: 1},
	}
	bare := *b
	bare.Counters, bare.Stacks = nil, nil
	p := &upload.Preview{Mode: text, Since: &text, Config: &upload.ConfigUsed{Version: text, Source: text, Date: &text}, NextUpload: &text, Problems: problems}
	for _, state := range []string{weeks.Collecting, weeks.Sent, weeks.Withheld, text} {
		p.Weeks = append(p.Weeks, upload.Week{
			Week: text, State: state, WouldUpload: state == text, When: &text, Reasons: []upload.Reason{{Code: text, Message: text}, {Code: text}},
			Report:   &upload.Report{Week: text, LastWeek: text, Config: text, Programs: []*upload.ProgramReport{b, nil, &bare}},
			Sampled:  []upload.SampledCount{{Program: text, Counter: text, Rate: 0.1}},
			Withheld: []upload.WithheldCount{{Program: text, Version: text, Counter: text, Value: 1, Reason: text}, {Program: text, Version: text, Counter: text, Value: 1, Reason: uploadconfig.VersionNotApproved}},
		})
	}
	f := &housekeeping.Listing{Dir: dir, Files: []housekeeping.File{
		{Path: text, Kind: text, Program: &text, Version: &text, Week: &text, Bytes: 1, Modified: text},
		{Path: text, Kind: housekeeping.CountersFile, Bytes: -1},
	}}
	p.Uploads.Unlisted = []upload.UnlistedBuild{
		{Program: text, Version: text, GoVersion: text, Reason: text},
		{Program: text, Version: text, GoVersion: text, Reason: uploadconfig.ProgramNotApproved},
		{Program: text, Version: text, GoVersion: text, Reason: uploadconfig.GoVersionNotApproved},
		{Program: text, Version: text, GoVersion: text, Reason: uploadconfig.VersionNotApproved},
		{Program: "cmd/go", Version: text, GoVersion: text, Reason: uploadconfig.VersionNotApproved},
	}
	log := upload.DebugLog{Dir: text, Exists: true, File: text, Modified: text, Lines: []string{text}}
	return []string{
		Summary(s, noon), Crashes(s), Preview(p, noon), Uploads(p, log, noon), Files(f),
		Uploads(p, upload.DebugLog{Dir: text}, noon), Uploads(p, upload.DebugLog{Dir: text, Problem: errors.New(text)}, noon),
	}
}

var (
	span = regexp.MustCompile("`[^`\n]*`")
	// markup matches what must not occur outside code spans, except for the emphasis
	// that pages use.
	markup = regexp.MustCompile(`[<>\[\]\\` + "`" + `~&$@]|//|(?i:www|example\.com)`)
	// The next patterns match beginnings of lines that are not text. In pages, such a line
	// follows an empty line, or another line of a list or table.
	block = regexp.MustCompile(`^([+>=~]|-([^ ]|$)|\*[^*RN]|#{4}|#+[^ #]|[0-9]+[.)]( |$)|   )`)
	start = regexp.MustCompile(`^(#|- |\|)`)
)

// checkPlain fails the test if text from a file has become markup.
func checkPlain(t *testing.T, text string) {
	t.Helper()
	columns, inBlock, before := 0, false, ""
	for line := range strings.SplitSeq(text, "\n") {
		for _, r := range line {
			if r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x200b && r <= 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
				t.Errorf("%U in %q", r, line)
			}
		}
		if fence := strings.HasPrefix(line, "```"); fence || inBlock {
			if fence && line != choose(inBlock, "```", "```text") || !fence && strings.Contains(line, "`") {
				t.Errorf("a block has %q", line)
			}
			inBlock = inBlock != fence
			before = ""
			continue
		}
		bare := span.ReplaceAllString(line, "x")
		if m := markup.FindString(bare); m != "" || block.MatchString(line) {
			t.Errorf("%q may be markup: %q", m, line)
		}
		if begin := start.FindString(line); begin != "" && before != "" && !strings.HasPrefix(before, begin) && (begin != "- " || !strings.HasPrefix(before, "  ")) {
			t.Errorf("%q follows %q", line, before)
		}
		before = line
		if !strings.HasPrefix(line, "|") {
			columns = 0
			if strings.Contains(line, "|") && strings.Contains(bare, "|") {
				t.Errorf("a pipe beside a table: %q", line)
			}
			continue
		}
		if n := strings.Count(line, "|"); columns == 0 {
			columns = n
		} else if n != columns {
			t.Errorf("%d pipes in a table with %d: %q", n, columns, line)
		}
	}
	if inBlock {
		t.Error("a block does not end")
	}
}

// FuzzPages also tests the hostile names: go test always runs its seeds.
func FuzzPages(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<10 {
			t.Skip("a hundred copies of a longer one take a while, and find nothing more")
		}
		for _, page := range everywhere(text) {
			checkPlain(t, page)
		}
	})
}

// TestLongName is separate: as a seed, it would make the fuzzer try mostly long names.
func TestLongName(t *testing.T) {
	for _, page := range everywhere(strings.Repeat("x", 5000)) {
		checkPlain(t, page)
	}
}

// many returns a summary of programs with charts.
func many(programs, charts int) *summary.Summary {
	s := &summary.Summary{Dir: dir, Mode: "local"}
	shown := 60
	for i := range shown {
		s.Weeks = append(s.Weeks, summary.Week{Week: noon.AddDate(0, 0, 7*(i-shown)).Format("2006-01-02"), State: weeks.Reported, Total: uint64(i)})
	}
	for i := range programs {
		p := summary.Program{Program: fmt.Sprintf("example.com/p%d", i), Numbers: summary.Numbers{Total: uint64(i), Series: make([]uint64, shown)}}
		for j := range charts {
			c := summary.Chart{
				Name: fmt.Sprintf("p/chart-%d", j), Title: "A chart", Kind: []string{summary.Count, summary.Partition, summary.Histogram}[j%3],
				Numbers: summary.Numbers{Total: uint64(j), Series: make([]uint64, shown)},
			}
			for k := range 40 * (j % 3) {
				c.Buckets = append(c.Buckets, summary.Bucket{Name: fmt.Sprintf("<%ds", k), Numbers: summary.Numbers{Total: 1, Series: make([]uint64, shown)}})
			}
			p.Charts = append(p.Charts, c)
			p.Stacks = append(p.Stacks, summary.Stack{Name: "p/bug", Numbers: summary.Numbers{Total: 1, Series: make([]uint64, shown)}, Frames: make([]string, 300)})
			p.Versions = append(p.Versions, summary.Version{Version: fmt.Sprintf("v1.%d.0", j)})
		}
		s.Programs = append(s.Programs, p)
	}
	s.Explain(noon)
	for i := range 10000 {
		s.Problems = append(s.Problems, problem.Problem{File: fmt.Sprintf("local/%d.v1.count", i), Message: "bad"})
	}
	return s
}

func TestBounded(t *testing.T) {
	charts, programs := many(1, 10000), many(300, 4)
	p := previewOf()
	for i := range 150 {
		w := runningWeek()
		if i%2 == 0 {
			w.State = weeks.Sent
		}
		for j := range 5000 {
			if i > 145 {
				w.Report.Programs[0].Counters[fmt.Sprintf("go/c-%d", j)] = int64(j)
				w.Withheld = append(w.Withheld, upload.WithheldCount{Program: "cmd/go", Counter: fmt.Sprintf("go/w-%d", j), Value: 1, Reason: uploadconfig.CounterNotApproved})
			}
		}
		p.Weeks = append(p.Weeks, w)
	}
	files := &housekeeping.Listing{Dir: dir}
	for i := range 20000 {
		files.Files = append(files.Files, housekeeping.File{Path: fmt.Sprintf("local/%d.v1.count", i), Kind: housekeeping.CountersFile, Bytes: 16384})
	}
	for _, test := range []struct {
		name, text string
		lines      int
		says       string
	}{
		{"summary of many charts", Summary(charts, noon), 800, "… and 3,294 more counters with less."},
		{"summary of many programs", Summary(programs, noon), 2500, "… and 258 more programs."},
		{"crashes", Crashes(programs), 3000, "… and 288 more programs."},
		{"preview", Preview(p, noon), 1200, "… and 4,942 more counters."},
		{"uploads", Uploads(p, noLog, noon), 1200, "… and 14 more reports."},
		{"files", Files(files), 120, "… and 19,960 more files, of 311.9 MiB in total."},
	} {
		if n := strings.Count(test.text, "\n"); n > test.lines || !strings.Contains(test.text, test.says) {
			t.Errorf("%s: %d lines, at most %d wanted, with %q", test.name, n, test.lines, test.says)
			for line := range strings.SplitSeq(test.text, "\n") {
				if strings.HasPrefix(line, "… and") {
					t.Log(line)
				}
			}
		}
	}
}

// TestColumns checks that lines without a long name have at most 80 columns.
func TestColumns(t *testing.T) {
	s := summaryOf(theGo(), theGopls())
	for _, text := range []string{Summary(s, noon), Crashes(s), Preview(previewOf(sentWeek("2026-11-08"), keptWeek(), readyWeek(), runningWeek()), noon), Uploads(previewOf(sentWeek("2026-11-01")), noLog, noon), Files(fileList())} {
		for line := range strings.SplitSeq(text, "\n") {
			if n := len([]rune(line)); n > 80 {
				t.Errorf("%d columns: %s", n, line)
			}
		}
	}
}
