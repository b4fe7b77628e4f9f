package index

import "sync"

// interner keeps one copy of each string, since most strings occur in many files.
type interner struct {
	mu      sync.Mutex // guards strings
	strings map[string]string
}

func newInterner() *interner { return &interner{strings: map[string]string{}} }

func (n *interner) bytes(b []byte) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if s, ok := n.strings[string(b)]; ok {
		return s
	}
	s := string(b)
	n.strings[s] = s
	return s
}

func (n *interner) string(s string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if known, ok := n.strings[s]; ok {
		return known
	}
	n.strings[s] = s
	return s
}
