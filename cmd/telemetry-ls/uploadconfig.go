package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/program"
	"github.com/telemetry-ls/telemetry-ls/server"
)

// preview makes a preview of the latest weeks, 0 for all; downloaded reports whether it downloaded the upload config.
// It downloads if download is set, or in mode on if the upload config is missing and
// there are weeks to preview. It prints the error of a failed download to stderr and
// shows the rest.
func (e *env) preview(ctx context.Context, ix *index.Index, weeks int, download bool) (p *upload.Preview, downloaded bool, err error) {
	opt, missing, err := e.previewOptions()
	if err != nil {
		return nil, false, err
	}
	opt.Weeks = weeks
	p = upload.PreviewOf(ix, opt)
	if len(p.Weeks) == 0 && !download {
		return p, false, nil
	}
	if !download && (!errors.Is(missing, uploadconfig.ErrNotFound) || !e.status().Uploading) {
		e.hintAtDownload(opt, missing)
		return p, false, nil
	}
	config, err := e.download(ctx)
	if err != nil {
		e.complain(err)
		return p, false, nil // with the cached one, if any
	}
	opt.Config = config
	return upload.PreviewOf(ix, opt), true, nil
}

// previewOptions returns the options of a preview by the cached upload config; missing says
// why there is none.
func (e *env) previewOptions() (opt upload.Options, missing, err error) {
	state, err := e.knownState()
	if err != nil {
		return opt, nil, err
	}
	opt = upload.Options{Mode: string(state.Mode), Since: state.Since, Now: e.now(), ModCache: e.modCache()}
	opt.Config, missing = e.cachedConfig()
	return opt, missing, nil
}

// hintAtDownload says what a download would fix.
func (e *env) hintAtDownload(opt upload.Options, missing error) {
	switch c := opt.Config; {
	case errors.Is(missing, uploadconfig.ErrNotFound):
		e.complain(hint.New(missing, "telemetry-ls preview --download downloads it with go mod download"))
	case missing != nil:
		e.complain(missing)
	case c.Stale(opt.Now):
		e.complain(hint.New(fmt.Errorf("upload config %s may be out of date, and Go uses the latest version when it uploads", c.Label()),
			"telemetry-ls preview --download downloads the latest with go mod download"))
	}
}

// cachedConfig returns the newest cached upload config, with the note about when it was
// last confirmed.
func (e *env) cachedConfig() (*uploadconfig.Config, error) {
	modCache := e.modCache()
	config, err := uploadconfig.Cached(modCache)
	if err == nil {
		uploadconfig.ReadLatest(e.notesDir()).Confirm(config, modCache, e.now())
	}
	return config, err
}

// download downloads the latest upload config, and notes that it is the latest.
func (e *env) download(ctx context.Context) (*uploadconfig.Config, error) {
	config, err := uploadconfig.Downloader{Env: os.Environ(), Workspace: program.WorkingFolder()}.Download(ctx)
	if err != nil {
		return nil, err
	}
	config.Confirmed = e.now()
	if dir := e.notesDir(); dir != "" {
		note := uploadconfig.Latest{ModCache: e.modCache(), Version: config.Version, At: config.Confirmed}
		_ = note.Keep(dir) // without the note, the next look downloads again
	}
	return config, nil
}

func (e *env) modCache() string {
	configDir, _ := os.UserConfigDir()
	home, _ := os.UserHomeDir()
	return uploadconfig.ModCache(e.getenv, configDir, home)
}

// notesDir returns this program's directory in the user's cache directory, or "" if
// that is unknown or in the working directory.
func (e *env) notesDir() string {
	dir, err := os.UserCacheDir()
	if err != nil || !program.NewSearch(e.getenv, program.WorkingFolder()...).Outside(dir) {
		return ""
	}
	return filepath.Join(dir, server.Name)
}
