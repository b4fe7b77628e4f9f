package server

import "context"

// background runs the work of components that outlives a request: it is the connection
// as they see it.
type background interface {
	// Spawn runs work until it is done or the connection ends.
	Spawn(name string, work func(context.Context))
	// Contain runs one round of such work: a panic in it is not the end of the others.
	Contain(name string, round func())
}
