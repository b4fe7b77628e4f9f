package prompt

import (
	"os"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"github.com/telemetry-ls/telemetry-ls/internal/process"
)

// Env is the environment that the prompt depends on.
type Env struct {
	// ConfigDir is the user's configuration directory, as os.UserConfigDir returns
	// it. It is empty if there is none.
	ConfigDir string
	// Getenv reads an environment variable; nil reads nothing.
	Getenv func(string) string
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Host names the machine, or container, of this process; empty is
	// [process.Host].
	Host string
	// PID is the ID of this process. It is written into gopls's lock.
	PID int
	// Alive reports whether a process is running; nil is [process.Alive].
	Alive func(pid int) bool
}

// SystemEnv is the environment of this process.
func SystemEnv() Env {
	dir, err := os.UserConfigDir()
	if err != nil {
		dir = "" // HOME unset, or a relative XDG_CONFIG_HOME
	}
	return Env{ConfigDir: dir, Getenv: os.Getenv, Now: time.Now, PID: os.Getpid(), Alive: process.Alive}
}

// Prompter allows one question at a time, and three in total, for one Env. It keeps
// its state in files, because other windows and other editors share it. Several
// goroutines may use it.
type Prompter struct {
	env     Env
	tryLock func(*flock.Flock) (bool, error)

	mu   sync.Mutex      // guards held
	held map[string]bool // contents of the lock files that this process holds
}

func (p *Prompter) hold(content string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held[content] = true
}

func (p *Prompter) letGo(content string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.held, content)
}

func (p *Prompter) holds(content string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.held[content]
}

// New returns a Prompter for env.
func New(env Env) *Prompter {
	if env.Getenv == nil {
		env.Getenv = func(string) string { return "" }
	}
	if env.Now == nil {
		env.Now = time.Now
	}
	if env.Alive == nil {
		env.Alive = process.Alive
	}
	if env.Host == "" {
		env.Host = process.Host()
	}
	return &Prompter{env: env, tryLock: (*flock.Flock).TryLock, held: map[string]bool{}}
}

// now returns the current time, in UTC and truncated to seconds as the state stores
// it.
func (p *Prompter) now() time.Time {
	return p.env.Now().UTC().Truncate(time.Second)
}

// inCI reports whether this process runs in continuous integration, where no user
// can answer. Nearly all CI systems set CI. The other variables are for those that
// do not, and for scripts that unset it.
func inCI(getenv func(string) string) bool {
	for _, name := range []string{
		"CI", "CONTINUOUS_INTEGRATION",
		"APPVEYOR", "BITBUCKET_BUILD_NUMBER", "BUILDKITE", "CIRCLECI", "CIRRUS_CI",
		"CODEBUILD_BUILD_ID", "DRONE", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL",
		"SEMAPHORE", "TEAMCITY_VERSION", "TF_BUILD", "TRAVIS", "WOODPECKER_CI",
	} {
		switch strings.ToLower(strings.TrimSpace(getenv(name))) {
		case "", "0", "false":
		default:
			return true
		}
	}
	return false
}
