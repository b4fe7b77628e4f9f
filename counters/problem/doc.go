// Package problem says which file of a telemetry directory can't be used, and why.
// Start at [Of], which turns an error into a [Problem] for the user, and at
// [FormatError], which says where the content of a file is wrong.
package problem
