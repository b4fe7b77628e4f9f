package prompt

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

const lockPrefix = "telemetry-ls pid "

// holder is the process that a lock of ours names.
type holder struct {
	pid  int
	host string // "" in locks of versions that did not write it
}

// lockContent returns the content of a lock of ours. The random word distinguishes
// two processes that had the same ID at different times.
func lockContent(h holder) string {
	return fmt.Sprintf("%s%d %016x%016x %s\n", lockPrefix, h.pid, rand.Uint64(), rand.Uint64(), h.host)
}

// parseLock returns the process that a lock of ours names. gopls's lock is empty.
func parseLock(data []byte) (h holder, ours bool) {
	rest, ours := strings.CutPrefix(string(data), lockPrefix)
	if !ours {
		return holder{}, false
	}
	number, rest, _ := strings.Cut(strings.TrimRight(rest, "\r\n"), " ")
	pid, err := strconv.Atoi(number)
	if err != nil || pid <= 0 {
		return holder{}, false
	}
	_, host, _ := strings.Cut(rest, " ")
	return holder{pid, host}, true
}
