package mode

import (
	"os"
	"time"
)

// dataQuiet is how long news of data files are gathered: programs write them in
// bursts.
const dataQuiet = 50 * time.Millisecond

// gatherData has OnData called soon, however much more comes till then.
func (w *Watcher) gatherData() {
	if !w.gathers {
		w.gathers = true
		w.gather.Reset(dataQuiet)
	}
}

// dataSeen says when names were last made or removed in local/ and upload/, in
// nanoseconds since 1970; 0 for a folder that is not there.
type dataSeen struct{ local, upload int64 }

func lookAtData(d Dir) dataSeen {
	modified := func(folder string) int64 {
		info, err := os.Stat(folder)
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
