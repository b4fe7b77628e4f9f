package prompt

import (
	"strconv"
	"testing"
)

// TestBeginDecidesAgain changes the files between the times that Begin reads them. A
// stale lock of ours makes Begin check whether a process is running: before it has
// its locks, when it decides again under the first lock, and when it takes the
// second.
func TestBeginDecidesAgain(t *testing.T) {
	for _, tt := range []struct {
		name          string
		look          int
		file, content string
		want          Reason
	}{
		{"another window gets an answer before we take our lock", 1, stateFile, `{"schema":1,"answer":{"choice":"on"}}`, ReasonAnswered},
		{"another window is postponed before we take our lock", 1, stateFile, `{"schema":1,"attempts":[{},{},{}]}`, ReasonExhausted},
		{"gopls gets an answer before we take its lock", 2, goplsFile, "no 1 1700000000 5", ReasonGoplsAnswered},
		{"gopls takes its lock before us", 3, goplsLock + ".new", "", ReasonGoplsAsking},
	} {
		t.Run(strconv.Itoa(tt.look)+" "+tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.write(goplsLock, lockContent(holder{pid: 300}))
			p := w.prompter()
			looks := 0
			p.env.Alive = func(int) bool {
				if looks++; looks == tt.look {
					w.write(tt.file, tt.content)
					if tt.want == ReasonGoplsAsking {
						w.rename(tt.file, goplsLock)
					}
				}
				return false
			}
			a, d, err := p.Begin(asking)
			if a != nil || d.Reason != tt.want || err != nil || looks < tt.look {
				t.Errorf("Begin = attempt %t, %+v, %v after %d looks, want reason %q", a != nil, d, err, looks, tt.want)
			}
			if tt.want == ReasonGoplsAsking {
				if got := w.read(goplsLock); got != "" {
					t.Errorf("gopls's lock is now %q, want it untouched", got)
				}
			}
		})
	}
}
