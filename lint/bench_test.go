package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// BenchmarkScript checks a script of 10,000 lines, as after a keystroke.
func BenchmarkScript(b *testing.B) {
	b.Run("functions", func(b *testing.B) { benchmarkScript(b, functions()) })
	b.Run("flat", func(b *testing.B) { benchmarkScript(b, flat()) })
	half := strings.Replace(functions(), "echo \"building ${name} 1000\"", "echo \"building ${name} 1000", 1)
	b.Run("half-typed string", func(b *testing.B) { benchmarkScript(b, half) })
	half = strings.Replace(flat(), "\nfi\n", "\n", 1)
	b.Run("half-typed if", func(b *testing.B) { benchmarkScript(b, half) })
}

func functions() string {
	var text strings.Builder
	text.WriteString("#!/usr/bin/env bash\nset -euo pipefail\n")
	for i := range 1999 {
		fmt.Fprintf(&text, "step_%d() {\n  local name=\"$1\"\n  if [[ -n \"${name}\" ]]; then echo \"building ${name} %d\" >&2; fi\n  go build -o \"bin/${name}\" ./cmd/%d\n}\n", i, i, i)
	}
	return text.String()
}

// flat is a script without functions.
func flat() string {
	var text strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&text, "name=%d\nif [[ -n \"${name}\" ]]; then\n  echo \"building ${name} $(date)\" >&2\nfi\ngo build -o \"bin/${name}\" ./cmd/%d\n", i, i)
	}
	return text.String()
}

func benchmarkScript(b *testing.B, text string) {
	file := lint.File{Path: "build.sh", Text: text + "export GOTELEMETRY=off\n", Editing: true}
	b.SetBytes(int64(len(file.Text)))
	for b.Loop() {
		if len(lint.Check(file).Findings) != 1 {
			b.Fatal("the finding is missing")
		}
	}
}
