// Package process reports whether another process is running.
package process
