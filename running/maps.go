package running

import (
	"bytes"
	"path"
	"strings"
)

// mapping is a counter file in a line of /proc/PID/maps.
type mapping struct {
	dir, name string
	deleted   bool
}

// counterFile returns the counter file in a line of /proc/PID/maps, if it has one:
//
//	7f0000000000-7f0000004000 rw-s 00000000 08:01 1234   /home/me/local/go.v1.count (deleted)
func counterFile(line []byte) (mapping, bool) {
	line, deleted := bytes.CutSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte(" (deleted)"))
	if !bytes.HasSuffix(line, []byte(suffix)) {
		return mapping{}, false
	}
	slash := bytes.IndexByte(line, '/') // no slash precedes the path
	if slash < 0 {
		return mapping{}, false
	}
	// The kernel escapes only newlines.
	file := strings.ReplaceAll(string(line[slash:]), `\012`, "\n")
	dir, name := path.Split(file)
	return mapping{path.Clean(dir), name, deleted}, true
}
