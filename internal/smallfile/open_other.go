//go:build !unix

package smallfile

// withoutWaiting is not needed: here, pipes are not in the file system.
const withoutWaiting = 0
