package server

import (
	"sync"
	"time"
)

// slowFact keeps a fact of a Status that takes too long to wait for. look computes it in
// the background.
type slowFact[T any] struct {
	mu        sync.Mutex // guards what follows
	of        string     // what the fact is about
	known     bool
	fact      T
	at        time.Time // when the fact was computed
	forgotten int       // the number of calls of forget
}

// forget makes the next get report that a look is needed.
func (c *slowFact[T]) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forgetLocked()
}

func (c *slowFact[T]) forgetLocked() {
	c.known = false
	c.forgotten++
}

// get returns the last fact known about of, and whether it is out of date. believed is how
// long a fact stays valid if the file system reports no change.
func (c *slowFact[T]) get(of string, now time.Time, believed func(T) time.Duration) (fact T, outdated bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of != of {
		return fact, true
	}
	return c.fact, !c.known || now.Sub(c.at).Abs() > believed(c.fact)
}

// look computes the fact. What happens meanwhile makes it out of date.
func (c *slowFact[T]) look(of string, now time.Time, compute func() T) {
	c.mu.Lock()
	forgotten := c.forgotten
	c.mu.Unlock()
	fact := compute()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.of, c.known, c.fact, c.at = of, c.forgotten == forgotten, fact, now
}
