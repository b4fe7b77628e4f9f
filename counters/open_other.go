//go:build !unix

package counters

// nonblock has no meaning where files are not opened as on Unix.
const nonblock = 0
