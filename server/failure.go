package server

import (
	"errors"
	"fmt"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

// failure is the error of a request that was valid but failed.
type failure struct{ cause error }

func (f *failure) Unwrap() error { return f.cause }

func (f *failure) Error() string {
	var inner *failure
	if errors.As(f.cause, &inner) {
		return f.cause.Error() // it includes the hint already
	}
	if advice := hint.Of(f.cause); advice != "" {
		return fmt.Sprintf("%v; hint: %s", f.cause, advice)
	}
	return f.cause.Error()
}
