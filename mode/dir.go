package mode

import (
	"os"
	"path/filepath"
)

// Dir is the path of a Go telemetry directory, which need not exist. The zero
// Dir says that none could be determined, as without HOME: the mode is off then
// and no choice can be kept. All its paths are empty.
type Dir string

// DefaultDir is the directory that the Go toolchain uses for this user. A test
// compares it with what golang.org/x/telemetry says: that package would link its
// uploader, and so an HTTP client, into the server.
func DefaultDir() Dir {
	config, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return Dir(filepath.Join(config, "go", "telemetry"))
}

// Path is the directory itself.
func (d Dir) Path() string { return string(d) }

// ModeFile holds the mode and the day on which it was chosen.
func (d Dir) ModeFile() string { return d.join("mode") }

// LocalDir holds counter files and reports.
func (d Dir) LocalDir() string { return d.join("local") }

// UploadDir holds the reports that were sent.
func (d Dir) UploadDir() string { return d.join("upload") }

func (d Dir) join(name string) string {
	if d == "" {
		return ""
	}
	return filepath.Join(string(d), name)
}
