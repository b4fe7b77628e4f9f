//go:build !unix

package smallfile

// withoutWaiting is not needed: there are no pipes among files.
const withoutWaiting = 0
