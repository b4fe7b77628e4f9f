package index

import (
	"runtime"
	"sync"
)

// inParallel runs work on several goroutines. In each of them, next returns numbers from
// 0 to n-1 that no other goroutine gets, and finally -1.
func inParallel(n int, work func(next func() int)) {
	const chunk = 16
	var mu sync.Mutex // guards taken
	taken := 0
	workers := min(runtime.GOMAXPROCS(0), 8, n/chunk+1)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			from, to := 0, 0
			work(func() int {
				if from == to {
					mu.Lock()
					from, to = taken, min(taken+chunk, n)
					taken = to
					mu.Unlock()
				}
				if from == to {
					return -1
				}
				from++
				return from - 1
			})
		})
	}
	wg.Wait()
}
