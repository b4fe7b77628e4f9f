package status

import (
	"errors"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// now is a Sunday.
var now = time.Date(2026, 11, 22, 10, 30, 0, 0, time.UTC)

func at(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return t
}

func span(begin, end string) counterfile.Header {
	return counterfile.Header{Begin: at(begin), End: at(end)}
}

// facts returns the facts of a working machine with that mode file.
func facts(file string) Facts {
	f := Facts{Dir: "/home/me/.config/go/telemetry", Supported: true, Delivering: true, Now: now, Env: func(string) string { return "" }}
	f.State = mode.State{Mode: mode.Local}
	if file != "" {
		f.State = mode.Interpret([]byte(file))
	}
	return f
}

// outcome is the part of a status that the tables check.
type outcome struct {
	Mode                  mode.Mode
	Chosen                bool
	Collecting, Uploading bool
	Since, Report, Upload string
	Problems              []string
}

func outcomeOf(s Status) outcome {
	text := func(p *string) string {
		if p == nil {
			return ""
		}
		return *p
	}
	o := outcome{s.Mode, s.Chosen, s.Collecting, s.Uploading, text(s.Since), text(s.NextReport), text(s.FirstUpload), nil}
	for _, p := range s.Problems {
		o.Problems = append(o.Problems, p.Code)
	}
	return o
}

func TestOf(t *testing.T) {
	running := Weeks{Spans: []counterfile.Header{span("2026-11-21", "2026-11-28"), span("2026-11-22", "2026-11-29"), span("2026-10-10", "2026-10-17")}}
	for _, test := range []struct {
		name   string
		file   string
		change func(*Facts)
		want   outcome
	}{
		{"never chosen", "", nil, outcome{Mode: "local", Collecting: true}},
		{"local", "local 2026-11-01", nil, outcome{Mode: "local", Chosen: true, Collecting: true, Since: "2026-11-01"}},
		{"off", "off 2026-11-01", func(f *Facts) { f.Weeks = running }, outcome{Mode: "off", Chosen: true, Since: "2026-11-01"}},
		{
			"local with running weeks", "local", func(f *Facts) { f.Weeks = running },
			outcome{Mode: "local", Chosen: true, Collecting: true, Report: "2026-11-28"},
		},
		{
			"on, chosen long ago", "on 2026-11-01", func(f *Facts) { f.Weeks = running },
			outcome{Mode: "on", Chosen: true, Collecting: true, Uploading: true, Since: "2026-11-01", Report: "2026-11-28", Upload: "2026-11-28"},
		},
		{
			"on, chosen in the week", "on 2026-11-21", func(f *Facts) { f.Weeks = running },
			outcome{Mode: "on", Chosen: true, Collecting: true, Uploading: true, Since: "2026-11-21", Report: "2026-11-28", Upload: "2026-12-05"},
		},
		{"on, chosen today", "on 2026-11-22", func(f *Facts) {
			f.Weeks = Weeks{Spans: []counterfile.Header{span("2026-11-22", "2026-11-29")}}
		}, outcome{Mode: "on", Chosen: true, Collecting: true, Uploading: true, Since: "2026-11-22", Report: "2026-11-29", Upload: "2026-12-06"}},
		{
			"on, no file yet", "on 2026-11-22", func(f *Facts) { f.Weeks = Weeks{Weekends: time.Wednesday, Known: true} },
			outcome{Mode: "on", Chosen: true, Collecting: true, Uploading: true, Since: "2026-11-22", Upload: "2026-11-25"},
		},
		{
			"on, weeks end today", "on 2026-11-22", func(f *Facts) { f.Weeks = Weeks{Weekends: time.Sunday, Known: true} },
			outcome{Mode: "on", Chosen: true, Collecting: true, Uploading: true, Since: "2026-11-22", Upload: "2026-11-29"},
		},
		{
			"on, an ended week has no local report yet", "on 2026-11-01",
			func(f *Facts) {
				f.Weeks = Weeks{Spans: []counterfile.Header{span("2026-11-13", "2026-11-20"), span("2026-11-20", "2026-11-27")}}
			},
			outcome{Mode: "on", Chosen: true, Collecting: true, Uploading: true, Since: "2026-11-01", Report: "2026-11-27", Upload: "2026-11-20"},
		},
		{
			"on, a week from before the choice waits", "on 2026-11-15",
			func(f *Facts) {
				f.Weeks = Weeks{Spans: []counterfile.Header{span("2026-11-13", "2026-11-20"), span("2026-11-20", "2026-11-27")}}
			},
			outcome{Mode: "on", Chosen: true, Collecting: true, Uploading: true, Since: "2026-11-15", Report: "2026-11-27", Upload: "2026-11-27"},
		},
		{
			"on, dated in the future", "on 2030-01-01",
			func(f *Facts) { f.Weeks = Weeks{Spans: []counterfile.Header{span("2026-11-20", "2026-11-27")}} },
			outcome{Mode: "on", Chosen: true, Collecting: true, Uploading: true, Since: "2030-01-01", Report: "2026-11-27", Upload: "2030-01-04"},
		},
		{
			"on, dated in the far future", "on 2999-01-01",
			func(f *Facts) { f.Weeks = Weeks{Spans: []counterfile.Header{span("2026-11-20", "2026-11-27")}} },
			outcome{Mode: "on", Chosen: true, Collecting: true, Uploading: true, Since: "2999-01-01", Report: "2026-11-27", Upload: "2999-01-04"},
		},
		{
			"on, nothing known", "on 2026-11-22", nil,
			outcome{Mode: "on", Chosen: true, Collecting: true, Uploading: true, Since: "2026-11-22"},
		},
		{
			"undated on", "on", func(f *Facts) { f.Weeks = running },
			outcome{Mode: "on", Chosen: true, Collecting: true, Uploading: true, Report: "2026-11-28", Upload: "2026-11-28", Problems: []string{"undated-on"}},
		},
		{
			"an unknown word", "OFF 2026-11-01", nil,
			outcome{Mode: "local", Chosen: true, Collecting: true, Since: "2026-11-01", Problems: []string{"malformed-mode-file"}},
		},
		{"no folder", "", func(f *Facts) { f.Dir = "" }, outcome{Mode: "off", Problems: []string{"no-config-dir"}}},
		{
			"read-only", "on 2026-11-01", func(f *Facts) { f.Unwritable = errors.New("no") },
			outcome{Mode: "on", Chosen: true, Collecting: true, Uploading: true, Since: "2026-11-01", Problems: []string{"read-only"}},
		},
		{
			"unsupported", "on 2026-11-01", func(f *Facts) { f.Supported = false },
			outcome{Mode: "on", Chosen: true, Since: "2026-11-01", Problems: []string{"unsupported-platform"}},
		},
		{"environment", "", func(f *Facts) {
			f.Env = func(k string) string { return map[string]string{"GOTELEMETRY": "off", "GOTELEMETRYDIR": "/x"}[k] }
		}, outcome{Mode: "local", Collecting: true, Problems: []string{"ineffective-env", "ineffective-env"}}},
	} {
		f := facts(test.file)
		if test.change != nil {
			test.change(&f)
		}
		s := Of(f)
		if diff := cmp.Diff(test.want, outcomeOf(s)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", test.name, diff)
		}
		if s.Text != "Go telemetry: "+string(test.want.Mode) {
			t.Errorf("%s: text %q", test.name, s.Text)
		}
		for _, p := range s.Problems {
			if p.Message == "" || p.Hint == "" {
				t.Errorf("%s: problem %+v lacks a message or a hint", test.name, p)
			}
		}
	}
}

func TestWritable(t *testing.T) {
	f := facts("")
	if !Of(f).Writable {
		t.Error("a normal directory is not writable")
	}
	f.Unwritable = errors.New("no")
	if Of(f).Writable {
		t.Error("a read-only directory is writable")
	}
	f = facts("")
	f.Dir = ""
	if Of(f).Writable {
		t.Error("an unknown directory is writable")
	}
}

func TestTooltip(t *testing.T) {
	f := facts("")
	f.Account = "as a[b](command:c) on host web1, in a container"
	f.Dir = "/home/<img>/`x`"
	f.Delivering = false
	f.State.Problem = &mode.MalformedError{Word: "[x](command:y)"}
	got := Of(f).Tooltip
	for _, want := range []string{"**Go telemetry: local** (default", "Nothing is uploaded", "`` /home/<img>/`x` ``", "up to 30 seconds old", "\n- Running as a\\[b\\]\\(command:c\\) on host web1, in a container\n", `\[x\]\(command:y\)`, "*Hint:*"} {
		if !strings.Contains(got, want) {
			t.Errorf("tooltip lacks %q:\n%s", want, got)
		}
	}
}

// TestVariablesAreNotRepeated checks that messages don't repeat values of variables: a
// repository can set them, and a tooltip has links.
func TestVariablesAreNotRepeated(t *testing.T) {
	for value, want := range map[string]string{
		"off":                 "the environment sets GOTELEMETRY=off, which Go ignores: the mode is local",
		"local":               "the environment sets GOTELEMETRY=local, which Go ignores",
		"OFF":                 "the environment sets GOTELEMETRY, which Go ignores",
		"[x](command:y)":      "the environment sets GOTELEMETRY, which Go ignores",
		"off\n[x](command:y)": "the environment sets GOTELEMETRY, which Go ignores",
		"\xff":                "the environment sets GOTELEMETRY, which Go ignores",
	} {
		f := facts("")
		f.Env = func(k string) string {
			return map[string]string{"GOTELEMETRY": value, "GOTELEMETRYDIR": "[x](command:y)"}[k]
		}
		s := Of(f)
		if got := s.Problems[0].Message; got != want {
			t.Errorf("GOTELEMETRY=%q: %q, want %q", value, got, want)
		}
		if got := s.Problems[1].Message; got != "the environment sets GOTELEMETRYDIR, which Go ignores" {
			t.Errorf("GOTELEMETRYDIR: %q", got)
		}
		if strings.Contains(s.Tooltip, "command:") {
			t.Errorf("tooltip: %s", s.Tooltip)
		}
	}
}

func TestNextWeekend(t *testing.T) {
	for day, want := range map[time.Weekday]string{
		time.Sunday: "2026-11-29", time.Monday: "2026-11-23", time.Saturday: "2026-11-28",
	} {
		if got := nextWeekend(day, now).Format(time.DateOnly); got != want {
			t.Errorf("%v: %s, want %s", day, got, want)
		}
	}
}

// A mode file that cannot be read says nothing of a choice, nor of a default.
func TestUnreadable(t *testing.T) {
	for _, test := range []struct {
		problem *mode.UnreadableError
		code    string
	}{
		{&mode.UnreadableError{Path: "/x/mode", Cause: syscall.EACCES, Closed: "/x", Owner: "root"}, "unreadable"},
		{&mode.UnreadableError{Path: "/x/mode", Cause: syscall.EMFILE, Temporary: true}, "unreadable"},
		{&mode.UnreadableError{Path: "/x/mode", Cause: syscall.ELOOP}, "malformed-mode-file"},
	} {
		f := facts("")
		f.State.Problem = test.problem
		s := Of(f)
		if len(s.Problems) != 1 || s.Problems[0].Code != test.code || s.Problems[0].Hint == "" || s.Chosen {
			t.Errorf("%v: got %+v", test.problem, s)
		}
		if unknown := test.code == "unreadable"; s.ByDefault() == unknown || strings.Contains(s.Tooltip, "(default") == unknown {
			t.Errorf("%v: the tooltip claims a default: %s", test.problem, s.Tooltip)
		}
	}
}
