package server

import (
	"errors"
	"fmt"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

func TestFailureHasOneHint(t *testing.T) {
	err := error(&failure{hint.New(errors.New("it broke"), "mend it")})
	want := "it broke; hint: mend it"
	for range 2 {
		if got := err.Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		err = &failure{fmt.Errorf("doing it: %w", err)}
		want = "doing it: " + want
	}
}
