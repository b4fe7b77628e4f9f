package frame

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestReadsWhatItWrites(t *testing.T) {
	bodies := []string{`{"id":1}`, ``, "ä\r\n\r\n"}
	var wire strings.Builder
	for _, body := range bodies {
		before := wire.Len()
		if err := Write(&wire, []byte(body)); err != nil {
			t.Fatal(err)
		}
		if got, want := wire.String()[before:], Of(body); got != want {
			t.Errorf("Write wrote %q, want %q", got, want)
		}
	}
	r := bufio.NewReader(strings.NewReader(wire.String()))
	for _, want := range bodies {
		if got, err := Read(r); err != nil || string(got) != want {
			t.Errorf("Read = %q, %v, want %q", got, err, want)
		}
	}
	if _, err := Read(r); !errors.Is(err, io.EOF) {
		t.Errorf("at the end: %v, want io.EOF", err)
	}
}

func TestRead(t *testing.T) {
	for _, tt := range []struct{ wire, want string }{
		{"Content-Length: 2\r\nContent-Type: x\r\n\r\n{}", "{}"},
		{"content-length:2\r\n\r\n{}", "{}"},
	} {
		if got, err := Read(bufio.NewReader(strings.NewReader(tt.wire))); err != nil || string(got) != tt.want {
			t.Errorf("Read(%q) = %q, %v, want %q", tt.wire, got, err, tt.want)
		}
	}
	for _, bad := range []string{
		"", "\r\n", "X: 1\r\n\r\n", "Content-Length: x\r\n\r\n", "Content-Length: -1\r\n\r\n",
		"Content-Length: 5\r\n\r\nabc", "Content-Length: 5\r\n\r\n", "Content-Length: 2\n\n{}", "Content-Length: 2\r\n",
	} {
		if got, err := Read(bufio.NewReader(strings.NewReader(bad))); err == nil {
			t.Errorf("Read(%q) = %q, want an error", bad, got)
		}
	}
}
