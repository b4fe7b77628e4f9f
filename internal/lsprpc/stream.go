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

// Bounds of what a client may send. Beyond them a frame is refused and skipped,
// never held in memory.
const (
	maxHeaderLine = 4 << 10
	maxBody       = 16 << 20
	maxSkip       = 1 << 30 // a length beyond it is taken for garbage
	keepBuffer    = 64 << 10
)

// stream is the framing of the LSP base protocol. Where the one of jsonrpc2 gives
// up the connection or reads without bound, it answers with an error and goes on:
// a frame that is no JSON, that is too long, or whose header makes no sense.
type stream struct {
	in   *bufio.Reader
	out  io.WriteCloser
	log  *slog.Logger
	lost bool // what came last was no frame, and that was answered

	// lastRead is when the last message came, in nanoseconds since start.
	lastRead atomic.Int64
	start    time.Time

	writeMu sync.Mutex    // makes each frame one contiguous write
	frame   []byte        // guarded by writeMu
	written chan struct{} // closed after the next write, nil if nothing waits; guarded by writeMu
	close   func() error

	answered func(*jsonrpc2.Response) // called with each response
	ended    func()                   // called when nothing can come any more
	broken   func()                   // called after a write that failed
}

func newStream(in io.ReadCloser, out io.WriteCloser, log *slog.Logger) *stream {
	return &stream{
		in:       bufio.NewReader(in),
		out:      out,
		log:      log,
		start:    time.Now(),
		answered: func(*jsonrpc2.Response) {},
		ended:    func() {},
		broken:   func() {},
		close:    sync.OnceValue(func() error { return errors.Join(in.Close(), out.Close()) }),
	}
}

// quiet tells for how long nothing has come from the client.
func (s *stream) quiet() time.Duration {
	return time.Since(s.start) - time.Duration(s.lastRead.Load())
}

// Read implements [jsonrpc2.Stream]: it gives requests and notifications, and fails
// only at the end of the input. Responses go to the calls of [Conn.Call].
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
		if !utf8.Valid(body) { // the protocol is UTF-8, and the rest of the message counts
			body = bytes.ToValidUTF8(body, []byte("\ufffd"))
		}
		msg, err := jsonrpc2.DecodeMessage(body)
		switch {
		case err == nil:
			return msg, length, nil
		case isExit(body):
			return nil, 0, io.EOF // as malformed as it is: the editor goes
		}
		s.answerInvalid(ctx, body, err)
	}
}

// readBody reads a frame's body into memory of its own: what is decoded from it
// goes on pointing there, while the next frame is read.
func (s *stream) readBody(length int) ([]byte, error) {
	body := make([]byte, length)
	if _, err := io.ReadFull(s.in, body); err != nil {
		return nil, io.ErrUnexpectedEOF
	}
	return body, nil
}

// nextWritten gives what is closed once the next frame was written.
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
	if s.written != nil {
		close(s.written)
		s.written = nil
	}
	return int64(n), err
}

// Close implements [jsonrpc2.Stream].
func (s *stream) Close() error { return s.close() }
