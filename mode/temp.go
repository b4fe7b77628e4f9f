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

// staleAfter is when a temporary file is a leftover even if a process has the
// number in its name: a write takes milliseconds, and numbers are used again. A
// day is more than the clocks of two machines on one network disk differ by.
const staleAfter = 24 * time.Hour

// tempPrefix begins the names of temporary files for the file called name; the
// number of the process that writes and a random one follow.
func tempPrefix(name string) string { return "." + name + ".telemetry-ls-" }

// createTemp makes a temporary file beside path.
func createTemp(path string, perm fs.FileMode) (*os.File, error) {
	folder, name := filepath.Split(path)
	for {
		temp := tempPrefix(name) + process.Own().With(fmt.Sprintf("%08x", rand.Uint32()))
		f, err := os.OpenFile(filepath.Join(folder, temp), os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm|0o200)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// removeStale removes temporary files for path that were left behind by
// processes that are gone. What cannot be removed does no harm.
func removeStale(path string) {
	folder, name := filepath.Split(path)
	entries, err := os.ReadDir(filepath.Clean(folder))
	if err != nil {
		return
	}
	for _, e := range entries {
		rest, ours := strings.CutPrefix(e.Name(), tempPrefix(name))
		if ours && e.Type().IsRegular() && stale(rest, e) {
			_ = os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}

// stale judges the temporary file e whose name ends in rest. Its age is by the
// clock of the machine, as its time is, not by that which dates choices.
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
