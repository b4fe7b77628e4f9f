package test

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// runGo runs the go command and waits until the uploader that it starts has ended, too.
// Both inherit the pipe.
func runGo(t *testing.T, home string, env []string) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cmd := exec.Command("go", "version")
	cmd.Dir, cmd.Env, cmd.ExtraFiles = home, env, []*os.File{w}
	out, err := cmd.CombinedOutput()
	_ = w.Close()
	if err != nil {
		t.Fatalf("go version: %v\n%s", err, out)
	}
	if _, err := io.Copy(io.Discard, r); err != nil {
		t.Fatal(err)
	}
}

// cleanUp deletes the weeks up to a day. If clean keeps files, its exit code is 1.
func cleanUp(t *testing.T, env []string, day string) {
	t.Helper()
	cmd := exec.Command(serverPath, "clean", "--yes", "--before", day)
	cmd.Env = env
	if out, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() != 1 {
		t.Fatalf("clean: %v\n%s", err, out)
	}
}

// nextUploadBy returns the day of the next upload in the status.
func nextUploadBy(t *testing.T, env []string) *string {
	t.Helper()
	cmd := exec.Command(serverPath, "status", "--json")
	cmd.Env = env
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("status: %v", err)
	}
	var status struct{ NextUpload *string }
	if err := json.Unmarshal(out, &status); err != nil {
		t.Fatal(err)
	}
	return status.NextUpload
}

// preview is the output of `telemetry-ls preview --json`.
type preview struct {
	NextUpload *string
	Config     *struct{ Version string }
	Weeks      []weekPreview
	raw        string
}

type weekPreview struct {
	Week, State string
	WouldUpload bool
	When        *string
	Reasons     []struct{ Code, Message string }
	Report      any
	Sampled     []struct{ Program, Counter string }
}

func (p *preview) String() string {
	var b strings.Builder
	if p.NextUpload != nil {
		fmt.Fprintf(&b, "next upload %s\n", *p.NextUpload)
	}
	for _, w := range p.Weeks {
		fmt.Fprintf(&b, "%s %s wouldUpload=%t %v\n", w.Week, w.State, w.WouldUpload, w.Reasons)
	}
	return b.String()
}

func (w *weekPreview) codes() []string {
	codes := []string{}
	for _, r := range w.Reasons {
		codes = append(codes, r.Code)
	}
	return codes
}

// previewBy returns the preview of the real program.
func previewBy(t *testing.T, env []string) *preview {
	t.Helper()
	cmd := exec.Command(serverPath, "preview", "--json", "--download")
	var stderr strings.Builder
	cmd.Env, cmd.Stderr = env, &stderr
	out, err := cmd.Output()
	p := &preview{raw: string(out)}
	if jsonErr := json.Unmarshal(out, p); jsonErr != nil {
		t.Fatalf("preview: %v, %v\n%s%s", err, jsonErr, out, &stderr)
	}
	return p
}
