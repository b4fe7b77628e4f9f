package upload

import (
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

func TestMain(m *testing.M) { counttest.Main(m, nil) }
