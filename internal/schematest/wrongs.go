package schematest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// wrongs changes each key of v in turn, calls passes, and restores the key. It returns
// the changes for which passes gives the wrong answer.
func wrongs(v any, passes func() bool) []string {
	w := &changer{passes: passes}
	w.walk("", v, func(any) {})
	return w.failures
}

type changer struct {
	passes   func() bool
	failures []string
}

func (w *changer) want(passes bool, change string, args ...any) {
	if w.passes() == passes {
		return
	}
	does := "accepts "
	if passes {
		does = "refuses "
	}
	w.failures = append(w.failures, does+fmt.Sprintf(change, args...))
}

// walk changes v and everything below it. The function put replaces v in its parent.
func (w *changer) walk(path string, v any, put func(any)) {
	if path != "" {
		put(otherType(v))
		w.want(false, "another type at %s", path)
		put(v)
	}
	switch v := v.(type) {
	case map[string]any:
		w.walkObject(path, v)
	case []any:
		for i := range min(len(v), 1) {
			w.walk(path+"/0", v[i], func(x any) { v[i] = x })
		}
	}
}

func (w *changer) walkObject(path string, v map[string]any) {
	counts := isCounts(v)
	for _, key := range slices.Sorted(maps.Keys(v)) {
		at, value := path+"/"+key, v[key]
		w.walk(at, value, func(x any) { v[key] = x })
		delete(v, key)
		w.want(counts, "no %s", at)
		v[key] = value
	}
	const added = "addedLater"
	if !counts {
		v[added] = true
		w.want(true, "another key in %s", path)
		delete(v, added)
	}
}

// isCounts reports whether v is a map from names of counters to numbers, or empty:
// any name may be in it.
func isCounts(v map[string]any) bool {
	for name, n := range v {
		if _, number := n.(json.Number); !number || name == "schema" {
			return false
		}
	}
	return true
}

// otherType returns a value of a type that no schema allows for the key of v.
func otherType(v any) any {
	switch v.(type) {
	case bool, nil:
		return 1.5
	}
	return true
}
