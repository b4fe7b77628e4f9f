package upload

import (
	"encoding/json"
	"io"
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

// inbox stands in for telemetry.go.dev.
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
		var posted any = string(body) // used as is if it is not JSON
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

// dir makes a telemetry directory with the files of the scene.
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
		t.Fatalf("the uploader doesn't do what the test expects: (-test +uploader)\n%s\n%s", d, uploaderLog(dir))
	}
	var would []string
	for _, w := range before.Weeks {
		if !w.WouldUpload || *w.When > d.Ago(0) || slices.ContainsFunc(w.Reasons, func(r Reason) bool { return r.Code == OnceADay }) {
			continue
		}
		would = append(would, w.Week)
		if w.Report == nil { // Go uploads a malformed report as is
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
			t.Errorf("week %s is %s after it was uploaded", w.Week, w.State)
		}
	}
}

// drop removes a counter from a report that includes it at random.
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

// uploaderLog returns what the uploader wrote to the directory debug, if that exists.
func uploaderLog(dir string) string {
	var out []string
	logs, _ := filepath.Glob(filepath.Join(dir, "debug", "*"))
	for _, path := range logs {
		data, _ := os.ReadFile(path)
		out = append(out, string(data))
	}
	return strings.Join(out, "\n")
}
