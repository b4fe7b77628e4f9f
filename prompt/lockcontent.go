package prompt

import (
	"crypto/rand"
	"fmt"
	"strconv"
	"strings"
)

const lockPrefix = "telemetry-ls pid "

// lockContent is what a lock of ours holds. The random word tells apart two
// processes that had the same number one after the other.
func lockContent(pid int) string {
	return fmt.Sprintf("%s%d %s\n", lockPrefix, pid, rand.Text())
}

// parseLock gives the process that a lock of ours names; gopls' own is empty.
func parseLock(data []byte) (pid int, ours bool) {
	rest, ours := strings.CutPrefix(string(data), lockPrefix)
	if !ours {
		return 0, false
	}
	number, _, _ := strings.Cut(strings.TrimRight(rest, "\r\n"), " ")
	pid, err := strconv.Atoi(number)
	return pid, err == nil && pid > 0
}
