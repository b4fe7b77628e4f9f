package mode

import (
	"errors"
	"io/fs"
	"os"

	"github.com/fsnotify/fsnotify"

	"github.com/telemetry-ls/telemetry-ls/internal/access"
	"github.com/telemetry-ls/telemetry-ls/internal/filesystem"
)

// listener keeps the watches of fsnotify on the folders of a plan. fsnotify drops
// a watch without a word when its folder is removed or renamed, and knows nothing
// of folders that are made later; so the plan is looked at again after each event
// that could bear on it.
type listener struct {
	dir     Dir
	log     func(format string, args ...any)
	fsw     *fsnotify.Watcher // nil where the system has no more of them
	plan    plan
	watched map[string]fs.FileInfo // the folder as it was when its watch began
	root    fs.FileInfo            // what dir was at the last sync; nil for nothing
	whole   bool                   // every folder of the plan is watched and reports changes
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

// start asks the system for events, if that was not done or was refused before.
func (l *listener) start() {
	if l.fsw != nil || l.dir == "" {
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

// sync makes the watches those of the plan of now. A folder can be made between
// the making of a plan and the first event of its parent, so it looks again until
// nothing new is found.
func (l *listener) sync() {
	l.start()
	l.root = lookAt(l.dir)
	if l.fsw == nil {
		l.plan = planFor(l.dir)
		l.whole = l.dir == "" // nothing can change unseen
		return
	}
	const tries = 8
	for range tries {
		l.plan = planFor(l.dir)
		added, failed := l.apply()
		l.whole = !failed
		if !added {
			break
		}
	}
	for folder := range l.watched {
		l.whole = l.whole && filesystem.ReportsChanges(folder)
	}
	if l.whole {
		l.said = ""
	}
}

// sound reports whether the watches are still on the folders they were put on, by
// as few looks as can tell. What events tell of they have told.
func (l *listener) sound() bool {
	if l.fsw == nil || !l.whole || len(l.fsw.WatchList()) != len(l.watched) {
		return l.dir == ""
	}
	for folder, then := range l.watched {
		if now, err := os.Stat(folder); err != nil || !os.SameFile(then, now) {
			return false
		}
	}
	if !planFor(l.dir).same(l.plan) {
		return false
	}
	root := lookAt(l.dir)
	return (root == nil) == (l.root == nil) && (root == nil || os.SameFile(root, l.root))
}

// lookAt describes the folder of d, which a link above it may lead elsewhere.
func lookAt(d Dir) fs.FileInfo {
	info, err := os.Stat(d.Path())
	if err != nil {
		return nil
	}
	return info
}

// apply adds and removes watches. What fsnotify has dropped, and what is another
// folder by now under the same name, is added again. With added the plan may have
// missed what was made before the new watches began.
func (l *listener) apply() (added, failed bool) {
	want := l.plan.folders()
	held := map[string]bool{}
	for _, folder := range l.fsw.WatchList() {
		held[folder] = true
	}
	for folder, then := range l.watched {
		now, err := os.Stat(folder)
		if !want[folder] || !held[folder] || err != nil || !os.SameFile(then, now) {
			l.drop(folder)
		}
	}
	for folder := range want {
		if l.watched[folder] != nil {
			continue
		}
		info, err := os.Stat(folder)
		if err == nil {
			err = l.fsw.Add(folder)
		}
		if errors.Is(err, fs.ErrNotExist) {
			added, failed = true, true // gone since the plan was made: make another
			continue
		}
		if err != nil {
			failed = failed || !l.othersOnly(folder, err)
			l.report(folder, err)
			continue
		}
		l.watched[folder] = info
		added = true
	}
	return added, failed
}

// othersOnly reports whether folder, which cannot be listened to for the reason
// err, only lies on the way and is closed to this user: no program of this user
// can put something else there.
func (l *listener) othersOnly(folder string, err error) bool {
	return errors.Is(err, fs.ErrPermission) && !l.plan.ends[folder] && access.MayMakeNames(folder) != nil
}

// drop ends the watch of folder, which fsnotify or the system may have ended
// before: an error says no more than that.
func (l *listener) drop(folder string) {
	if l.watched[folder] != nil {
		delete(l.watched, folder)
		_ = l.fsw.Remove(folder)
	}
}

// dropAll ends every watch, for a new start.
func (l *listener) dropAll() {
	for folder := range l.watched {
		l.drop(folder)
	}
}

// report logs why folder is not listened to, once.
func (l *listener) report(folder string, err error) {
	if text := folder + err.Error(); text != l.said {
		l.said = text
		l.log("listening to %q: %v; looking from time to time instead", folder, err)
	}
}
