package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/printable"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// Exit codes.
const (
	exitFine  = 0
	exitNo    = 1 // a check failed, or the operation failed
	exitUsage = 2 // usage error
)

// env is what a subcommand needs from its process.
type env struct {
	stdin         io.ReadCloser
	stdout        io.WriteCloser // unfiltered: the wire, and files written to -
	stderr        io.Writer
	getenv        func(string) string
	now           func() time.Time
	machinePolicy string    // the path of the machine's policy file; in tests another one
	terminal      bool      // stdin is one
	piped         bool      // stdout is surely no terminal
	progress      io.Writer // stderr, unfiltered, if it is a terminal
	// heedSignals makes signals cancel ctx instead of ending the process; nil in tests.
	heedSignals func()

	dir mode.Dir  // set by run
	out io.Writer // stdout for text and JSON, set by run
}

// subcommand is a command of the program. The table of subcommands drives dispatch,
// usage and help.
type subcommand struct {
	name  string
	usage string // its flags and arguments
	short string // one line of the help, and the rest of the command's own help
	run   func(ctx context.Context, e *env, args []string) error
}

func subcommands() []subcommand {
	return []subcommand{
		{"serve", "[--stdio] [--clientProcessId=N] [--log FILE]", "speak the Language Server Protocol on stdin and stdout", serve},
		{"status", "[--json] [--check [--policy FILE]]", statusHelp, showStatus},
		{"set", "[--if-unchosen] on|local|off", "switch the telemetry mode", setMode},
		{"summary", "[--json] [--weeks N] [--program P]", "show what Go counted in recent weeks", showSummary},
		{"preview", "[--json] [--download]", "show what would be uploaded, and when", showPreview},
		{"dashboard", "--html FILE [--weeks N]", "write the dashboard as one HTML file", writeDashboard},
		{"show", "PAGE", showHelp(), showPage},
		{"export", "--prometheus [FILE] [--label K=V]... | --ndjson [--weeks N] [--label K=V]...", exportHelp, export},
		{"files", "[--json]", "list what is in the telemetry directory", showFiles},
		{"check", "[--json|--sarif] [--fix] PATH...", checkHelp, checkFiles},
		{"doctor", "[--json]", "check the environment; exit code 1 if a check fails", checkEnvironment},
		{"clean", "[--before DATE] [--yes] [--dry-run] [--json]", "delete old local data, after showing it", clean},
		{"version", "", "print the version", version},
		{"help", "", "print this help", help},
	}
}

// usageError is an error in the command line: exit code 2.
type usageError struct{ problem, hint string }

func (e *usageError) Error() string { return e.problem }

// Hint says where to look.
func (e *usageError) Hint() string { return cmp.Or(e.hint, "run: telemetry-ls help") }

// run carries out the command line and returns the exit code.
func run(ctx context.Context, args []string, e *env) int {
	// The output can contain names of files, variables and other programs' text.
	e.out, e.stderr = printable.Writer{W: e.stdout}, printable.Writer{W: e.stderr}
	args, err := e.globalFlags(args)
	if err == nil {
		err = dispatch(ctx, e, args)
	}
	var exit exitCode
	var usage *usageError
	switch {
	case err == nil:
		return exitFine
	case errors.As(err, &exit):
		return int(exit)
	case readerLeft(err):
		return exitNo
	}
	e.complain(err)
	if errors.As(err, &usage) {
		return exitUsage
	}
	return exitNo
}

// readerLeft reports whether err says that the program that read the output, such as
// head, has ended. It has enough, so there is nothing to complain about.
func readerLeft(err error) bool { return errors.Is(err, syscall.EPIPE) }

// complain prints an error and its hint.
func (e *env) complain(err error) {
	// A name with a line break must not look like a hint.
	text := strings.ReplaceAll(err.Error(), "\n", "\n  ")
	fmt.Fprintf(e.stderr, "telemetry-ls: %s\nhint: %s\n", text, adviceOn(err))
}

// adviceOn returns the hint of err, or one for its kind.
func adviceOn(err error) string {
	switch advice := hint.Of(err); {
	case advice != "":
		return advice
	case errors.Is(err, fs.ErrPermission):
		return "check the owner and the permissions of that path"
	case errors.Is(err, syscall.ENOSPC):
		return "free some space on that disk"
	case errors.Is(err, context.Canceled):
		return "run it again; it was interrupted"
	}
	return "run: telemetry-ls doctor"
}

