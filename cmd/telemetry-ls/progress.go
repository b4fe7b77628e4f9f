package main

import (
	"io"
	"time"
)

// progressEvery is the time between two updates of a progress line.
const progressEvery = 200 * time.Millisecond

// progressLine is a line on a terminal that goes away.
type progressLine struct {
	w     io.Writer // nil: there is no terminal
	shown bool
}

// clearLine moves to the start of the line and erases it.
const clearLine = "\r\x1b[K"

// show replaces the line. text has no control characters.
func (l *progressLine) show(text string) {
	if l.w != nil {
		_, _ = io.WriteString(l.w, clearLine+text)
		l.shown = true
	}
}

// clear removes the line.
func (l *progressLine) clear() {
	if l.shown {
		_, _ = io.WriteString(l.w, clearLine)
		l.shown = false
	}
}
