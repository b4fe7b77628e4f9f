package server

import (
	"strings"
	"testing"
	"unicode/utf16"

	"go.lsp.dev/protocol"
)

func TestSplice(t *testing.T) {
	at := func(l1, c1, l2, c2 uint32) protocol.Range {
		return protocol.Range{Start: protocol.Position{Line: l1, Character: c1}, End: protocol.Position{Line: l2, Character: c2}}
	}
	for _, test := range []struct {
		text  string
		r     protocol.Range
		with  string
		bytes bool
		want  string
	}{
		{"", at(0, 0, 0, 0), "a", false, "a"},
		{"ab\ncd\n", at(0, 1, 1, 1), "X", false, "aXd\n"},
		{"ab\r\ncd", at(1, 0, 1, 2), "X", false, "ab\r\nX"},
		{"ab\rcd", at(1, 0, 1, 1), "X", false, "ab\rXd"},
		{"a😀b", at(0, 3, 0, 4), "X", false, "a😀X"},
		{"a😀b", at(0, 5, 0, 6), "X", true, "a😀X"},
		{"éb", at(0, 1, 0, 2), "X", false, "éX"},
		{"ab", at(0, 9, 0, 9), "X", false, "abX"},
		{"ab\ncd", at(9, 0, 9, 9), "X", false, "ab\ncdX"},
		{"ab\ncd", at(0, 9, 1, 0), "", false, "abcd"},
		{"abc", at(0, 2, 0, 1), "X", false, "abXc"},
	} {
		if got := splice(test.text, test.r, test.with, test.bytes); got != test.want {
			t.Errorf("splice(%q, %v, %q) = %q, want %q", test.text, test.r, test.with, got, test.want)
		}
	}
}

// FuzzOffset compares offset with a model that uses the UTF-16 units of separate
// lines.
func FuzzOffset(f *testing.F) {
	f.Add("a😀b\r\nc\rd\ne", uint16(0), uint16(3))
	f.Add("\r\n\r\n", uint16(2), uint16(1))
	f.Fuzz(func(t *testing.T, text string, line, character uint16) {
		text = strings.NewReplacer("\x00", "?", "\x01", "?").Replace(strings.ToValidUTF8(text, "?"))
		got := offset(text, protocol.Position{Line: uint32(line), Character: uint32(character)}, false)
		if want := offsetModel(text, int(line), int(character)); got != want {
			t.Errorf("offset(%q, %d:%d) = %d, want %d", text, line, character, got, want)
		}
	})
}

func offsetModel(text string, line, character int) int {
	lines := strings.SplitAfter(strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(text,
		"\r\n", "\x00\x01"), "\r", "\x00\n"), "\x00\x01", "\r\n"), "\n")
	at := 0
	for i, l := range lines {
		raw := strings.ReplaceAll(l, "\x00\n", "\r")
		if i == line {
			content := strings.TrimRight(raw, "\r\n")
			units := 0
			for j, r := range content {
				if units >= character {
					return at + j
				}
				units += len(utf16.Encode([]rune{r}))
			}
			return at + len(content)
		}
		at += len(raw)
	}
	return len(text)
}

// TestCursor checks that positions convert back to their indexes, in any order.
func TestCursor(t *testing.T) {
	text := "a😀b\r\nc\rd\n\né"
	for _, inBytes := range []bool{false, true} {
		c := cursor{text: text, inBytes: inBytes}
		for _, at := range []int{0, 1, 5, 6, 8, 9, 10, 12, 13, 15, 5, 5, 0, 15} {
			if got := offset(text, c.position(at), inBytes); got != at {
				t.Errorf("bytes %v: index %d converts to %d", inBytes, at, got)
			}
		}
	}
}
