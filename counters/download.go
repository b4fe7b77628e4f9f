package counters

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

// Downloader fetches the upload config by the go command, as Go's own uploader
// does: that is the one way in which this project causes network traffic. Whether
// it may is for the caller to decide.
type Downloader struct {
	Go      string   // the go command, "" for the one on PATH
	Env     []string // the environment for it, such as os.Environ()
	Scratch string   // folder for temporary files, outside any workspace
}

// maxOutput bounds what is kept of what the go command says.
const maxOutput = 1 << 20

// Download fetches the latest upload config into the module cache. The go command
// runs in a scratch folder with its own toolchain and no workspace, and counts
// nothing: it finds a telemetry directory whose mode is off.
func (d Downloader) Download(ctx context.Context) (*UploadConfig, error) {
	c, err := d.download(ctx)
	switch {
	case err == nil:
		return c, nil
	case ctx.Err() != nil:
		return nil, fmt.Errorf("downloading the upload config: %w", context.Cause(ctx))
	case errors.Is(err, exec.ErrNotFound):
		return nil, hint.New(fmt.Errorf("downloading the upload config: %w", err), "put the go command on the PATH of this program")
	}
	return nil, hint.New(fmt.Errorf("downloading the upload config: %w", err),
		"see whether this works: go mod download "+configModule+"@latest; it needs a module proxy (go env GOPROXY)")
}

func (d Downloader) download(ctx context.Context) (*UploadConfig, error) {
	scratch, err := os.MkdirTemp(d.Scratch, "upload-config-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	cmd, err := d.command(ctx, scratch)
	if err != nil {
		return nil, err
	}
	stdout, stderr := &bounded{}, &bounded{}
	cmd.Stdout, cmd.Stderr = stdout, stderr
	err = cmd.Run()
	// The go command puts its error into the JSON where it gets that far.
	var info struct{ Dir, Version, Info, Error string }
	if jsonErr := json.Unmarshal(stdout.Bytes(), &info); jsonErr != nil && err == nil {
		err = fmt.Errorf("reading what go mod download says: %w", jsonErr)
	}
	if info.Error != "" {
		err = errors.New(oneLine(info.Error))
	} else if err != nil && stderr.Len() > 0 {
		err = fmt.Errorf("%w: %s", err, oneLine(stderr.String()))
	}
	if err != nil {
		return nil, err
	}
	c, err := readConfig(info.Dir, info.Info, info.Version)
	if err != nil {
		return nil, err
	}
	c.Source = FromDownload
	return c, nil
}

// command prepares the go command and the folders that it runs in.
func (d Downloader) command(ctx context.Context, scratch string) (*exec.Cmd, error) {
	telemetry, work := filepath.Join(scratch, "telemetry"), filepath.Join(scratch, "work")
	for path, content := range map[string]string{
		filepath.Join(telemetry, "mode"): "off 2026-01-01",
		// A module of its own keeps a go.mod in a folder above from having a say.
		filepath.Join(work, "go.mod"): "module scratch\n",
	} {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			return nil, err
		}
	}
	program := d.Go
	if program == "" {
		program = "go"
	}
	cmd := exec.CommandContext(ctx, program, "mod", "download", "-json", configModule+"@latest")
	cmd.Dir = work
	cmd.Env = append(append([]string{}, d.Env...),
		"GOTOOLCHAIN=local", "GOWORK=off", "GOFLAGS=-mod=mod", "TEST_TELEMETRY_DIR="+telemetry, "PWD="+work)
	cmd.WaitDelay = time.Second
	hideWindow(cmd)
	return cmd, nil
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// bounded keeps the first bytes of what is written to it.
type bounded struct{ bytes.Buffer }

func (b *bounded) Write(p []byte) (int, error) {
	if room := maxOutput - b.Len(); room > 0 {
		b.Buffer.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}
