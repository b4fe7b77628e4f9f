package running

import (
	"fmt"

	"github.com/telemetry-ls/telemetry-ls/internal/fault"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

// failed returns the error for a search that err stopped.
func failed(err error) error {
	advice := "check the memory of this machine, and try again"
	if fault.Handles(err) {
		advice = "close programs that hold many files open, or raise the limit (ulimit -n), and try again"
	}
	return hint.New(fmt.Errorf("looking for running programs: %w", err), advice)
}
