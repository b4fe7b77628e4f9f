package uploadconfig

import (
	"cmp"
	"errors"
	"fmt"
	"go/version"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// maxConfig is the maximum size of an upload config. Real ones have about twenty
// kilobytes.
const maxConfig = 8 << 20

// Config is the upload config, the public list of what Go may upload. Go downloads it as
// a module before each upload.
type Config struct {
	Version    string  // the version of the module
	Date       string  // the date of that version; "" if unknown
	Source     string  // FromCache or FromDownload
	SampleRate float64 // the fraction of reports that are uploaded; 0 means all
	// Confirmed is when this was last known to be the latest version; zero if unknown.
	Confirmed time.Time

	goVersions map[string]bool
	programs   map[string]*approvals
}

// The sources of a [Config].
const (
	FromCache    = "cache"
	FromDownload = "download"
)

// approvals is what the upload config approves for one program.
type approvals struct {
	versions map[string]bool
	counters map[string]bool
	stacks   map[string]bool
	rates    map[string]float64 // of counters and stacks together, as in Go
}

// configFile is the content of config.json.
type configFile struct {
	GoVersion  []string
	SampleRate float64
	Programs   []*struct {
		Name             string
		Versions         []string
		Counters, Stacks []struct {
			Name string
			Rate float64
		}
	}
}

// Parse parses the content of config.json.
func Parse(data []byte) (*Config, error) {
	if len(data) > maxConfig {
		return nil, fmt.Errorf("reading the upload config: %d bytes, more than the limit of %d", len(data), maxConfig)
	}
	var f configFile
	if err := json.Unmarshal(data, &f, plainjson.AsGo()); err != nil {
		return nil, fmt.Errorf("reading the upload config: %w", err)
	}
	if len(f.Programs) == 0 {
		return nil, errors.New("reading the upload config: it lists no programs")
	}
	c := &Config{SampleRate: f.SampleRate, goVersions: set(f.GoVersion), programs: map[string]*approvals{}}
	for _, p := range f.Programs {
		if p == nil {
			return nil, errors.New("reading the upload config: expected a program, found null")
		}
		a := c.programs[p.Name]
		if a == nil {
			a = &approvals{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]float64{}}
			c.programs[p.Name] = a
		}
		for _, v := range p.Versions {
			a.versions[v] = true
		}
		for _, counter := range p.Counters {
			for _, name := range expand(counter.Name) {
				a.counters[name] = true
				a.rates[name] = counter.Rate
			}
		}
		for _, s := range p.Stacks {
			a.stacks[s.Name] = true
			a.rates[s.Name] = s.Rate
		}
	}
	return c, nil
}

// MayComeToList reports whether the upload config doesn't list a Go release that is newer
// than all those that it lists of the same series, such as go1.26, or of any series if it
// lists none of that one. A later version of the upload config may list the release.
func (c *Config) MayComeToList(release string) bool {
	newest, ofSeries := "", ""
	for v := range c.goVersions {
		if version.Compare(v, newest) > 0 {
			newest = v
		}
		if version.Lang(v) == version.Lang(release) && version.Compare(v, ofSeries) > 0 {
			ofSeries = v
		}
	}
	return version.Compare(release, cmp.Or(ofSeries, newest)) > 0
}

func set(list []string) map[string]bool {
	m := make(map[string]bool, len(list))
	for _, s := range list {
		m[s] = true
	}
	return m
}

// expand returns the counters that `chart:{a,b}` stands for.
func expand(name string) []string {
	prefix, rest, several := strings.Cut(name, "{")
	if !several {
		return []string{name}
	}
	buckets := strings.Split(strings.TrimSuffix(rest, "}"), ",")
	for i, b := range buckets {
		buckets[i] = prefix + b
	}
	return buckets
}

// The reasons to withhold something from a report.
const (
	GoVersionNotApproved = "go-version-not-approved"
	ProgramNotApproved   = "program-not-approved"
	VersionNotApproved   = "version-not-approved"
	CounterNotApproved   = "counter-not-approved"
	StackNotApproved     = "stack-not-approved"
	RateZero             = "rate-zero" // approved, but in none of the reports
)

// Withholds returns the reason to withhold everything that a build counted; "" if there
// is none. Go doesn't check the operating system and the architecture.
func (c *Config) Withholds(b counterfile.Build) string {
	switch a := c.programs[b.Program]; {
	case a == nil:
		return ProgramNotApproved
	case !a.versions[b.Version]:
		return VersionNotApproved
	case !c.goVersions[b.GoVersion]:
		return GoVersionNotApproved
	}
	return ""
}

// ListsGo reports whether Go uploads anything that the go command of a Go release counts.
func (c *Config) ListsGo(release string) bool {
	return c.Withholds(counterfile.Build{Program: "cmd/go", Version: release, GoVersion: release}) == ""
}

// Rate returns the fraction of reports that include the counter called name, or the
// reason why none does. [Config.Withholds] must be "" for the build.
func (c *Config) Rate(program, name string) (rate float64, reason string) {
	a := c.programs[program]
	approved, reason := a.counters[name], CounterNotApproved
	if prefix, _, stack := strings.Cut(name, "\n"); stack {
		name = prefix
		approved, reason = a.stacks[name], StackNotApproved
	}
	switch rate = a.rates[name]; {
	case !approved:
		return 0, reason
	case rate <= 0:
		return 0, RateZero
	}
	return rate, ""
}

// Approves reports whether a counter or stack counter of a program may be uploaded, and
// in which fraction of the reports.
func (c *Config) Approves(program, name string) (rate float64, ok bool) {
	a := c.programs[program]
	if a == nil || !a.counters[name] && !a.stacks[name] {
		return 0, false
	}
	return a.rates[name], true
}
