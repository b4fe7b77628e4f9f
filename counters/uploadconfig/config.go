package uploadconfig

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// maxConfig bounds what is read of an upload config. Real ones have some twenty
// kilobytes.
const maxConfig = 8 << 20

// Config is the public list of what may be uploaded. Go fetches it as a
// module before each upload.
type Config struct {
	Version    string  // of the module
	Date       string  // day of that version, "" where it is not known
	Source     string  // FromCache or FromDownload
	SampleRate float64 // share of the reports that are sent; 0 means all
	// Confirmed is when it was last known to be the latest, zero for unknown.
	Confirmed time.Time

	goVersions map[string]bool
	programs   map[string]*approvals
}

// The sources of an [Config].
const (
	FromCache    = "cache"
	FromDownload = "download"
)

// approvals are what is approved of one program.
type approvals struct {
	versions map[string]bool
	counters map[string]bool
	stacks   map[string]bool
	rates    map[string]float64 // of counters and stacks, as in Go
}

// configFile is config.json.
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

// Parse reads a config.json.
func Parse(data []byte) (*Config, error) {
	if len(data) > maxConfig {
		return nil, fmt.Errorf("upload config of %d bytes: more than %d", len(data), maxConfig)
	}
	var f configFile
	if err := json.Unmarshal(data, &f, plainjson.AsGo()); err != nil {
		return nil, fmt.Errorf("reading the upload config: %w", err)
	}
	if len(f.Programs) == 0 {
		return nil, errors.New("reading the upload config: it names no program")
	}
	c := &Config{SampleRate: f.SampleRate, goVersions: set(f.GoVersion), programs: map[string]*approvals{}}
	for _, p := range f.Programs {
		if p == nil {
			return nil, errors.New("reading the upload config: null where a program belongs")
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

func set(list []string) map[string]bool {
	m := make(map[string]bool, len(list))
	for _, s := range list {
		m[s] = true
	}
	return m
}

// expand gives the counters that `chart:{a,b}` stands for.
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

// The reasons why something is withheld from a report.
const (
	GoVersionNotApproved = "go-version-not-approved"
	ProgramNotApproved   = "program-not-approved"
	VersionNotApproved   = "version-not-approved"
	CounterNotApproved   = "counter-not-approved"
	StackNotApproved     = "stack-not-approved"
	RateZero             = "rate-zero" // approved, but of no report at all
)

// Withholds gives the reason for which all of a build is withheld, "" for none.
// System and architecture do not matter to Go.
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

// Rate gives the share of the reports that have the counter of a program, or the
// reason why none has it. The program is one that does not withhold everything.
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

// Approves reports whether the counter or stack counter of a program may be
// uploaded, and in which share of the reports.
func (c *Config) Approves(program, name string) (rate float64, ok bool) {
	a := c.programs[program]
	if a == nil || !a.counters[name] && !a.stacks[name] {
		return 0, false
	}
	return a.rates[name], true
}
