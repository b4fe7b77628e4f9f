package atomicfile

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// IsTemp reports whether name is that of a temporary file, beside path, that [Write]
// leaves if its process is killed.
func IsTemp(path, name string) bool {
	random, ok := strings.CutPrefix(name, ".tmp-"+filepath.Base(path))
	return ok && random != "" && strings.Trim(random, "0123456789") == ""
}

// RemoveStale removes the temporary files that killed processes have left in dir. It
// keeps files less than an hour old, which may belong to a running process.
func RemoveStale(dir string, now time.Time, temporary func(name string) bool) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || !temporary(e.Name()) {
			continue
		}
		if info, err := e.Info(); err == nil && now.Sub(info.ModTime()) > time.Hour {
			_ = os.Remove(filepath.Join(dir, e.Name())) // another user's stays
		}
	}
}
