// Package summary adds up what was counted: by week, program, version, chart and stack.
// Start at [Of]; [Summary] is the result.
package summary
