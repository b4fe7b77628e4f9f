// Package upload tells what Go's uploader would upload, week by week, what it has
// uploaded, and what stops it. It does what the uploader does, except write, delete and
// send. Start at [PreviewOf]; week.go decides about one week, filter.go about its
// counters, queue.go and directories.go about what stops all uploads.
package upload
