package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"
)

// help prints what the program can do.
func help(_ context.Context, e *env, args []string) error {
	if err := noArguments(flags("help"), args); err != nil {
		return err
	}
	var b strings.Builder
	b.WriteString("telemetry-ls shows and switches the mode of Go telemetry.\n\nUsage:\n\n")
	for _, c := range subcommands() {
		fmt.Fprintf(&b, "  telemetry-ls %-44s %s\n", strings.TrimSpace(c.name+" "+c.usage), c.short)
	}
	b.WriteString("\nWithout a command it is a language server, as editors start it.\n\n" +
		"Flags for all commands:\n\n" +
		"  --telemetry-dir DIR   look at another telemetry directory than your own\n" +
		"                        (so does the environment variable TELEMETRY_LS_DIR)\n\n" +
		"Exit codes: 0 fine, 1 the answer is no or it could not be done, 2 wrong use.\n")
	_, err := fmt.Fprint(e.out, b.String())
	return err
}

// version prints what was built from what.
func version(_ context.Context, e *env, args []string) error {
	if err := noArguments(flags("version"), args); err != nil {
		return err
	}
	b := build()
	_, err := fmt.Fprintf(e.out, "telemetry-ls %s\n%s\nrevision %s\n", b.version, b.goVersion, b.revision)
	return err
}

// buildInfo is what the linker noted.
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
