package mode

import (
	"context"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/fsnotify/fsnotify"
)

// WatchOptions says what to do with news. The functions are called one at a time
// and hold up the watcher until they return; they must not close it.
type WatchOptions struct {
	OnChange func(State) // the mode file says something else than before
	OnData   func()      // something changed in local/ or upload/
	OnAccess func()      // somebody changed who may read or write
	OnTick   func()      // after each look of the poll
	OnLook   func()      // after a look that Look has asked for
	// Poll is how often to look, events or not; 30 seconds if it is 0.
	Poll time.Duration
	Log  func(format string, args ...any)
}

const defaultPoll = 30 * time.Second

// unknownAgain is how long after a failed look the next one comes.
const unknownAgain = time.Second

// Watcher hears of changes of the mode and of the data beside it.
type Watcher struct {
	opt     WatchOptions
	dir     Dir
	settled time.Duration // for which a file must stay empty to be believed
	cancel  context.CancelFunc
	done    chan struct{} // closed when the loop has ended
	ended   error         // of closing the listener; set before done is closed

	delivering atomic.Bool
	told       atomic.Pointer[State] // what was told last, for State
	wish       chan struct{}         // holds at most one wish for a look

	// What follows belongs to the loop.
	listener listener
	last     State       // what was told last
	missed   bool        // the poll found what no event had told of
	settle   *time.Timer // runs while the file is empty, and likely being written
	gather   *time.Timer // runs while gathers
	gathers  bool
	seen     dataSeen // at the last OnData
}

// Watch begins to watch d, until ctx ends or Close is called. A change after it
// returns is told. Where the system gives no events it only polls. It fails only
// where ctx has ended.
func Watch(ctx context.Context, d Dir, opt WatchOptions) (*Watcher, error) {
	return watch(ctx, d, opt, tornTotal)
}

// watch is Watch with the time for which a file must stay empty to be believed.
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

// begin listens and then looks, so that nothing is missed in between.
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
	if opt.Log == nil {
		opt.Log = func(string, ...any) {}
	}
	return &Watcher{
		opt: opt, dir: d, settled: settled, done: make(chan struct{}), wish: make(chan struct{}, 1),
		listener: listener{dir: d, log: opt.Log},
		settle:   stoppedTimer(), gather: stoppedTimer(),
	}
}

func stoppedTimer() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}

// Delivering reports whether events tell of changes as they happen; else only
// the poll does.
func (w *Watcher) Delivering() bool { return w.delivering.Load() }

// State is the state that the Watcher has read last, and told if it was news. It is
// never that of a file that is just being written.
func (w *Watcher) State() State { return *w.told.Load() }

// Look asks for a look at the mode file now: after a change by this process, which
// no event tells of on some file systems. It does not wait.
func (w *Watcher) Look() {
	select {
	case w.wish <- struct{}{}:
	default:
	}
}

// take makes s the state of the Watcher.
func (w *Watcher) take(s State) {
	w.last = s
	w.told.Store(&s)
}

// Close ends the watcher and waits for a call of its functions to return.
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
		case <-w.wish:
			w.check()
			w.opt.OnLook()
		}
	}
}

// event looks at what e is about. The mode is read first, for speed, and again
// where there was more to listen to.
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
	w.check()
	if e.Has(fsnotify.Chmod) {
		w.opt.OnAccess()
	}
	ends := e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename)
	if about == ofFolder && ends {
		w.listener.drop(filepath.Clean(e.Name)) // what has this name now is another folder
	}
	if about == ofFolder || ends || e.Has(fsnotify.Create) {
		w.resync()
	}
}

// resync listens to what exists now, and looks at it.
func (w *Watcher) resync() {
	before := len(w.listener.plan.data)
	w.listen()
	w.check()
	if len(w.listener.plan.data) != before || lookAtData(w.dir) != w.seen {
		w.gatherData()
	}
}

func (w *Watcher) listen() {
	w.listener.sync()
	w.delivering.Store(w.listener.whole && !w.missed)
}

// check reads the mode. An empty file is being written, most likely: the next
// event tells what comes of it, or the settle timer that nothing did.
func (w *Watcher) check() {
	s := w.dir.look()
	if s.torn() && !w.last.torn() {
		w.settle.Reset(w.settled)
		return
	}
	w.report(s)
}

// lookAgain looks at what was being written, or could not be read for the moment. In
// that moment listening was refused as well, likely.
func (w *Watcher) lookAgain() {
	s := w.dir.look()
	if w.last.Unknown && !s.Unknown {
		w.resync()
		return
	}
	w.report(s)
}

// lookSoon sees to another look where s could not be read for the moment, since no
// event tells when that has passed.
func (w *Watcher) lookSoon(s State) {
	if s.Unknown {
		w.settle.Reset(unknownAgain)
	}
}

// report tells s, if it is news.
func (w *Watcher) report(s State) {
	w.settle.Stop()
	w.lookSoon(s)
	if s.same(w.last) {
		return
	}
	w.take(s)
	w.opt.OnChange(s)
}

// tick is the poll. What it finds that no event told of shows that events do not
// come: all watches are begun anew.
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

// catchUp handles the events that wait already.
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
