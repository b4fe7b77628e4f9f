package uploadconfig

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

func TestParseUploadConfig(t *testing.T) {
	c, err := Parse(counttest.OwnConfig(t))
	if err != nil {
		t.Fatal(err)
	}
	build := counterfile.Build{Program: "cmd/go", Version: "go1.26.8", GoVersion: "go1.26.8", GOOS: "plan9", GOARCH: "arm"}
	with := func(change func(*counterfile.Build)) counterfile.Build {
		b := build
		change(&b)
		return b
	}
	for _, test := range []struct {
		build counterfile.Build
		want  string
	}{
		{build, ""},
		{with(func(b *counterfile.Build) { b.Program = "cmd/g" }), ProgramNotApproved},
		{with(func(b *counterfile.Build) { b.Version = "devel" }), VersionNotApproved},
		{with(func(b *counterfile.Build) { b.GoVersion = "go1.25.0" }), GoVersionNotApproved},
	} {
		if got := c.Withholds(test.build); got != test.want {
			t.Errorf("%v: %q, want %q", test.build, got, test.want)
		}
	}
	for _, test := range []struct {
		program, name string
		rate          float64
		reason        string
	}{
		{"cmd/go", "go/invocations", 1, ""},
		{"cmd/go", "go/subcommand:build", 1, ""},
		{"cmd/go", "go/subcommand:{build,test}", 0, CounterNotApproved},
		{"cmd/go", "go/subcommand", 0, CounterNotApproved},
		{"cmd/go", "go/half", 0.5, ""},
		{"cmd/go", "go/never", 0, RateZero},
		{"example.com/tool", "tool/bug\nf.g:+1,+0x1", 1, ""},
		{"example.com/tool", "tool/bug", 0, CounterNotApproved},
		{"example.com/tool", "tool/opened:a\nf.g:+1,+0x1", 0, StackNotApproved},
		{"example.com/tool", "tool/rare\nf", 0.25, ""},
	} {
		rate, reason := c.Rate(test.program, test.name)
		if rate != test.rate || reason != test.reason {
			t.Errorf("%s %s: %v %q, want %v %q", test.program, test.name, rate, reason, test.rate, test.reason)
		}
	}
	if rate, ok := c.Approves("example.com/tool", "tool/bug"); rate != 1 || !ok {
		t.Errorf("a stack counter is not approved: %v, %v", rate, ok)
	}
	if _, ok := c.Approves("example.com/none", "tool/bug"); ok {
		t.Error("a counter of an unknown program is approved")
	}
}

