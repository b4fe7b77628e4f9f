// Package problem describes files of a telemetry directory that can't be used.
// Start at [Of], which turns an error into a [Problem] for the user, and at
// [FormatError], which says where the content of a file is wrong.
package problem
