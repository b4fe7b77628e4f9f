package mode

import "time"

// The looks of a [Watcher] at the mode file: when it believes what it reads, and what
// it reports.

// unknownAgain is the pause between a failed look and the next one.
const unknownAgain = time.Second

// check reads the mode. If the file is empty, a program is probably writing it. In
// that case check waits for the next event or the settle timer.
func (w *Watcher) check() {
	s := w.dir.look()
	if s.torn() && !w.last.torn() {
		w.settle.Reset(w.settled)
		return
	}
	w.report(s)
}

// lookAgain looks again at a file that was being written, or that temporarily could
// not be read. If it could not be read, listening probably failed too.
func (w *Watcher) lookAgain() {
	s := w.dir.look()
	if w.last.Unknown && !s.Unknown {
		w.resync()
		return
	}
	w.report(s)
}

// lookSoon schedules another look if s temporarily could not be read, because no
// event reports when it can be.
func (w *Watcher) lookSoon(s State) {
	if s.Unknown {
		w.settle.Reset(unknownAgain)
	}
}

// report passes s to OnChange if it is new.
func (w *Watcher) report(s State) {
	w.settle.Stop()
	w.lookSoon(s)
	if s.same(w.last) {
		return
	}
	w.take(s)
	w.opt.OnChange(s)
}

// take makes s the state of the Watcher.
func (w *Watcher) take(s State) {
	w.last = s
	w.reported.Store(&s)
}
