package upload

import (
	"encoding/json"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// inbox stands for telemetry.go.dev.
type inbox struct {
	*httptest.Server
	answer  int
	mu      sync.Mutex // guards reports
	reports map[string]any
}

func newInbox(t testing.TB) *inbox { return inboxAnswering(t, http.StatusOK) }

func inboxAnswering(t testing.TB, answer int) *inbox {
	in := &inbox{reports: map[string]any{}, answer: answer}
	in.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		var posted any = string(body) // as it is where it is no JSON
		_ = json.Unmarshal(body, &posted)
		if report, ok := posted.(map[string]any); ok {
			delete(report, "X")
		}
		in.mu.Lock()
		defer in.mu.Unlock()
		in.reports[path.Base(r.URL.Path)] = posted
		w.WriteHeader(in.answer)
	}))
	t.Cleanup(in.Close)
	return in
}

// scene is a telemetry directory before the uploader runs.
type scene struct {
	name    string
	mode    string // content of the mode file, "" for none
	config  []string
	files   map[string]counttest.CounterFile
	others  map[string]string
	arrange func(t *testing.T, dir string) // what else there is
	// weeks are those that are posted.
	weeks []string
}

func scenes(d counttest.Days) []scene {
	counts := []counttest.Count{{Name: "go/invocations", Value: 3}, {Name: "go/subcommand:build", Value: 2}, {Name: "go/subcommand:mod-tidy", Value: 9}, {Name: "secret", Value: 1}, {Name: "go/subcommand:test", Value: 0}}
	goFile := func(begin, end int, version string) counttest.CounterFile {
		return counttest.CounterFile{Program: "cmd/go", Version: version, Begin: d.Ago(begin), End: d.Ago(end), Counts: counts}
	}
	week := map[string]counttest.CounterFile{"go": goFile(9, 3, "go1.26.8")}
	last := d.Ago(3)
	report := func(week string) string {
		return `{"Week":"` + week + `","LastWeek":"","X":0.99,"Programs":null,"Config":"v0.0.7"}`
	}
	tool := func(name, version, goVersion string, counts ...counttest.Count) counttest.CounterFile {
		return counttest.CounterFile{Program: "example.com/" + name, Version: version, GoVersion: goVersion, Begin: d.Ago(8), End: last, Counts: counts}
	}
	on := "on " + d.Ago(100)
	return []scene{
		{name: "on", mode: on, files: week, weeks: []string{last}},
		{name: "no mode file", files: week},
		{name: "local", mode: "local " + d.Ago(100), files: week},
		{name: "off", mode: "off " + d.Ago(100), files: week},
		{name: "undated", mode: "on", files: week, weeks: []string{last}},
		{name: "since the first day", mode: "on " + d.Ago(9), files: week},
		{name: "since the day before", mode: "on " + d.Ago(10), files: week, weeks: []string{last}},
		{name: "since a middle day", mode: "on " + d.Ago(7), files: map[string]counttest.CounterFile{"a": goFile(9, 3, "go1.26.8"), "b": goFile(6, 3, "go1.26.8")}},
		{
			name: "ages", mode: on, files: map[string]counttest.CounterFile{
				"a": goFile(25, 22, "go1.26.8"), "b": goFile(24, 21, "go1.26.8"), "c": goFile(15, 14, "go1.26.8"),
				"d": goFile(2, 1, "go1.26.8"), "e": goFile(1, -3, "go1.26.8"), "f": goFile(23, 20, "go1.26.8"),
			},
			weeks: []string{d.Ago(20), d.Ago(14), d.Ago(1)},
		},
		{
			name: "programs and versions", mode: on, files: map[string]counttest.CounterFile{
				"k": goFile(9, 3, "go1.26.8"), "b": goFile(8, 3, "go1.26.7"), "c": goFile(8, 3, "go1.25.0"),
				"d": goFile(7, 3, "go1.26.8"),
				"e": tool("tool", "v1.0.0", "go1.26.8", counttest.Count{Name: "tool/opened:a", Value: 1}, counttest.Count{Name: "tool/opened:c", Value: 1}, counttest.Count{Name: "tool/opened", Value: 1}),
				"f": tool("tool", "v1.1.0", "go1.21.0", counttest.Count{Name: "tool/opened:a", Value: 1}),
				"g": tool("tool", "devel", "go1.26.8", counttest.Count{Name: "tool/opened:a", Value: 1}),
				"h": tool("empty", "v1.0.0", "go1.26.8", counttest.Count{Name: "x", Value: 1}),
				"i": tool("other", "v1.0.0", "go1.26.8", counttest.Count{Name: "x", Value: 1}),
				"j": tool("tool", "v1.1.0", "go1.26.8"),
				"a": {Program: "cmd/go", Version: "go1.26.8", GOOS: "plan9", GOARCH: "arm", Begin: d.Ago(9), End: last, Counts: counts},
			},
			weeks: []string{last},
		},
		{
			name: "stacks and odd values", mode: on, files: map[string]counttest.CounterFile{
				"a": tool("tool", "v1.0.0", "go1.26.8",
					counttest.Count{Name: "tool/bug\na/b.f:+1,+0x2\n\".g:+3,+0x4", Value: 5}, counttest.Count{Name: "tool/bug\na/b.f:+1,+0x2\na/b.g:+3,+0x4", Value: 6},
					counttest.Count{Name: "tool/other\na/b.f:+1,+0x2", Value: 7}, counttest.Count{Name: "tool/bug", Value: 8}, counttest.Count{Name: "tool/opened:b", Value: math.MaxUint64}),
				"b": tool("tool", "v1.0.0", "go1.26.8", counttest.Count{Name: "tool/opened:b", Value: 5}, counttest.Count{Name: "tool/opened:a", Value: 1 << 60}, counttest.Count{Name: "tool/bug\n\xff.f:+1,+0x1", Value: 1}),
			},
			weeks: []string{last},
		},
		{name: "nothing approved", mode: on, files: map[string]counttest.CounterFile{"a": tool("other", "v1", "go1.26.8", counttest.Count{Name: "x", Value: 1})}, weeks: []string{last}},
		{name: "no counters", mode: on, files: map[string]counttest.CounterFile{"a": tool("tool", "v1.0.0", "go1.26.8")}},
		{
			name: "rates", mode: on, files: map[string]counttest.CounterFile{
				"a": {Program: "cmd/go", Version: "go1.26.8", Begin: d.Ago(9), End: last, Counts: []counttest.Count{{Name: "go/half", Value: 1}, {Name: "go/never", Value: 2}, {Name: "go/invocations", Value: 3}}},
				"b": tool("tool", "v1.0.0", "go1.26.8", counttest.Count{Name: "tool/rare\na.f:+1,+0x1", Value: 1}),
			},
			weeks: []string{last},
		},
		{name: "sampled out", mode: on, config: []string{`"SampleRate": 1`, `"SampleRate": 1e-15`}, files: week},
		{name: "no sample rate", mode: on, config: []string{`"SampleRate": 1`, `"SampleRate": 0`}, files: week, weeks: []string{last}},
		{
			name: "sent before", mode: on, files: week,
			others: map[string]string{"upload/" + d.Ago(10) + ".json": report(d.Ago(10)), "upload/" + d.Ago(17) + ".json": "{}"},
			weeks:  []string{last},
		},
		{
			name: "sent in the future", mode: on, files: week,
			others: map[string]string{"upload/" + d.Ago(0) + ".json": report(d.Ago(0))}, weeks: []string{last},
		},
		{
			name: "sent already", mode: on, files: week, others: map[string]string{"upload/" + last + ".json": report(last)},
		},
		{
			name: "summed up already", mode: on, files: week, others: map[string]string{"local/local." + last + ".json": report(last)},
		},
		{
			name: "ready", mode: "on " + d.Ago(12), files: week,
			others: map[string]string{
				"local/" + d.Ago(40) + ".json": report(d.Ago(40)), "local/" + d.Ago(12) + ".json": report(d.Ago(12)),
				"local/" + d.Ago(11) + ".json": report(d.Ago(11)), "local/" + d.Ago(-1) + ".json": report(d.Ago(-1)),
				"local/local." + d.Ago(11) + ".json": report(d.Ago(11)),
			},
			weeks: []string{d.Ago(11), last},
		},
		{
			name: "ready and undated", mode: "on", others: map[string]string{"local/" + d.Ago(400) + ".json": report(d.Ago(400))},
			weeks: []string{d.Ago(400)},
		},
		{name: "ready in local", mode: "local " + d.Ago(12), others: map[string]string{"local/" + d.Ago(4) + ".json": report(d.Ago(4))}},
		{
			name: "bad files", mode: on, files: week,
			others: map[string]string{"local/bad.v1.count": "bad", "local/local.x.json": "{}", "upload/x.lock": ""}, weeks: []string{last},
		},
	}
}

