package check

import (
	"fmt"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/printable"
)

// String returns the finding as one line, in the format of go vet.
func (f Finding) String() string {
	return fmt.Sprintf("%s:%d:%d: %s (%s)", printable.Name(f.File), f.Line, f.Column, strings.ReplaceAll(f.Message, "\n", " "), f.Code)
}

// String returns the problem as one line.
func (p Problem) String() string {
	return printable.Name(p.File) + ": " + printable.Name(p.Message)
}
