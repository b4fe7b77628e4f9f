package counters

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

	"github.com/telemetry-ls/telemetry-ls/internal/goenv"
)

// configModule is the module that holds the upload config.
const configModule = "golang.org/x/telemetry/config"

// ErrNoConfig says that no upload config is in the module cache.
var ErrNoConfig = errors.New("no upload config in the module cache")

// ModCache finds the module cache as the go command does: by GOMODCACHE and
// GOPATH, from the environment or the file that `go env -w` writes. configDir and
// home are the user's, "" where there is none. It is "" where nothing is known, and
// for a relative path: Go refuses it, and it would lead into the working folder.
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

// FindCachedConfig gives the newest upload config in the module cache that can be
// read; [ErrNoConfig] where there is none.
func FindCachedConfig(modCache string) (*UploadConfig, error) {
	if modCache == "" {
		return nil, fmt.Errorf("%w: GOMODCACHE, GOPATH and HOME name no absolute directory", ErrNoConfig)
	}
	versions, err := cachedVersions(filepath.Join(modCache, filepath.FromSlash(filepath.Dir(configModule))))
	if err != nil && !missing(err) {
		return nil, fmt.Errorf("looking for the upload config: %w", err)
	}
	var failed error
	for _, v := range versions {
		dir := filepath.Join(modCache, filepath.FromSlash(configModule)+"@"+v)
		info := filepath.Join(modCache, "cache", "download", filepath.FromSlash(configModule), "@v", v+".info")
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
	return nil, fmt.Errorf("%w %s", ErrNoConfig, modCache)
}

// cachedVersions lists the versions of the config in the folder of its module,
// the newest first, all releases before all others.
func cachedVersions(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	var versions []string
	for _, e := range entries {
		if v, ok := strings.CutPrefix(e.Name(), filepath.Base(configModule)+"@"); ok && semver.IsValid(v) {
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

// readConfig reads the config in the folder of one version of the module.
func readConfig(dir, infoFile, version string) (*UploadConfig, error) {
	data, _, err := anywhere().readWhole(filepath.Join(dir, "config.json"), maxConfig)
	if err != nil {
		return nil, fmt.Errorf("reading upload config %s: %w", version, err)
	}
	c, err := ParseUploadConfig(data)
	if err != nil {
		return nil, fmt.Errorf("version %s: %w", version, err)
	}
	c.Version, c.Date = version, versionDate(infoFile)
	return c, nil
}

// versionDate is the day of a version as its .info file tells, "" if it does not.
func versionDate(infoFile string) string {
	data, _, err := anywhere().readWhole(infoFile, 1<<20)
	var info struct{ Time time.Time }
	if err != nil || json.Unmarshal(data, &info) != nil || info.Time.IsZero() {
		return ""
	}
	return info.Time.UTC().Format(time.DateOnly)
}
