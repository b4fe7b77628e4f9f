package counttest

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// module is the path of the module that contains the upload config.
const module = "golang.org/x/telemetry/config"

// ProxyDir is the directory of that module in a file-system module proxy.
const ProxyDir = module + "/@v"

// ProxyOf makes a file-system module proxy that serves config as the upload config.
func ProxyOf(t testing.TB, version string, config []byte) (dir string) {
	t.Helper()
	dir = t.TempDir()
	mod := []byte("module " + module + "\n\ngo 1.23.0\n")
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for name, content := range map[string][]byte{"config.json": config, "go.mod": mod} {
		f, err := w.Create(module + "@" + version + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	Put(t, dir, ProxyDir+"/list", []byte(version+"\n"))
	Put(t, dir, ProxyDir+"/"+version+".info", []byte(`{"Version":"`+version+`","Time":"2026-08-20T14:32:03Z"}`))
	Put(t, dir, ProxyDir+"/"+version+".mod", mod)
	Put(t, dir, ProxyDir+"/"+version+".zip", archive.Bytes())
	return dir
}

// RealProxy makes a proxy that serves one version of the real upload config. It skips the
// test if there is no copy of it next to the repository.
func RealProxy(t testing.TB, version string) (dir string) {
	t.Helper()
	from := filepath.Join(root(t), "..", "shared", "goproxy", filepath.FromSlash(ProxyDir))
	dir = t.TempDir()
	for _, ext := range []string{".info", ".mod", ".zip"} {
		data, err := os.ReadFile(filepath.Join(from, version+ext))
		if err != nil {
			t.Skip("the real upload config is not next to the repository:", err)
		}
		Put(t, dir, ProxyDir+"/"+version+ext, data)
	}
	Put(t, dir, ProxyDir+"/list", []byte(version+"\n"))
	return dir
}

// ProxyEnv makes the go command use the proxy and a separate module cache.
func ProxyEnv(t testing.TB, proxy, modCache string) []string {
	t.Helper()
	return []string{
		"GOPROXY=file://" + filepath.ToSlash(proxy), "GOSUMDB=off", "GONOPROXY=", "GOPRIVATE=", "GOMODCACHE=" + modCache,
		"GOTOOLCHAIN=local", "GOWORK=off", "GOFLAGS=-mod=mod", "GOENV=off",
	}
}

// ModCacheDir returns an empty module cache. The test removes it at its end, although the
// go command makes its directories read-only.
func ModCacheDir(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	t.Cleanup(func() {
		_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() {
				_ = os.Chmod(path, 0o777)
			}
			return nil
		})
	})
	return dir
}

//go:embed testdata/config.json
var configJSON string

// OwnConfig returns the upload config of these tests, with replacements.
func OwnConfig(t testing.TB, oldnew ...string) []byte {
	t.Helper()
	text := strings.NewReplacer(oldnew...).Replace(configJSON)
	if len(oldnew) > 0 && text == configJSON {
		t.Fatalf("the config does not contain any of %q", oldnew)
	}
	return []byte(text)
}

// root returns the directory of the repository.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	for ; err == nil; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	t.Fatal("no go.mod above the tests: ", err)
	return ""
}
