package commands

import (
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/internal/declare"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// ArgumentError says which part of a command's argument is invalid and what is valid.
// The server returns it as InvalidParams, which editors show as a message; so it repeats
// no value or key that a client sent.
type ArgumentError struct {
	Command string
	Problem string
}

func (e *ArgumentError) Error() string {
	return e.Command + ": " + e.Problem
}

// decode reads the arguments of one workspace/executeCommand of the command id into
// a struct of type A: none, null or one object with known keys of the right types.
func decode[A any, P declare.Pointer[A]](id string, arguments []jsontext.Value) (A, error) {
	var arg, none A
	params := P(&arg).Params()
	keys, problem := keysOf(arguments, params)
	if problem != "" {
		return none, &ArgumentError{Command: id, Problem: problem}
	}
	for _, p := range params {
		raw, ok := keys[p.Name]
		delete(keys, p.Name)
		if problem := fill(&p, raw, ok); problem != "" {
			return none, &ArgumentError{Command: id, Problem: problem}
		}
	}
	if len(keys) > 0 {
		return none, &ArgumentError{Command: id, Problem: "unknown argument" + usage(params)}
	}
	return arg, nil
}

// keysOf returns the keys of the object in arguments; problem is empty if there is none.
func keysOf(arguments []jsontext.Value, params []declare.Param) (keys map[string]jsontext.Value, problem string) {
	switch {
	case len(arguments) > 1:
		return nil, fmt.Sprintf("got %d arguments, want one object or none", len(arguments))
	case len(arguments) == 0 || arguments[0].Kind() == 'n':
		return nil, ""
	case arguments[0].Kind() != '{':
		return nil, "the argument must be one object" + usage(params)
	case plainjson.Unmarshal(arguments[0], &keys) != nil:
		return nil, "the argument is not a valid object" + usage(params)
	}
	return keys, ""
}

// fill sets the field of p to the value in raw or, if the key is absent or null, to the
// default.
func fill(p *declare.Param, raw jsontext.Value, ok bool) (problem string) {
	switch absent := !ok || raw.Kind() == 'n'; {
	case absent && p.Required:
		return fmt.Sprintf("argument %q is missing; it must be %s", p.Name, p.Want())
	case absent:
		p.SetDefault()
	case p.Decode(raw) != nil:
		return fmt.Sprintf("argument %q must be %s", p.Name, p.Want())
	}
	return ""
}

// usage lists the valid keys of a command.
func usage(params []declare.Param) string {
	if len(params) == 0 {
		return "; this command takes no arguments"
	}
	names := make([]string, len(params))
	for i, p := range params {
		names[i] = p.Name + " (" + p.Want() + ")"
	}
	return "; valid arguments: " + strings.Join(names, ", ")
}
