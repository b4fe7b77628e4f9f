package prompt

import (
	"errors"
	"os"
	"syscall"
	"testing"
	"time"
)

func TestDecideFacts(t *testing.T) {
	for _, tt := range []struct {
		name  string
		facts Facts
		vars  map[string]string
		want  Reason
	}{
		{"nothing against it", asking, nil, ""},
		{"chosen", Facts{Chosen: true, Writable: true, Supported: true, Ask: true}, nil, ReasonChosen},
		{"mode unwritable", Facts{Supported: true, Ask: true, Go: true}, nil, ReasonUnwritable},
		{"no Go", Facts{Writable: true, Supported: true, Ask: true}, nil, ReasonNoGo},
		{"unsupported", Facts{Writable: true, Ask: true}, nil, ReasonUnsupported},
		{"setting", Facts{Writable: true, Supported: true}, nil, ReasonSetting},
		{"CI", asking, map[string]string{"CI": "true"}, ReasonCI},
		{"CI with a name", asking, map[string]string{"CI": "woodpecker"}, ReasonCI},
		{"CI 1", asking, map[string]string{"CI": "1"}, ReasonCI},
		{"CI false", asking, map[string]string{"CI": "False"}, ""},
		{"CI 0", asking, map[string]string{"CI": "0"}, ""},
		{"CI empty", asking, map[string]string{"CI": " "}, ""},
		{"unset CI in GitHub", asking, map[string]string{"CI": "false", "GITHUB_ACTIONS": "true"}, ReasonCI},
		{"GitLab", asking, map[string]string{"GITLAB_CI": "true"}, ReasonCI},
		{"Buildkite", asking, map[string]string{"BUILDKITE": "true"}, ReasonCI},
		{"Jenkins", asking, map[string]string{"JENKINS_URL": "http://ci.example/"}, ReasonCI},
		{"Azure", asking, map[string]string{"TF_BUILD": "True"}, ReasonCI},
		{"TeamCity", asking, map[string]string{"TEAMCITY_VERSION": "2026.1"}, ReasonCI},
		{"CircleCI", asking, map[string]string{"CIRCLECI": "true"}, ReasonCI},
		{"another variable", asking, map[string]string{"CIDER": "true"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.vars = tt.vars
			got := w.prompter().Decide(tt.facts)
			if want := (Decision{Ask: tt.want == "", Reason: tt.want}); got != want {
				t.Errorf("Decide = %+v, want %+v", got, want)
			}
			entries, err := os.ReadDir(w.dir)
			if err != nil || len(entries) != 0 {
				t.Errorf("Decide wrote %v, %v", entries, err)
			}
			if tt.want != "" {
				if a, d, err := w.prompter().Begin(tt.facts); a != nil || d != got || err != nil {
					t.Errorf("Begin = %v, %+v, %v, want the same as Decide", a, d, err)
				}
				if entries, _ := os.ReadDir(w.dir); len(entries) != 0 {
					t.Errorf("Begin wrote %v although it must not ask", entries)
				}
			}
		})
	}
}

func TestNoConfigDir(t *testing.T) {
	p := New(Env{})
	if got, want := p.Decide(asking), (Decision{Reason: ReasonNoConfigDir}); got != want {
		t.Errorf("Decide = %+v, want %+v", got, want)
	}
	if err := p.Reset(); err != nil {
		t.Errorf("Reset: %v", err)
	}
}

func TestSystemEnv(t *testing.T) {
	t.Setenv("HOME", "")
	t.Setenv("XDG_CONFIG_HOME", "relative")
	t.Setenv("AppData", "")
	if got := SystemEnv().ConfigDir; got != "" {
		t.Errorf("ConfigDir = %q without a home, want none", got)
	}
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("AppData", home)
	t.Setenv("XDG_CONFIG_HOME", "")
	env := SystemEnv()
	if want, err := os.UserConfigDir(); err != nil || env.ConfigDir != want {
		t.Errorf("ConfigDir = %q, want %q, %v", env.ConfigDir, want, err)
	}
	if env.PID != os.Getpid() || !env.Alive(env.PID) || env.Getenv("HOME") != home {
		t.Errorf("SystemEnv does not describe this process: %+v", env)
	}
}

func TestDamagedStateIsFreshAndReported(t *testing.T) {
	for _, tt := range []struct{ name, content, want string }{
		{"empty", "", "line 1, column 1: unexpected end of JSON input"},
		{"cut off", "{\n  \"schema\": 1,", "line 2, column 14: unexpected end of JSON input"},
		{"not an object", `[]`, "a JSON array, not an object"},
		{"wrong type", "{\"schema\":1,\n\"attempts\":3}", `line 2, column 12: key "attempts" cannot be a JSON number`},
		{"no schema", `{"attempts":[]}`, `key "schema" is missing or below 1`},
		{"null", `null`, `key "schema" is missing or below 1`},
		{"unknown answer", `{"schema":1,"answer":{"choice":"maybe"}}`, `answer: unknown mode "maybe"; use on, local or off`},
		{"impossible year", `{"schema":1,"attempts":[{"asked":"0000-01-01T00:00:00+01:00"}]}`, "attempt 1: year -1 is out of range"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.write(stateFile, tt.content)
			for _, d := range []Decision{w.prompter().Decide(asking), decisionOf(w)} {
				var damaged *DamagedStateError
				if !d.Ask || !errors.As(d.Problem, &damaged) || damaged.Hint() == "" {
					t.Fatalf("decision = %+v, want to ask and a problem", d)
				}
				if got, want := d.Problem.Error(), "reading "+w.path(stateFile)+": "+tt.want; got != want {
					t.Errorf("problem\n%s, want\n%s", got, want)
				}
			}
			if d := w.refused(ReasonWaiting); d.Problem != nil {
				t.Errorf("the rewritten state is damaged: %v", d.Problem)
			}
		})
	}
}

