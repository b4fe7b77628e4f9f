// Package uploadconfig reads the upload config, the public list of the counters that
// Go may upload. Start at [Cached], which finds it in the module cache, at
// [Downloader], which downloads it with the go command, or at [Config], which knows
// what is approved.
package uploadconfig
