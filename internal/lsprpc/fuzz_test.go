package lsprpc

import (
	"io"
	"log/slog"
	"strings"
	"testing"
)

// nowhere discards everything written to it.
type nowhere struct{ io.Writer }

func (nowhere) Close() error { return nil }

// FuzzFrames reads frames from arbitrary bytes. Reading must end and never return a
// message larger than the limit.
func FuzzFrames(f *testing.F) {
	f.Add([]byte("Content-Length: 2\r\n\r\n{}"))
	f.Add([]byte("Content-Length: 40\r\n\r\n" + `{"jsonrpc":"2.0","id":1,"method":"exit"}`))
	f.Add([]byte("Content-Length: 9999999999999\r\n\r\n"))
	f.Add([]byte("content-length:3\n\n[]\n"))
	f.Add([]byte("\r\n\r\n\r\nx: y\r\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		s := newStream(io.NopCloser(strings.NewReader(string(raw))), nowhere{io.Discard}, slog.New(slog.DiscardHandler))
		for {
			_, n, err := s.Read(t.Context())
			if n > maxBody {
				t.Errorf("a message of %d bytes", n)
			}
			if err != nil {
				break
			}
		}
	})
}
