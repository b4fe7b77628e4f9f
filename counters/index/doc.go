// Package index keeps track of what a telemetry directory holds: the counters by week
// and build, and the local reports. It rereads only what may have changed. Start at
// [Index.Update], which returns a [View]. [Headers] keeps track of the times alone.
package index
