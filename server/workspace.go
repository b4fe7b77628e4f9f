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

// workspace holds the folders that the editor has open, and the directories of the
// documents that it has opened: editors open files without a folder, and Neovim names
// no folders at all. Their content is not trusted as the user's: the server runs no
// program in them and writes no file there.
type workspace struct {
	mu      sync.Mutex // guards what follows
	folders []string
	visited []string // directories of documents, including closed ones
}

// maxVisited limits the directories of documents; the oldest is dropped.
const maxVisited = 1000

// workspaceFolder is a WorkspaceFolder of the protocol.
type workspaceFolder struct {
	URI string `json:"uri"`
}

// path returns the path of the folder, or "". Some editors end the URI with a slash at one
// time and not at another.
func (f workspaceFolder) path() string {
	if path := folderPath(f.URI); path != "" {
		return filepath.Clean(path)
	}
	return ""
}

// begin takes the folders of an initialize request, from the newest of its three
// members that is used. A member of the wrong type names none.
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
		path := folder.path()
		w.folders = slices.DeleteFunc(w.folders, func(f string) bool { return f == path })
	}
	for _, folder := range added {
		if path := folder.path(); path != "" && !slices.Contains(w.folders, path) {
			w.folders = append(w.folders, path)
		}
	}
}

// visit adds the directory of a document.
func (w *workspace) visit(document string) {
	path := folderPath(document)
	if path == "" {
		return
	}
	dir := strings.Clone(filepath.Dir(path)) // the path keeps its message in memory
	w.mu.Lock()
	defer w.mu.Unlock()
	if slices.Contains(w.visited, dir) {
		return
	}
	if len(w.visited) == maxVisited {
		w.visited = slices.Delete(w.visited, 0, 1)
	}
	w.visited = append(w.visited, dir)
}

// get returns the folders or, if there are none, the working directory.
func (w *workspace) get() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if all := slices.Concat(w.folders, w.visited); len(all) > 0 {
		return all
	}
	return program.WorkingFolder()
}

// roots returns the folders that the editor has open.
func (w *workspace) roots() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.folders)
}

// around returns the folders that contain a file.
func (w *workspace) around(file string) (folders []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, folder := range w.folders {
		if relative, err := filepath.Rel(folder, file); err == nil && filepath.IsLocal(relative) {
			folders = append(folders, folder)
		}
	}
	return folders
}

// folderPath returns the path of a file URI, in upper or lower case and even if it
// names this machine. It returns a path unchanged, and "" for anything else.
func folderPath(raw string) string {
	if filepath.IsAbs(raw) {
		return raw
	}
	scheme, rest, found := strings.Cut(raw, ":")
	if !found || !strings.EqualFold(scheme, "file") { // Parse treats anything without a scheme as a file
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
	if w := s.publisher.watched(); w != nil {
		w.Relisten() // other policies may count, in other folders
	}
	return nil
}

// outside returns a search for programs outside the workspace.
func (s *Server) outside() program.Search {
	return program.NewSearch(s.opts.Env, s.workspace.get()...)
}

// cacheDir returns the user's cache directory, or "" if it is in the workspace or
// relative: XDG_CACHE_HOME can be anything.
func (s *Server) cacheDir() string {
	if !s.outside().Outside(s.opts.CacheDir) {
		return ""
	}
	return s.opts.CacheDir
}
