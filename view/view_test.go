package view

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
)

func statusOf(file string) status.Status {
	f := status.Facts{
		Dir: "/home/me/.config/go/telemetry", Supported: true, Delivering: true,
		Now: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC), Env: func(string) string { return "" },
	}
	f.State = mode.State{Mode: mode.Local}
	if file != "" {
		f.State = mode.Interpret([]byte(file))
	}
	return status.Of(f)
}

func TestExplanation(t *testing.T) {
	for file, wants := range map[string][]string{
		"":               {"The mode is **local**, the default; you have not chosen a mode.", "uploading is opt-in, but counting on this machine is on by default"},
		"on 2026-11-01":  {"The mode is **on**, chosen on 2026-11-01.", "telemetry.go.dev"},
		"off 2026-11-01": {"The mode is **off**", "Switching to off deletes no data"},
		"OFF":            {"The mode is **local**, set in the mode file.", "**Problem:**", "*Hint:*"},
	} {
		text := Explanation(statusOf(file), nil, nil)
		for _, want := range append(wants, Privacy, PrivacyPolicy, "`/home/me/.config/go/telemetry`", "Go ignores `GOTELEMETRY`") {
			if !strings.Contains(text, want) {
				t.Errorf("%q: the explanation lacks %q:\n%s", file, want, text)
			}
		}
	}
}

// TestExplanationOfUnknownPrograms: programs that could not be looked for are not none.
func TestExplanationOfUnknownPrograms(t *testing.T) {
	text := Explanation(statusOf("off 2026-11-01"), nil, errors.New("looking for running programs: too many open files"))
	if want := "**Unknown:** which running programs still count. looking for running programs: too many open files."; !strings.Contains(text, want) {
		t.Errorf("the explanation lacks %q:\n%s", want, text)
	}
}

func TestHoverWord(t *testing.T) {
	now := func() status.Status { return statusOf("off 2026-01-01") }
	for _, test := range []struct {
		line, under string // the hover is asked at the first byte of under
		from        string // the text the hover covers; "" for none
		says        string
	}{
		{"RUN go telemetry off", "telemetry", "go telemetry off", "programs that start now neither count nor upload"},
		{"RUN go telemetry off", "RUN", "", ""},
		{"go  telemetry", "go", "go  telemetry", "prints the telemetry mode"},
		{"go telemetry offline", "telemetry", "go telemetry", "prints the telemetry mode"},
		{"export GOTELEMETRY=off", "GOTELEMETRY", "GOTELEMETRY", "Go ignores it in the environment"},
		{"export GOTELEMETRYDIR=/x", "GOTELEMETRYDIR", "GOTELEMETRYDIR", "XDG_CONFIG_HOME"},
		{"MYGOTELEMETRY=1", "MYGO", "", ""},
		{"cargo telemetry", "telemetry", "", ""},
		{`import "golang.org/x/telemetry"`, "telemetry", "", ""},
		{"", "", "", ""},
	} {
		text, from, to := HoverWord(test.line, strings.Index(test.line, test.under), now)
		if got := test.line[from:to]; got != test.from || !strings.Contains(text, test.says) || (text == "") != (test.from == "") {
			t.Errorf("%q at %q: covers %q, says %q", test.line, test.under, got, text)
		}
	}
}

func FuzzHoverWord(f *testing.F) {
	f.Add("go telemetry on", 3)
	f.Fuzz(func(t *testing.T, line string, at int) {
		_, from, to := HoverWord(line, at, func() status.Status { return statusOf("") })
		if from < 0 || to < from || to > len(line) {
			t.Errorf("HoverWord(%q, %d) covers %d:%d", line, at, from, to)
		}
	})
}

// TestUndecided checks that, without the upload config, the preview doesn't say that Go
// would not upload.
func TestUndecided(t *testing.T) {
	since := "2026-01-01"
	p := &upload.Preview{Mode: "on", Since: &since, Weeks: []upload.Week{{
		Week: "2026-11-29", State: weeks.Collecting,
		Reasons: []upload.Reason{{Code: upload.NoConfig, Message: "the list is not at hand"}},
	}}}
	text := Preview(p, noon)
	for _, want := range []string{"upload date is\nunknown.", "| ?      |", "**Unknown whether it would be uploaded:**"} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "would not be") {
		t.Errorf("says that it would not be uploaded:\n%s", text)
	}
}

// TestClosedGroup checks that a page of only one program of a closed group is in full.
func TestClosedGroup(t *testing.T) {
	const table, full = "## Toolchain internals", "## compile"
	both := Summary(summaryOf(theCompiler(), theGo()), noon)
	if !strings.Contains(both, table) || strings.Contains(both, full) || strings.Index(both, "## go command") > strings.Index(both, table) {
		t.Errorf("beside the go command:\n%s", both)
	}
	alone := Summary(summaryOf(theCompiler()), noon)
	if strings.Contains(alone, table) || !strings.Contains(alone, full) || !strings.Contains(alone, "compile/flag:p") {
		t.Errorf("alone:\n%s", alone)
	}
}

// TestNoSumsOfUnlikeCounters checks that no total of a week, a program or a version is
// on the page: they add up counters that count different things.
func TestNoSumsOfUnlikeCounters(t *testing.T) {
	s := summaryOf(theCompiler(), theGo(), theGopls())
	for i := range s.Weeks {
		s.Weeks[i].Total = 77777
	}
	for i := range s.Programs {
		p := &s.Programs[i]
		p.Total = 77777
		for j := range p.Versions {
			p.Versions[j].Total = 77777
		}
	}
	for _, page := range []string{Summary(s, noon), Crashes(s)} {
		if strings.Contains(page, "77,777") {
			t.Errorf("a sum of unlike counters:\n%s", page)
		}
	}
}
