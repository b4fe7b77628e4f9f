package mode

import (
	"context"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/fsnotify/fsnotify"
)

// WatchOptions are the functions that a Watcher calls. It calls them one at a time
// and waits until each returns. They must not close the Watcher.
type WatchOptions struct {
	OnChange func(State) // the content of the mode file changed
	OnData   func()      // something changed in local/ or upload/
	OnAccess func()      // permissions changed
	OnTick   func()      // after each look of the poll
	OnLook   func()      // after a look that Look requested
	OnOther  func()      // another file changed, or how its path leads to it
	// Others returns more files to watch. Nil means none. Call Relisten if it comes to
	// return others.
	Others func() []OtherFile
	// Poll is how often to look, with or without events. Zero means 30 seconds.
	Poll time.Duration
	Log  func(format string, args ...any)
}

// OtherFile is a file beside the mode whose changes matter, such as a policy. It may not
// exist.
type OtherFile struct {
	Dir, Name string // Dir is absolute
	// Foreign means that a stranger may have written the directory, such as a repository.
	// Links at Name are followed only inside it then.
	Foreign bool
}

const defaultPoll = 30 * time.Second

// Watcher reports changes of the mode and of the data next to it.
type Watcher struct {
	opt     WatchOptions
	dir     Dir
	settled time.Duration // how long a file must stay empty before that counts
	cancel  context.CancelFunc
	done    chan struct{} // closed when the loop has ended
	ended   error         // error of closing the listener; set before done is closed

	delivering atomic.Bool
	reported   atomic.Pointer[State] // the state reported last, for State
	wish       chan struct{}         // holds at most one request for a look
	relisten   atomic.Bool           // the request is also to listen again

	// Only the loop uses the fields below.
	listener listener
	last     State       // the state reported last
	missed   bool        // the poll found a change that no event reported
	settle   *time.Timer // runs while the file is empty, probably because a program is writing it
	gather   *time.Timer // runs while gathers is true
	gathers  bool
	seen     dataSeen    // at the last OnData
	other    *time.Timer // runs while changes of the other files are gathered
}

// Watch starts watching d until ctx ends or Close is called. It reports every change
// made after it returns. If the system delivers no events, it only polls. It fails
// only if ctx has ended.
func Watch(ctx context.Context, d Dir, opt WatchOptions) (*Watcher, error) {
	return watch(ctx, d, opt, tornTotal)
}

// watch is Watch with a given time for which a file must stay empty before that
// counts.
func watch(ctx context.Context, d Dir, opt WatchOptions, settled time.Duration) (*Watcher, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w := newWatcher(d, opt, settled)
	ctx, w.cancel = context.WithCancel(ctx)
	w.begin()
	go w.run(ctx)
	return w, nil
}

// begin listens first and looks second, so that it misses no change in between.
func (w *Watcher) begin() {
	w.listen()
	w.take(w.dir.Read())
	w.seen = lookAtData(w.dir)
	w.lookSoon(w.last)
}

func newWatcher(d Dir, opt WatchOptions, settled time.Duration) *Watcher {
	if opt.Poll <= 0 {
		opt.Poll = defaultPoll
	}
	if opt.OnChange == nil {
		opt.OnChange = func(State) {}
	}
	if opt.OnData == nil {
		opt.OnData = func() {}
	}
	if opt.OnAccess == nil {
		opt.OnAccess = func() {}
	}
	if opt.OnTick == nil {
		opt.OnTick = func() {}
	}
	if opt.OnLook == nil {
		opt.OnLook = func() {}
	}
	if opt.OnOther == nil {
		opt.OnOther = func() {}
	}
	if opt.Log == nil {
		opt.Log = func(string, ...any) {}
	}
	return &Watcher{
		opt: opt, dir: d, settled: settled, done: make(chan struct{}), wish: make(chan struct{}, 1),
		listener: listener{dir: d, others: opt.Others, log: opt.Log},
		settle:   stoppedTimer(), gather: stoppedTimer(), other: stoppedTimer(),
	}
}

