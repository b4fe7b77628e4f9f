package yaml

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/yamltree"
)

// place says where an environment is.
type place struct {
	scope *report.Scope
	// instead returns the edits that run `go telemetry off` for the job. nil: impossible.
	instead func() []report.Edit
	remove  func(variable *node) []report.Edit // nil: yamltree.Remove
}

// above is the place of variables of more than one job.
func above() place { return place{scope: &report.Scope{}} }

// elsewhere is the place of variables of other containers.
func elsewhere() place { return place{scope: &report.Scope{Elsewhere: true}} }

// ofJobs is the place of environments of which each makes a job.
func ofJobs() place { return place{scope: &report.Scope{}, remove: keepJob} }

// keepJob removes a variable, unless its job would go with it.
func keepJob(variable *node) []report.Edit {
	job := variable
	if variable.Parent().Is(yamltree.Mapping) {
		job = variable.Parent()
	}
	if jobs := job.Parent(); jobs.Is(yamltree.Sequence) && jobs.Count() > 1 && (job == variable || job.Count() == onePair) {
		return nil
	}
	return yamltree.Remove(variable)
}

// env reports the variables of an environment in any form: a mapping, or a sequence of
// assignments or of mappings.
func (l *linter) env(n *node, in place) {
	if !l.once(n) {
		return
	}
	for k, v := range n.Pairs() {
		switch {
		case !k.Is(yamltree.Scalar):
		case k.Text == "<<":
			l.merged(v.Resolve(), in)
		case strings.HasPrefix(k.Text, "${{"): // a condition of Azure
			l.env(v.Resolve(), in)
		case report.IsName(k.Text):
			l.variable(k, v, v, in)
		}
	}
	for item := range n.Items() {
		l.item(item, in)
	}
}

// merged reports the variables of mappings that are merged into an environment.
func (l *linter) merged(n *node, in place) {
	if n.Is(yamltree.Sequence) {
		for item := range n.Items() {
			l.env(item, place{scope: in.scope})
		}
		return
	}
	l.env(n, place{scope: in.scope})
}

// item reports the variable of an element of an environment.
func (l *linter) item(item *node, in place) {
	if item.Is(yamltree.Mapping) {
		name, value := item.Get("name"), item.Get("value")
		if name == nil { // of Render and others
			name = item.Get("key")
		}
		if name.Is(yamltree.Scalar) && report.IsName(name.Text) {
			if value == nil {
				value = item.Get("valueFrom")
			}
			if value != nil {
				l.variable(name, value, item, in)
			}
			return
		}
		l.env(item, in)
		return
	}
	name, value, ok := strings.Cut(item.String(), "=")
	if !ok || !report.IsName(name) {
		return
	}
	start, end := item.File()
	if item.Style == yamltree.Literal || item.Style == yamltree.Folded { // without its mark
		start, end = item.At(0), item.At(item.Len())
	}
	value = strings.TrimSpace(value)
	l.set(report.Set{
		Name: name, Value: strings.Trim(value, `"'`), Constant: constant(item), Start: start, End: end,
	}, item, in)
}

// variable reports a variable. Its fix removes the node `whole`.
func (l *linter) variable(name, value, whole *node, in place) {
	value = value.Resolve()
	if described := value.Get("value"); described != nil { // in GitLab
		value = described
	}
	set := report.Set{Name: name.Text}
	switch {
	case value.Is(yamltree.Scalar):
		set.Value, set.Constant = value.Text, constant(value)
		if value.IsNull() {
			set.Value = ""
		}
	case value.Get("description") != nil || value == nil:
		return
	}
	set.Start, set.End = name.File()
	l.set(set, whole, in)
}

// constant reports whether a value has no expressions or variables.
func constant(n *node) bool { return !n.HasTemplate() && !strings.Contains(n.Text, "$") }

// set reports what a node sets.
func (l *linter) set(s report.Set, whole *node, in place) {
	if in.remove != nil {
		s.Remove = in.remove(whole)
	} else {
		s.Remove = yamltree.Remove(whole)
	}
	if whole.Is(yamltree.Scalar) && whole.Parent().Is(yamltree.Mapping) && !report.IsName(whole.Key()) { // a string with all assignments
		s.Remove = yamltree.RemoveKey(whole)
	}
	if l.onlyOfHidden(whole) {
		s.Remove = nil
	}
	if in.instead != nil && !whole.Shared() && len(s.Remove) > 0 {
		if edits := in.instead(); len(edits) > 0 {
			s.Replace = report.Join(append(edits, s.Remove...))
		}
	}
	l.r.Set(s, in.scope)
}
