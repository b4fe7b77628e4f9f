package test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// scene is a random telemetry directory, with the server's answers to its uploads. The
// same seed makes the same scene on the same day.
type scene struct {
	*rand.Rand
	now, today time.Time

	files   map[string]string // content, by path in the directory
	ages    map[string]time.Duration
	version string // of the latest upload config
	config  uploadConfig
	cached  string // its version in the module cache, "" for none
	answers map[string]int
}

// uploadConfig holds the fields of config.json that scenes need.
type uploadConfig struct {
	GOOS, GOARCH, GoVersion []string
	SampleRate              float64
	Programs                []*configProgram
}

type configProgram struct {
	Name             string
	Versions         []string
	Counters, Stacks []configCounter
}

type configCounter struct {
	Name  string
	Rate  float64
	Depth int `json:",omitempty"`
}

// newScene makes the scene of a seed. It picks the latest upload config from configs, and
// another one, or none, for the module cache.
func newScene(t *testing.T, seed uint64, now time.Time, configs map[string][]byte) *scene {
	t.Helper()
	s := &scene{
		Rand: rand.New(rand.NewPCG(seed, 0)), now: now, today: now.Truncate(24 * time.Hour),
		files: map[string]string{}, ages: map[string]time.Duration{}, answers: map[string]int{},
	}
	versions := slices.Sorted(maps.Keys(configs))
	s.version = pick(s, versions...)
	s.cached = pick(s, append(versions, "")...)
	if err := json.Unmarshal(configs[s.version], &s.config); err != nil {
		t.Fatal(err)
	}
	s.mode()
	if s.one(8) {
		s.files["local/weekends"] = fmt.Sprint(s.IntN(7))
	} else {
		s.files["local/weekends"] = "0\n"
	}
	for range 2 + s.IntN(4) {
		s.week(pick(s, 0, 1, 2, 3, 4, 7, 8, 9, 13, 14, 15, 20, 21, 22, 30))
	}
	if s.one(2) {
		s.counterFile(-1-s.IntN(6), 0)
	}
	s.obstacles()
	return s
}

func pick[T any](s *scene, from ...T) T { return from[s.IntN(len(from))] }

// one returns true one time in n.
func (s *scene) one(n int) bool { return s.IntN(n) == 0 }

// day returns the date n days ago.
func (s *scene) day(n int) string { return s.today.AddDate(0, 0, -n).Format(time.DateOnly) }

func (s *scene) mode() {
	switch s.IntN(16) {
	case 0:
		s.files["mode"] = "local " + s.day(40)
	case 1:
		s.files["mode"] = "off " + s.day(40)
	case 2: // none
	case 3:
		s.files["mode"] = pick(s, "on", "on\n", "on 2026-13-45", "on\t"+s.day(40), "ON "+s.day(40), "bogus", "", "\n on "+s.day(30)+" \n", "on "+s.day(-3))
	case 4, 5, 6:
		s.files["mode"] = "on " + s.day(s.IntN(24))
	default:
		s.files["mode"] = "on " + s.day(40)
	}
}

// week makes the files of the week that ended n days ago.
func (s *scene) week(n int) {
	day := s.day(n)
	s.answers[day] = pick(s, 200, 200, 200, 200, 400, 403, 500, 503, 0)
	report := func() string { return s.report(day) }
	switch s.IntN(10) {
	case 0:
		s.files["local/"+day+".json"] = report()
		s.files["local/local."+day+".json"] = report()
	case 1:
		s.files["local/"+day+".json"] = report()
	case 2:
		s.files["local/local."+day+".json"] = report()
	case 3:
		s.files["upload/"+day+".json"] = report()
		s.files["local/local."+day+".json"] = report()
	}
	if s.one(6) && len(s.files) > 2 {
		return // the counter files of the week are gone
	}
	begin := 1 + s.IntN(7)
	for range 1 + s.IntN(4) {
		s.counterFile(n, begin)
	}
}