func stoppedTimer() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}

// Delivering reports whether events report changes as they happen. If not, only the
// poll finds them.
func (w *Watcher) Delivering() bool { return w.delivering.Load() }

// State returns the state that the Watcher read last and, if it was new, reported.
// It is never the state of a file that a program is still writing.
func (w *Watcher) State() State { return *w.reported.Load() }

// Look requests a look at the mode file now. Call it after this process changes the
// file, because some file systems send no event for that. It does not wait.
func (w *Watcher) Look() {
	select {
	case w.wish <- struct{}{}:
	default:
	}
}

// Relisten requests a look at which other files to watch. It does not wait.
func (w *Watcher) Relisten() {
	w.relisten.Store(true)
	w.Look()
}

// Close ends the watcher. It waits for a running call of one of its functions to
// return.
func (w *Watcher) Close() error {
	w.cancel()
	<-w.done
	return w.ended
}

func (w *Watcher) run(ctx context.Context) {
	defer close(w.done)
	defer func() { w.ended = w.listener.close() }()
	poll := newPulse(w.opt.Poll)
	defer poll.stop()
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-w.listener.events():
			w.event(e)
		case err := <-w.listener.errors():
			w.opt.Log("listening to %s: %v", w.dir.Path(), err)
			w.resync() // events were lost
		case <-w.settle.C:
			w.lookAgain()
		case <-w.gather.C:
			w.gathers = false
			w.seen = lookAtData(w.dir)
			w.opt.OnData()
		case <-poll.beats:
			w.tick()
		case <-w.other.C:
			w.opt.OnOther()
		case <-w.wish:
			if w.relisten.Swap(false) {
				w.resync()
			}
			w.check()
			w.opt.OnLook()
		}
	}
}

// event handles e. For speed, it reads the mode first. It reads the mode again if
// there is more to listen to.
func (w *Watcher) event(e fsnotify.Event) {
	about := w.listener.plan.classify(e.Name)
	if about == nothing {
		return
	}
	if w.missed {
		w.missed = false
		w.delivering.Store(w.listener.whole)
	}
	if about == ofData {
		w.gatherData()
		return
	}
	if about == ofOther {
		w.other.Reset(dataQuiet)
	} else {
		w.check()
	}
	if e.Has(fsnotify.Chmod) {
		w.opt.OnAccess()
	}
	ends := e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename)
	if about == ofDir && ends {
		w.listener.drop(filepath.Clean(e.Name)) // a different directory may have this name now
	}
	if about == ofDir || ends || e.Has(fsnotify.Create) {
		w.resync()
	}
}

// resync listens to what exists now, and looks at it.
func (w *Watcher) resync() {
	before := len(w.listener.plan.data)
	w.listen()
	if w.opt.Others != nil {
		w.other.Reset(dataQuiet) // a file may have come with its directory
	}
	w.check()
	if len(w.listener.plan.data) != before || lookAtData(w.dir) != w.seen {
		w.gatherData()
	}
}

func (w *Watcher) listen() {
	w.listener.sync()
	w.delivering.Store(w.listener.whole && !w.missed)
}

// tick is the poll. If it finds a change that no event reported, events are not
// arriving, so it starts all watches again.
func (w *Watcher) tick() {
	w.catchUp()
	before := w.last
	w.check()
	if w.listener.fsw != nil && !w.last.same(before) {
		w.missed = true
		w.listener.dropAll()
	}
	if w.missed || !w.listener.sound() {
		w.listen()
	}
	if lookAtData(w.dir) != w.seen {
		w.gatherData()
	}
	w.opt.OnTick()
}

// catchUp handles the events that are already waiting.
func (w *Watcher) catchUp() {
	const most = 256
	for range most {
		select {
		case e := <-w.listener.events():
			w.event(e)
		default:
			return
		}
	}
}
