package policy

import (
	"sync"

	"github.com/telemetry-ls/telemetry-ls/internal/fault"
)

// Known remembers what policy files said. The zero value knows nothing.
type Known struct {
	mu    sync.Mutex // guards files
	files map[string]File
}

// Take returns a file that has just been read. If this process couldn't read it for a
// temporary reason, such as a lack of file handles, it returns what is known of the file
// instead.
func (k *Known) Take(f File) File {
	if k == nil || f.Path == "" {
		return f
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if fault.Temporary(f.Err) {
		if known, ok := k.files[f.Path]; ok {
			return known
		}
		return f
	}
	if k.files == nil {
		k.files = map[string]File{}
	}
	k.files[f.Path] = f
	return f
}