func TestSameAsUploader(t *testing.T) {
	d := counttest.Days{Today: time.Now().UTC()}
	for _, s := range scenes(d) {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			config := counttest.OwnConfig(t, s.config...)
			s.check(t, d, counttest.ProxyOf(t, "v0.1.0", config), config, "v0.1.0")
		})
	}
}

// dir writes the files of the scene.
func (s scene) dir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	counttest.WriteWeekends(t, dir, time.Sunday)
	if s.mode != "" {
		counttest.Put(t, dir, "mode", []byte(s.mode))
	}
	for name, f := range s.files {
		counttest.Put(t, dir, "local/"+name+counttest.Suffix, f.Bytes())
	}
	for name, content := range s.others {
		counttest.Put(t, dir, name, []byte(content))
	}
	if s.arrange != nil {
		s.arrange(t, dir)
	}
	return dir
}

// check compares the preview with what the uploader posts.
func (s scene) check(t *testing.T, d counttest.Days, proxy string, config []byte, version string) {
	t.Helper()
	s.checkWith(t, d, counttest.ProxyEnv(t, proxy, counttest.ModCacheDir(t)), config, version)
}

func (s scene) checkWith(t *testing.T, d counttest.Days, env []string, config []byte, version string) {
	t.Helper()
	dir := s.dir(t)
	cfg, err := uploadconfig.Parse(config)
	if err != nil {
		t.Fatal(err)
	}
	cfg.Version = version
	mode, since, _ := strings.Cut(s.mode, " ")
	opt := Options{Mode: mode, Now: d.Today, Config: cfg}
	if since != "" {
		opt.Since = counttest.Day(since)
	}
	before := previewOf(t, dir, opt)
	in := newInbox(t)
	counttest.Task{Kind: "upload", Dir: dir, URL: in.URL, Now: d.Today}.Do(t, env...)

	var posted []string
	for week := range in.reports {
		posted = append(posted, week)
	}
	slices.Sort(posted)
	want := slices.Sorted(slices.Values(s.weeks))
	if d := cmp.Diff(want, posted); d != "" {
		t.Fatalf("the test is wrong about the uploader: (-test +uploader)\n%s\n%s", d, uploaderLog(dir))
	}
	var would []string
	for _, w := range before.Weeks {
		if !w.WouldUpload || *w.When > d.Ago(0) || slices.ContainsFunc(w.Reasons, func(r Reason) bool { return r.Code == OnceADay }) {
			continue
		}
		would = append(would, w.Week)
		if w.Report == nil { // what is no report goes as it is
			continue
		}
		report := counttest.AsJSON(t, w.Report)
		for _, c := range w.Sampled {
			drop(report, c)
			drop(in.reports[w.Week], c)
		}
		if d := cmp.Diff(in.reports[w.Week], report); d != "" {
			t.Errorf("week %s: (-posted +previewed)\n%s", w.Week, d)
		}
	}
	posted = slices.DeleteFunc(posted, func(name string) bool { return !weeks.IsDay(name) }) // foreign files are problems
	if d := cmp.Diff(posted, would); d != "" {
		t.Errorf("weeks: (-posted +previewed)\n%s", d)
	}
	after := previewOf(t, dir, opt)
	for _, w := range after.Weeks {
		if slices.Contains(posted, w.Week) && (w.State != weeks.Sent || w.WouldUpload) {
			t.Errorf("week %s is %s after it was sent", w.Week, w.State)
		}
	}
}

// drop takes a counter that is sent by chance out of a report.
func drop(report any, c SampledCount) {
	for _, p := range report.(map[string]any)["Programs"].([]any) {
		p := p.(map[string]any)
		if p["Program"] == c.Program {
			delete(p["Counters"].(map[string]any), c.Counter)
			delete(p["Stacks"].(map[string]any), c.Counter)
		}
	}
}

func previewOf(t *testing.T, dir string, opt Options) *Preview {
	t.Helper()
	return PreviewOf(index.New(dir), opt)
}

// uploaderLog is what the uploader wrote to the folder debug, if there is one.
func uploaderLog(dir string) string {
	var out []string
	logs, _ := filepath.Glob(filepath.Join(dir, "debug", "*"))
	for _, path := range logs {
		data, _ := os.ReadFile(path)
		out = append(out, string(data))
	}
	return strings.Join(out, "\n")
}
