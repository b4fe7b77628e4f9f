package test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// sceneCount is the number of directories that TestPreviewBesideGo makes. firstSeed is
// the seed of the first, unless TELEMETRY_LS_SEED is set.
const (
	sceneCount = 60
	firstSeed  = 7001
)

// TestPreviewBesideGo checks the preview of random directories against the uploader of
// the real go command: before it runs, and afterward.
func TestPreviewBesideGo(t *testing.T) {
	seed := uint64(firstSeed)
	if text := os.Getenv("TELEMETRY_LS_SEED"); text != "" {
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		seed = n
	}
	t.Logf("seeds %d to %d; TELEMETRY_LS_SEED=%d makes the same directories on the same day", seed, seed+sceneCount-1, seed)
	b := newBeside(t)
	t.Cleanup(func() { b.seen.check(t, seed) })
	for i := range uint64(sceneCount) {
		t.Run(fmt.Sprint("seed ", seed+i), func(t *testing.T) {
			t.Parallel()
			for !b.play(t, seed+i) {
				t.Log("trying again, because midnight has passed")
			}
		})
	}
}

// beside holds what the scenes share.
type beside struct {
	authority *authority
	configs   map[string][]byte
	proxies   map[string]string // directories of module proxies, by their version
	caches    map[string]string // module caches, by their version
	seen      *seen
}

func newBeside(t *testing.T) *beside {
	t.Helper()
	b := &beside{newAuthority(t), realConfigs(t), map[string]string{}, map[string]string{"": t.TempDir()}, newSeen()}
	b.configs["v0.900.0"] = sampledConfig(t, b.configs["v0.115.0"])
	for version, config := range b.configs {
		b.proxies[version] = configProxy(t, version, config)
		b.caches[version] = cachedConfig(t, b.proxies[version])
	}
	return b
}

// sampledConfig returns an upload config that leaves out reports and counters at random.
func sampledConfig(t *testing.T, config []byte) []byte {
	t.Helper()
	var c uploadConfig
	if err := json.Unmarshal(config, &c); err != nil {
		t.Fatal(err)
	}
	c.SampleRate = 0.8
	for _, p := range c.Programs {
		for i := range p.Counters {
			p.Counters[i].Rate = []float64{1, 0.5, 0.01, 0}[i%4]
		}
	}
	data, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// round is one run of the go command in a scene.
type round struct {
	*testing.T
	*scene
	dir           string
	held          string // the day until which a fresh token keeps Go from uploading
	before, after *preview
	posts         map[string][]any // the uploaded reports, by week
	log           *uploadLog
}

// rounds is how often the go command runs in a scene. Each run changes the directory for
// the next one.
const rounds = 3

// play plays a scene. It returns false if the day changed, so that the scene must start
// again.
func (b *beside) play(t *testing.T, seed uint64) bool {
	s := newScene(t, seed, time.Now().UTC(), b.configs)
	h := newHome(t)
	s.write(t, h.telemetryDir())
	office := newPostOffice(t, b.authority, s.answer)
	modCache := filepath.Join(h.path, "mod")
	if err := os.CopyFS(modCache, os.DirFS(b.caches[s.cached])); err != nil {
		t.Fatal(err)
	}
	env := append(append(goEnv(h.path), proxyEnv(b.proxies[s.version], modCache)...), office.env(b.authority)...)
	for n := range rounds {
		if n > 0 {
			office.closed(func() { s.between(t, h.telemetryDir()) })
		}
		r := &round{T: t, scene: s, dir: h.telemetryDir()}
		r.held = r.heldUntil()
		r.before = previewBy(t, env)
		runGo(t, h.path, env)
		r.after = previewBy(t, env)
		if next := nextUploadBy(t, env); text(next) != text(r.after.NextUpload) {
			r.Errorf("the next upload is %q in the status, but %q in the preview", text(next), text(r.after.NextUpload))
		}
		r.log = takeUploadLog(t, h.telemetryDir())
		if !time.Now().UTC().Truncate(24 * time.Hour).Equal(s.today) {
			return false
		}
		r.posts = office.empty()
		if r.compare(); t.Failed() {
			t.Fatalf("round %d of the scene:\n%s\nbefore: %s\nafter: %s\nlog of Go:\n%s", n+1, s, r.before, r.after, r.log.text)
		}
		b.seen.add(r)
	}
	office.closed(func() { s.between(t, h.telemetryDir()) })
	cleanUp(t, env, s.day(s.IntN(12)))
	runGo(t, h.path, env)
	office.closed(func() {
		for week, n := range office.accepted {
			if n > 1 {
				t.Errorf("week %s was uploaded %d times, the last time after a cleanup of the scene:\n%s", week, n, s)
			}
		}
	})
	return true
}
