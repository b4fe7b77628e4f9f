package policy

import (
	"fmt"
	"slices"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

// Issue is one thing that is wrong in a file.
type Issue struct {
	Start, End   int // the place in bytes, on one line
	Line, Column int // of Start, from 1; columns are characters
	Message      string
}

// String returns the issue with its place.
func (i Issue) String() string {
	return fmt.Sprintf("line %d, column %d: %s", i.Line, i.Column, i.Message)
}

// ParseMachine reads the content of the machine's policy file. With issues, the policy is
// nil.
func ParseMachine(data []byte) (*Policy, []Issue) {
	p, r := parseMachine(data)
	return p, r.issues
}

func parseMachine(data []byte) (*Policy, *reader) {
	p, r := parse(data, Machine)
	if p == nil && r.issues == nil {
		r.issue(newReader(data, Machine).next(), `key "policy" is missing`)
	}
	return p, r
}

// ParseWorkspace reads the content of a repository's .telemetry-ls.json. The policy is nil
// if the file has none, or with issues.
func ParseWorkspace(data []byte) (*Policy, []Issue) {
	p, r := parse(data, Workspace)
	return p, r.issues
}

func parse(data []byte, file Source) (*Policy, *reader) {
	r := newReader(data, file)
	p, err := r.file()
	if err != nil {
		r.broken(err)
	} else {
		r.end()
	}
	if len(r.issues) > 0 {
		return nil, r
	}
	return p, r
}

func (r *reader) file() (p *Policy, err error) {
	err = r.object("", func(key string, at span) (err error) {
		switch {
		case key == "$schema":
			_, _, err = r.text(key)
		case key == "policy":
			p, err = r.policy()
		case key == "lint" && r.kind == Workspace:
			err = r.lint()
		default:
			err = r.unknown(at, r.names(FileKeys())...)
		}
		return err
	})
	return p, err
}

// policy reads the value of the key policy.
func (r *reader) policy() (*Policy, error) {
	p := &Policy{}
	var mode, allowed bool
	start := r.next()
	before := len(r.issues)
	err := r.object("policy", func(key string, at span) (err error) {
		switch key {
		case "mode":
			mode = true
			p.Mode, err = r.mode("policy.mode")
		case "allowed":
			allowed = true
			p.Allowed, err = r.modes()
		case "reason":
			p.Reason, _, err = r.text("policy.reason")
		case "url":
			p.URL, err = r.url()
		case "apply":
			if r.kind != Machine {
				r.issue(at, `key "policy.apply" is only for the machine's policy file`)
				return r.dec.SkipValue()
			}
			r.apply = at
			p.Apply, err = r.boolean("policy.apply")
		default:
			err = r.unknown(at, r.names(Keys())...)
		}
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case mode && allowed:
		r.issue(start, `keys "policy.mode" and "policy.allowed" exclude each other`)
	case !mode && !allowed && len(r.issues) == before:
		r.issue(start, `key "policy" needs the key "mode" or "allowed"`)
	}
	return p, nil
}

func (r *reader) mode(key string) (mode.Mode, error) {
	text, at, err := r.text(key)
	if err != nil || at == (span{}) {
		return "", err
	}
	m := mode.Mode(text)
	if !slices.Contains(mode.All(), m) {
		r.issue(at, fmt.Sprintf(`key %q must be "on", "local" or "off"`, key))
		return "", nil
	}
	return m, nil
}

// modes reads the value of the key allowed.
func (r *reader) modes() ([]mode.Mode, error) {
	at, before := r.next(), len(r.issues)
	var modes []mode.Mode
	err := r.list(`key "policy.allowed" must be a list of modes: "on", "local" or "off"`, func() error {
		m, err := r.mode("policy.allowed")
		if !slices.Contains(modes, m) {
			modes = append(modes, m)
		}
		return err
	})
	if err == nil && modes == nil && len(r.issues) == before {
		r.issue(at, `key "policy.allowed" must not be empty`)
	}
	return modes, err
}

func (r *reader) url() (string, error) {
	text, at, err := r.text("policy.url")
	if err != nil || at == (span{}) {
		return "", err
	}
	if !webURL().MatchString(text) {
		r.issue(at, `key "policy.url" must be a URL that begins with https:// or http://`)
		return "", nil
	}
	return text, nil
}

// lint reads the value of the key lint, which package lint/exclude uses.
func (r *reader) lint() error {
	return r.object("lint", func(key string, at span) error {
		if key != "exclude" {
			return r.unknown(at, `"exclude"`)
		}
		return r.list(`key "lint.exclude" must be a list of patterns`, r.dec.SkipValue)
	})
}
