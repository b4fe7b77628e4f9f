package upload

import (
	"archive/zip"
	"encoding/json"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// TestSameAsUploaderWithRealConfigs compares the preview with the uploader, for the real
// upload configs. It counts everything that they approve, and some things that they
// don't.
func TestSameAsUploaderWithRealConfigs(t *testing.T) {
	d := counttest.Days{Today: time.Now().UTC()}
	for _, version := range []string{"v0.50.0", "v0.115.0"} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			proxy := counttest.RealProxy(t, version)
			config := configInZip(t, filepath.Join(proxy, filepath.FromSlash(counttest.ProxyDir), version+".zip"), version)
			s := scene{mode: "on " + d.Ago(50), files: filesFor(t, d, config), weeks: []string{d.Ago(2), d.Ago(9)}}
			s.check(t, d, proxy, config, version)
		})
	}
}

func configInZip(t *testing.T, path, version string) []byte {
	t.Helper()
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	f, err := archive.Open(uploadconfig.Module + "@" + version + "/config.json")
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// filesFor returns counter files of two weeks with every counter in config.
func filesFor(t *testing.T, d counttest.Days, config []byte) map[string]counttest.CounterFile {
	t.Helper()
	var c struct {
		GoVersion []string
		Programs  []struct {
			Name             string
			Versions         []string
			Counters, Stacks []struct{ Name string }
		}
	}
	if err := json.Unmarshal(config, &c); err != nil {
		t.Fatal(err)
	}
	files := map[string]counttest.CounterFile{}
	for _, p := range c.Programs {
		counts := []counttest.Count{{Name: "not/approved", Value: 1}, {Name: "not/approved:either", Value: 2}, {Name: "not/approved\nf.g:+1,+0x1", Value: 3}}
		for i, n := range p.Counters {
			prefix, rest, _ := strings.Cut(n.Name, "{")
			for k, bucket := range strings.Split(strings.TrimSuffix(rest, "}"), ",") {
				counts = append(counts, counttest.Count{Name: prefix + bucket, Value: uint64(i + 10*k)})
			}
			chart, _, _ := strings.Cut(n.Name, ":")
			counts = append(counts, counttest.Count{Name: chart + ":no-such-bucket", Value: 1})
		}
		for _, s := range p.Stacks {
			counts = append(counts, counttest.Count{Name: s.Name + "\nmain.f:+1,+0x1\n\".g:=2,+0x3", Value: 4})
		}
		base := filepath.Base(p.Name)
		for i, version := range append(p.Versions[:min(3, len(p.Versions)):3], "devel") {
			for k, goVersion := range []string{c.GoVersion[0], c.GoVersion[len(c.GoVersion)-1], "go1.2"} {
				week := 7 * (k % 2)
				name := strings.Join([]string{base, version, goVersion}, "-")
				files[name] = counttest.CounterFile{
					Program: p.Name, Version: version, GoVersion: goVersion, GOOS: "linux", GOARCH: "amd64",
					Begin: d.Ago(4 + week + i), End: d.Ago(2 + week), Counts: counts,
				}
			}
		}
	}
	return files
}
