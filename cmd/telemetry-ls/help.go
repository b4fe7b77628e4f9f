package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"
)

// help prints the help.
func help(_ context.Context, e *env, args []string) error {
	if err := noArguments(flags("help"), args); err != nil {
		return err
	}
	var b strings.Builder
	b.WriteString("telemetry-ls shows and switches the mode of Go telemetry.\n\nUsage:\n\n")
	for _, c := range subcommands() {
		short, _, _ := strings.Cut(c.short, "\n")
		fmt.Fprintf(&b, "  telemetry-ls %-44s %s\n", strings.TrimSpace(c.name+" "+c.usage), short)
	}
	b.WriteString("\nWithout a command it runs as a language server, for editors.\n\n" +
		"Flags for all commands:\n\n" +
		"  --telemetry-dir DIR   use DIR instead of your telemetry directory\n" +
		"                        (or set the environment variable TELEMETRY_LS_DIR)\n\n" +
		"Exit codes: 0 success, 1 check failed or operation failed, 2 usage error.\n")
	_, err := fmt.Fprint(e.out, b.String())
	return err
}

// version prints the version of the program, of Go and of the source.
func version(_ context.Context, e *env, args []string) error {
	if err := noArguments(flags("version"), args); err != nil {
		return err
	}
	b := build()
	_, err := fmt.Fprintf(e.out, "telemetry-ls %s\n%s\nrevision %s\n", b.version, b.goVersion, b.revision)
	return err
}

// buildInfo is the build information in the program.
type buildInfo struct{ version, goVersion, revision string }

func build() buildInfo {
	b := buildInfo{version: "(devel)", goVersion: "unknown", revision: "unknown"}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	b.goVersion = info.GoVersion
	if info.Main.Version != "" {
		b.version = info.Main.Version
	}
	modified := false
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.revision = s.Value
		case "vcs.modified":
			modified = s.Value == "true"
		}
	}
	if modified {
		b.revision += " with changes"
	}
	return b
}
