// Package frame reads and writes the frames of the LSP base protocol for tests and
// benchmarks. It shares no code with the server, so that it reveals mistakes in the
// server's framing. Unlike the server, it is strict.
package frame

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Of returns body as one frame.
func Of(body string) string {
	return "Content-Length: " + strconv.Itoa(len(body)) + "\r\n\r\n" + body
}

// Write writes body as one frame in a single call of w.Write.
func Write(w io.Writer, body []byte) error {
	frame := make([]byte, 0, len(body)+32)
	frame = append(frame, "Content-Length: "...)
	frame = strconv.AppendInt(frame, int64(len(body)), 10)
	frame = append(frame, "\r\n\r\n"...)
	_, err := w.Write(append(frame, body...))
	return err
}

// Read reads the body of the next frame. At the end of the input, it returns io.EOF.
func Read(r *bufio.Reader) ([]byte, error) {
	length, err := readHeader(r)
	if err != nil {
		return nil, err
	}
	body := make([]byte, length)
	if _, err := io.ReadFull(r, body); err != nil {
		return nil, fmt.Errorf("reading a body of %d bytes: %w", length, err)
	}
	return body, nil
}

// readHeader reads the lines up to the empty one and returns their Content-Length.
func readHeader(r *bufio.Reader) (int, error) {
	length := -1
	for first := true; ; first = false {
		line, err := r.ReadString('\n')
		if errors.Is(err, io.EOF) && first && line == "" {
			return 0, io.EOF
		}
		if err != nil {
			return 0, fmt.Errorf("reading a header: %w", err)
		}
		text, ok := strings.CutSuffix(line, "\r\n")
		if !ok {
			return 0, fmt.Errorf("reading a header: %q does not end with CR LF", line)
		}
		if text == "" {
			break
		}
		name, value, _ := strings.Cut(text, ":")
		if !strings.EqualFold(name, "Content-Length") {
			continue
		}
		length, err = strconv.Atoi(strings.TrimSpace(value))
		if err != nil || length < 0 {
			return 0, fmt.Errorf("reading a header: %q is not a length", value)
		}
	}
	if length < 0 {
		return 0, fmt.Errorf("reading a header: no Content-Length")
	}
	return length, nil
}
