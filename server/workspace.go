package server

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"go.lsp.dev/uri"

	"github.com/telemetry-ls/telemetry-ls/internal/program"
)

// workspace knows the folders that the editor has open. What they hold is not the
// user's own: no program in them is run, and no file is written there.
type workspace struct {
	mu      sync.Mutex // guards folders
	folders []string
}

// workspaceFolder is one of the protocol.
type workspaceFolder struct {
	URI string `json:"uri"`
}

// begin takes the folders of an initialize request, by the newest means that is used
// there. What is of another shape names none.
func (w *workspace) begin(p *initializeParams) {
	var folders []workspaceFolder
	_ = json.Unmarshal(p.WorkspaceFolders, &folders)
	if len(folders) == 0 {
		root := workspaceFolder{}
		_ = json.Unmarshal(p.RootURI, &root.URI)
		folders = append(folders, root)
	}
	w.change(folders, nil)
	var path string
	_ = json.Unmarshal(p.RootPath, &path)
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.folders) == 0 && path != "" {
		w.folders = append(w.folders, path)
	}
}

func (w *workspace) change(added, removed []workspaceFolder) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, folder := range removed {
		path := folderPath(folder.URI)
		w.folders = slices.DeleteFunc(w.folders, func(f string) bool { return f == path })
	}
	for _, folder := range added {
		if path := folderPath(folder.URI); path != "" && !slices.Contains(w.folders, path) {
			w.folders = append(w.folders, path)
		}
	}
}

// get lists the folders; without one, the folder that this process runs in.
func (w *workspace) get() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.folders) == 0 {
		return program.WorkingFolder()
	}
	return slices.Clone(w.folders)
}

// folderPath is the path of a file URI, in any case and also where it names this
// machine, or what is a path already; "" for any other.
func folderPath(raw string) string {
	if filepath.IsAbs(raw) {
		return raw
	}
	scheme, rest, found := strings.Cut(raw, ":")
	if !found || !strings.EqualFold(scheme, "file") { // Parse takes what has no scheme for a file
		return ""
	}
	const here = "//localhost/"
	if len(rest) >= len(here) && strings.EqualFold(rest[:len(here)], here) {
		rest = "///" + rest[len(here):]
	}
	u, err := uri.Parse("file:" + rest)
	if err != nil {
		return ""
	}
	return u.FsPath()
}

// foldersChanged are the params of workspace/didChangeWorkspaceFolders.
type foldersChanged struct {
	Event struct {
		Added   []workspaceFolder `json:"added"`
		Removed []workspaceFolder `json:"removed"`
	} `json:"event"`
}

func (s *Server) didChangeWorkspaceFolders(_ context.Context, p *foldersChanged) error {
	s.workspace.change(p.Event.Added, p.Event.Removed)
	return nil
}

// outside searches what lies outside the workspace.
func (s *Server) outside() program.Search {
	return program.NewSearch(s.opts.Env, s.workspace.get()...)
}

// cacheDir is the user's cache folder; "" where that is in the workspace, or
// relative: XDG_CACHE_HOME can be anything.
func (s *Server) cacheDir() string {
	if !s.outside().Outside(s.opts.CacheDir) {
		return ""
	}
	return s.opts.CacheDir
}
