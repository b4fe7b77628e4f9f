package server

import (
	"reflect"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// uploadCache keeps the preview of the coming uploads. Computing it reads all counter
// files, so that happens in the background.
type uploadCache struct{ slowFact[*upload.Preview] }

// get returns the preview known for that mode and day, and whether it is out of date.
func (c *uploadCache) get(state mode.State, now time.Time) (p *upload.Preview, outdated bool) {
	if state.Mode != mode.On {
		return nil, false
	}
	return c.slowFact.get(uploadKey(state, now), now, believedFor)
}

// believedFor returns how long a preview stays valid if the file system reports no
// change. The file system doesn't report what programs count in a new file, or that a
// lock has expired.
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

// saw compares a preview made for another purpose with the one it keeps. If the next
// upload differs, the kept one is out of date.
func (c *uploadCache) saw(p *upload.Preview) (news bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.known || c.fact == nil || p.Mode != string(mode.On) || reflect.DeepEqual(c.fact.NextUpload, p.NextUpload) {
		return false
	}
	c.forgetLocked()
	return true
}

func uploadKey(state mode.State, now time.Time) string {
	return now.UTC().Format(time.DateOnly) + " " + string(state.Raw)
}

// look computes the preview, unless it is known.
func (c *uploadCache) look(state mode.State, now time.Time, preview func(mode.State) *upload.Preview) {
	if _, outdated := c.get(state, now); outdated {
		c.slowFact.look(uploadKey(state, now), now, func() *upload.Preview { return preview(state) })
	}
}

// uploadsToCome previews the coming uploads; it returns nil if they are unknown. It
// may take long.
func (s *Server) uploadsToCome(state mode.State) *upload.Preview {
	ix, err := s.counts()
	if err != nil {
		return nil
	}
	return s.machine().Uploads(ix, state, s.configs.cached())
}
