package counters

import (
	"archive/zip"
	"encoding/json"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The real upload configs, with all that they approve and something of their own
// that they do not: the preview is what the uploader posts.
func TestSameAsUploaderWithRealConfigs(t *testing.T) {
	d := days{time.Now().UTC()}
	for _, version := range []string{"v0.50.0", "v0.115.0"} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			proxy := realProxy(t, version)
			config := configInZip(t, filepath.Join(proxy, filepath.FromSlash(proxyDir), version+".zip"), version)
			s := scene{mode: "on " + d.ago(50), files: filesFor(t, d, config), weeks: []string{d.ago(2), d.ago(9)}}
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
	f, err := archive.Open(configModule + "@" + version + "/config.json")
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// filesFor makes counter files of two weeks with every counter that config names.
func filesFor(t *testing.T, d days, config []byte) map[string]countFile {
	t.Helper()
	var c configFile
	if err := json.Unmarshal(config, &c); err != nil {
		t.Fatal(err)
	}
	files := map[string]countFile{}
	for _, p := range c.Programs {
		counts := []testCount{{"not/approved", 1}, {"not/approved:either", 2}, {"not/approved\nf.g:+1,+0x1", 3}}
		for i, n := range p.Counters {
			for k, name := range expand(n.Name) {
				counts = append(counts, testCount{name, uint64(i + 10*k)})
			}
			chart, _, _ := strings.Cut(n.Name, ":")
			counts = append(counts, testCount{chart + ":no-such-bucket", 1})
		}
		for _, s := range p.Stacks {
			counts = append(counts, testCount{s.Name + "\nmain.f:+1,+0x1\n\".g:=2,+0x3", 4})
		}
		base := filepath.Base(p.Name)
		for i, version := range append(p.Versions[:min(3, len(p.Versions)):3], "devel") {
			for k, goVersion := range []string{c.GoVersion[0], c.GoVersion[len(c.GoVersion)-1], "go1.2"} {
				week := 7 * (k % 2)
				name := strings.Join([]string{base, version, goVersion}, "-")
				files[name] = countFile{
					program: p.Name, version: version, goVersion: goVersion, goos: "linux", goarch: "amd64",
					begin: d.ago(4 + week + i), end: d.ago(2 + week), counts: counts,
				}
			}
		}
	}
	return files
}
