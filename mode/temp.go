package mode

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/process"
)

// staleAfter is the age at which a temporary file is a leftover even if a process
// has the PID in its name: a write takes milliseconds, and systems reuse PIDs. The
// clocks of two machines with one network disk differ by less than a day.
const staleAfter = 24 * time.Hour

// tempPrefix returns the start of the names of temporary files for name. The PID of
// the writer and a random number follow.
func tempPrefix(name string) string { return "." + name + ".telemetry-ls-" }

// createTemp creates a temporary file next to path.
func createTemp(path string, perm fs.FileMode) (*os.File, error) {
	dir, name := filepath.Split(path)
	for {
		temp := tempPrefix(name) + process.Own().With(fmt.Sprintf("%08x", rand.Uint32()))
		f, err := os.OpenFile(filepath.Join(dir, temp), os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm|0o200)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// removeStale removes temporary files for path that ended processes left behind. A
// file that it can't remove does no harm.
func removeStale(path string) {
	dir, name := filepath.Split(path)
	entries, err := os.ReadDir(filepath.Clean(dir))
	if err != nil {
		return
	}
	for _, e := range entries {
		rest, ours := strings.CutPrefix(e.Name(), tempPrefix(name))
		if ours && e.Type().IsRegular() && stale(rest, e) {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// stale reports whether the temporary file e, whose name ends in rest, is a
// leftover. It uses the clock of the machine, as file times do, not the injected one.
func stale(rest string, e fs.DirEntry) bool {
	mark, ok := process.ReadMark(rest)
	if !ok {
		return false // not a name that we give
	}
	if mark.Ended() {
		return true
	}
	info, err := e.Info()
	return err == nil && time.Since(info.ModTime()) > staleAfter
}
