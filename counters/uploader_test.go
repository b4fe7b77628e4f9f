package counters

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
	files   map[string]countFile
	others  map[string]string
	arrange func(t *testing.T, dir string) // what else there is
	// weeks are those that are posted.
	weeks []string
}

func scenes(d days) []scene {
	counts := []testCount{{"go/invocations", 3}, {"go/subcommand:build", 2}, {"go/subcommand:mod-tidy", 9}, {"secret", 1}, {"go/subcommand:test", 0}}
	goFile := func(begin, end int, version string) countFile {
		return countFile{program: "cmd/go", version: version, begin: d.ago(begin), end: d.ago(end), counts: counts}
	}
	week := map[string]countFile{"go": goFile(9, 3, "go1.26.8")}
	last := d.ago(3)
	report := func(week string) string {
		return `{"Week":"` + week + `","LastWeek":"","X":0.99,"Programs":null,"Config":"v0.0.7"}`
	}
	tool := func(name, version, goVersion string, counts ...testCount) countFile {
		return countFile{program: "example.com/" + name, version: version, goVersion: goVersion, begin: d.ago(8), end: last, counts: counts}
	}
	on := "on " + d.ago(100)
	return []scene{
		{name: "on", mode: on, files: week, weeks: []string{last}},
		{name: "no mode file", files: week},
		{name: "local", mode: "local " + d.ago(100), files: week},
		{name: "off", mode: "off " + d.ago(100), files: week},
		{name: "undated", mode: "on", files: week, weeks: []string{last}},
		{name: "since the first day", mode: "on " + d.ago(9), files: week},
		{name: "since the day before", mode: "on " + d.ago(10), files: week, weeks: []string{last}},
		{name: "since a middle day", mode: "on " + d.ago(7), files: map[string]countFile{"a": goFile(9, 3, "go1.26.8"), "b": goFile(6, 3, "go1.26.8")}},
		{
			name: "ages", mode: on, files: map[string]countFile{
				"a": goFile(25, 22, "go1.26.8"), "b": goFile(24, 21, "go1.26.8"), "c": goFile(15, 14, "go1.26.8"),
				"d": goFile(2, 1, "go1.26.8"), "e": goFile(1, -3, "go1.26.8"), "f": goFile(23, 20, "go1.26.8"),
			},
			weeks: []string{d.ago(20), d.ago(14), d.ago(1)},
		},
		{
			name: "programs and versions", mode: on, files: map[string]countFile{
				"k": goFile(9, 3, "go1.26.8"), "b": goFile(8, 3, "go1.26.7"), "c": goFile(8, 3, "go1.25.0"),
				"d": goFile(7, 3, "go1.26.8"),
				"e": tool("tool", "v1.0.0", "go1.26.8", testCount{"tool/opened:a", 1}, testCount{"tool/opened:c", 1}, testCount{"tool/opened", 1}),
				"f": tool("tool", "v1.1.0", "go1.21.0", testCount{"tool/opened:a", 1}),
				"g": tool("tool", "devel", "go1.26.8", testCount{"tool/opened:a", 1}),
				"h": tool("empty", "v1.0.0", "go1.26.8", testCount{"x", 1}),
				"i": tool("other", "v1.0.0", "go1.26.8", testCount{"x", 1}),
				"j": tool("tool", "v1.1.0", "go1.26.8"),
				"a": {program: "cmd/go", version: "go1.26.8", goos: "plan9", goarch: "arm", begin: d.ago(9), end: last, counts: counts},
			},
			weeks: []string{last},
		},
		{
			name: "stacks and odd values", mode: on, files: map[string]countFile{
				"a": tool("tool", "v1.0.0", "go1.26.8",
					testCount{"tool/bug\na/b.f:+1,+0x2\n\".g:+3,+0x4", 5}, testCount{"tool/bug\na/b.f:+1,+0x2\na/b.g:+3,+0x4", 6},
					testCount{"tool/other\na/b.f:+1,+0x2", 7}, testCount{"tool/bug", 8}, testCount{"tool/opened:b", math.MaxUint64}),
				"b": tool("tool", "v1.0.0", "go1.26.8", testCount{"tool/opened:b", 5}, testCount{"tool/opened:a", 1 << 60}, testCount{"tool/bug\n\xff.f:+1,+0x1", 1}),
			},
			weeks: []string{last},
		},
		{name: "nothing approved", mode: on, files: map[string]countFile{"a": tool("other", "v1", "go1.26.8", testCount{"x", 1})}, weeks: []string{last}},
		{name: "no counters", mode: on, files: map[string]countFile{"a": tool("tool", "v1.0.0", "go1.26.8")}},
		{
			name: "rates", mode: on, files: map[string]countFile{
				"a": {program: "cmd/go", version: "go1.26.8", begin: d.ago(9), end: last, counts: []testCount{{"go/half", 1}, {"go/never", 2}, {"go/invocations", 3}}},
				"b": tool("tool", "v1.0.0", "go1.26.8", testCount{"tool/rare\na.f:+1,+0x1", 1}),
			},
			weeks: []string{last},
		},
		{name: "sampled out", mode: on, config: []string{`"SampleRate": 1`, `"SampleRate": 1e-15`}, files: week},
		{name: "no sample rate", mode: on, config: []string{`"SampleRate": 1`, `"SampleRate": 0`}, files: week, weeks: []string{last}},
		{
			name: "sent before", mode: on, files: week,
			others: map[string]string{"upload/" + d.ago(10) + ".json": report(d.ago(10)), "upload/" + d.ago(17) + ".json": "{}"},
			weeks:  []string{last},
		},
		{
			name: "sent in the future", mode: on, files: week,
			others: map[string]string{"upload/" + d.ago(0) + ".json": report(d.ago(0))}, weeks: []string{last},
		},
		{
			name: "sent already", mode: on, files: week, others: map[string]string{"upload/" + last + ".json": report(last)},
		},
		{
			name: "summed up already", mode: on, files: week, others: map[string]string{"local/local." + last + ".json": report(last)},
		},
		{
			name: "ready", mode: "on " + d.ago(12), files: week,
			others: map[string]string{
				"local/" + d.ago(40) + ".json": report(d.ago(40)), "local/" + d.ago(12) + ".json": report(d.ago(12)),
				"local/" + d.ago(11) + ".json": report(d.ago(11)), "local/" + d.ago(-1) + ".json": report(d.ago(-1)),
				"local/local." + d.ago(11) + ".json": report(d.ago(11)),
			},
			weeks: []string{d.ago(11), last},
		},
		{
			name: "ready and undated", mode: "on", others: map[string]string{"local/" + d.ago(400) + ".json": report(d.ago(400))},
			weeks: []string{d.ago(400)},
		},
		{name: "ready in local", mode: "local " + d.ago(12), others: map[string]string{"local/" + d.ago(4) + ".json": report(d.ago(4))}},
		{
			name: "bad files", mode: on, files: week,
			others: map[string]string{"local/bad.v1.count": "bad", "local/local.x.json": "{}", "upload/x.lock": ""}, weeks: []string{last},
		},
	}
}

