package report

import (
	"strings"
	"testing"
)

func TestSuspicious(t *testing.T) {
	for text, want := range map[string]bool{
		"":                             false,
		"GOTELEMETRY":                  true,
		"xGOTELEMETRYDIR=":             true,
		"TELEMETRY=off":                false,
		"go\ttelemetry":                true,
		"$(GO) telemetry":              true,
		"[\"go\", \n\"telemetry\"]":    true,
		"telemetry":                    false,
		"telemetr":                     false,
		"GOTelemetry":                  false,
		"ttelemetry teletelemetry go":  false,
		"tetelemetry, go, telemetryyy": true,
		"go" + strings.Repeat(" ", 99) + "telemetry":      false,
		"go" + strings.Repeat(" ", 98) + "telemetry":      true,
		strings.Repeat("telemetry ", 50) + "go telemetry": true,
		"\u017ftelemetry go \u017f":                       false,
	} {
		if got := Suspicious(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// FuzzMention compares the search with that of package strings.
func FuzzMention(f *testing.F) {
	f.Add("a telemetry GOTELEMETRY yteletelemetry", 0)
	f.Add("telemetrtelemetry", 3)
	f.Fuzz(func(t *testing.T, text string, i int) {
		i = max(0, min(i, len(text)))
		for _, word := range []string{"telemetry", EnvName} {
			want := strings.Index(text[i:], word)
			if want >= 0 {
				want += i
			}
			if got := mention(text, word, i); got != want {
				t.Errorf("mention(%q, %s, %d) = %d, want %d", text, word, i, got, want)
			}
		}
	})
}

func BenchmarkSuspicious(b *testing.B) {
	text := strings.Repeat("func f(x int) int {\n\treturn x + 1 // text that has nothing special, but tests\n}\n", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Suspicious(text)
	}
}
