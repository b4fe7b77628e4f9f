package main

import (
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// printJSON writes v to stdout as indented JSON and a newline. It writes in pieces,
// because the counters of many programs take megabytes.
func (e *env) printJSON(v any) error {
	out := &keepsError{w: e.out}
	err := plainjson.Write(out, v, jsontext.WithIndent("  "))
	if err == nil {
		_, err = out.Write([]byte("\n"))
	}
	switch {
	case out.err != nil:
		return fmt.Errorf("printing the answer: %w", out.err)
	case err != nil:
		return fmt.Errorf("making the JSON: %w", err)
	}
	return nil
}

// keepsError keeps the error of the last write, to distinguish it from errors of the
// encoder.
type keepsError struct {
	w   io.Writer
	err error
}

func (k *keepsError) Write(p []byte) (int, error) {
	n, err := k.w.Write(p)
	k.err = err
	return n, err
}