// exitCode is an error that was already printed.
type exitCode int

func (c exitCode) Error() string { return fmt.Sprintf("exit code %d", int(c)) }

func dispatch(ctx context.Context, e *env, args []string) error {
	if len(args) == 0 {
		if e.terminal {
			return help(ctx, e, nil)
		}
		return serve(ctx, e, nil)
	}
	name := args[0]
	switch name {
	case "-h", "--help", "-help":
		return help(ctx, e, nil)
	case "--version", "-version":
		return version(ctx, e, nil)
	}
	if strings.HasPrefix(name, "-") {
		if i := slices.IndexFunc(args, isSubcommand); i > 0 {
			return &usageError{
				problem: fmt.Sprintf("%s is before the command %s", name, args[i]),
				hint:    "put flags after the command: " + usageOf(args[i]),
			}
		}
		return serve(ctx, e, args) // editors start servers with --stdio alone
	}
	for _, c := range subcommands() {
		if c.name == name {
			if slices.ContainsFunc(args[1:], isHelp) {
				return e.print("usage: " + usageOf(name) + "\n\n" + c.short)
			}
			if name != "serve" {
				e.collectLess()
			}
			if name != "serve" && name != "check" { // these decide themselves
				e.heed()
			}
			return c.run(ctx, e, args[1:])
		}
	}
	return &usageError{problem: fmt.Sprintf("unknown command %q", name)}
}

// globalFlags removes --telemetry-dir from args, where it may be anywhere.
func (e *env) globalFlags(args []string) ([]string, error) {
	dir := e.getenv("TELEMETRY_LS_DIR")
	var rest []string
	for i := 0; i < len(args); i++ {
		name, value, inline := strings.Cut(args[i], "=")
		if name != "--telemetry-dir" && name != "-telemetry-dir" {
			rest = append(rest, args[i])
			continue
		}
		if !inline {
			if i++; i == len(args) {
				return nil, &usageError{problem: "--telemetry-dir needs a directory"}
			}
			value = args[i]
		}
		if value == "" {
			return nil, &usageError{problem: "--telemetry-dir needs a directory"}
		}
		dir = value
	}
	e.dir = mode.DefaultDir()
	if dir != "" {
		abs, err := filepath.Abs(dir)
		if err != nil {
			return nil, err
		}
		e.dir = mode.Dir(abs)
	}
	return rest, nil
}

// flags returns a silent flag set for a subcommand: run prints its errors.
func flags(name string) *flag.FlagSet {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	f.SetOutput(io.Discard)
	return f
}

// heed starts to handle signals. Before, there is nothing to clean up, and handling
// them starts two threads.
func (e *env) heed() {
	if e.heedSignals != nil {
		e.heedSignals()
	}
}

func isSubcommand(word string) bool {
	return slices.ContainsFunc(subcommands(), func(c subcommand) bool { return c.name == word })
}

// parse reads flags before and after the arguments, up to an argument --.
func parse(f *flag.FlagSet, args []string) ([]string, error) {
	var rest, verbatim []string
	if i := slices.Index(args, "--"); i >= 0 {
		args, verbatim = args[:i], args[i+1:]
	}
	for {
		if err := f.Parse(args); err != nil {
			return nil, &usageError{problem: f.Name() + ": " + err.Error(), hint: "run: telemetry-ls " + f.Name() + " --help"}
		}
		if f.NArg() == 0 {
			return append(rest, verbatim...), nil
		}
		rest = append(rest, f.Arg(0))
		args = f.Args()[1:]
	}
}

// noArguments reads flags, and refuses arguments.
func noArguments(f *flag.FlagSet, args []string) error {
	rest, err := parse(f, args)
	if err == nil && len(rest) > 0 {
		err = &usageError{problem: fmt.Sprintf("%s: unexpected argument %q; usage: %s", f.Name(), rest[0], usageOf(f.Name()))}
	}
	return err
}

func isHelp(arg string) bool { return arg == "-h" || arg == "--help" || arg == "-help" }

func usageOf(name string) string {
	for _, c := range subcommands() {
		if c.name == name {
			return strings.TrimSpace("telemetry-ls " + c.name + " " + c.usage)
		}
	}
	return "telemetry-ls help"
}