func TestGoReleasesToCome(t *testing.T) {
	c, err := Parse([]byte(`{"GoVersion":["go1.9.2rc2","go1.25.3","go1.26.7","go1.27rc1","go1.27.0"],"Programs":[{"Name":"cmd/go"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for release, want := range map[string]bool{
		"go1.26.8": true, "go1.26.7": false, "go1.26.1": false, "go1.27.0": false, "go1.27.1": true, "go1.28rc1": true,
		"go1.24.9": false, "devel": false, "": false, "go1.27rc2": false,
	} {
		if got := c.MayComeToList(release); got != want {
			t.Errorf("%q: %v, want %v", release, got, want)
		}
	}
}

func TestBadUploadConfigs(t *testing.T) {
	for _, text := range []string{"", "null", "[]", "{}", `{"Programs":[]}`, `{"Programs":[null]}`, `{"Programs":[{"Name":1}]}`, `{"Programs":`, strings.Repeat(" ", maxConfig+1)} {
		if c, err := Parse([]byte(text)); err == nil {
			t.Errorf("%.20q is accepted: %+v", text, c)
		}
	}
}

func TestModCache(t *testing.T) {
	dir := t.TempDir()
	counttest.Put(t, dir, "go/env", []byte("GOFLAGS=-x\nGOMODCACHE=/from/file\n"))
	counttest.Put(t, dir, "other", []byte("GOPATH=/path/one"+string(filepath.ListSeparator)+"/path/two\n"))
	for _, test := range []struct {
		env          map[string]string
		config, home string
		want         string
	}{
		{map[string]string{"GOMODCACHE": "/mod", "GOPATH": "/path"}, dir, "/home/u", "/mod"},
		{nil, dir, "/home/u", "/from/file"},
		{map[string]string{"GOPATH": "/path"}, t.TempDir(), "/home/u", "/path/pkg/mod"},
		{map[string]string{"GOENV": "off"}, dir, "/home/u", "/home/u/go/pkg/mod"},
		{map[string]string{"GOENV": filepath.Join(dir, "other")}, dir, "/home/u", "/path/one/pkg/mod"},
		{nil, "", "/home/u", "/home/u/go/pkg/mod"},
		{nil, "", "", ""},
	} {
		got := ModCache(func(key string) string { return test.env[key] }, test.config, test.home)
		if filepath.ToSlash(got) != test.want {
			t.Errorf("%v: %s, want %s", test.env, got, test.want)
		}
	}
}

func TestFindCachedConfig(t *testing.T) {
	cache := t.TempDir()
	if _, err := Cached(cache); !errors.Is(err, ErrNotFound) {
		t.Errorf("in an empty cache: %v", err)
	}
	if _, err := Cached(""); !errors.Is(err, ErrNotFound) {
		t.Errorf("without a module cache: %v", err)
	}
	putConfig := func(version, content string) {
		counttest.Put(t, cache, "golang.org/x/telemetry/config@"+version+"/config.json", []byte(content))
	}
	putConfig("v0.9.0", "broken")
	if _, err := Cached(cache); err == nil || errors.Is(err, ErrNotFound) {
		t.Errorf("with a broken one: %v", err)
	}
	putConfig("v0.2.0", string(counttest.OwnConfig(t)))
	putConfig("v0.10.0", string(counttest.OwnConfig(t)))
	putConfig("v0.50.0", "broken")
	putConfig("v0.60.0-pre.1", string(counttest.OwnConfig(t)))
	putConfig("vx", string(counttest.OwnConfig(t)))
	counttest.Put(t, cache, "cache/download/golang.org/x/telemetry/config/@v/v0.10.0.info", []byte(`{"Version":"v0.10.0","Time":"2026-08-20T23:59:59-01:00"}`))
	c, err := Cached(cache)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"v0.10.0", "2026-08-21", FromCache}, []string{c.Version, c.Date, c.Source}); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// downloadEnv returns the environment of a user with a new HOME.
func downloadEnv(t *testing.T, home string, env []string) []string {
	t.Helper()
	base := []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "XDG_CONFIG_HOME=" + filepath.Join(home, ".config"), "GOCACHE=off"}
	for _, keep := range []string{"SystemRoot", "TMP", "TEMP"} {
		base = append(base, keep+"="+os.Getenv(keep))
	}
	return append(base, env...)
}

func TestDownload(t *testing.T) {
	home, cache, scratch := t.TempDir(), counttest.ModCacheDir(t), t.TempDir()
	counttest.Put(t, scratch, "go.mod", []byte("this is no go.mod"))
	env := downloadEnv(t, home, counttest.ProxyEnv(t, counttest.ProxyOf(t, "v0.1.0", counttest.OwnConfig(t)), cache))
	env = append(env, "GOFLAGS=-mod=vendor", "GOWORK=/nowhere/go.work", "GOTOOLCHAIN=go9.99.9", "TEST_TELEMETRY_DIR="+filepath.Join(home, "t"))
	c, err := Downloader{Env: env, Scratch: scratch}.Download(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"v0.1.0", "2026-08-20", FromDownload}, []string{c.Version, c.Date, c.Source}); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	cached, err := Cached(cache)
	if err != nil || cached.Version != "v0.1.0" || cached.Date != "2026-08-20" {
		t.Errorf("in the module cache after the download: %+v, %v", cached, err)
	}
	// The download left no files behind, and go counted nothing.
	for dir, want := range map[string][]string{home: nil, scratch: {"go.mod"}} {
		if d := cmp.Diff(want, counttest.Tree(t, dir)); d != "" {
			t.Errorf("in %s: (-want +got)\n%s", dir, d)
		}
	}
}

func TestDownloadFails(t *testing.T) {
	env := downloadEnv(t, t.TempDir(), counttest.ProxyEnv(t, t.TempDir(), counttest.ModCacheDir(t)))
	_, err := Downloader{Env: env, Scratch: t.TempDir()}.Download(t.Context())
	if err == nil || !strings.Contains(err.Error(), "downloading the upload config: ") || !strings.Contains(err.Error(), Module) {
		t.Errorf("from an empty proxy: %v", err)
	}
	_, err = Downloader{Go: "no-such-go", Env: env, Scratch: t.TempDir()}.Download(t.Context())
	if err == nil || !strings.Contains(err.Error(), "no-such-go") {
		t.Errorf("without a go command: %v", err)
	}
	broken := downloadEnv(t, t.TempDir(), counttest.ProxyEnv(t, counttest.ProxyOf(t, "v0.1.0", []byte("{}")), counttest.ModCacheDir(t)))
	_, err = Downloader{Env: broken, Scratch: t.TempDir()}.Download(t.Context())
	if err == nil || !strings.Contains(err.Error(), "it lists no programs") {
		t.Errorf("of an empty config: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = Downloader{Env: env, Scratch: t.TempDir()}.Download(ctx)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	late, stop := context.WithTimeout(t.Context(), time.Nanosecond)
	defer stop()
	<-late.Done()
	_, err = Downloader{Env: env, Scratch: t.TempDir()}.Download(late)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("too late: %v", err)
	}
}
