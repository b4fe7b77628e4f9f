package uploadconfig

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/go-json-experiment/json"
	"golang.org/x/mod/semver"

	"github.com/telemetry-ls/telemetry-ls/internal/gocommand"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/printable"
	"github.com/telemetry-ls/telemetry-ls/internal/program"
)

// Downloader downloads the upload config with the go command, as Go's uploader does.
// Nothing else in this project causes network traffic. The caller decides whether a
// download is allowed.
type Downloader struct {
	Go        string        // the go command: a path, used as is, or a name; "" for go
	Env       []string      // its environment, such as os.Environ()
	Workspace []string      // directories not to run programs from or write files to
	Scratch   string        // the parent of temporary files; "" for one outside the workspace
	Deadline  time.Duration // for the whole download; 0 for a minute
}

const (
	// maxSaid is how much of the go command's output an error shows.
	maxSaid = 300
	// defaultDeadline is many times longer than a slow proxy takes for 20 KiB.
	defaultDeadline = time.Minute
)

// Download downloads the latest upload config to the module cache. The go command runs
// in a scratch directory, without a workspace, and doesn't switch toolchains. It counts
// nothing, since its telemetry directory is a scratch directory with the mode off.
func (d Downloader) Download(ctx context.Context) (*Config, error) {
	deadline := d.Deadline
	if deadline == 0 {
		deadline = defaultDeadline
	}
	ctx, cancel := context.WithTimeoutCause(ctx, deadline, fmt.Errorf("the go command did not finish within %v", deadline))
	defer cancel()
	c, err := d.download(ctx)
	if err == nil {
		return c, nil
	}
	advice := "check whether this works: go mod download " + Module + "@latest; it needs a module proxy (see go env GOPROXY)"
	switch cause := context.Cause(ctx); {
	case errors.Is(cause, context.Canceled):
		return nil, fmt.Errorf("downloading the upload config: %w", cause)
	case cause != nil:
		err = cause
	case hint.Of(err) != "":
		advice = hint.Of(err)
	}
	return nil, hint.New(fmt.Errorf("downloading the upload config: %w", err), advice)
}

func (d Downloader) download(ctx context.Context) (*Config, error) {
	search := program.NewSearch(program.Getenv(d.Env), d.Workspace...)
	scratch, err := d.scratch(search)
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	g, err := gocommand.New(d.Go, d.Env, search, scratch)
	if err != nil {
		return nil, err
	}
	stdout, stderr, err := g.RunModule(ctx, "mod", "download", "-json", Module+"@latest")
	// The go command puts its error into the JSON if it gets that far.
	var info struct{ Dir, Version, Info, Error string }
	jsonErr := json.Unmarshal(stdout, &info)
	switch {
	case info.Error != "":
		return nil, said(errors.New("go mod download failed"), info.Error)
	case err != nil:
		return nil, said(err, string(stderr))
	case jsonErr != nil:
		return nil, fmt.Errorf("reading the output of go mod download: %w", said(errors.New("not the expected JSON"), string(stdout)))
	case !semver.IsValid(info.Version) || !filepath.IsAbs(info.Dir):
		return nil, said(errors.New("go mod download reported no valid version and directory"), string(stdout))
	}
	c, err := readConfig(info.Dir, info.Info, info.Version)
	if err != nil {
		return nil, err
	}
	c.Source = FromDownload
	return c, nil
}

// scratch creates a directory for one download.
func (d Downloader) scratch(search program.Search) (string, error) {
	if d.Scratch == "" {
		return search.MkdirTemp("upload-config-")
	}
	parent, err := filepath.Abs(d.Scratch) // the go command runs elsewhere
	if err != nil {
		return "", err
	}
	return os.MkdirTemp(parent, "upload-config-")
}

// said adds the output of a program to err: shortened, and safe to show.
func said(err error, text string) error {
	if text = printable.Line(text, maxSaid); text == "" {
		return err
	}
	return fmt.Errorf("%w: \"%s\"", err, text)
}
