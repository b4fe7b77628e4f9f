package lint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// commented writes a list with comments in a language. One of its entries is found.
type commented struct {
	path, comment string
	open, close   string
	entry, found  string // %d makes entries different
	after         string // each entry
	between       string // entries, instead of after
	noneOwn       bool   // no comment can be after an entry
}

var commentedLists = map[string]commented{
	"json object":     {path: "devcontainer.json", comment: "//", open: `{ "containerEnv": {`, close: "}, \"x\": 1 }", entry: `"A%d": "b"`, found: `"GOTELEMETRY": "off"`, between: ","},
	"json with comma": {path: "devcontainer.json", comment: "//", open: `{ "remoteEnv": {`, close: "} }", entry: `"A%d": "b"`, found: `"GOTELEMETRY": "off"`, after: ","},
	"json arguments":  {path: "devcontainer.json", comment: "//", open: `{ "runArgs": [`, close: "] }", entry: `"--a%d=1"`, found: "\"-e\",\n// keep\n\"GOTELEMETRY=off\"", between: ","},
	"json block":      {path: "devcontainer.json", comment: "/*", open: `{ "remoteEnv": {`, close: "} }", entry: `"A%d": "b"`, found: `"GOTELEMETRY": "off"`, between: ","},
	"toml table":      {path: "mise.toml", comment: "#", open: "[env]", close: "[tools]", entry: `A%d = "b"`, found: `GOTELEMETRY = "off"`},
	"toml array":      {path: "mise.toml", comment: "#", open: "[tasks.x]\nrun = [", close: "]", entry: `"true %d"`, found: `"go env -w GOTELEMETRY=off"`, between: ","},
	"toml with comma": {path: "mise.toml", comment: "#", open: "[tasks.x]\nrun = [", close: "]", entry: `"true %d"`, found: `"go env -w GOTELEMETRY=off"`, after: ","},
	"nix set":         {path: "shell.nix", comment: "#", open: "pkgs.mkShell { env = {", close: "}; }", entry: `A%d = "b";`, found: `GOTELEMETRY = "off";`},
	"nix list":        {path: "x.nix", comment: "#", open: "{ systemd.services.x.serviceConfig.Environment = [", close: "]; }", entry: `"A%d=b"`, found: `"GOTELEMETRY=off"`},
	"dotenv":          {path: ".env", comment: "#", entry: "A%d=b", found: "GOTELEMETRY=off"},
	"systemd":         {path: "x.service", comment: "#", open: "[Service]\nEnvironment=Z=z \\", close: "ExecStart=x", entry: " A%d=b", found: " GOTELEMETRY=off", between: " \\", noneOwn: true},
	"ENV":             {path: "Dockerfile", comment: "#", open: "FROM alpine\nENV Z=z \\", close: "RUN x", entry: " A%d=b", found: " GOTELEMETRY=off", between: " \\", noneOwn: true},
	"ENV of Go":       {path: "Dockerfile", comment: "#", open: "FROM golang:1.25\nENV \\", close: "RUN go build", entry: " A%d=b", found: " GOTELEMETRY=off", between: " \\", noneOwn: true},
	"RUN":             {path: "Dockerfile", comment: "#", open: "FROM alpine\nRUN \\", close: "RUN x", entry: "  a%d", found: "  export GOTELEMETRY=off", between: " && \\", noneOwn: true},
	"RUN with Go":     {path: "Dockerfile", comment: "#", open: "FROM golang:1.25\nRUN \\", close: "RUN x", entry: "  a%d", found: "  export GOTELEMETRY=off", between: "; \\", noneOwn: true},
}

// write returns the list with n entries, of which number k is found.
func (c commented) write(n, k int) string {
	var b strings.Builder
	comments := 0
	line := func(text, own string) {
		fmt.Fprint(&b, text)
		if own != "" {
			comments++
			fmt.Fprintf(&b, " %s %s %d %s", c.comment, own, comments, map[string]string{"/*": "*/"}[c.comment])
		}
		fmt.Fprintln(&b)
	}
	if c.open != "" {
		line(c.open, "")
	}
	for i := range n {
		line("", "keep")
		text, own := strings.ReplaceAll(c.entry, "%d", fmt.Sprint(i)), "keep"
		if i == k {
			text, own = c.found, "own"
		}
		if c.noneOwn {
			own = ""
		}
		if text += c.after; i+1 < n {
			text += c.between
		}
		line(text, own)
	}
	if !c.noneOwn {
		line("", "keep")
	}
	if c.close != "" {
		line(c.close, "")
	}
	return b.String()
}

// TestComments checks that a fix removes the comment on the line of what it removes, and
// no other.
func TestComments(t *testing.T) {
	for name, c := range commentedLists {
		for n := 1; n <= 4; n++ {
			for k := range n {
				for _, lineEnd := range []string{"\n", "\r\n"} {
					f := lint.File{Path: c.path, Text: strings.ReplaceAll(c.write(n, k), "\n", lineEnd)}
					fixed, count := lint.FixAll(f)
					var want []string
					for line := range strings.Lines(f.Text) {
						if _, comment, ok := strings.Cut(line, c.comment); ok && strings.Contains(comment, "keep") {
							want = append(want, comment)
						}
					}
					lost := slices.DeleteFunc(want, func(s string) bool { return strings.Contains(fixed, strings.TrimSpace(s)) })
					if count != 1 || len(lost) > 0 || strings.Contains(fixed, " own ") || strings.Contains(fixed, "GOTELEMETRY") || lint.Check(lint.File{Path: c.path, Text: fixed + c.comment + " GOTELEMETRY */"}).Broken {
						t.Errorf("%s: %d fixes of\n%s\ngive\n%s\nwithout the comments %q", name, count, f.Text, fixed, lost)
					}
				}
			}
		}
	}
}
