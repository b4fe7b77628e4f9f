package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/telemetry-ls/telemetry-ls/internal/declare"
	"github.com/telemetry-ls/telemetry-ls/internal/declaretest"
)

func TestLoad(t *testing.T) {
	for _, tt := range []struct {
		name, content string
		want          User
		wantErr       string // after "reading PATH: "
	}{
		{"on", `{"defaultMode": "on"}`, User{"on"}, ""},
		{"local", `{"defaultMode": "local"}`, User{"local"}, ""},
		{"off", "{\r\n\t\"defaultMode\": \"off\"\r\n}\r\n", User{"off"}, ""},
		{"escaped", `{"defaultMode": "\u006fn"}`, User{"on"}, ""},
		{"byte order mark", "\ufeff{\"defaultMode\": \"on\"}", User{"on"}, ""},
		{"unknown keys", `{"$schema": 1, "future": {"defaultMode": 3}, "defaultMode": "off"}`, User{"off"}, ""},
		{"keys are case-sensitive", `{"DEFAULTMODE": "on"}`, User{}, ""},
		{"empty object", `{}`, User{}, ""},

		{"another word", `{"defaultMode": "ON"}`, User{}, `key "defaultMode": must be one of on, local, off`},
		{"empty word", `{"defaultMode": ""}`, User{}, `key "defaultMode": must be one of on, local, off`},
		{"space", `{"defaultMode": "on "}`, User{}, `key "defaultMode": must be one of on, local, off`},
		{"number", `{"defaultMode": 1}`, User{}, `key "defaultMode": must be one of on, local, off`},
		{"bool", `{"defaultMode": true}`, User{}, `key "defaultMode": must be one of on, local, off`},
		{"null", `{"defaultMode": null}`, User{}, `key "defaultMode": must be one of on, local, off`},
		{"list", `{"defaultMode": ["on"]}`, User{}, `key "defaultMode": must be one of on, local, off`},
		{"object", "{\"defaultMode\": {\n}}", User{}, `key "defaultMode": must be one of on, local, off`},
		{"long word", `{"defaultMode": "` + strings.Repeat("é", 30) + `"}`, User{}, `key "defaultMode": must be one of on, local, off`},

		{"empty file", "", User{}, "line 1, column 1: unexpected end of JSON input"},
		{"not JSON", "defaultMode: on\n", User{}, "line 1, column 1: invalid character 'd' looking for beginning of value"},
		{"comma", "{\n  \"defaultMode\": \"on\",\n}\n", User{}, "line 3, column 1: invalid character '}' looking for beginning of object key string"},
		{"two values", `{} {}`, User{}, "line 1, column 4: invalid character '{' after top-level value"},
		{"list at the top", `["on"]`, User{}, "a JSON array, not an object"},
		{"null at the top", `null`, User{}, "null, not a JSON object"},
		{"too large", `{"defaultMode": "on"}` + strings.Repeat(" ", maxSize), User{}, "larger than 65536 bytes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, Path(dir), tt.content)
			got, err := Load(dir)
			check(t, dir, err, tt.wantErr)
			if got != tt.want {
				t.Errorf("Load = %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestDeclarations(t *testing.T) {
	for _, problem := range declaretest.Problems(func() declare.Object { return new(User) }) {
		t.Error(problem)
	}
}

func TestLoadMissing(t *testing.T) {
	for _, dir := range []string{"", t.TempDir(), filepath.Join(t.TempDir(), "none")} {
		if got, err := Load(dir); got != (User{}) || err != nil {
			t.Errorf("Load(%q) = %+v, %v, want an empty User", dir, got, err)
		}
	}
}

func TestLoadDirectory(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(Path(dir), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Load(dir)
	check(t, dir, err, "not a regular file")
}

func TestLoadSymlink(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(t.TempDir(), "store", "config.json")
	write(t, target, `{"defaultMode": "local"}`)
	if err := os.MkdirAll(filepath.Dir(Path(dir)), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, Path(dir)); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if got, err := Load(dir); got != (User{"local"}) || err != nil {
		t.Errorf("Load = %+v, %v, want local", got, err)
	}
}

func check(t *testing.T, dir string, err error, want string) {
	t.Helper()
	if want == "" {
		if err != nil {
			t.Errorf("error %v, want none", err)
		}
		return
	}
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("error %v, want an *Error", err)
	}
	if got, want := e.Error(), "reading "+Path(dir)+": "+want; got != want {
		t.Errorf("error\n%s, want\n%s", got, want)
	}
	if e.Hint() == "" {
		t.Error("no hint")
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`{"defaultMode": "on"}`, "\ufeff{}", `{"defaultMode": 3}`, `null`, `[`, "{\"defaultMode\":\"\xff\"}"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		u, err := parse(data)
		var e *Error
		switch {
		case err == nil:
			switch u.DefaultMode {
			case "", "on", "local", "off":
			default:
				t.Fatalf("mode %q", u.DefaultMode)
			}
		case u != User{} || !errors.As(err, &e) || e.Hint() == "":
			t.Fatalf("parse = %+v, %v, want an *Error with a hint alone", u, err)
		case len(err.Error()) > 400 || !utf8.ValidString(err.Error()):
			t.Fatalf("message of %d bytes: %q", len(err.Error()), err)
		}
	})
}
