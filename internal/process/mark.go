package process

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Mark is what stands in the name of a file that belongs to a process for as long
// as that runs, so that others can tell what was left behind.
type Mark struct {
	PID  int
	Host string // "" in marks of versions that did not name it
}

// Own is the Mark of this process.
func Own() Mark { return Mark{os.Getpid(), Host()} }

// With gives the text of the mark with a word that makes it unique.
func (m Mark) With(word string) string { return fmt.Sprintf("%d-%s-%s", m.PID, m.Host, word) }

// ReadMark reads what With wrote, or the number and the word alone.
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

// Elsewhere reports whether the process belongs to another machine or container:
// whether it runs cannot be told here.
func (m Mark) Elsewhere() bool { return m.Host != "" && m.Host != Host() }

// Ended reports whether the process is known to run no more.
func (m Mark) Ended() bool { return !m.Elsewhere() && !Alive(m.PID) }
