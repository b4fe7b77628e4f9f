// Package process tells whether another process runs.
package process
