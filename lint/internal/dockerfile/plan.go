package dockerfile

import (
	"sort"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/golang"
)

// plan is what later instructions do with what an instruction of a stage sets. It answers
// for each instruction without a look at all others.
type plan struct {
	places map[string][]int // instructions after which a user has Go and its command
	late   []int            // instructions that run a Go that was there before
	last   [2]use           // the last runs of Go by different users, here or in a stage built from it
}

// use is an instruction that runs Go. The zero value is none.
type use struct {
	step int
	user string
}

// makePlans fills the plans of all stages.
func (f *file) makePlans() {
	for j := range f.steps {
		t := &f.steps[j]
		if t.in == nil {
			continue
		}
		p := &t.in.plan
		if t.after == golang.Current && (t.before == golang.Current || t.brings) {
			if p.places == nil {
				p.places = map[string][]int{}
			}
			p.places[t.left] = append(p.places[t.left], j)
		}
		if t.uses && !t.brings {
			p.late = append(p.late, j)
		}
		if t.uses {
			user := t.user
			if t.keyword != "RUN" {
				user = t.in.user // CMD runs as the last user of its stage
			}
			p.uses(use{j, user})
		}
	}
	for i := len(f.stages) - 1; i >= 0; i-- {
		if s := f.stages[i]; s.parent != nil {
			s.parent.plan.uses(s.plan.last[0])
			s.parent.plan.uses(s.plan.last[1])
		}
	}
}

// uses remembers a use if it is one of the last.
func (p *plan) uses(u use) {
	switch first := p.last[0]; {
	case u.step == 0: // the first instruction runs nothing
	case u.user == first.user && first.step > 0:
		p.last[0].step = max(first.step, u.step)
	case u.step > first.step:
		p.last = [2]use{u, first}
	case u.step > p.last[1].step:
		p.last[1] = u
	}
}

// place returns the instruction after which `go telemetry off` can run instead of what
// instruction i sets for the programs after it. It is i itself, or a later one in its
// stage, or -1 if no place means the same.
func (f *file) place(i int) int {
	s := &f.steps[i]
	if s.in == nil {
		return -1
	}
	p := &s.in.plan
	user := s.in.user // the last of the stage
	switch {
	case p.last[1].step > i: // several users
		return -1
	case p.last[0].step > i:
		user = p.last[0].user
	}
	if !s.in.hasHome(user, s.start) {
		return -1
	}
	if s.after == golang.Current && s.left == user {
		return i
	}
	places := p.places[user]
	at := sort.SearchInts(places, i)
	late := sort.SearchInts(p.late, i+1)
	if at == len(places) || late < len(p.late) && p.late[late] < places[at] {
		return -1 // there is none, or it is too late
	}
	return places[at]
}
