package mode

import (
	"bytes"
	"errors"
	"testing"
	"time"
)

// odd are unusual mode files, with the result of the library's reader.
var odd = []struct {
	name  string
	raw   string
	mode  Mode
	word  string
	since string // "" for none
	fault string // malformed, undated or ""
}{
	{"on", "on 2026-11-22", On, "on", "2026-11-22", ""},
	{"local", "local 2026-11-22", Local, "local", "2026-11-22", ""},
	{"off", "off 2026-11-22", Off, "off", "2026-11-22", ""},
	{"newline", "off 2026-11-22\n", Off, "off", "2026-11-22", ""},
	{"blanks around", " \t\r\n on 2026-11-22 \n\n", On, "on", "2026-11-22", ""},
	{"no-break space around", "\u00a0off 2026-11-22\u0085", Off, "off", "2026-11-22", ""},
	{"undated local", "local", Local, "local", "", ""},
	{"undated off", "off\n", Off, "off", "", ""},
	{"undated on", "on", On, "on", "", "undated"},
	{"blank after on", "on ", On, "on", "", "undated"},
	{"on, bad date", "on 2026-13-45", On, "on", "", "undated"},
	{"on, two spaces", "on  2026-11-22", On, "on", "", "undated"},
	{"on, time of day", "on 2026-11-22T00:00:00Z", On, "on", "", "undated"},
	{"on, more after", "on 2026-11-22 really", On, "on", "", "undated"},
	{"on, year one", "on 0001-01-01", On, "on", "", "undated"},
	{"on, leap day", "on 2024-02-29", On, "on", "2024-02-29", ""},
	{"on, not a leap year", "on 2026-02-29", On, "on", "", "undated"},
	{"off, bad date", "off today", Off, "off", "", "malformed"},
	{"local, bad date", "local 22.11.2026", Local, "local", "", "malformed"},
	{"empty", "", Local, "", "", "malformed"},
	{"blank", " \n", Local, "", "", "malformed"},
	{"bogus", "bogus 2026-11-22", Local, "bogus", "2026-11-22", "malformed"},
	{"ON", "ON 2026-11-22", Local, "ON", "2026-11-22", "malformed"},
	{"OFF", "OFF", Local, "OFF", "", "malformed"},
	{"byte order mark", "\ufeffoff 2026-11-22", Local, "\ufeffoff", "2026-11-22", "malformed"},
	{"tab", "off\t2026-11-22", Local, "off\t2026-11-22", "", "malformed"},
	{"newline between", "off\n2026-11-22", Local, "off\n2026-11-22", "", "malformed"},
	{"quoted", `"off" 2026-11-22`, Local, `"off"`, "2026-11-22", "malformed"},
	{"NULs", "on 2026-11-22\x00\x00", On, "on", "", "undated"},
	{"not UTF-8", "\xffoff", Local, "\xffoff", "", "malformed"},
}

func TestInterpret(t *testing.T) {
	for _, tt := range odd {
		t.Run(tt.name, func(t *testing.T) {
			s := Interpret([]byte(tt.raw))
			if s.Mode != tt.mode || s.Word != tt.word || !s.Chosen || s.Raw == nil || !bytes.Equal(s.Raw, []byte(tt.raw)) {
				t.Errorf("got %+v, want mode %q, word %q", s, tt.mode, tt.word)
			}
			if got := dayOf(s.Since); got != tt.since {
				t.Errorf("since: got %q, want %q", got, tt.since)
			}
			if got := faultOf(s.Problem); got != tt.fault {
				t.Errorf("problem: got %q (%v), want %q", got, s.Problem, tt.fault)
			}
			if s.Problem != nil && hintIn(s.Problem) == "" {
				t.Errorf("no hint for %v", s.Problem)
			}
			for _, m := range All() {
				if got, want := s.WellFormed(m), tt.fault == "" && m == tt.mode; got != want {
					t.Errorf("WellFormed(%s): got %t, want %t", m, got, want)
				}
			}
		})
	}
}

func dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	if t.Location() != time.UTC || t.Truncate(24*time.Hour) != t {
		return "not a UTC midnight: " + t.String()
	}
	return t.Format(time.DateOnly)
}

func faultOf(err error) string {
	var malformed *MalformedError
	var undated *UndatedError
	var unreadable *UnreadableError
	switch {
	case errors.As(err, &malformed):
		return "malformed"
	case errors.As(err, &undated):
		return "undated"
	case errors.As(err, &unreadable):
		return "unreadable"
	}
	return ""
}

func TestProblemTexts(t *testing.T) {
	tests := map[string]string{
		"":       "reading the mode file: the file is empty, so Go collects and does not upload",
		"ON":     `reading the mode file: unknown mode "ON", so Go collects and does not upload`,
		"on":     "reading the mode file: on has no date, so Go also uploads what it collected before you turned telemetry on",
		"on x":   `reading the mode file: "x" after on is not a date, so Go also uploads what it collected before you turned telemetry on`,
		"off x":  `reading the mode file: "x" after "off" is not a date (YYYY-MM-DD)`,
		"\x1b[0": `reading the mode file: unknown mode "\x1b[0", so Go collects and does not upload`,
	}
	for raw, want := range tests {
		if got := textOf(Interpret([]byte(raw)).Problem); got != want {
			t.Errorf("%q:\n got %s\nwant %s", raw, got, want)
		}
	}
}

func TestParse(t *testing.T) {
	for _, m := range All() {
		if got, err := Parse(string(m)); got != m || err != nil {
			t.Errorf("Parse(%q): got %q, %v", m, got, err)
		}
	}
	for _, word := range []string{"", "ON", " on", "on ", "true", "local\n"} {
		if got, err := Parse(word); got != "" || err == nil {
			t.Errorf("Parse(%q): got %q, %v, want an error", word, got, err)
		}
	}
	_, err := Parse("bogus")
	if want := `unknown mode "bogus"; use on, local or off`; textOf(err) != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestSupported(t *testing.T) {
	tests := []struct {
		goos, goarch string
		want         bool
	}{
		{"linux", "amd64", true},
		{"darwin", "arm64", true},
		{"windows", "386", true},
		{"freebsd", "riscv64", true},
		{"linux", "mips64", true},
		{"linux", "mips", false},
		{"linux", "mipsle", false},
		{"openbsd", "amd64", false},
		{"solaris", "amd64", false},
		{"illumos", "amd64", false},
		{"android", "arm64", false},
		{"js", "wasm", false},
		{"wasip1", "wasm", false},
		{"plan9", "386", false},
	}
	for _, tt := range tests {
		if got := supported(tt.goos, tt.goarch); got != tt.want {
			t.Errorf("%s/%s: got %t, want %t", tt.goos, tt.goarch, got, tt.want)
		}
	}
}

func TestDirPaths(t *testing.T) {
	d := Dir("/x/go/telemetry")
	got := []string{d.Path(), d.ModeFile(), d.LocalDir(), d.UploadDir()}
	for i, want := range []string{"", "mode", "local", "upload"} {
		want := Dir(d.Path()).join(want)
		if got[i] != want {
			t.Errorf("got %s, want %s", got[i], want)
		}
	}
	for _, path := range []string{Dir("").Path(), Dir("").ModeFile(), Dir("").LocalDir(), Dir("").UploadDir()} {
		if path != "" {
			t.Errorf("path without a directory: got %q, want none", path)
		}
	}
}
