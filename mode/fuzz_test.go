package mode

import (
	"bytes"
	"regexp"
	"strconv"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

func FuzzInterpret(f *testing.F) {
	for _, tt := range odd {
		f.Add([]byte(tt.raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		s := Interpret(raw)
		word, since := byTheRules(raw)
		if s.Word != word || !s.Since.Equal(since) {
			t.Errorf("%q: got %q %v, want %q %v", raw, s.Word, s.Since, word, since)
		}
		if on, off := word == "on", word == "off"; (s.Mode == On) != on || (s.Mode == Off) != off || (s.Mode == Local) != (!on && !off) {
			t.Errorf("%q: got mode %q for %q", raw, s.Mode, word)
		}
		if s.WellFormed(On) && since.IsZero() {
			t.Errorf("%q: well-formed, and on without a date", raw)
		}
		if !s.Chosen || !bytes.Equal(s.Raw, raw) || s.Raw == nil {
			t.Errorf("%q: got %+v", raw, s)
		}
		if !s.same(Interpret(raw)) {
			t.Errorf("%q: two reads differ", raw)
		}
	})
}

// byTheRules implements the rules of the library's reader in a different way. It
// removes blanks at both ends, rune by rune. The word ends at the first space. The
// rest must be a complete, valid date, or there is no date.
func byTheRules(raw []byte) (string, time.Time) {
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		if !unicode.IsSpace(r) {
			break
		}
		raw = raw[size:]
	}
	for len(raw) > 0 {
		r, size := utf8.DecodeLastRune(raw)
		if !unicode.IsSpace(r) {
			break
		}
		raw = raw[:len(raw)-size]
	}
	i := bytes.IndexByte(raw, ' ')
	if i < 0 {
		return string(raw), time.Time{}
	}
	word, rest := string(raw[:i]), string(raw[i+1:])
	parts := regexp.MustCompile(`^(\d{4})-(\d\d)-(\d\d)$`).FindStringSubmatch(rest)
	if parts == nil {
		return word, time.Time{}
	}
	var n [3]int
	for j := range n {
		n[j], _ = strconv.Atoi(parts[j+1])
	}
	day := time.Date(n[0], time.Month(n[1]), n[2], 0, 0, 0, 0, time.UTC)
	if day.Year() != n[0] || int(day.Month()) != n[1] || day.Day() != n[2] {
		return word, time.Time{}
	}
	return word, day
}
