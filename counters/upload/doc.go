// Package upload predicts what Go's uploader would upload, week by week. It also finds
// what was uploaded, and what stops uploads. It follows the steps of the uploader, but
// never writes, deletes or uploads anything.
//
// Start at [PreviewOf]. week.go decides about a week, filter.go about its counters;
// queue.go and directories.go find what stops all uploads.
package upload
