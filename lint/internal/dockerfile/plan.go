package dockerfile

import (
	"slices"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/golang"
)

// place returns the instruction after which `go telemetry off` can run instead of what
// instruction i sets for the programs after it. It is i itself, or a later one in its
// stage, or -1 if no place means the same.
func (f *file) place(i int) int {
	s := &f.steps[i]
	if s.in == nil {
		return -1
	}
	users := f.users(i)
	if len(users) == 0 {
		users = []string{s.in.user} // the last of the stage
	}
	if len(users) > 1 {
		return -1
	}
	user := users[0]
	for j := i; j < len(f.steps) && f.steps[j].in == s.in; j++ {
		t := &f.steps[j]
		if t.after == golang.Current && t.left == user && (t.before == golang.Current || t.brings || j == i) {
			return j
		}
		if t.uses && !t.brings && j > i {
			break // too late
		}
	}
	return -1
}

// users returns the users that run Go after instruction i, in its stage and those built
// from it.
func (f *file) users(i int) (users []string) {
	for j := i + 1; j < len(f.steps); j++ {
		t := &f.steps[j]
		if !t.uses || !descends(t.in, f.steps[i].in) {
			continue
		}
		user := t.user
		if t.keyword != "RUN" {
			user = t.in.user // CMD runs as the last user of its stage
		}
		if !slices.Contains(users, user) {
			users = append(users, user)
		}
	}
	return users
}

func descends(s, ancestor *stage) bool {
	for ; s != nil; s = s.parent {
		if s == ancestor {
			return true
		}
	}
	return false
}
