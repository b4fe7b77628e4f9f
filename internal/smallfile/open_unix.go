//go:build unix

package smallfile

import "syscall"

// withoutWaiting makes opening a pipe return at once, and a terminal no terminal of
// this process.
const withoutWaiting = syscall.O_NONBLOCK | syscall.O_NOCTTY
