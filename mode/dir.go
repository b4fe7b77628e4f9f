package mode

import (
	"os"
	"path/filepath"
)

// Dir is the path of a Go telemetry directory, which may not exist. The zero Dir
// means that it is unknown, for example because HOME is unset. Then the mode is off
// and can't be switched. All paths of the zero Dir are empty.
type Dir string

// DefaultDir returns the directory that the Go toolchain uses for this user. A test
// compares it with what golang.org/x/telemetry says: that package would link its
// uploader, and so an HTTP client, into the server.
func DefaultDir() Dir {
	config, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return Dir(filepath.Join(config, "go", "telemetry"))
}

// Path returns the directory itself.
func (d Dir) Path() string { return string(d) }

// ModeFile returns the file with the mode and the day on which it was chosen.
func (d Dir) ModeFile() string { return d.join("mode") }

// LocalDir returns the directory of counter files and reports.
func (d Dir) LocalDir() string { return d.join("local") }

// UploadDir returns the directory of uploaded reports.
func (d Dir) UploadDir() string { return d.join("upload") }

func (d Dir) join(name string) string {
	if d == "" {
		return ""
	}
	return filepath.Join(string(d), name)
}
