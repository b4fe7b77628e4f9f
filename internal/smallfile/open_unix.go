//go:build unix

package smallfile

import "syscall"

// withoutWaiting makes open return at once for a pipe, and keeps a terminal from
// becoming the terminal of this process.
const withoutWaiting = syscall.O_NONBLOCK | syscall.O_NOCTTY
