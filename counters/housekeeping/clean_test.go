package housekeeping

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// counted is a server that counts the uploads of each week.
type counted struct {
	*httptest.Server
	mu    sync.Mutex // guards posts
	posts map[string]int
}

func newCounted(t *testing.T) *counted {
	c := &counted{posts: map[string]int{}}
	c.Server = httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		c.mu.Lock()
		defer c.mu.Unlock()
		c.posts[path.Base(r.URL.Path)]++
	}))
	t.Cleanup(c.Close)
	return c
}

// cleaning is a telemetry directory in which the real uploader runs before and after
// clean-ups.
type cleaning struct {
	t      *testing.T
	days   counttest.Days
	dir    string
	server *counted
	env    []string
}

func newCleaning(t *testing.T, proxy, modCache string) *cleaning {
	t.Helper()
	c := &cleaning{t, counttest.Days{Today: time.Now().UTC()}, t.TempDir(), newCounted(t), counttest.ProxyEnv(t, proxy, modCache)}
	counttest.WriteWeekends(t, c.dir, time.Sunday)
	counttest.Put(t, c.dir, "mode", []byte("on "+c.days.Ago(100)))
	return c
}

// file returns a counter file of the week that ended n days ago.
func (c *cleaning) file(n int) []byte {
	return counttest.CounterFile{
		Program: "cmd/go", Version: "go1.26.8", Begin: c.days.Ago(n + 5), End: c.days.Ago(n), Counts: []counttest.Count{{Name: "go/invocations", Value: 3}},
	}.Bytes()
}

func (c *cleaning) put(name string, data []byte) { c.t.Helper(); counttest.Put(c.t, c.dir, name, data) }

func (c *cleaning) link(name string, target []byte) {
	c.t.Helper()
	to := filepath.Join(c.t.TempDir(), "target")
	if target != nil {
		to = counttest.Put(c.t, c.t.TempDir(), "target", target)
	}
	if err := os.Symlink(to, filepath.Join(c.dir, filepath.FromSlash(name))); err != nil {
		c.t.Skip("no symbolic links:", err)
	}
}

// rename renames a file in the directory, if it exists.
func (c *cleaning) rename(from, to string) {
	_ = os.Rename(filepath.Join(c.dir, from), filepath.Join(c.dir, to))
}

// upload runs the real uploader.
func (c *cleaning) upload() {
	c.t.Helper()
	_ = os.Remove(filepath.Join(c.dir, "local", "upload.token"))
	counttest.Task{Kind: "upload", Dir: c.dir, URL: c.server.URL, Now: c.days.Today}.Do(c.t, c.env...)
}

// clean deletes all weeks that ended n days ago or earlier. It calls meanwhile after it
// has made the plan.
func (c *cleaning) clean(n int, meanwhile func()) *Plan {
	c.t.Helper()
	plan, err := PlanCleanup(c.dir, Options{Now: c.days.Today, Mode: "on", Before: c.days.Today.AddDate(0, 0, -n)})
	if err != nil {
		c.t.Fatal(err)
	}
	meanwhile()
	plan.Execute()
	return plan
}

