package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
	"github.com/telemetry-ls/telemetry-ls/internal/printable"
)

// TestPrintJSONPieces checks that writing JSON in pieces gives the same bytes as
// encoding it at once.
func TestPrintJSONPieces(t *testing.T) {
	type answer struct {
		Schema int               `json:"schema"`
		Names  []string          `json:"names"`
		Values map[string]uint64 `json:"values"`
		Empty  []int             `json:"empty"`
		None   *int              `json:"none"`
	}
	odd := []string{"plain", "two\nlines\t", "\x1b[31m", "latin \xe9", "é", "日本語", "\u202e", "🎉", "<&>", "\u2028", "\U000e0001", strings.Repeat("é", 5000)}
	for _, n := range []int{0, 1, 100, 20_000} {
		v := answer{Schema: 1, Values: map[string]uint64{}}
		for i := range n {
			v.Names = append(v.Names, odd[i%len(odd)]+fmt.Sprint(i))
		}
		if n > 0 {
			v.Values["\xff"] = 7
		}
		whole, err := plainjson.Marshal(v, jsontext.WithIndent("  "))
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := (&env{out: printable.Writer{W: &out}}).printJSON(v); err != nil {
			t.Fatal(err)
		}
		if want := printable.Text(string(whole)) + "\n"; out.String() != want {
			t.Errorf("%d names: the %d bytes in pieces differ from the %d bytes encoded at once", n, out.Len(), len(want))
		}
	}
}

type closed struct{ after int }

var errClosed = errors.New("closed")

func (c *closed) Write(p []byte) (int, error) {
	if c.after -= len(p); c.after < 0 {
		return 0, errClosed
	}
	return len(p), nil
}

// TestPrintJSONClosed checks that a failed write ends the command with its error.
func TestPrintJSONClosed(t *testing.T) {
	v := map[string]any{"names": make([]string, 30_000)}
	for _, after := range []int{0, 5000} {
		err := (&env{out: &closed{after}}).printJSON(v)
		if !errors.Is(err, errClosed) || err.Error() != "printing the answer: closed" {
			t.Errorf("after %d bytes: %v", after, err)
		}
	}
	if err := (&env{out: &closed{7}}).printJSON(map[string]int{"a": 1}); !errors.Is(err, errClosed) {
		t.Errorf("a failure at the newline: %v", err)
	}
	if err := (&env{out: &bytes.Buffer{}}).printJSON(func() {}); err == nil || !strings.HasPrefix(err.Error(), "making the JSON: ") {
		t.Errorf("a value that JSON can't represent: %v", err)
	}
}
