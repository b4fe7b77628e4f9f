package server

import (
	"context"
	"time"
)

// flight is a download of the upload config, for all who want one while it goes on.
// It ends when nobody waits for it any more.
type flight struct {
	done   chan struct{} // closed at its end
	ok     bool          // set before
	begun  time.Time
	cancel context.CancelFunc

	waiting int // guarded by configs.mu
}

// joinFor is how long a download may have gone on for others to wait for it. Those
// who come later, or have waited that long, do without: it may be stuck.
const joinFor = 5 * time.Second

// downloadOnce downloads the upload config, or waits for a download that goes on. A
// vain one is not repeated soon. It tells whether there is another config now.
func (s *Server) downloadOnce(ctx context.Context) bool {
	c := &s.configs
	c.mu.Lock()
	config, going := c.config, c.flight != nil
	tired := !c.failed.IsZero() && time.Since(c.failed) < tryAgain
	c.mu.Unlock()
	switch {
	case !going && s.fresh(config):
		return true // it came meanwhile
	case !going && tired:
		return false
	}
	f, first := c.join(ctx, s)
	return s.await(ctx, f, first)
}

// join takes part in the download that goes on, or begins one.
func (c *configs) join(ctx context.Context, s *Server) (f *flight, first bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.flight != nil {
		c.flight.waiting++
		return c.flight, false
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx)) // the first may give up before the others
	f = &flight{done: make(chan struct{}), begun: time.Now(), cancel: cancel, waiting: 1}
	c.flight = f
	s.conn.Spawn("downloading the upload config", func(context.Context) {
		defer func() {
			cancel()
			c.mu.Lock()
			c.leave(f)
			c.mu.Unlock()
			close(f.done)
		}()
		f.ok = s.download(ctx)
	})
	return f, true
}

// await waits for the end of a download, for as long as it makes sense.
func (s *Server) await(ctx context.Context, f *flight, first bool) bool {
	var enough <-chan time.Time
	if !first {
		timer := time.NewTimer(joinFor - time.Since(f.begun))
		defer timer.Stop()
		enough = timer.C
	}
	select {
	case <-f.done:
		return f.ok
	case <-ctx.Done():
	case <-enough:
	}
	s.configs.mu.Lock()
	defer s.configs.mu.Unlock()
	if f.waiting--; f.waiting == 0 {
		f.cancel()
		s.configs.leave(f)
	}
	return false
}

// leave makes the next who wants a download begin another. The caller holds mu.
func (c *configs) leave(f *flight) {
	if c.flight == f {
		c.flight = nil
	}
}