func TestSameAsUploader(t *testing.T) {
	d := days{time.Now().UTC()}
	for _, s := range scenes(d) {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			config := ownConfig(t, s.config...)
			s.check(t, d, proxyOf(t, "v0.1.0", config), config, "v0.1.0")
		})
	}
}

// dir writes the files of the scene.
func (s scene) dir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	writeWeekends(t, dir, time.Sunday)
	if s.mode != "" {
		put(t, dir, "mode", []byte(s.mode))
	}
	for name, f := range s.files {
		put(t, dir, "local/"+name+suffix, f.bytes())
	}
	for name, content := range s.others {
		put(t, dir, name, []byte(content))
	}
	if s.arrange != nil {
		s.arrange(t, dir)
	}
	return dir
}

// check compares the preview with what the uploader posts.
func (s scene) check(t *testing.T, d days, proxy string, config []byte, version string) {
	t.Helper()
	s.checkWith(t, d, proxyEnv(t, proxy, modCacheDir(t)), config, version)
}

func (s scene) checkWith(t *testing.T, d days, env []string, config []byte, version string) {
	t.Helper()
	dir := s.dir(t)
	cfg, err := ParseUploadConfig(config)
	if err != nil {
		t.Fatal(err)
	}
	cfg.Version = version
	mode, since, _ := strings.Cut(s.mode, " ")
	opt := PreviewOptions{Mode: mode, Now: d.today, Config: cfg}
	if since != "" {
		opt.Since = day(since)
	}
	before := previewOf(t, dir, opt)
	in := newInbox(t)
	task{Kind: "upload", Dir: dir, URL: in.URL, Now: d.today}.do(t, env...)

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
		if !w.WouldUpload || *w.When > d.ago(0) || slices.ContainsFunc(w.Reasons, func(r Reason) bool { return r.Code == OnceADay }) {
			continue
		}
		would = append(would, w.Week)
		if w.Report == nil { // what is no report goes as it is
			continue
		}
		report := asJSON(t, w.Report)
		for _, c := range w.Sampled {
			drop(report, c)
			drop(in.reports[w.Week], c)
		}
		if d := cmp.Diff(in.reports[w.Week], report); d != "" {
			t.Errorf("week %s: (-posted +previewed)\n%s", w.Week, d)
		}
	}
	posted = slices.DeleteFunc(posted, func(name string) bool { return !isDay(name) }) // foreign files are problems
	if d := cmp.Diff(posted, would); d != "" {
		t.Errorf("weeks: (-posted +previewed)\n%s", d)
	}
	after := previewOf(t, dir, opt)
	for _, w := range after.Weeks {
		if slices.Contains(posted, w.Week) && (w.State != Sent || w.WouldUpload) {
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

func previewOf(t *testing.T, dir string, opt PreviewOptions) *Preview {
	t.Helper()
	return PreviewOf(NewIndex(dir), opt)
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
