package uploadconfig

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"golang.org/x/mod/semver"

	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/internal/goenv"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// Module is the module that holds the upload config.
const Module = "golang.org/x/telemetry/config"

// ErrNotFound is the error if the module cache has no upload config.
var ErrNotFound = errors.New("no upload config in the module cache")

// ModCache finds the module cache as the go command does. It reads GOMODCACHE and GOPATH
// from the environment or from the file that `go env -w` writes. configDir and home are
// the user's directories; "" if there are none. ModCache returns "" if it finds nothing
// or only a relative path: Go refuses such a path, which would depend on the working
// directory.
func ModCache(getenv func(string) string, configDir, home string) string {
	settings := goenv.Read(goenv.File(getenv, configDir))
	value := func(key string) string {
		if v := getenv(key); v != "" {
			return v
		}
		return settings[key]
	}
	dir := value("GOMODCACHE")
	if dir == "" {
		gopath := filepath.SplitList(value("GOPATH"))
		if len(gopath) == 0 || gopath[0] == "" {
			gopath = []string{filepath.Join(home, "go")}
		}
		dir = filepath.Join(gopath[0], "pkg", "mod")
	}
	if !filepath.IsAbs(dir) {
		return ""
	}
	return dir
}

// Cached returns the newest readable upload config in the module cache, or
// [ErrNotFound] if there is none.
func Cached(modCache string) (*Config, error) {
	if modCache == "" {
		return nil, fmt.Errorf("%w: none of GOMODCACHE, GOPATH and HOME is an absolute path", ErrNotFound)
	}
	versions, err := cachedVersions(filepath.Join(modCache, filepath.FromSlash(filepath.Dir(Module))))
	if err != nil && !rawfile.Missing(err) {
		return nil, fmt.Errorf("looking for the upload config: %w", err)
	}
	var failed error
	for _, v := range versions {
		dir, info := placesOf(modCache, v)
		c, err := readConfig(dir, info, v)
		if err == nil {
			c.Source, c.Confirmed = FromCache, confirmedBy(c.Date, info, filepath.Join(dir, "config.json"))
			return c, nil
		}
		failed = errors.Join(failed, err)
	}
	if failed != nil {
		return nil, failed
	}
	return nil, fmt.Errorf("%w %s", ErrNotFound, modCache)
}

// CachedVersion returns one version of the upload config from the module cache, or
// [ErrNotFound] if that version is not there.
func CachedVersion(modCache, version string) (*Config, error) {
	if modCache == "" || !semver.IsValid(version) { // a version from a file could name another directory
		return nil, ErrNotFound
	}
	dir, info := placesOf(modCache, version)
	c, err := readConfig(dir, info, version)
	if rawfile.Missing(err) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	c.Source = FromCache
	return c, nil
}

// placesOf returns the directory of a version in the module cache, and its .info file.
func placesOf(modCache, version string) (dir, info string) {
	module := filepath.FromSlash(Module)
	return filepath.Join(modCache, module+"@"+version), filepath.Join(modCache, "cache", "download", module, "@v", version+".info")
}

// cachedVersions lists the versions of the config in the directory of its module,
// newest first, with all releases before all prereleases.
func cachedVersions(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	var versions []string
	for _, e := range entries {
		if v, ok := strings.CutPrefix(e.Name(), filepath.Base(Module)+"@"); ok && semver.IsValid(v) {
			versions = append(versions, v)
		}
	}
	slices.SortFunc(versions, func(a, b string) int {
		if early := semver.Prerelease(a) != ""; early == (semver.Prerelease(b) != "") {
			return semver.Compare(b, a)
		} else if early {
			return 1
		}
		return -1
	})
	return versions, err
}

// readConfig reads the config from the directory of a version of its module.
func readConfig(dir, infoFile, version string) (*Config, error) {
	data, err := smallfile.Read(filepath.Join(dir, "config.json"), maxConfig)
	if err != nil {
		return nil, fmt.Errorf("reading upload config %s: %w", version, err)
	}
	c, err := Parse(data)
	if err != nil {
		return nil, fmt.Errorf("version %s: %w", version, err)
	}
	c.Version, c.Date = version, versionDate(infoFile)
	return c, nil
}

// versionDate returns the date of a version from its .info file; "" if there is none.
func versionDate(infoFile string) string {
	data, err := smallfile.Read(infoFile, 1<<20)
	var info struct{ Time time.Time }
	if err != nil || json.Unmarshal(data, &info) != nil || info.Time.IsZero() {
		return ""
	}
	return info.Time.UTC().Format(time.DateOnly)
}
