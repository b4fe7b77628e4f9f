package config

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	validModes  = `valid are "on", "local", "off"`
	hintMode    = `write "defaultMode": "on", "local" or "off", or leave the key out to be asked`
	hintExample = `write a JSON object such as {"defaultMode": "local"}, with "on", "local" or "off", or remove the file`
)

// Error is what is wrong with the user's file.
type Error struct {
	Path  string
	Key   string // the key whose value is wrong, empty if it is the whole file
	Cause error
	hint  string
}

func (e *Error) Error() string {
	if e.Key != "" {
		return fmt.Sprintf("reading %s: key %q: %v", e.Path, e.Key, e.Cause)
	}
	return fmt.Sprintf("reading %s: %v", e.Path, e.Cause)
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Hint says what the user can do.
func (e *Error) Hint() string { return e.hint }

// short quotes a JSON value for a message: as it is where that is short and
// harmless, else escaped and cut.
func short(raw []byte) string {
	const limit = 40
	s := string(raw)
	if len(s) > limit {
		cut := limit
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut] + "..."
	}
	q := strconv.Quote(s)
	if q == `"`+s+`"` {
		return s
	}
	if strings.ReplaceAll(q[1:len(q)-1], `\"`, `"`) == s {
		return s // only quotes were escaped: a plain JSON string
	}
	return q
}
