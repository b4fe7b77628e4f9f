package lsprpc

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"go.lsp.dev/jsonrpc2"
)

// Limits for what a client may send. A larger frame is refused and skipped, and never
// held in memory.
const (
	maxHeaderLine = 4 << 10
	maxBody       = 16 << 20
	maxSkip       = 1 << 30 // a greater length is treated as garbage
	keepBuffer    = 64 << 10
)

// stream implements the framing of the LSP base protocol. It answers a frame that
// isn't JSON, is too long, or has a malformed header with an error, and continues.
// The framing of jsonrpc2 closes the connection or reads without limit in these
// cases.
type stream struct {
	in   *bufio.Reader
	out  io.WriteCloser
	log  *slog.Logger
	lost bool // the last input was not a frame, and an error was sent

	// lastRead is when the last message arrived, in nanoseconds since start.
	lastRead atomic.Int64
	start    time.Time

	writeMu sync.Mutex    // makes each frame one contiguous write
	frame   []byte        // guarded by writeMu
	written chan struct{} // closed after the next write, nil if nothing waits; guarded by writeMu
	close   func() error

	answered func(*jsonrpc2.Response) // called with each response that is read
	wrote    func(message []byte)     // called with each message that is written
	ended    func()                   // called when no more messages can arrive
	broken   func()                   // called after a failed write
}

func newStream(in io.ReadCloser, out io.WriteCloser, log *slog.Logger) *stream {
	return &stream{
		in:       bufio.NewReader(in),
		out:      out,
		log:      log,
		start:    time.Now(),
		answered: func(*jsonrpc2.Response) {},
		wrote:    func([]byte) {},
		ended:    func() {},
		broken:   func() {},
		close:    sync.OnceValue(func() error { return errors.Join(in.Close(), out.Close()) }),
	}
}

// quiet returns the time since the client's last message.
func (s *stream) quiet() time.Duration {
	return time.Since(s.start) - time.Duration(s.lastRead.Load())
}

// Read implements [jsonrpc2.Stream]: it returns requests and notifications, and fails
// only at the end of the input. It passes responses to the calls made by [Conn.Call].
func (s *stream) Read(ctx context.Context) (jsonrpc2.Message, int64, error) {
	for {
		msg, length, err := s.readMessage(ctx)
		if err != nil {
			s.ended()
			return nil, 0, err
		}
		response, ok := msg.(*jsonrpc2.Response)
		if !ok {
			return msg, length, nil
		}
		s.answered(response)
	}
}

func (s *stream) readMessage(ctx context.Context) (jsonrpc2.Message, int64, error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		length, err := s.readHeader(ctx)
		if err != nil {
			return nil, 0, err
		}
		s.lastRead.Store(int64(time.Since(s.start)))
		if length <= 0 || length > maxBody {
			if err := s.refuse(ctx, length); err != nil {
				return nil, 0, err
			}
			continue
		}
		body, err := s.readBody(int(length))
		if err != nil {
			return nil, 0, err
		}
		if !utf8.Valid(body) { // LSP requires UTF-8, but the rest of the message is usable
			body = bytes.ToValidUTF8(body, []byte("\ufffd"))
		}
		msg, err := jsonrpc2.DecodeMessage(body)
		switch {
		case err == nil:
			return msg, length, nil
		case isExit(body):
			return nil, 0, io.EOF // even a malformed exit means that the editor is leaving
		}
		s.answerInvalid(ctx, body, err)
	}
}

// readBody reads a frame's body into newly allocated memory: decoded values still
// point there while the next frame is read.
func (s *stream) readBody(length int) ([]byte, error) {
	body := make([]byte, length)
	if _, err := io.ReadFull(s.in, body); err != nil {
		return nil, io.ErrUnexpectedEOF
	}
	return body, nil
}

// nextWritten returns a channel that is closed when the next frame has been written.
func (s *stream) nextWritten() <-chan struct{} {
	s.writeMu.Lock()
	defer s.writeMu.Unlock()
	if s.written == nil {
		s.written = make(chan struct{})
	}
	return s.written
}

// Write implements [jsonrpc2.Stream].
func (s *stream) Write(_ context.Context, msg jsonrpc2.Message) (int64, error) {
	s.writeMu.Lock()
	defer s.writeMu.Unlock()
	body := jsonrpc2.AppendMessage(s.frame[:0], msg)
	header := fmt.Appendf(make([]byte, 0, 32+len(body)), "Content-Length: %d\r\n\r\n", len(body))
	n, err := s.out.Write(append(header, body...))
	if s.frame = body; cap(body) > keepBuffer {
		s.frame = nil
	}
	if err != nil {
		s.broken()
	}
	s.wrote(body)
	if s.written != nil {
		close(s.written)
		s.written = nil
	}
	return int64(n), err
}

// Close implements [jsonrpc2.Stream].
func (s *stream) Close() error { return s.close() }
