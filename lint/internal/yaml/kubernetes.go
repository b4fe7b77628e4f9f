package yaml

import (
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/yamltree"
)

// Kubernetes lints manifests.
func Kubernetes(r *report.Reporter, src report.Source, in report.Context) {
	in.Scope = nil
	lint(r, src, in, kubernetes)
}

// kubernetes looks for containers at any depth.
func kubernetes(l *linter, n *node) {
	for item := range n.Items() {
		kubernetes(l, item)
	}
	if env := n.Get("env"); env.Is(yamltree.Sequence) {
		l.env(env, place{})
	}
	command, args := n.Get("command"), n.Get("args")
	if command.Is(yamltree.Sequence) || args.Is(yamltree.Sequence) {
		l.containerCommand(command, args)
	}
	if n.Get("image") != nil { // a step of Tekton or a template of Argo
		source := n.Get("script")
		if source == nil {
			source = n.Get("source")
		}
		l.script(source, "", nil)
	}
	each(n, func(name string, value *node) {
		if !in("metadata data stringData binaryData status env command args", name) {
			kubernetes(l, value)
		}
	})
}

// containerCommand reports the command of a container, whose arguments have a list of
// their own.
func (l *linter) containerCommand(command, args *node) {
	var lists []*node
	for _, list := range []*node{command, args} {
		if list.Is(yamltree.Sequence) && l.once(list) {
			lists = append(lists, list)
		}
	}
	l.arguments(nil, nil, lists...)
}
