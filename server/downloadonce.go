package server

import (
	"context"
	"time"
)

// flight is a download of the upload config that all requests made during it share.
// It is cancelled when no request waits for it any longer.
type flight struct {
	done   chan struct{} // closed when the download has ended
	ok     bool          // set before done is closed
	begun  time.Time
	cancel context.CancelFunc

	waiting int // guarded by configs.mu
}

// joinFor is how long a download may take before other requests do without it.
// Requests that come later, or have waited that long, don't wait: it may be stuck.
const joinFor = 5 * time.Second

// downloadOnce downloads the upload config, or waits for the download in progress. It
// doesn't retry a failed download soon. It reports whether there is another config
// now.
func (c *configs) downloadOnce(ctx context.Context) bool {
	c.mu.Lock()
	config, going := c.config, c.flight != nil
	tired := !c.failed.IsZero() && time.Since(c.failed) < tryAgain
	c.mu.Unlock()
	switch {
	case !going && c.fresh(config):
		return true // another request has downloaded it in the meantime
	case !going && tired:
		return false
	}
	return c.downloadNow(ctx)
}

// downloadNow is downloadOnce for a user who has asked for a download.
func (c *configs) downloadNow(ctx context.Context) bool {
	f, first := c.join(ctx)
	return c.await(ctx, f, first)
}

// join joins the download in progress, or begins one.
func (c *configs) join(ctx context.Context) (f *flight, first bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.flight != nil {
		c.flight.waiting++
		return c.flight, false
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx)) // the first request may give up before the others
	f = &flight{done: make(chan struct{}), begun: time.Now(), cancel: cancel, waiting: 1}
	c.flight = f
	c.in.Spawn("downloading the upload config", func(context.Context) {
		defer func() {
			cancel()
			c.mu.Lock()
			c.leave(f)
			c.mu.Unlock()
			close(f.done)
		}()
		f.ok = c.download(ctx)
	})
	return f, true
}

// download fetches a config and stores it.
func (c *configs) download(ctx context.Context) bool {
	config, err := c.fetch(ctx)
	switch {
	case err == nil:
		c.keep(config)
		return true
	case ctx.Err() == nil: // otherwise no request waits for it any longer
		c.fail()
	}
	c.log.Warn("downloading the upload config", "cause", err)
	return false
}

// await waits for the end of a download. It gives up when ctx ends or, unless the
// caller is the first, after joinFor. It reports whether there is another config now.
func (c *configs) await(ctx context.Context, f *flight, first bool) bool {
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
	c.mu.Lock()
	defer c.mu.Unlock()
	if f.waiting--; f.waiting == 0 {
		f.cancel()
		c.leave(f)
	}
	return false
}

// leave makes the next request begin another download. The caller holds mu.
func (c *configs) leave(f *flight) {
	if c.flight == f {
		c.flight = nil
	}
}
