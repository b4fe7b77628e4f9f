package weeks

import (
	"bytes"
	"path/filepath"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
)

// EndsOn reads the weekday on which the weeks of a telemetry directory end. ok is false
// if the file is missing or holds anything but a digit from 0 to 6. Go derives a
// weekday even from such a file, but callers should not rely on that.
func EndsOn(telemetryDir string) (day time.Weekday, ok bool) {
	h, _, err := rawfile.AnyDir().OpenRegular(filepath.Join(telemetryDir, "local", "weekends"))
	if err != nil {
		return 0, false
	}
	defer h.Close()
	var buf [16]byte
	n, err := h.ReadAt(buf[:], 0)
	if err != nil && !rawfile.AtEnd(err) {
		return 0, false
	}
	text := bytes.TrimSpace(buf[:n])
	if len(text) != 1 || text[0] < '0' || text[0] > '6' {
		return 0, false
	}
	return time.Weekday(text[0] - '0'), true
}
