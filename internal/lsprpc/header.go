package lsprpc

import (
	"bufio"
	"context"
	"errors"
	"strconv"
	"strings"

	"go.lsp.dev/jsonrpc2"
)

// lengthField is the only header field that matters.
const lengthField = "content-length:"

// readHeader reads lines up to the end of a header block that names a length. It
// skips lines that aren't headers and answers only the first in a row. Bodies end
// without a newline, so if a body doesn't have the announced length, the next header
// may be at the end of a line.
func (s *stream) readHeader(ctx context.Context) (int64, error) {
	length, named := int64(0), false
	for {
		line, err := s.readLine()
		if err != nil {
			return 0, err
		}
		if line == "" {
			if named {
				s.lost = false
				return length, nil
			}
			continue
		}
		at := lastField(line)
		if at < 0 {
			if !strings.Contains(line, ":") || strings.ContainsAny(line, "{}") {
				s.loseTrack(ctx)
			}
			continue
		}
		n, err := strconv.ParseInt(strings.TrimSpace(line[at+len(lengthField):]), 10, 64)
		if err != nil || n > maxSkip {
			named = false
			s.loseTrack(ctx)
			continue
		}
		if at > 0 {
			s.loseTrack(ctx)
		}
		length, named = n, true
	}
}

// lastField returns the index of the last lengthField in line, in upper or lower
// case, or -1. It can't use [strings.ToLower], which may change the number of bytes.
func lastField(line string) int {
	for at := len(line) - len(lengthField); at >= 0; at-- {
		if strings.EqualFold(line[at:at+len(lengthField)], lengthField) {
			return at
		}
	}
	return -1
}

// loseTrack answers a line that isn't a header, if it is the first in a row. It
// doesn't repeat the line, which may be part of a document.
func (s *stream) loseTrack(ctx context.Context) {
	if !s.lost {
		s.lost = true
		s.answerError(ctx, jsonrpc2.Errorf(jsonrpc2.ParseError, "reading a message: no header with a Content-Length between 1 and %d", maxBody))
	}
}

// readLine reads one line and returns it without its end. It returns only the last
// maxHeaderLine bytes of a longer line.
func (s *stream) readLine() (string, error) {
	var line []byte
	for {
		part, err := s.in.ReadSlice('\n')
		line = append(line, part...)
		if over := len(line) - maxHeaderLine; over > 0 {
			line = line[:copy(line, line[over:])]
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil {
			return "", err
		}
		return strings.TrimRight(string(line), "\r\n"), nil
	}
}
