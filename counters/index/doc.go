// Package index knows what a telemetry directory holds: the counters by week and build,
// and the local reports. It reads again only what may have changed. Start at
// [Index.Update], which gives a [View]; [Headers] knows the times of the files alone.
package index
