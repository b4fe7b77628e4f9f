package counters

import (
	"bytes"
	"path/filepath"
	"time"
)

// Weekends reads the day on which weeks end in the telemetry directory. ok is
// false where the file is missing or does not begin with a digit from 0 to 6: Go
// would make a day even of that, but nobody should rely on it.
func Weekends(telemetryDir string) (day time.Weekday, ok bool) {
	h, _, err := anywhere().openRegular(filepath.Join(telemetryDir, "local", "weekends"))
	if err != nil {
		return 0, false
	}
	defer h.close()
	var buf [16]byte
	n, err := h.readAt(buf[:], 0)
	if err != nil && !ended(err) {
		return 0, false
	}
	text := bytes.TrimSpace(buf[:n])
	if len(text) != 1 || text[0] < '0' || text[0] > '6' {
		return 0, false
	}
	return time.Weekday(text[0] - '0'), true
}
