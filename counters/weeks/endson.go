package weeks

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
)

// EndsOn reads the weekday on which the weeks of a telemetry directory end. ok is false
// if the file is missing or holds anything but a digit from 0 to 6. Go derives a
// weekday even from such a file, but callers should not rely on that.
func EndsOn(telemetryDir string) (day time.Weekday, ok bool) {
	text, err := readWeekends(telemetryDir)
	if err != nil || len(text) != 1 || text[0] < '0' || text[0] > '6' {
		return 0, false
	}
	return time.Weekday(text[0] - '0'), true
}

// errEmpty means that a file that should have a digit has none.
var errEmpty = errors.New("the file is empty")

// tornPause is longer than Go takes to write the file after it has created it.
const tornPause = 20 * time.Millisecond

// Weekless returns why Go can't read the weekday, as after a write to a full disk, or nil.
// Go then starts no counter file, and doesn't write the file again. If the file is missing,
// Go chooses a day. If its directory can't be used, that is not about this file.
func Weekless(telemetryDir string) error {
	if _, err := os.Lstat(weekendsFile(telemetryDir)); err != nil {
		return nil //nolint:nilerr // Go creates a missing file
	}
	text, err := readWeekends(telemetryDir)
	if err == nil && len(text) == 0 {
		time.Sleep(tornPause)
		text, err = readWeekends(telemetryDir)
	}
	switch {
	case rawfile.Missing(err):
		return nil
	case err == nil && len(text) == 0:
		return errEmpty
	}
	return err
}

func weekendsFile(telemetryDir string) string {
	return filepath.Join(telemetryDir, "local", "weekends")
}

// readWeekends returns the beginning of the file without the space around it.
func readWeekends(telemetryDir string) ([]byte, error) {
	h, _, err := rawfile.AnyDir().OpenRegular(weekendsFile(telemetryDir))
	if err != nil {
		return nil, err
	}
	defer h.Close()
	var buf [16]byte
	n, err := h.ReadAt(buf[:], 0)
	if err != nil && !rawfile.AtEnd(err) {
		return nil, err
	}
	return bytes.TrimSpace(buf[:n]), nil
}
