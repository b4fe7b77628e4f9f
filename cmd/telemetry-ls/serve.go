package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"

	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/internal/owner"
	"github.com/telemetry-ls/telemetry-ls/prompt"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/server"
	"github.com/telemetry-ls/telemetry-ls/toolchain"
)

// serve runs the language server.
func serve(ctx context.Context, e *env, args []string) error {
	f := flags("serve")
	args, editor := takeTransport(args)
	logFile := f.String("log", "", "")
	if err := noArguments(f, args); err != nil {
		return err
	}
	log, closeLog, err := openLog(*logFile)
	if err != nil {
		return err
	}
	defer closeLog()
	configDir, _ := os.UserConfigDir() // the Status reports a missing one
	cacheDir, _ := os.UserCacheDir()
	home, _ := os.UserHomeDir()
	code := server.Serve(ctx, e.stdin, e.stdout, server.Options{
		Dir:           e.dir,
		MachinePolicy: e.machinePolicy,
		ConfigDir:     configDir,
		CacheDir:      cacheDir,
		ModCache:      uploadconfig.ModCache(e.getenv, configDir, home),
		Download: func(ctx context.Context, workspace []string) (*uploadconfig.Config, error) {
			return uploadconfig.Downloader{Env: os.Environ(), Workspace: workspace}.Download(ctx)
		},
		Running:   running.Find,
		Home:      home,
		AskGo:     askGo,
		HasGo:     func() bool { return toolchain.Installed(e.getenv) },
		Account:   sync.OnceValue(e.account), // it never changes
		Env:       e.getenv,
		Now:       e.now,
		Prompt:    prompt.SystemEnv(),
		Ready:     e.heed,
		ClientPID: editor,
		Log:       log,
		Version:   build().version,
	})
	if code != 0 {
		return exitCode(code)
	}
	return nil
}

// openLog opens the file of --log, which lists every call. Without the flag there is no
// log, because stdout is the wire and stderr belongs to the editor.
func openLog(path string) (*slog.Logger, func(), error) {
	if path == "" {
		return slog.New(slog.DiscardHandler), func() {}, nil
	}
	_, missing := os.Lstat(path)
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, nil, &usageError{fmt.Sprintf("serve: opening the log: %v", err), "--log needs a file that you can write, in a directory that exists"}
	}
	if missing != nil {
		owner.GiveFile(file, path)
	}
	handler := slog.NewTextHandler(io.Writer(file), &slog.HandlerOptions{Level: slog.LevelDebug})
	return slog.New(handler), func() { _ = file.Close() }, nil
}
