package view

import (
	"fmt"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// Explanation is the document that tells what Go telemetry does on this machine,
// what is collected and what is not.
func Explanation(s status.Status) string {
	var b strings.Builder
	b.WriteString("# Go telemetry on this machine\n\n")
	fmt.Fprintf(&b, "The mode is **%s**%s. %s\n\n", s.Mode, chosenText(s), s.Meaning())
	explainDates(&b, s)
	b.WriteString("## The three modes\n\n| mode | counts on this machine | uploads |\n|---|---|---|\n" +
		"| on | yes | yes, about once a week, approved counters only |\n" +
		"| local | yes | no |\n" +
		"| off | no | no |\n\n" +
		"Where nobody has chosen, Go acts as in `local`: uploading is opt-in, counting on this machine is not.\n\n")
	b.WriteString(collected)
	b.WriteString(uploaded)
	b.WriteString("Privacy page: <" + Privacy + ">\n\n")
	b.WriteString(switching)
	for _, p := range s.Problems {
		fmt.Fprintf(&b, "\n**Problem:** %s  \n*Hint:* %s\n", markdown.Escape(p.Message), markdown.Escape(p.Hint))
	}
	return b.String()
}

func chosenText(s status.Status) string {
	switch {
	case s.Since != nil:
		return ", chosen on " + *s.Since
	case s.Chosen:
		return ", by the mode file"
	case s.ByDefault():
		return ", the default: nobody has chosen a mode"
	}
	return ""
}

func explainDates(b *strings.Builder, s status.Status) {
	if s.NextReport != nil {
		fmt.Fprintf(b, "- The running week is summed up on this machine after %s.\n", *s.NextReport)
	}
	if s.Mode == mode.On && s.FirstUpload != nil {
		fmt.Fprintf(b, "- The first week that is uploaded ends on %s: a week that holds data from the day of the choice, or from before it, is never sent.\n", *s.FirstUpload)
	}
	if s.Dir != "" {
		fmt.Fprintf(b, "- Everything lies in %s.\n", markdown.Code(s.Dir))
	}
	b.WriteString("\n")
}

// The parts of the explanation that are the same everywhere.
const (
	collected = "## What is collected\n\n" +
		"Programs count how often something happened, under a fixed name: `go/subcommand:build` for a `go build`, " +
		"`gopls/client:vscode` for a start of gopls in VS Code. With the counts go the program, its version, the Go version, " +
		"the operating system and the architecture. After a crash or an internal error, some of them, such as gopls, the compiler and dlv, also count the stack: " +
		"names of functions of these programs and line numbers.\n\n" +
		"Not collected: source code, file names, import paths, names of your modules, of users or of machines, and build times. " +
		"Latency histograms exist in gopls and stay on this machine.\n\n" +
		"Who counts: the go command, the compiler and other tools of the toolchain, gopls, the Go extension of VS Code, dlv, govulncheck, " +
		"and any program that uses golang.org/x/telemetry. " +
		"Counter files are binary, with readable names; reports are JSON; `mode` and `weekends` are text.\n\n"

	uploaded = "## What is uploaded, in mode on\n\n" +
		"Once a week has ended, its counts become a report. Only counters on the public list of approved ones (the upload config) " +
		"get into the report that is sent, to telemetry.go.dev, where all reports are published as a public data set. " +
		"A copy of each report that was sent stays in the folder `upload`. Reports are never deleted by Go.\n\n"

	switching = "## Switching\n\n" +
		"- In this editor: the commands and code actions of telemetry-ls; the last switch can be taken back.\n" +
		"- On the command line: `go telemetry on`, `go telemetry local` or `go telemetry off`.\n" +
		"- Not by the environment: Go ignores `GOTELEMETRY` and `GOTELEMETRYDIR` there, and `go env -w GOTELEMETRY=off` fails.\n" +
		"- Switching off deletes nothing that was collected before.\n"
)
