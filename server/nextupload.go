package server

import (
	"reflect"
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// uploadCache keeps the preview of the uploads to come, which takes a look at all
// counter files. It is worked out beside a Status.
type uploadCache struct {
	mu        sync.Mutex // guards what follows
	of        string     // the mode file and the day that it was worked out for
	known     bool
	preview   *upload.Preview
	at        time.Time // when it was worked out
	forgotten int       // how often forget was called
}

// forget makes the next get ask for a look.
func (c *uploadCache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known = false
	c.forgotten++
}

// get gives what is known for that mode and day, and whether it is out of date.
func (c *uploadCache) get(state mode.State, now time.Time) (p *upload.Preview, outdated bool) {
	if state.Mode != mode.On {
		return nil, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of != uploadKey(state, now) {
		return nil, true
	}
	return c.preview, !c.known || now.Sub(c.at).Abs() > believedFor(c.preview)
}

// believedFor is how long a preview is believed where the file system reports no
// change: what programs count in a new file, and the age of a lock, it does not
// tell.
func believedFor(p *upload.Preview) time.Duration {
	if p != nil {
		for _, w := range p.Weeks {
			for _, r := range w.Reasons {
				if r.Code == upload.NoCounters || r.Code == upload.UploadLocked {
					return 5 * time.Second
				}
			}
		}
	}
	return time.Hour
}

// saw takes notice of a preview that was made for another reason: where it tells
// another next upload, what is kept is out of date.
func (c *uploadCache) saw(p *upload.Preview) (news bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.known || c.preview == nil || p.Mode != string(mode.On) || reflect.DeepEqual(c.preview.NextUpload, p.NextUpload) {
		return false
	}
	c.known = false
	c.forgotten++
	return true
}

func uploadKey(state mode.State, now time.Time) string {
	return now.UTC().Format(time.DateOnly) + " " + string(state.Raw)
}

// look works it out, where it is not known.
func (c *uploadCache) look(state mode.State, now time.Time, preview func(mode.State) *upload.Preview) {
	if _, outdated := c.get(state, now); !outdated {
		return
	}
	c.mu.Lock()
	forgotten := c.forgotten
	c.mu.Unlock()
	p := preview(state)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.of, c.known, c.preview, c.at = uploadKey(state, now), c.forgotten == forgotten, p, now
}

// uploadsToCome previews the uploads to come; nil where nothing tells. It may take
// long.
func (s *Server) uploadsToCome(state mode.State) *upload.Preview {
	ix, err := s.counts()
	if err != nil {
		return nil
	}
	return s.machine().Uploads(ix, state, s.configs.cached())
}
