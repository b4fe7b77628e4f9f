package view

import "github.com/telemetry-ls/telemetry-ls/internal/markdown"

// These parts of the explanation are the same everywhere. The tests in test/ prove
// what they can with the real go command and gopls. For the rest, see the sources of
// golang.org/x/telemetry, cmd/go, cmd/compile and gopls.

// whoRecords says which programs record stacks, and when.
const whoRecords = "After a crash, gopls, dlv and govulncheck record a stack; after an internal error, gopls, dlv and the compiler do. " +
	"The go command records none."

func explainModes(p *markdown.Page) {
	p.Heading(2, "The three modes")
	t := markdown.NewTable("lll", "mode", "counts on this machine", "uploads")
	t.Row("on", "yes", "approved counters, about once a week")
	t.Row("local", "yes", "no")
	t.Row("off", "no", "no")
	p.Table(t)
	p.Text("The default is `local`: uploading is opt-in, but counting on this machine is on by default.")
}

func explainCollected(p *markdown.Page) {
	p.Heading(2, "What is collected")
	p.Text("Programs count how often something happened, under a name: `go/subcommand:build` for a `go build`, " +
		"`gopls/client:vscode` for a session of gopls in VS Code. " +
		"Each counter file also names the program, its version, the Go version, the operating system and the architecture.")
	p.Text("Some programs also record stacks: names of their functions, and line numbers.", whoRecords)
	p.Text("gopls and the Go extension of VS Code also record latency histograms. The go command records no build times.")
	p.Text("These programs count: the go command, the compiler and other tools of the toolchain, gopls, the Go extension of VS Code, dlv, govulncheck, " +
		"and any program that uses golang.org/x/telemetry. " +
		"Counter files are binary, with readable names; reports are JSON; `mode` and `weekends` are text.")
	p.Text("**Some names hold words that you typed.** `go help NAME`, `go mod help NAME` and `go build -buildmode=NAME` record NAME verbatim, " +
		"even if it is a path, and gopls records the name of an editor that it doesn't know. " +
		"These names stay on this machine, unless the upload config lists them word for word, such as `-buildmode=pie`.")
}

func explainUploaded(p *markdown.Page) {
	p.Heading(2, "What is uploaded, in mode on")
	p.Text("After a week has ended, the next start of the go command or gopls makes a report of its counts, at most once in 24 hours. " +
		"In mode on it then uploads the approved counters to telemetry.go.dev, to help improve the Go toolchain and related tools. " +
		"All uploaded reports are published as a public data set.")
	p.Text("Only the counters in the upload config are approved. This public list names programs and complete counter names. " +
		"So these are never uploaded: your source code, file names, import paths, and names of your modules, users and machines. " +
		"The upload config lists no latency histogram.")
	p.Text("A week with data from the day telemetry was turned on, or from earlier, is never uploaded, unless the mode file has no date.")
	p.Text("A copy of each uploaded report stays in the directory `upload`. Go never deletes local or uploaded reports; " +
		"it deletes a report that the server refuses.")
	p.Text("Privacy page: <" + Privacy + ">. The data is collected under the Google Privacy Policy: <" + PrivacyPolicy + ">.")
}

func explainSwitching(p *markdown.Page) {
	p.Heading(2, "Switching")
	p.List(
		"In this editor: the commands and code actions of telemetry-ls. You can undo the last switch.",
		"On the command line: `go telemetry on`, `go telemetry local` or `go telemetry off`.",
		"Environment variables don't work: Go ignores `GOTELEMETRY` and `GOTELEMETRYDIR`, and `go env -w GOTELEMETRY=off` fails.",
		"A program reads the mode when it starts. Running programs follow a switch after a restart; "+
			"after a switch to off, they keep counting until then, or until their week ends at the latest.",
		"Switching to off deletes no data.",
	)
}
