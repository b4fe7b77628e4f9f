package mode

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/reexec"
)

// TestTheyReadAsWeDo checks that the go command and the library read what we read.
func TestTheyReadAsWeDo(t *testing.T) {
	t.Parallel()
	g := newGopher(t)
	ask := g.library(t)
	check := func(t *testing.T, library string) {
		t.Helper()
		want := g.dir.Read().Word
		if got := strings.TrimSuffix(g.run(t, "telemetry"), "\n"); got != want {
			t.Errorf("go telemetry prints %q, and we read %q", got, want)
		}
		if got, ok := jsonString(t, want); ok && library != got {
			t.Errorf("the library reads %q, and we read %q", library, want)
		}
	}
	for _, tt := range odd {
		t.Run(tt.name, func(t *testing.T) {
			check(t, ask(libraryOrder{File: g.dir.ModeFile(), Raw: []byte(tt.raw)}))
			if got := content(t, g.dir.ModeFile()); got != tt.raw {
				t.Errorf("a reader wrote %q", got)
			}
		})
	}
	t.Run("no file", func(t *testing.T) {
		remove(t, g.dir.ModeFile())
		check(t, ask(libraryOrder{}))
	})
	t.Run("a directory", func(t *testing.T) {
		makeDir(t, g.dir.ModeFile())
		check(t, ask(libraryOrder{}))
		remove(t, g.dir.ModeFile())
	})
	t.Run("a dangling link", func(t *testing.T) {
		if err := os.Symlink("nowhere", g.dir.ModeFile()); err != nil {
			t.Skip(err)
		}
		check(t, ask(libraryOrder{}))
		remove(t, g.dir.ModeFile())
	})
}

// jsonString returns word as the library's process returns it. That process answers
// in JSON, which cannot hold bytes that are not UTF-8.
func jsonString(t *testing.T, word string) (string, bool) {
	t.Helper()
	raw, err := json.Marshal(word)
	if err != nil {
		t.Fatal(err)
	}
	var back string
	if err := json.Unmarshal(raw, &back); err != nil {
		t.Fatal(err)
	}
	return back, back == word
}

// TestTheyWriteAsWeDo checks that the go command and the library write what we
// write, and that each reads what the others wrote.
func TestTheyWriteAsWeDo(t *testing.T) {
	t.Parallel()
	ours, theirs, library := newGopher(t), newGopher(t), newGopher(t)
	ask := library.library(t)
	remove(t, ours.dir.Path()) // Set creates it
	remove(t, library.dir.Path())
	for _, m := range []Mode{On, Off, Local, On} {
		before := time.Now().UTC()
		c, err := Writer{Dir: ours.dir}.Set(m, false)
		if err != nil {
			t.Fatal(err)
		}
		theirs.run(t, "telemetry", string(m))
		said := ask(libraryOrder{Set: string(m)})
		if before.Day() != time.Now().UTC().Day() {
			t.Skip("midnight passed between the writes")
		}
		if got := string(c.After.Raw); got != content(t, theirs.dir.ModeFile()) || got != content(t, library.dir.ModeFile()) || !c.Wrote {
			t.Errorf("we wrote %q, go telemetry %q, the library %q", got,
				content(t, theirs.dir.ModeFile()), content(t, library.dir.ModeFile()))
		}
		makeDir(t, ours.dir.LocalDir()) // for the go command that runs next
		writeFile(t, filepath.Join(ours.dir.LocalDir(), "upload.token"), "")
		if got := strings.TrimSpace(ours.run(t, "telemetry")); got != string(m) || said != string(m) {
			t.Errorf("go telemetry reads %q and the library %q, want %q", got, said, m)
		}
		if !theirs.dir.Read().WellFormed(m) || !library.dir.Read().WellFormed(m) {
			t.Errorf("we read %+v and %+v, want %s", theirs.dir.Read(), library.dir.Read(), m)
		}
		for _, name := range []string{"", "mode"} {
			if got, want := bitsOf(t, ours.dir, name), bitsOf(t, library.dir, name); got != want {
				t.Errorf("permissions of %q: got %s, the library made %s", name, got, want)
			}
		}
		if got, want := bitsOf(t, ours.dir, "mode"), bitsOf(t, theirs.dir, "mode"); got != want {
			t.Errorf("permissions: got %s, go telemetry made %s", got, want)
		}
	}
}

// bitsOf returns the permissions of name in d as a string.
func bitsOf(t *testing.T, d Dir, name string) string {
	t.Helper()
	info, err := os.Stat(filepath.Join(d.Path(), name))
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().String()
}

// TestTheyLeaveUnchangedWhatWeDo checks that the go command does not write when we
// do not. There is one exception: it leaves "on" without a date unchanged.
func TestTheyLeaveUnchangedWhatWeDo(t *testing.T) {
	t.Parallel()
	g := newGopher(t)
	for _, raw := range []string{"on 2026-01-01", "local", "off 2026-01-01\n"} {
		writeFile(t, g.dir.ModeFile(), raw)
		m := g.dir.Read().Mode
		g.run(t, "telemetry", string(m))
		theirs := content(t, g.dir.ModeFile())
		set(t, g.dir, m)
		if ours := content(t, g.dir.ModeFile()); theirs != raw || ours != raw {
			t.Errorf("%q became %q by go telemetry and %q by us", raw, theirs, ours)
		}
	}
}

// TestDefaultDir checks that the default directory is that of the go command, and
// that there is none without a home directory.
func TestDefaultDir(t *testing.T) {
	t.Parallel()
	g := newGopher(t)
	tests := []struct {
		name string
		env  []string
		want string
	}{
		{"a home", g.env, g.dir.Path()},
		{"HOME unset", bareEnv(), ""},
		{"relative XDG_CONFIG_HOME", append(bareEnv(), "XDG_CONFIG_HOME=config"), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.want == "" && !hasXDG() {
				t.Skip("the configuration directory of this system does not depend on this variable")
			}
			cmd := child(t, "dir")
			cmd.Env = append(tt.env, reexec.Variables("dir")...)
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			raw, err := io.ReadAll(out)
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Wait(); err != nil {
				t.Fatal(err)
			}
			checkDefaultDir(t, raw, tt.want)
		})
	}
}

func checkDefaultDir(t *testing.T, raw []byte, want string) {
	t.Helper()
	var dir, word, unwritable string
	var o outcome
	if err := json.Unmarshal(raw, &[]any{&dir, &word, &o, &unwritable}); err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	if dir != want || word != "off" {
		t.Errorf("got %q in mode %s, want %q, off", dir, word, want)
	}
	const noDir = "finding the telemetry directory: your configuration directory is unknown"
	wantErr := ""
	if want == "" {
		wantErr = noDir
	}
	if o.Wrote != (want != "") || unwritable != wantErr || (want == "") != strings.HasSuffix(o.Err, noDir) {
		t.Errorf("got %+v, writable %q", o, unwritable)
	}
	if want == "" && o.Hint == "" {
		t.Error("no hint")
	}
}
