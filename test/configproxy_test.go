package test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// configModule is the module that holds the upload config.
const configModule = "golang.org/x/telemetry/config"

// moduleProxy returns the directory of a file-system module proxy with real upload
// configs. It may not exist.
func moduleProxy(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("TELEMETRY_LS_GOPROXY")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "goproxy")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// realConfigs returns the upload configs of the [moduleProxy] by version. Without them,
// it skips the test.
func realConfigs(t *testing.T) map[string][]byte {
	t.Helper()
	from := filepath.Join(moduleProxy(t), filepath.FromSlash(configModule), "@v")
	archives, err := filepath.Glob(filepath.Join(from, "*.zip"))
	if err != nil || len(archives) < 2 {
		t.Skipf("%s doesn't have two versions of the real upload config", from)
	}
	configs := map[string][]byte{}
	for _, path := range archives {
		version := strings.TrimSuffix(filepath.Base(path), ".zip")
		archive, err := zip.OpenReader(path)
		if err != nil {
			t.Fatal(err)
		}
		f, err := archive.Open(configModule + "@" + version + "/config.json")
		if err != nil {
			t.Fatal(err)
		}
		if configs[version], err = io.ReadAll(f); err != nil {
			t.Fatal(err)
		}
		_ = archive.Close()
	}
	return configs
}

// configProxy makes a file-system module proxy with one version.
func configProxy(t *testing.T, version string, config []byte) (dir string) {
	t.Helper()
	dir = t.TempDir()
	mod := "module " + configModule + "\n\ngo 1.23.0\n"
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for name, content := range map[string]string{"config.json": string(config), "go.mod": mod} {
		f, err := w.Create(configModule + "@" + version + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"list": version + "\n", version + ".mod": mod, version + ".zip": archive.String(),
		version + ".info": `{"Version":"` + version + `","Time":"2026-08-20T14:32:03Z"}`,
	} {
		writeFile(t, filepath.Join(dir, configModule, "@v", name), content)
	}
	return dir
}

func writeFile(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

// cachedConfig makes a module cache with the upload config of the proxy.
func cachedConfig(t *testing.T, proxy string) (dir string) {
	t.Helper()
	home := newHome(t).path
	dir = filepath.Join(home, "mod")
	cmd := exec.Command("go", "mod", "download", configModule+"@latest")
	cmd.Dir, cmd.Env = home, append(goEnv(home), proxyEnv(proxy, dir)...)
	cmd.Env = append(cmd.Env, "TEST_TELEMETRY_DIR="+filepath.Join(home, "telemetry"))
	writeFile(t, filepath.Join(home, "telemetry", "mode"), "off 2026-01-01")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("filling a module cache: %v\n%s", err, out)
	}
	return dir
}

// proxyEnv returns the environment of a go command that uses the proxy and the module
// cache of a test, which stays removable.
func proxyEnv(proxy, modCache string) []string {
	return []string{
		"GOPROXY=file://" + filepath.ToSlash(proxy), "GOSUMDB=off", "GONOPROXY=", "GOPRIVATE=", "GOMODCACHE=" + modCache,
		"GOFLAGS=-modcacherw", "GOENV=off", "GOWORK=off",
	}
}
