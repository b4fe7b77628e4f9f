package prompt

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

func TestAttemptIsStoredBeforeAsking(t *testing.T) {
	w := newWorld(t)
	w.begin()
	want := "{\n  \"schema\": 1,\n  \"attempts\": [\n    {\n      \"asked\": \"" + w.now.Format(time.RFC3339) + "\"\n    }\n  ]\n}\n"
	if got := w.read(stateFile); got != want {
		t.Errorf("state\n%s, want\n%s", got, want)
	}
	w.refused(ReasonWaiting)
}

func TestFilesAreOnlyForTheUser(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows stores permissions differently")
	}
	w := newWorld(t)
	w.begin()
	for name, want := range map[string]os.FileMode{
		"telemetry-ls":             0o700 | os.ModeDir,
		"telemetry-ls/prompt.json": 0o600,
		"telemetry-ls/prompt.lock": 0o600,
	} {
		info, err := os.Stat(w.path(name))
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode(); got != want {
			t.Errorf("%s has mode %v, want %v", name, got, want)
		}
	}
}

func TestAnswered(t *testing.T) {
	for _, choice := range []string{"on", "local", "off"} {
		t.Run(choice, func(t *testing.T) {
			w := newWorld(t)
			a := w.begin()
			w.now = w.now.Add(20 * time.Second)
			if err := a.Answered(choice); err != nil {
				t.Fatal(err)
			}
			var got state
			if err := json.Unmarshal([]byte(w.read(stateFile)), &got); err != nil {
				t.Fatal(err)
			}
			if got.Answer == nil || *got.Answer != (answer{Choice: choice, Given: w.now}) {
				t.Errorf("answer %+v, want %s at %v", got.Answer, choice, w.now)
			}
			w.now = w.now.AddDate(10, 0, 0)
			w.refused(ReasonAnswered)
			if err := w.prompter().Reset(); err != nil {
				t.Fatal(err)
			}
			w.begin()
		})
	}
}

func TestAnsweredWithAnotherWord(t *testing.T) {
	w := newWorld(t)
	a := w.begin()
	for _, word := range []string{"", "ON", "not now"} {
		if a.Answered(word) == nil {
			t.Errorf("Answered(%q) succeeds", word)
		}
	}
	if err := a.Answered("on"); err != nil {
		t.Fatal(err)
	}
	w.refused(ReasonAnswered)
}

func TestNotAskedRemovesTheAttempt(t *testing.T) {
	w := newWorld(t)
	for range 5 { // more than the number of allowed attempts
		if err := w.begin().NotAsked(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.begin().NotNow(); err != nil {
		t.Fatal(err)
	}
	w.now = w.now.Add(7 * day)
	before := w.read(stateFile)
	if err := w.begin().NotAsked(); err != nil {
		t.Fatal(err)
	}
	if got := w.read(stateFile); got != before {
		t.Errorf("state after NotAsked\n%s, want\n%s", got, before)
	}
}

func TestFirstCallDecides(t *testing.T) {
	w := newWorld(t)
	a := w.begin()
	if err := a.NotNow(); err != nil {
		t.Fatal(err)
	}
	before := w.read(stateFile)
	w.now = w.now.Add(time.Hour)
	a.Release()
	a.Release()
	if err := a.NotAsked(); err != nil {
		t.Fatal(err)
	}
	if err := a.NotNow(); err != nil {
		t.Fatal(err)
	}
	if got := w.read(stateFile); got != before {
		t.Errorf("state changed after NotNow\n%s, want\n%s", got, before)
	}
}

func TestLateAnswerCounts(t *testing.T) {
	t.Run("after Release", func(t *testing.T) {
		w := newWorld(t)
		a := w.begin()
		a.Release()
		if err := a.Answered("off"); err != nil {
			t.Fatal(err)
		}
		w.refused(ReasonAnswered)
	})
	t.Run("while another window asks", func(t *testing.T) {
		w := newWorld(t)
		first := w.begin()
		if err := first.NotNow(); err != nil {
			t.Fatal(err)
		}
		w.now = w.now.Add(7 * day)
		second := w.begin()
		if err := first.Answered("local"); err != nil {
			t.Fatal(err)
		}
		if err := second.NotNow(); err != nil {
			t.Fatal(err)
		}
		w.refused(ReasonAnswered)
	})
}

func TestResetWhileOpen(t *testing.T) {
	for _, tt := range []struct {
		name string
		end  func(*Attempt) error
		want string // the state file afterwards
	}{
		{"not now", (*Attempt).NotNow, "(none)"},
		{"not asked", (*Attempt).NotAsked, "(none)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			a := w.begin()
			if err := w.prompter().Reset(); err != nil {
				t.Fatal(err)
			}
			w.refused(ReasonOtherWindow) // the question is still open
			if err := tt.end(a); err != nil {
				t.Fatal(err)
			}
			if got := w.read(stateFile); got != tt.want {
				t.Errorf("state %s, want %s", got, tt.want)
			}
			w.begin()
		})
	}
}

func TestStateDamagedWhileOpen(t *testing.T) {
	w := newWorld(t)
	a := w.begin()
	w.write(stateFile, "{")
	if err := a.NotNow(); err != nil {
		t.Fatal(err)
	}
	if d := w.refused(ReasonWaiting); d.Problem != nil {
		t.Errorf("state is still damaged: %v", d.Problem)
	}
}

func TestAnswerThatCannotBeStored(t *testing.T) {
	w := newWorld(t)
	a := w.begin()
	if err := os.RemoveAll(w.path("telemetry-ls")); err != nil {
		t.Fatal(err)
	}
	w.write("telemetry-ls", "in the way")
	if err := a.Answered("on"); err == nil {
		t.Fatal("Answered succeeds although the state cannot be stored")
	}
	if err := os.Remove(w.path("telemetry-ls")); err != nil {
		t.Fatal(err)
	}
	w.begin() // the locks were released
}

func TestStaleTemporaryFiles(t *testing.T) {
	w := newWorld(t)
	w.write("telemetry-ls/prompt-1.tmp", "of a writer that was killed")
	w.touch("telemetry-ls/prompt-1.tmp", 2*time.Hour)
	w.write("telemetry-ls/.tmp-prompt.json1", "of a writer that was killed")
	w.touch("telemetry-ls/.tmp-prompt.json1", 2*time.Hour)
	w.write("telemetry-ls/prompt-2.tmp", "of a running writer")
	w.touch("telemetry-ls/prompt-2.tmp", time.Minute)
	w.begin()
	got, err := filepath.Glob(w.path("telemetry-ls/*tmp*"))
	if err != nil || len(got) != 1 || filepath.Base(got[0]) != "prompt-2.tmp" {
		t.Errorf("temporary files %v, %v, want only prompt-2.tmp", got, err)
	}
}
