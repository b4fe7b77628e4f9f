package server

import (
	"context"
	"errors"
	"path/filepath"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
)

// notesDir returns this project's directory in the cache directory, "" for none.
func (s *Server) notesDir() string {
	dir := s.cacheDir()
	if dir == "" {
		return ""
	}
	return filepath.Join(dir, Name)
}

// wantConfig tries to get an upload config that may be the latest, and reports
// whether there is another one now. In mode on it downloads it, as Go does. Otherwise
// it asks the user, once, without waiting for the answer.
func (s *Server) wantConfig(ctx context.Context) bool {
	if s.settings.get().UploadConfig != "auto" {
		return false
	}
	if s.status().Uploading {
		return s.configs.downloadOnce(ctx)
	}
	if s.configs.ask() {
		s.editor.Spawn("asking for the upload config", s.offerDownload)
	}
	return false
}

const (
	downloadText = "The upload config, the public list of approved counters, isn't on this machine, so a preview can't tell which counters would be uploaded. " +
		"Download it with go mod download, from your module proxy? No telemetry data is sent."
	refreshText = ". Go uses the latest version when it uploads. " +
		"Download it with go mod download, from your module proxy? No telemetry data is sent."
)

func (s *Server) offerDownload(ctx context.Context) {
	text := downloadText
	if config := s.configs.cached(); config != nil {
		text = "The upload config on this machine, " + config.Label() + ", may be out of date" + refreshText
	}
	yes := choice{title: "Download"}
	chosen, err := s.askUser(ctx, meaning{Kind: aboutDownload}, text, []choice{yes, {title: "Not now"}}, nil)
	if err != nil || chosen != yes {
		return
	}
	if !s.configs.downloadNow(ctx) {
		return
	}
	s.openPages.refresh(ctx)
	if !s.client.content { // the editor can't refresh the preview
		s.tell(meaning{Kind: aboutDownload}, protocol.MessageTypeInfo, "Upload config downloaded. Open the preview again to see the result.")
	}
}

// fetchConfig downloads the upload config, with progress.
func (s *Server) fetchConfig(ctx context.Context) (config *uploadconfig.Config, err error) {
	err = s.editor.withProgress(ctx, "Downloading the upload config", true, func(ctx context.Context) error {
		config, err = s.opts.Download(ctx, s.workspace.get())
		return err
	})
	if err != nil && ctx.Err() == nil && !errors.Is(err, context.Canceled) { // otherwise the user has cancelled or no longer waits
		s.tellFailure(aboutDownload, protocol.MessageTypeWarning, err)
	}
	return config, err
}