// counterFile makes a counter file of the week that ended n days ago.
func (s *scene) counterFile(n, begin int) {
	p := s.config.Programs[s.IntN(len(s.config.Programs))]
	f := counttest.CounterFile{
		Program: p.Name, Version: "devel", GOOS: pick(s, "linux", "plan9", "windows"), GOARCH: pick(s, "amd64", "arm64"),
		GoVersion: pick(s, s.config.GoVersion[s.IntN(len(s.config.GoVersion))], s.config.GoVersion[len(s.config.GoVersion)-1], "go1.2"),
		Begin:     s.day(n + max(1, begin-s.IntN(3))), End: s.day(n),
	}
	if s.one(12) && n != 0 { // all weeks that end today end at the same time, as Go writes them
		f.Begin += pick(s, "T10:11:12Z", "T23:00:00-05:00", "T01:00:00+02:00")
		f.End += pick(s, "T00:00:01Z", "T00:30:00+02:00", "T23:59:59Z", "T03:00:00-07:00")
	}
	if len(p.Versions) > 0 && !s.one(5) {
		f.Version = p.Versions[s.IntN(len(p.Versions))]
	}
	if s.one(6) {
		f.Program = "example.com/own/tool"
	}
	for _, name := range s.counterNames(p) {
		value := 1 + s.Uint64N(1000)
		if s.one(30) {
			value = math.MaxUint64 - value
		}
		f.Counts = append(f.Counts, counttest.Count{Name: name, Value: value})
	}
	if s.one(8) {
		f.Counts = nil
	}
	content := string(f.Bytes())
	if s.one(15) {
		content = pick(s, "", "bad", content[:5000])
	}
	s.files[fmt.Sprintf("local/%d.v1.count", len(s.files))] = content
}

// counterNames returns some approved names, and some others.
func (s *scene) counterNames(p *configProgram) []string {
	names := map[string]bool{}
	for range s.IntN(8) {
		if len(p.Counters) > 0 {
			chart, buckets, several := strings.Cut(p.Counters[s.IntN(len(p.Counters))].Name, "{")
			if several {
				chart += pick(s, strings.Split(strings.TrimSuffix(buckets, "}"), ",")...)
			}
			names[chart] = true
		}
		names[pick(s, "own/counter", "own/chart:bucket", "go/subcommand:help-secret", "own/stack\nmain.f:+1,+0x1", "own/\xff\xe9", "a\x1b[31m")] = true
	}
	for _, stack := range p.Stacks {
		if s.one(2) {
			names[stack.Name+"\nmain.f:+1,+0x1\n\".g:=2,+0x3"] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// report returns a report like those of Go.
func (s *scene) report(week string) string {
	p := s.config.Programs[s.IntN(len(s.config.Programs))]
	data, err := json.Marshal(map[string]any{
		"Week": week, "LastWeek": "", "X": 0.1, "Config": s.version,
		"Programs": []any{map[string]any{
			"Program": p.Name, "Version": "devel", "GoVersion": "go1.26.8", "GOOS": "linux", "GOARCH": "amd64",
			"Counters": map[string]int{"own/counter": s.IntN(9)}, "Stacks": map[string]int{},
		}},
	})
	if err != nil {
		panic(err)
	}
	return string(data)
}

// answer returns the server's HTTP status for the report of a week.
func (s *scene) answer(week string) int {
	status, planned := s.answers[week]
	if !planned {
		return 200
	}
	return status
}

// String describes the scene and its files.
func (s *scene) String() string {
	lines := []string{fmt.Sprintf("config %s, cached %q, answers %v, mode %q", s.version, s.cached, s.answers, cmp.Or(s.files["mode"], "none"))}
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		content := s.files[name]
		if meta, _, ok := strings.Cut(content, "\nGOOS"); ok && strings.HasPrefix(content, "# tele") {
			content = strings.ReplaceAll(meta[min(len(meta), 32):], "\n", " ")
		}
		lines = append(lines, fmt.Sprintf("%s %.160q", name, content))
	}
	return strings.Join(lines, "\n")
}
