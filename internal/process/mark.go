package process

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Mark is the part of a file name that says which process owns the file while it runs,
// so that others can find leftovers.
type Mark struct {
	PID  int
	Host string // "" in marks of older versions
}

// Own returns the Mark of this process.
func Own() Mark { return Mark{os.Getpid(), Host()} }

// With returns the text of the mark, with a word that makes it unique.
func (m Mark) With(word string) string { return fmt.Sprintf("%d-%s-%s", m.PID, m.Host, word) }

// ReadMark parses the result of With, or a PID and a word only.
func ReadMark(text string) (m Mark, ok bool) {
	number, rest, ok := strings.Cut(text, "-")
	pid, err := strconv.Atoi(number)
	if !ok || err != nil || pid <= 0 {
		return Mark{}, false
	}
	if end := strings.LastIndexByte(rest, '-'); end >= 0 {
		return Mark{pid, rest[:end]}, true
	}
	return Mark{PID: pid}, true
}

// Elsewhere reports whether the process belongs to another machine or container. Only
// that machine knows whether it is running.
func (m Mark) Elsewhere() bool { return m.Host != "" && m.Host != Host() }

// Ended reports whether the process is known to have ended.
func (m Mark) Ended() bool { return !m.Elsewhere() && !Alive(m.PID) }