// TestCleanNeverMakesGoUploadTwice checks that Go does not upload a week again after a
// clean-up, whatever is left of the week.
func TestCleanNeverMakesGoUploadTwice(t *testing.T) {
	proxy, modCache := counttest.ProxyOf(t, "v0.1.0", counttest.OwnConfig(t)), counttest.ModCacheDir(t)
	nothing := func(*cleaning, string) {}
	for _, test := range []struct {
		name string
		// These run before the plan, between the plan and the deletion, and after the
		// deletion. week is the uploaded week, which ended 3 days ago.
		before, meanwhile, after func(c *cleaning, week string)
		goes                     bool // whether the record of the upload is deleted
	}{
		{"nothing is left", nothing, nothing, nothing, true},
		{"a counter file", func(c *cleaning, _ string) { c.put("local/a.v1.count", c.file(3)) }, nothing, nothing, true},
		{"a link to a counter file", func(c *cleaning, _ string) { c.link("local/a.v1.count", c.file(3)) }, nothing, nothing, false},
		{"a link and a counter file", func(c *cleaning, _ string) {
			c.put("local/a.v1.count", c.file(3))
			c.link("local/b.v1.count", c.file(3))
		}, nothing, nothing, false},
		{"a broken link", func(c *cleaning, _ string) { c.link("local/a.v1.count", nil) }, nothing, func(c *cleaning, _ string) {
			to, _ := os.Readlink(filepath.Join(c.dir, "local/a.v1.count"))
			counttest.Put(t, filepath.Dir(to), filepath.Base(to), c.file(3))
		}, false},
		{"a link to another week", func(c *cleaning, _ string) { c.link("local/a.v1.count", c.file(10)) }, nothing, nothing, true},
		{"two names of one counter file", func(c *cleaning, _ string) {
			c.put("local/a.v1.count", c.file(3))
			if err := os.Link(filepath.Join(c.dir, "local/a.v1.count"), filepath.Join(c.dir, "local/b.v1.count")); err != nil {
				t.Skip(err)
			}
		}, nothing, nothing, true},
		{"a header that only Go accepts", func(c *cleaning, _ string) { c.put("local/a.v1.count", unaligned(c.file(3))) }, nothing, nothing, false},
		{
			"a counter file that is cut and comes back", func(c *cleaning, _ string) { c.put("local/a.v1.count", c.file(3)[:100]) }, nothing,
			func(c *cleaning, _ string) { c.put("local/a.v1.count", c.file(3)) }, false,
		},
		{
			"a directory of that name", func(c *cleaning, _ string) { c.put("local/a.v1.count/x", nil) }, nothing,
			func(c *cleaning, _ string) {
				c.rename("local/a.v1.count", "x")
				c.put("local/a.v1.count", c.file(3))
			}, false,
		},
		{"a counter file that appears", nothing, func(c *cleaning, _ string) { c.put("local/a.v1.count", c.file(3)) }, nothing, false},
		{"a link that appears", nothing, func(c *cleaning, _ string) { c.link("local/a.v1.count", c.file(3)) }, nothing, false},
		{"a counter file that changes", func(c *cleaning, _ string) { c.put("local/a.v1.count", c.file(3)) }, func(c *cleaning, _ string) {
			c.put("local/a.v1.count", append(c.file(3), make([]byte, counttest.PageBytes)...))
		}, nothing, false},
		{"a report to upload", func(c *cleaning, week string) { c.put("local/"+week+".json", []byte(`{}`)) }, nothing, nothing, true},
		{"another report to upload", func(c *cleaning, week string) { c.put("local/copy-"+week+".json", []byte(`{}`)) }, nothing, nothing, true},
		{"a link to a report", func(c *cleaning, week string) { c.link("local/"+week+".json", []byte(`{}`)) }, nothing, nothing, false},
		{"a link to another report", func(c *cleaning, week string) { c.link("local/old-"+week+".json", []byte(`{}`)) }, nothing, nothing, false},
		{"a report that appears", nothing, func(c *cleaning, week string) { c.put("local/"+week+".json", []byte(`{}`)) }, nothing, false},
		{
			"a report that changes", func(c *cleaning, week string) { c.put("local/"+week+".json", []byte(`{}`)) },
			func(c *cleaning, week string) { c.put("local/"+week+".json", []byte(`{"Week": ""}`)) }, nothing, false,
		},
		{
			"a directory that is elsewhere", func(c *cleaning, _ string) {
				c.put("local/a.v1.count", c.file(3))
				c.rename("local", "aside")
				c.link("local", nil)
			}, nothing, func(c *cleaning, _ string) {
				_ = os.Remove(filepath.Join(c.dir, "local"))
				c.rename("aside", "local")
				_ = os.Remove(filepath.Join(c.dir, "local", "local."+c.days.Ago(3)+".json"))
			}, false,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := newCleaning(t, proxy, modCache)
			c.put("local/go.v1.count", c.file(3))
			c.upload()
			c.put("upload/"+c.days.Ago(1)+".json", []byte(`{}`)) // the newest report always stays
			week := c.days.Ago(3)
			test.before(c, week)
			c.clean(0, func() { test.meanwhile(c, week) })
			if _, err := os.Stat(filepath.Join(c.dir, "upload", week+".json")); (err != nil) != test.goes {
				t.Errorf("the record of the upload after the clean-up: %v; want it deleted: %t", err, test.goes)
			}
			test.after(c, week)
			c.upload()
			if n := c.server.posts[week]; n != 1 {
				t.Errorf("uploaded %d times", n)
			}
		})
	}
}

// unaligned puts a gap at the end of the header that Go accepts.
func unaligned(data []byte) []byte {
	h := int(data[28]) | int(data[29])<<8
	grown := append(append(append([]byte{}, data[:h]...), 0, 0, 0, 0), data[h:]...)
	grown[28], grown[29] = byte(h+4), byte((h+4)>>8)
	for i := h + 4; i < h+4+4+4*counttest.TableSize; i += 4 { // the records have moved, too
		if at := int(grown[i]) | int(grown[i+1])<<8; at != 0 {
			grown[i], grown[i+1] = byte(at+4), byte((at+4)>>8)
		}
	}
	return grown[:len(data)]
}

// TestCleanNeverMakesGoUploadTwiceByChance is like [TestCleanNeverMakesGoUploadTwice],
// but with random leftovers of several weeks, and clean-ups of some of them.
func TestCleanNeverMakesGoUploadTwiceByChance(t *testing.T) {
	proxy, modCache := counttest.ProxyOf(t, "v0.1.0", counttest.OwnConfig(t)), counttest.ModCacheDir(t)
	for seed := range uint64(20) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			c := newCleaning(t, proxy, modCache)
			random := rand.New(rand.NewPCG(seed, 7))
			for range 6 {
				c.leave(random)
			}
			c.upload()
			for range 8 {
				c.leave(random)
			}
			c.put("upload/"+c.days.Ago(1)+".json", []byte(`{}`))
			for range 3 {
				n := random.IntN(25)
				c.clean(n, func() {
					if random.IntN(2) == 0 {
						c.put("local/late.v1.count", c.file(2))
					}
				})
				c.upload()
			}
			for week, n := range c.server.posts {
				if n > 1 {
					t.Errorf("week %s was uploaded %d times", week, n)
				}
			}
		})
	}
}

// leave puts a random leftover of a week into the directory.
func (c *cleaning) leave(random *rand.Rand) {
	c.t.Helper()
	n := []int{2, 9, 16, 23}[random.IntN(4)]
	week, name := c.days.Ago(n), fmt.Sprintf("local/%d.v1.count", random.Uint32())
	switch random.IntN(8) {
	case 0, 1, 2:
		c.put(name, c.file(n))
	case 3:
		c.link(name, c.file(n))
	case 4:
		c.put(name, []byte("bad"))
	case 5:
		c.put("local/"+week+".json", []byte(`{"Week":"`+week+`"}`))
	case 6:
		c.link(fmt.Sprintf("local/%d-%s.json", random.Uint32(), week), []byte(`{"Week":"`+week+`"}`))
	case 7:
		c.put(fmt.Sprintf("local/%d-%s.json", random.Uint32(), week), []byte(`{"Week":"`+week+`"}`))
	}
}
