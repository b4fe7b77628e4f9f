package server

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"go.lsp.dev/protocol"
)

// edits returns n random edits of a text with the given number of lines and
// characters per line.
func edits(random *rand.Rand, n, lines, width int) []change {
	texts := []string{"", "x", "\n", "\r", "\r\n", "é", "😀", "a\rb", "\n\r", strings.Repeat("y\n", 50), strings.Repeat("😀", 800), strings.Repeat("\r\n", 1500), strings.Repeat("\r", 3000)}
	position := func() protocol.Position {
		return protocol.Position{Line: uint32(random.IntN(lines + 2)), Character: uint32(random.IntN(width + 2))}
	}
	var changes []change
	for range n {
		c := change{Range: &protocol.Range{Start: position(), End: position()}, Text: texts[random.IntN(len(texts))]}
		if random.IntN(3) > 0 { // usually an edit of a few characters
			c.Range.End = c.Range.Start
			c.Range.End.Character += uint32(random.IntN(3))
		}
		changes = append(changes, c)
	}
	return changes
}

// wantSpliced compares each edit with a splice of the whole text.
func wantSpliced(t *testing.T, text string, changes []change, inBytes bool) {
	t.Helper()
	e, want := newEdited(text, inBytes), text
	for i, c := range changes {
		e.splice(*c.Range, c.Text)
		if want = splice(want, *c.Range, c.Text, inBytes); e.String() != want {
			t.Fatalf("edit %d, %v with %.20q, bytes %v: the texts differ", i, *c.Range, c.Text, inBytes)
		}
		for k, p := range e.pieces {
			if k > 0 && tears(e.pieces[k-1].text, p.text) || p != e.piece(p.text) || p.text == "" {
				t.Fatalf("edit %d, %v with %.20q: piece %d is wrong: %.30q", i, *c.Range, c.Text, k, p.text)
			}
		}
	}
	if len(changes) > 1 && edit(text, changes, inBytes) != want {
		t.Fatal("applying all edits at once gives a different text")
	}
}

// TestManyEdits compares edits with splices on texts of several pieces.
func TestManyEdits(t *testing.T) {
	for seed, unit := range []string{
		"", "line\n", "line\r\n", "line\r", "é😀x\r\n", "\r", "\r\n", "no end, ", "😀", strings.Repeat("a line that is longer ", 400) + "\r\n", "x\ny\rz\r\n\r\r\n",
	} {
		random := rand.New(rand.NewPCG(uint64(seed), 7))
		text := strings.Repeat(unit, 20_000/max(len(unit), 1))
		lines := strings.Count(text, "\n") + strings.Count(text, "\r")
		for _, inBytes := range []bool{false, true} {
			for _, width := range []int{5, 10_000} {
				wantSpliced(t, text, edits(random, 40, min(lines, 5000), width), inBytes)
			}
		}
	}
}

// FuzzEdits compares edits with splices.
func FuzzEdits(f *testing.F) {
	f.Add("a😀b\r\nc\rd\ne", "x\n", uint64(1), uint16(1), false)
	f.Add("\r\n\r\n", "\r", uint64(2), uint16(2000), true)
	f.Fuzz(func(t *testing.T, text, with string, seed uint64, times uint16, inBytes bool) {
		text = strings.ToValidUTF8(text, "?")
		text = strings.Repeat(text, min(int(times), 6_000/max(len(text), 1)))
		random := rand.New(rand.NewPCG(seed, 1))
		changes := edits(random, 5, strings.Count(text, "\n")+strings.Count(text, "\r"), 1+len(text)/3)
		for i := range changes {
			if random.IntN(2) == 0 {
				changes[i].Text = strings.ToValidUTF8(with, "?")
			}
		}
		wantSpliced(t, text, changes, inBytes)
	})
}

// TestWholeTextAmongEdits checks that a whole text replaces the edits before it, and
// that the edits after it apply.
func TestWholeTextAmongEdits(t *testing.T) {
	s := start(t)
	s.initialize(nil, map[string]any{"prompt": "never"})
	uri := s.openDocument("a.txt", "text", "before")
	zero := map[string]any{"line": 0, "character": 0}
	at := func(text string) any {
		return map[string]any{"range": map[string]any{"start": zero, "end": zero}, "text": text}
	}
	for _, test := range []struct {
		changes []any
		want    string
	}{
		{[]any{at("1 "), at("2 ")}, "2 1 before"},
		{[]any{at("lost "), map[string]any{"text": "whole"}, at("1 "), at("2 ")}, "2 1 whole"},
		{[]any{map[string]any{"text": "lost"}, map[string]any{"text": "whole"}}, "whole"},
		{[]any{}, "whole"},
	} {
		s.Notify("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": 2}, "contentChanges": test.changes})
		var got string
		s.Result("test/text", map[string]any{"textDocument": map[string]any{"uri": uri}, "position": zero}, &got)
		if got != test.want {
			t.Errorf("%v: %q, want %q", test.changes, got, test.want)
		}
	}
}

// BenchmarkEdits applies 1,500 edits at once. The budget is 200 ms for a text of 2
// MB.
func BenchmarkEdits(b *testing.B) {
	const size = 2 << 20
	for name, line := range map[string]string{
		"lines": strings.Repeat("x", 39) + "\n", "oneLine": strings.Repeat("é", 40), "emptyLines": "\r\n",
	} {
		text := strings.Repeat(line, size/len(line))
		random := rand.New(rand.NewPCG(1, 2))
		var changes []change
		for i := range 1500 {
			p := protocol.Position{Line: uint32(random.IntN(1 + strings.Count(text, "\n"))), Character: uint32(random.IntN(40))}
			if name == "oneLine" {
				p.Character = uint32(random.IntN(size / 2))
			}
			changes = append(changes, change{Range: &protocol.Range{Start: p, End: protocol.Position{Line: p.Line, Character: p.Character + uint32(i%3)}}, Text: "name"})
		}
		b.Run(fmt.Sprintf("%s/%dkB", name, size>>10), func(b *testing.B) {
			for b.Loop() {
				edit(text, changes, false)
			}
		})
	}
}
