package counters_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
	"github.com/telemetry-ls/telemetry-ls/internal/reexec"
)

func TestMain(m *testing.M) { counttest.Main(m, reexec.Roles{"grow": grow}) }

// grow prints by how much a summary makes the process grow.
func grow([]string) error {
	t, err := counttest.MyTask()
	if err != nil {
		return err
	}
	before := residentMB()
	summary.Of(index.New(t.Dir), summary.Options{Weeks: 8, Now: t.Now})
	fmt.Printf("[%g, %g]\n", before, residentMB())
	return nil
}

// residentMB returns the resident memory of this process in megabytes.
func residentMB() float64 {
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		panic(err)
	}
	var size, resident int
	if _, err := fmt.Sscan(string(data), &size, &resident); err != nil {
		panic(err)
	}
	return float64(resident*os.Getpagesize()) / 1e6
}