// decisionOf returns the Decision of a Begin that asks, and leaves the question
// open.
func decisionOf(w *world) Decision {
	a, d, err := w.prompter().Begin(asking)
	if a == nil || err != nil {
		w.t.Fatalf("Begin = %v, %+v, %v, want an attempt", a, d, err)
	}
	a.Release()
	return d
}

func TestStateTooLarge(t *testing.T) {
	w := newWorld(t)
	w.write(stateFile, `{"schema":1,"attempts":[]}`+string(make([]byte, maxStateSize)))
	d := w.prompter().Decide(asking)
	if !d.Ask || d.Problem == nil {
		t.Fatalf("Decide = %+v, want to ask and a problem", d)
	}
	if got, want := d.Problem.Error(), "reading "+w.path(stateFile)+": larger than 65536 bytes"; got != want {
		t.Errorf("problem %q, want %q", got, want)
	}
}

func TestNewerStateIsLeftAlone(t *testing.T) {
	w := newWorld(t)
	const newer = `{"schema": 2, "attempts": "in another shape"}`
	w.write(stateFile, newer)
	d := w.refused(ReasonNewerState)
	var want *NewerStateError
	if !errors.As(d.Problem, &want) || want.Schema != 2 || want.Hint() == "" {
		t.Errorf("problem %v, want a NewerStateError with schema 2", d.Problem)
	}
	if got := w.read(stateFile); got != newer {
		t.Errorf("state rewritten: %s", got)
	}
	if err := w.prompter().Reset(); err != nil {
		t.Fatal(err)
	}
	w.begin()
}

func TestUnwritableState(t *testing.T) {
	// A file in place of the directory stops every user, including root.
	w := newWorld(t)
	w.write("telemetry-ls", "in the way")
	a, d, err := w.prompter().Begin(asking)
	var store *StoreError
	if a != nil || d.Reason != ReasonUnwritable || d.Ask || !errors.As(err, &store) || store.Hint() == "" {
		t.Errorf("Begin = %v, %+v, %v, want unwritable and a StoreError", a, d, err)
	}

	w = newWorld(t)
	if err := os.MkdirAll(w.path(stateFile+"/occupied"), 0o700); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the locks must not remain
		a, d, err = w.prompter().Begin(asking)
		if a != nil || d.Reason != ReasonUnwritable || !errors.As(err, &store) {
			t.Errorf("Begin = %v, %+v, %v, want unwritable and a StoreError", a, d, err)
		}
	}
}

func TestReadOnlyDir(t *testing.T) {
	if os.Geteuid() <= 0 {
		t.Skip("permissions do not restrict root, and directories on Windows have none")
	}
	w := newWorld(t)
	if err := os.Chmod(w.dir, 0o500); err != nil {
		t.Fatal(err)
	}
	a, d, err := w.prompter().Begin(asking)
	if a != nil || d.Reason != ReasonUnwritable || !errors.Is(err, os.ErrPermission) {
		t.Errorf("Begin = %v, %+v, %v, want unwritable", a, d, err)
	}
}

func TestSchedule(t *testing.T) {
	w := newWorld(t)
	start := w.now
	step := func(at time.Duration, want Decision) {
		t.Helper()
		w.now = start.Add(at)
		if got := w.prompter().Decide(asking); got != want {
			t.Fatalf("after %v: Decide = %+v, want %+v", at, got, want)
		}
	}
	notNow := func() {
		t.Helper()
		a := w.begin()
		w.now = w.now.Add(time.Minute)
		if err := a.NotNow(); err != nil {
			t.Fatal(err)
		}
	}
	ask := Decision{Ask: true}
	step(0, ask)
	notNow()
	until := start.Add(time.Minute + 7*day)
	step(time.Minute, Decision{Reason: ReasonWaiting, Until: until})
	step(7*day+59*time.Second, Decision{Reason: ReasonWaiting, Until: until})
	step(7*day+time.Minute, ask)
	w.begin().Release() // the user closed the window while the question was open
	until = start.Add(21*day + time.Minute)
	step(7*day+time.Minute, Decision{Reason: ReasonWaiting, Until: until})
	step(21*day, Decision{Reason: ReasonWaiting, Until: until})
	step(21*day+time.Minute, ask)
	notNow()
	step(22*day, Decision{Reason: ReasonExhausted})
	step(10000*day, Decision{Reason: ReasonExhausted})
	if err := w.prompter().Reset(); err != nil {
		t.Fatal(err)
	}
	step(22*day, ask)
}

// TestUnknown checks that the question does not appear if the mode or the answer is
// unknown.
func TestUnknown(t *testing.T) {
	w := newWorld(t)
	if d := w.prompter().Decide(Facts{Unknown: true, Writable: true, Supported: true, Ask: true, Go: true}); d.Ask || d.Reason != ReasonUnknown {
		t.Errorf("unknown mode: got %+v", d)
	}
	lack := &DamagedStateError{Path: "x", Cause: syscall.EMFILE, Unreadable: true}
	if d := w.prompter().remembered(emptyState(), lack); d.Ask || d.Reason != ReasonUnknown {
		t.Errorf("unknown answer: got %+v", d)
	}
}
