package test

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

var own struct {
	once     sync.Once
	proxy    string
	modCache string
	err      error
}

// ownProxy returns the environment in which `go install` of this module at its latest
// version builds this checkout, from a file-system module proxy. Its dependencies come
// from the module cache.
func ownProxy(t *testing.T) []string {
	t.Helper()
	own.once.Do(func() { own.err = makeOwnProxy() })
	if own.err != nil {
		t.Fatal(own.err)
	}
	deps := filepath.Join(strings.TrimPrefix(cacheVars[0], "GOMODCACHE="), "cache", "download")
	return []string{
		"GOPROXY=file://" + own.proxy + ",file://" + deps, "GOSUMDB=off", "GONOPROXY=", "GOPRIVATE=", "GOMODCACHE=" + own.modCache,
		// As in TestMain, so that no package is compiled twice.
		"GOFLAGS=-modcacherw -trimpath", "CGO_ENABLED=0",
	}
}

func makeOwnProxy() error {
	own.proxy, own.modCache = filepath.Join(filepath.Dir(serverPath), "proxy"), filepath.Join(filepath.Dir(serverPath), "mod")
	m := module.Version{Path: "github.com/telemetry-ls/telemetry-ls", Version: "v0.0.1"}
	dir := filepath.Join(own.proxy, m.Path, "@v")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	goMod, err := os.ReadFile("../go.mod")
	if err != nil {
		return err
	}
	for name, text := range map[string]string{"list": m.Version + "\n", m.Version + ".info": `{"Version":"` + m.Version + `"}`, m.Version + ".mod": string(goMod)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	files, err := ownFiles("..")
	if err != nil {
		return err
	}
	archive, err := os.Create(filepath.Join(dir, m.Version+".zip"))
	if err != nil {
		return err
	}
	if err := zip.Create(archive, m, files); err != nil {
		return err
	}
	return archive.Close()
}

// ownFiles lists the files of this checkout that its packages consist of.
func ownFiles(root string) ([]zip.File, error) {
	var files []zip.File
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch name := d.Name(); {
		case err != nil:
			return err
		case d.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "editors" || name == "testdata" || name == "bin" || name == "dist"):
			return fs.SkipDir
		case d.Type().IsRegular() && !strings.HasSuffix(name, "_test.go"):
			inside, err := filepath.Rel(root, path)
			if err != nil {
				return err
			}
			files = append(files, ownFile{path, filepath.ToSlash(inside)})
		}
		return nil
	})
	return files, err
}

// ownFile is a file of this checkout; it implements zip.File.
type ownFile struct{ at, inside string }

func (f ownFile) Path() string                 { return f.inside }
func (f ownFile) Lstat() (fs.FileInfo, error)  { return os.Lstat(f.at) }
func (f ownFile) Open() (io.ReadCloser, error) { return os.Open(f.at) }
