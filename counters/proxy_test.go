package counters

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// proxyDir is where a file-system module proxy has a module.
const proxyDir = configModule + "/@v"

// proxyOf makes a file-system module proxy that offers config as the upload config.
func proxyOf(t testing.TB, version string, config []byte) (dir string) {
	t.Helper()
	dir = t.TempDir()
	mod := []byte("module " + configModule + "\n\ngo 1.23.0\n")
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for name, content := range map[string][]byte{"config.json": config, "go.mod": mod} {
		f, err := w.Create(configModule + "@" + version + "/" + name)
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
	put(t, dir, proxyDir+"/list", []byte(version+"\n"))
	put(t, dir, proxyDir+"/"+version+".info", []byte(`{"Version":"`+version+`","Time":"2026-08-20T14:32:03Z"}`))
	put(t, dir, proxyDir+"/"+version+".mod", mod)
	put(t, dir, proxyDir+"/"+version+".zip", archive.Bytes())
	return dir
}

// realProxy offers one version of the real upload config, where a copy of it lies
// beside the repository.
func realProxy(t testing.TB, version string) (dir string) {
	t.Helper()
	from := filepath.Join("..", "..", "shared", "goproxy", filepath.FromSlash(proxyDir))
	dir = t.TempDir()
	for _, ext := range []string{".info", ".mod", ".zip"} {
		data, err := os.ReadFile(filepath.Join(from, version+ext))
		if err != nil {
			t.Skip("the real upload config is not beside the repository:", err)
		}
		put(t, dir, proxyDir+"/"+version+ext, data)
	}
	put(t, dir, proxyDir+"/list", []byte(version+"\n"))
	return dir
}

// proxyEnv makes the go command use the proxy and a module cache of the test's own.
func proxyEnv(t testing.TB, proxy, modCache string) []string {
	t.Helper()
	return []string{
		"GOPROXY=file://" + filepath.ToSlash(proxy), "GOSUMDB=off", "GONOPROXY=", "GOPRIVATE=", "GOMODCACHE=" + modCache,
		"GOTOOLCHAIN=local", "GOWORK=off", "GOFLAGS=-mod=mod", "GOENV=off",
	}
}

// modCacheDir is an empty module cache. The go command makes its folders read-only.
func modCacheDir(t testing.TB) string {
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

// ownConfig is the upload config of these tests, with replacements.
func ownConfig(t testing.TB, oldnew ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "config.json"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer(oldnew...).Replace(string(data))
	if len(oldnew) > 0 && text == string(data) {
		t.Fatalf("nothing of %q is in the config", oldnew)
	}
	return []byte(text)
}
