package report

import "strings"

// kubectl reports `kubectl set env` and looks through `kubectl exec`.
func (r *Reporter) kubectl(c Call, i int) int {
	for at := i + 1; at < len(c.Words); at++ {
		switch {
		case c.Words[at].Text == "--":
			return at + 1
		case c.Words[at].Text == "set" && at+1 < len(c.Words) && c.Words[at+1].Text == "env":
			r.setEnv(c, at+2)
			return i
		}
	}
	return i
}

// setEnv reports the assignments of `kubectl set env` from word i on. The command fails if
// nothing remains for it to set.
func (r *Reporter) setEnv(c Call, i int) {
	changes := 0
	for _, w := range c.Words[i:] {
		if _, _, ok := w.Assignment(); ok || strings.HasSuffix(w.Text, "-") || strings.HasPrefix(w.Text, "--from") {
			changes++
		}
	}
	for at := i; at < len(c.Words); at++ {
		if changes == 1 {
			r.argumentIn(c, at, 0, len(c.Words))
		} else {
			r.argument(c, at, at)
		}
	}
}
