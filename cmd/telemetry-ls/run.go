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
	exitNo    = 1 // the answer is no, or the thing could not be done
	exitUsage = 2 // wrong use, or could not run
)

// env is what a subcommand needs of its process.
type env struct {
	stdin    io.ReadCloser
	stdout   io.WriteCloser // as it is: the wire, and files written to -
	stderr   io.Writer
	getenv   func(string) string
	now      func() time.Time
	terminal bool // stdin is one
	// heedSignals makes a signal end ctx and not the process; nil in tests.
	heedSignals func()

	dir mode.Dir  // set by run
	out io.Writer // stdout for people and JSON, set by run
}

// subcommand is one word of the command line. The table of them drives dispatch,
// usage and help.
type subcommand struct {
	name  string
	usage string // its flags and arguments
	short string // one line of the help
	run   func(ctx context.Context, e *env, args []string) error
}

func subcommands() []subcommand {
	return []subcommand{
		{"serve", "[--stdio] [--clientProcessId=N] [--log FILE]", "speak the Language Server Protocol on stdin and stdout", serve},
		{"status", "[--json]", "show the telemetry mode and what it means", showStatus},
		{"set", "[--if-unchosen] on|local|off", "switch the telemetry mode", setMode},
		{"summary", "[--json] [--weeks N] [--program P]", "show what was counted in the latest weeks", showSummary},
		{"preview", "[--json] [--download]", "show what would leave this machine, and when", showPreview},
		{"dashboard", "--html FILE [--weeks N]", "write the dashboard as one HTML file", writeDashboard},
		{"files", "[--json]", "list what is in the telemetry directory", showFiles},
		{"doctor", "[--json]", "check the environment; exit code 1 where a check fails", doctor},
		{"clean", "[--before DATE] [--yes] [--dry-run] [--json]", "delete old local data, after showing it", clean},
		{"version", "", "print the version", version},
		{"help", "", "print this help", help},
	}
}

// usageError is wrong use of the command line: exit code 2.
type usageError struct{ problem, hint string }

func (e *usageError) Error() string { return e.problem }

// Hint says where to look.
func (e *usageError) Hint() string { return cmp.Or(e.hint, "run: telemetry-ls help") }

// run carries out the command line and gives the exit code.
func run(ctx context.Context, args []string, e *env) int {
	// What is printed can hold names of files, variables and the words of others.
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
	}
	e.complain(err)
	if errors.As(err, &usage) {
		return exitUsage
	}
	return exitNo
}

// complain says what went wrong, and what to do.
func (e *env) complain(err error) {
	// A name with an end of line in it must not look like a hint of ours.
	text := strings.ReplaceAll(err.Error(), "\n", "\n  ")
	fmt.Fprintf(e.stderr, "telemetry-ls: %s\nhint: %s\n", text, adviceOn(err))
}

// adviceOn is the hint of err, or one for its kind.
func adviceOn(err error) string {
	switch advice := hint.Of(err); {
	case advice != "":
		return advice
	case errors.Is(err, fs.ErrPermission):
		return "check the owner and the permissions of that path"
	case errors.Is(err, syscall.ENOSPC):
		return "make room on that disk"
	case errors.Is(err, context.Canceled):
		return "it was interrupted; run it again"
	}
	return "run: telemetry-ls doctor"
}

// exitCode is an error that was said already.
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
				problem: fmt.Sprintf("%s stands before the command %s", name, args[i]),
				hint:    "write its flags after it: " + usageOf(args[i]),
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
				e.heed()
			}
			return c.run(ctx, e, args[1:])
		}
	}
	return &usageError{problem: fmt.Sprintf("unknown command %q", name)}
}

// globalFlags takes --telemetry-dir, which may stand anywhere, out of args.
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

// flags makes the flag set of a subcommand, quiet: run says what is wrong.
func flags(name string) *flag.FlagSet {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	f.SetOutput(io.Discard)
	return f
}

// heed begins to heed signals: until then there is nothing to clean up, and to listen
// to them starts two threads.
func (e *env) heed() {
	if e.heedSignals != nil {
		e.heedSignals()
	}
}

func isSubcommand(word string) bool {
	return slices.ContainsFunc(subcommands(), func(c subcommand) bool { return c.name == word })
}

// parse reads flags, which may stand before and after the arguments.
func parse(f *flag.FlagSet, args []string) ([]string, error) {
	var rest []string
	for {
		if err := f.Parse(args); err != nil {
			return nil, &usageError{problem: f.Name() + ": " + err.Error()}
		}
		if f.NArg() == 0 {
			return rest, nil
		}
		rest = append(rest, f.Arg(0))
		args = f.Args()[1:]
	}
}

// noArguments refuses arguments of a subcommand that takes none.
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
