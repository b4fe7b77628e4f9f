package server

import "context"

// background runs work that outlives a request. It is how components see the
// connection.
type background interface {
	// Spawn runs work until it is done or the connection ends.
	Spawn(name string, work func(context.Context))
	// Contain runs one round of such work: a panic in it doesn't end the other rounds.
	Contain(name string, round func())
}
