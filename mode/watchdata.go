package mode

import (
	"os"
	"time"
)

// dataQuiet is how long the watcher gathers changes of data files before it reports
// them, because programs write these files in bursts.
const dataQuiet = 50 * time.Millisecond

// gatherData schedules one call of OnData, however many changes follow before it.
func (w *Watcher) gatherData() {
	if !w.gathers {
		w.gathers = true
		w.gather.Reset(dataQuiet)
	}
}

// dataSeen holds when names were last created or removed in local/ and upload/, in
// nanoseconds since 1970. It is 0 for a directory that does not exist.
type dataSeen struct{ local, upload int64 }

func lookAtData(d Dir) dataSeen {
	modified := func(dir string) int64 {
		info, err := os.Stat(dir)
		if err != nil {
			return 0
		}
		return info.ModTime().UnixNano()
	}
	if d == "" {
		return dataSeen{}
	}
	return dataSeen{modified(d.LocalDir()), modified(d.UploadDir())}
}
