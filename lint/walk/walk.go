// Package walk reads the files that a lint of files and directories checks. It leaves
// out what an editor would: files that .gitignore or lint.exclude names, dependencies,
// binary files and very large ones. If it can't check a file that is named, that is a
// problem. Start reading at [Start].
package walk

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// File is a file that may have findings.
type File struct {
	Path string // the named path joined with what is below it, with slashes
	Full string // the absolute path, with slashes
	Real string // the path to open
	Text string
}

// Problem is a path that could not be read.
type Problem struct {
	Path string // like that of a File
	Code string
	Err  error // without the path
}

// The codes of problems.
const (
	Unreadable     = "unreadable"
	InvalidExclude = "invalid-exclude"
	Large          = "too-large"
	Binary         = "not-text"
)

// Walk is a walk on its way.
type Walk[T any] struct {
	// Results are those of the files with findings and of the problems, in the order of the
	// walk: as the paths are named, and below them by name. The channel is closed at the end.
	Results <-chan []T

	files atomic.Int64
}

// Files returns the number of files that were looked at up to now.
func (w *Walk[T]) Files() int64 { return w.files.Load() }

// Steps are what a walk does with what it finds. They run at the same time for several
// files.
type Steps[T any] struct {
	// Known reports whether a file can have findings by its path. Another is only of
	// interest if its first line names an interpreter.
	Known func(path string) bool
	// Suspicious reports whether a text can have findings.
	Suspicious func(text string) bool
	// MaxSize is the size of the largest file to read.
	MaxSize int
	// Check checks a suspicious file.
	Check func(File) []T
	// Failed makes a result of a problem.
	Failed func(Problem) T
}

// batchSize is how many files a worker gets at a time: enough that handing them over
// costs little, and few enough that the first results come soon.
const batchSize = 32

// batch is a part of the walk in order. A worker sends its results to done.
type batch[T any] struct {
	entries []entry
	done    chan []T
}

// entry is a file to read, or a problem.
type entry struct {
	path, full, real string // like those of a File
	named            bool
	known            bool
	link             bool // to a file that the walk reads, too, if it is a script
	problem          *Problem
}

// Start begins to walk over the paths, which are files and directories. It ends early if
// ctx does. The caller must receive all results.
func Start[T any](ctx context.Context, paths []string, steps Steps[T]) *Walk[T] {
	workers := runtime.GOMAXPROCS(0)
	results := make(chan []T)
	todo, order := make(chan *batch[T], 4*workers), make(chan *batch[T], 4*workers)
	w := &Walk[T]{Results: results}
	go func() {
		defer close(todo)
		defer close(order)
		walker := newWalker(steps.Known, func(entries []entry) bool {
			b := &batch[T]{entries, make(chan []T, 1)}
			select {
			case order <- b: // has as much room as todo
				todo <- b
				return true
			case <-ctx.Done():
				return false
			}
		})
		walker.walk(paths)
	}()
	var working sync.WaitGroup
	for range workers {
		working.Go(func() {
			r := reader[T]{steps: steps}
			for b := range todo {
				b.done <- r.results(ctx, b.entries)
				w.files.Add(int64(len(b.entries)))
			}
		})
	}
	go func() {
		defer close(results)
		for b := range order {
			if found := <-b.done; len(found) > 0 {
				results <- found
			}
		}
	}()
	return w
}
