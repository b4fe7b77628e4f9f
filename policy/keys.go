package policy

import (
	"slices"
	"strconv"
)

// Key is a key of a policy file.
type Key struct {
	Name, Doc string
	// Only says in which of the two files the key can be; "" means in both.
	Only Source
}

// Keys returns the keys of a policy, the value of the key "policy".
func Keys() []Key {
	return []Key{
		{Name: "mode", Doc: "The only mode that conforms."},
		{Name: "allowed", Doc: "Instead of mode: the modes that conform."},
		{Name: "reason", Doc: "Why, for people: one line of plain text. Of a workspace's reason, 80 characters are shown."},
		{Name: "url", Doc: "Where people can read more: an address that begins with https:// or http://."},
		{Name: "apply", Doc: "True sets the mode if none was chosen or the chosen one isn't allowed. It never sets a mode that collects or uploads more than the one in force.", Only: Machine},
	}
}

// FileKeys returns the keys of a policy file.
func FileKeys() []Key {
	return []Key{
		{Name: "policy", Doc: "Which telemetry mode is wanted."},
		{Name: "lint", Doc: "Settings of the lint.", Only: Workspace},
		{Name: "$schema", Doc: "The JSON Schema of this file, for editors."},
	}
}

// In reports whether the key can be in a file.
func (k Key) In(file Source) bool { return k.Only == "" || k.Only == file }

// names returns the quoted names of the keys in the file that is read.
func (r *reader) names(keys []Key) (names []string) {
	for _, k := range keys {
		if k.In(r.kind) {
			names = append(names, strconv.Quote(k.Name))
		}
	}
	return slices.Clip(names)
}
