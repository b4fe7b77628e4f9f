package test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
	"github.com/telemetry-ls/telemetry-ls/internal/schematest"
)

// printing are the subcommands with --json. The last one changes the directory.
var printing = [][]string{
	{"status"},
	{"summary"},
	{"preview"},
	{"files"},
	{"doctor"},
	{"clean", "--dry-run"},
	{"clean", "--yes"},
}

// printsBySchema checks that the JSON of the subcommands fits their schemas.
func printsBySchema(t *testing.T, env []string, verbs ...[]string) {
	t.Helper()
	for _, verb := range verbs {
		cmd := exec.Command(serverPath, append(slices.Clone(verb), "--json")...)
		cmd.Env = env
		out, err := cmd.Output()
		var exit *exec.ExitError
		if errors.As(err, &exit) && exit.ExitCode() > 1 || err != nil && exit == nil {
			t.Errorf("%s: %v\n%s", verb, err, out)
			continue
		}
		schematest.Fits(t, filepath.Join("..", "docs", "schemas", verb[0]+".json"), out)
	}
}

func TestSchemasOfNothing(t *testing.T) {
	printsBySchema(t, goEnv(newHome(t).path), printing...)
}

// TestSchemasOfCounters checks the schemas with every kind of chart, file and problem that
// needs no upload config, and with a running server.
func TestSchemasOfCounters(t *testing.T) {
	h := newHome(t)
	day := func(n int) string { return time.Now().UTC().AddDate(0, 0, n).Format(time.DateOnly) }
	report := func(week string) string {
		return `{"Week":"` + week + `","LastWeek":"","X":0.5,"Programs":[{"Program":"cmd/go","Version":"go1.26.0","GoVersion":"go1.26.0","GOOS":"linux","GOARCH":"amd64",` +
			`"Counters":{"go/subcommand:build":3},"Stacks":{}}],"Config":"v0.1.0"}`
	}
	counts := func(begin, end int) string {
		return string(counttest.CounterFile{
			Program: "golang.org/x/tools/gopls", Version: "v0.23.0", GoVersion: "go1.26.0", GOOS: "linux", GOARCH: "amd64", Begin: day(begin), End: day(end),
			Counts: []counttest.Count{
				{Name: "gopls/completion/latency:<50ms", Value: 3},
				{Name: "gopls/completion/latency:<1s", Value: 1},
				{Name: "gopls/client:vscode", Value: 2},
				{Name: "go/invocations", Value: 1 << 60},
				{Name: "gopls/bug\nmain.f:+1,+0x1\nmain.g:+2,+0x2", Value: 1},
				{Name: "own/\xff", Value: 1},
			},
		}.Bytes())
	}
	for name, text := range map[string]string{
		"mode": "on " + day(-60), "local/weekends": "0\n", "local/upload.token": "", "debug/log": "x", "other": "x", "local/bad.v1.count": "bad",
		"local/now.v1.count": counts(-3, 4), "local/past.v1.count": counts(-12, -5), "local/old.v1.count": counts(-47, -40),
		"local/" + day(-19) + ".json": report(day(-19)), "local/local." + day(-19) + ".json": report(day(-19)),
		"upload/" + day(-33) + ".json": report(day(-33)), "local/local." + day(-33) + ".json": report(day(-33)),
	} {
		h.write(filepath.Join(h.telemetryDir(), filepath.FromSlash(name)), text)
	}
	printsBySchema(t, append(goEnv(h.path), "HOME=", "XDG_CONFIG_HOME="), []string{"status"}, []string{"doctor"})
	printsBySchema(t, append(goEnv(h.path), "GOTELEMETRY=off"), printing...)

	ours := h.start(serverPath)
	initialize(ours, h.module(), map[string]any{"prompt": "never", "uploadConfig": "cached"})
	var running json.RawMessage
	ours.Execute("telemetry-ls.running", nil, &running)
	schematest.Fits(t, "../docs/schemas/running.json", running)
}

// TestSchemasOfScenes checks the schemas with random directories and the real upload
// configs.
func TestSchemasOfScenes(t *testing.T) {
	configs := realConfigs(t)
	caches := map[string]string{"": t.TempDir()}
	for _, version := range slices.Sorted(maps.Keys(configs)) {
		caches[version] = cachedConfig(t, configProxy(t, version, configs[version]))
	}
	for seed := range uint64(20) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			s, h := newScene(t, seed, time.Now().UTC(), configs), newHome(t)
			s.write(t, h.telemetryDir())
			printsBySchema(t, append(goEnv(h.path), "GOMODCACHE="+caches[s.cached]), printing...)
		})
	}
}
