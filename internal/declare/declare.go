// Package declare describes each key of the JSON objects that people and editors write
// for this program: command arguments, settings, and the user's configuration file.
// Decoding, error texts, documentation, the front ends' tables and the JSON Schemas all
// come from these declarations.
//
// A struct declares its keys in a method Params, which binds each key to the field
// that it fills. Start reading at [Param].
package declare

// Param declares one key of an object.
type Param struct {
	Name     string
	Value         // the valid values, and the field that it fills
	Required bool // an object without it is invalid
	// Default is the value of an absent key: a string, a bool or an int, according to
	// Type. It is nil if an absent key leaves the field empty.
	Default  any
	Personal bool   // repositories may not set it, in editors that can tell
	Doc      string // one or more sentences of Markdown
}

// Object is a struct that declares its keys.
type Object interface{ Params() []Param }

// Pointer is a pointer to a T that declares its keys.
type Pointer[T any] interface {
	*T
	Object
}

// SetDefault fills the field with the default, if there is one.
func (p *Param) SetDefault() {
	if p.Default != nil {
		p.store(p.Default)
	}
}
