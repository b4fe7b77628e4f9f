package policy

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

// Issue is one thing that is wrong in a file, from byte Start to byte End.
type Issue struct {
	Start, End int
	Message    string
}

// Error says what is wrong.
func (i Issue) Error() string { return i.Message }

// kind says which file is read: the files share a form, but not all keys.
type kind int

const (
	machineFile kind = iota
	workspaceFile
)

// maxReason is the length in characters of a workspace's reason, which is shown in the
// titles of actions.
const maxReason = 80

// ParseMachine reads the content of the machine's policy file. With issues, the policy is
// nil.
func ParseMachine(data []byte) (*Policy, []Issue) {
	p, issues := parse(data, machineFile)
	if p == nil && issues == nil {
		issues = []Issue{{0, len(data), `key "policy" is missing`}}
	}
	return p, issues
}

// ParseWorkspace reads the content of a repository's .telemetry-ls.json. The policy is nil
// if the file has none, or with issues.
func ParseWorkspace(data []byte) (*Policy, []Issue) { return parse(data, workspaceFile) }

func parse(data []byte, k kind) (*Policy, []Issue) {
	skipped := len(data) - len(bytes.TrimPrefix(data, []byte("\ufeff")))
	r := &reader{data: data, skipped: skipped, kind: k}
	r.dec = jsontext.NewDecoder(bytes.NewReader(data[skipped:]))
	var p *Policy
	err := r.object("", func(key string, at span) error {
		switch {
		case key == "$schema":
			_, _, err := r.text(key)
			return err
		case key == "policy":
			var err error
			p, err = r.policy()
			return err
		case key == "lint" && k == workspaceFile:
			return r.lint()
		}
		return r.unknown(key, at)
	})
	if err == nil {
		err = r.end()
	}
	if err != nil {
		r.broken(err)
	}
	if len(r.issues) > 0 {
		return nil, r.issues
	}
	return p, nil
}

// policy reads the value of the key policy.
func (r *reader) policy() (*Policy, error) {
	p := &Policy{}
	var mode, allowed bool
	start := r.next()
	err := r.object("policy", func(key string, at span) (err error) {
		switch key {
		case "mode":
			mode = true
			p.Mode, err = r.mode("policy.mode")
		case "allowed":
			allowed = true
			p.Allowed, err = r.modes()
		case "reason":
			p.Reason, err = r.reason()
		case "url":
			p.URL, err = r.url()
		case "apply":
			if r.kind != machineFile {
				return r.unknown("policy."+key, at)
			}
			p.Apply, err = r.boolean("policy.apply")
		default:
			return r.unknown("policy."+key, at)
		}
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case mode && allowed:
		r.issue(start, `keys "policy.mode" and "policy.allowed" exclude each other`)
	case !mode && !allowed && r.isObject(start):
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
	const want = `key "policy.allowed" must be a list of modes: "on", "local" or "off"`
	at := r.next()
	if r.dec.PeekKind() != '[' {
		r.issue(at, want)
		return nil, r.dec.SkipValue()
	}
	if _, err := r.dec.ReadToken(); err != nil {
		return nil, err
	}
	var modes []mode.Mode
	for r.dec.PeekKind() != ']' {
		item := r.next()
		if r.dec.PeekKind() != '"' {
			r.issue(item, want)
			if err := r.dec.SkipValue(); err != nil {
				return nil, err
			}
			continue
		}
		m, err := r.mode("policy.allowed")
		if err != nil {
			return nil, err
		}
		if m != "" && slices.Contains(modes, m) {
			r.issue(item, fmt.Sprintf(`key "policy.allowed" has %q twice`, m))
		}
		modes = append(modes, m)
	}
	if _, err := r.dec.ReadToken(); err != nil {
		return nil, err
	}
	if len(modes) == 0 {
		r.issue(at, `key "policy.allowed" must not be empty`)
	}
	return modes, nil
}

func (r *reader) reason() (string, error) {
	text, at, err := r.text("policy.reason")
	if err != nil || at == (span{}) {
		return "", err
	}
	if strings.ContainsFunc(text, func(c rune) bool { return !unicode.IsPrint(c) }) {
		r.issue(at, `key "policy.reason" must be one line of plain text`)
	}
	if n := len([]rune(text)); r.kind == workspaceFile && n > maxReason {
		r.issue(at, fmt.Sprintf(`key "policy.reason" has %d characters; at most %d are allowed`, n, maxReason))
	}
	return text, nil
}

func (r *reader) url() (string, error) {
	text, at, err := r.text("policy.url")
	if err != nil || at == (span{}) {
		return "", err
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.ContainsFunc(text, func(c rune) bool { return c <= ' ' || c > '~' }) {
		r.issue(at, `key "policy.url" must be a URL that begins with https:// or http://`)
		return "", nil
	}
	return text, nil
}

// lint reads the value of the key lint, which package lint/exclude uses.
func (r *reader) lint() error {
	return r.object("lint", func(key string, at span) error {
		if key != "exclude" {
			return r.unknown("lint."+key, at)
		}
		const want = `key "lint.exclude" must be a list of patterns`
		list := r.next()
		if r.dec.PeekKind() != '[' {
			r.issue(list, want)
			return r.dec.SkipValue()
		}
		if _, err := r.dec.ReadToken(); err != nil {
			return err
		}
		for r.dec.PeekKind() != ']' {
			item := r.next()
			if r.dec.PeekKind() != '"' {
				r.issue(item, want)
			}
			if err := r.dec.SkipValue(); err != nil {
				return err
			}
		}
		_, err := r.dec.ReadToken()
		return err
	})
}

// broken reports text that is not JSON.
func (r *reader) broken(err error) {
	at := min(r.skipped+int(r.dec.InputOffset()), len(r.data))
	var syntax *jsontext.SyntacticError
	message := "not valid JSON"
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		message = "not valid JSON: the file ends too early"
		at = len(r.data)
	case errors.As(err, &syntax):
		at = min(r.skipped+int(syntax.ByteOffset), len(r.data))
		message = "not valid JSON: " + strings.TrimPrefix(syntax.Err.Error(), "jsontext: ")
	}
	r.issue(span{min(at, max(0, len(r.data)-1)), len(r.data)}.first(r.data), message)
}
