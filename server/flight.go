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
func (c *configs) downloadOnce(ctx context.Context) bool {
	c.mu.Lock()
	config, going := c.config, c.flight != nil
	tired := !c.failed.IsZero() && time.Since(c.failed) < tryAgain
	c.mu.Unlock()
	switch {
	case !going && c.fresh(config):
		return true // it came meanwhile
	case !going && tired:
		return false
	}
	return c.downloadNow(ctx)
}

// downloadNow is downloadOnce for a user who wants it now.
func (c *configs) downloadNow(ctx context.Context) bool {
	f, first := c.join(ctx)
	return c.await(ctx, f, first)
}

// join takes part in the download that goes on, or begins one.
func (c *configs) join(ctx context.Context) (f *flight, first bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.flight != nil {
		c.flight.waiting++
		return c.flight, false
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx)) // the first may give up before the others
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

// download fetches a config and keeps it.
func (c *configs) download(ctx context.Context) bool {
	config, err := c.fetch(ctx)
	switch {
	case err == nil:
		c.keep(config)
		return true
	case ctx.Err() == nil: // else nothing waits for it any more
		c.fail()
	}
	c.log.Warn("downloading the upload config", "cause", err)
	return false
}

// await waits for the end of a download, for as long as it makes sense.
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

// leave makes the next who wants a download begin another. The caller holds mu.
func (c *configs) leave(f *flight) {
	if c.flight == f {
		c.flight = nil
	}
}
