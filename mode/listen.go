package mode

import (
	"errors"
	"io/fs"
	"os"

	"github.com/fsnotify/fsnotify"

	"github.com/telemetry-ls/telemetry-ls/internal/access"
	"github.com/telemetry-ls/telemetry-ls/internal/filesystem"
)

// listener keeps the watches of fsnotify on the directories of a plan. fsnotify
// silently drops a watch when its directory is removed or renamed, and does not know
// directories that are created later. So the listener makes a new plan after each
// event that could affect it.
type listener struct {
	dir     Dir
	others  func() []OtherFile
	log     func(format string, args ...any)
	fsw     *fsnotify.Watcher // nil if the system refuses one
	plan    plan
	watched map[string]fs.FileInfo // each directory as it was when its watch began
	root    fs.FileInfo            // what dir was at the last sync; nil if it did not exist
	whole   bool                   // every directory of the plan is watched and reports changes
	said    string                 // the last problem that was logged
}

func (l *listener) events() <-chan fsnotify.Event {
	if l.fsw == nil {
		return nil
	}
	return l.fsw.Events
}

func (l *listener) errors() <-chan error {
	if l.fsw == nil {
		return nil
	}
	return l.fsw.Errors
}

// start asks the system for events, unless it already delivers them or there is nothing to
// watch.
func (l *listener) start() {
	if l.fsw != nil || l.dir == "" && l.others == nil {
		return
	}
	fsw, err := fsnotify.NewWatcher()
	if err != nil {
		l.report("", err)
		return
	}
	l.fsw = fsw
	l.watched = map[string]fs.FileInfo{}
}

func (l *listener) close() error {
	if l.fsw == nil {
		return nil
	}
	return l.fsw.Close()
}

// sync makes a new plan and changes the watches to match it. A directory can be
// created between the making of a plan and the first event of its parent, so sync
// repeats until it finds nothing new.
func (l *listener) sync() {
	l.start()
	l.root = lookAt(l.dir)
	if l.fsw == nil {
		l.plan = l.makePlan()
		l.whole = l.dir == "" // no mode can change unseen
		return
	}
	const tries = 8
	for range tries {
		l.plan = l.makePlan()
		added, failed := l.apply()
		l.whole = !failed
		if !added {
			break
		}
	}
	for dir := range l.watched {
		l.whole = l.whole && (l.plan.aside(dir) || filesystem.ReportsChanges(dir))
	}
	if l.whole {
		l.said = ""
	}
}

func (l *listener) makePlan() plan {
	if l.others == nil {
		return planFor(l.dir, nil)
	}
	return planFor(l.dir, l.others())
}

// sound reports whether the watches for the mode are still on the directories that they
// were added for, with as few system calls as possible. It assumes that all waiting
// events have been handled. Watches for the other files don't matter: OnTick looks at
// those files themselves.
func (l *listener) sound() bool {
	if l.fsw == nil || !l.whole || len(l.fsw.WatchList()) != len(l.watched) {
		return l.dir == ""
	}
	for dir, then := range l.watched {
		if l.plan.aside(dir) {
			continue
		}
		if now, err := os.Stat(dir); err != nil || !os.SameFile(then, now) {
			return false
		}
	}
	if !planFor(l.dir, nil).same(l.plan) {
		return false
	}
	root := lookAt(l.dir)
	return (root == nil) == (l.root == nil) && (root == nil || os.SameFile(root, l.root))
}

// lookAt describes the directory d. A link above it may have come to lead elsewhere.
func lookAt(d Dir) fs.FileInfo {
	info, err := os.Stat(d.Path())
	if err != nil {
		return nil
	}
	return info
}

// apply adds and removes watches. It adds a watch again if fsnotify dropped it, or
// if a different directory now has the same name. If added is true, the plan may
// lack directories created before the new watches began.
func (l *listener) apply() (added, failed bool) {
	want := l.plan.dirs()
	held := map[string]bool{}
	for _, dir := range l.fsw.WatchList() {
		held[dir] = true
	}
	for dir, then := range l.watched {
		now, err := os.Stat(dir)
		if !want[dir] || !held[dir] || err != nil || !os.SameFile(then, now) {
			l.drop(dir)
		}
	}
	for dir := range want {
		if l.watched[dir] != nil {
			continue
		}
		info, err := os.Stat(dir)
		if err == nil {
			err = l.fsw.Add(dir)
		}
		if errors.Is(err, fs.ErrNotExist) {
			added, failed = true, true // removed since the plan was made: make another
			continue
		}
		if err != nil {
			failed = failed || !l.plan.aside(dir) && !l.othersOnly(dir, err)
			l.report(dir, err)
			continue
		}
		l.watched[dir] = info
		added = true
	}
	return added, failed
}

// othersOnly reports whether dir, which the listener cannot watch because of err, is
// only on the way and closed to this user. No program of this user can replace
// anything there.
func (l *listener) othersOnly(dir string, err error) bool {
	return errors.Is(err, fs.ErrPermission) && !l.plan.ends[dir] && access.MayMakeNames(dir) != nil
}

// drop ends the watch of dir. It ignores an error, which means only that fsnotify or
// the system ended the watch before.
func (l *listener) drop(dir string) {
	if l.watched[dir] != nil {
		delete(l.watched, dir)
		_ = l.fsw.Remove(dir)
	}
}

// dropAll ends every watch, so that sync can start again.
func (l *listener) dropAll() {
	for dir := range l.watched {
		l.drop(dir)
	}
}

// report logs why the listener does not watch dir, once.
func (l *listener) report(dir string, err error) {
	if text := dir + err.Error(); text != l.said {
		l.said = text
		l.log("listening to %q: %v; looking from time to time instead", dir, err)
	}
}
