// Package lazyregexp compiles regular expressions when they are first used: compiled
// at package load, they cost every start of the server, which needs none of them to
// answer its editor.
package lazyregexp

import (
	"regexp"
	"sync"
)

// New gives a function that compiles expr on its first call, and panics then if expr
// is malformed: expr is a constant that a test uses. Several goroutines may call it.
func New(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
