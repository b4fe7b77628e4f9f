//go:build unix

package upload

import (
	"bytes"
	"encoding/binary"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// TestEndlessForGo checks that the preview finds files on which Go's uploader hangs. The
// uploader opens a pipe and waits for its other end. It also hangs on an endless chain
// of records for stacks with abbreviated paths, because it notices only names that it
// has decoded before. A test cannot wait for that: that the uploader hangs was checked
// by hand.
func TestEndlessForGo(t *testing.T) {
	const stack, whole = "x\na/b.f:+1\n\".g:+1", "x\na/b.f:+1"
	endless := func(name string) []byte {
		data := counttest.CounterFile{Program: "cmd/go", Begin: "2026-11-01", End: "2026-11-08", Counts: []counttest.Count{{Name: name, Value: 1}}}.Bytes()
		at := bytes.Index(data, []byte(name)) - counttest.RecordHead
		binary.NativeEndian.PutUint32(data[at+12:], uint32(at))
		return data
	}
	pipe := func(name string) func(dir string) error {
		return func(dir string) error { return unix.Mkfifo(filepath.Join(dir, "local", name), 0o600) }
	}
	for _, test := range []struct {
		name string
		data []byte
		make func(dir string) error
		code string
	}{
		{"shortened", endless(stack), nil, BadCounterFile},
		{"whole", endless(whole), nil, ""},
		{"plain", endless("plain"), nil, ""},
		{"a pipe of counters", nil, pipe("p.v1.count"), BadCounterFile},
		{"a pipe before the reports", nil, pipe("0-a-long-name.json"), BadReportName},
		{"a pipe of another kind", nil, pipe("p"), ""},
	} {
		dir := t.TempDir()
		counttest.Put(t, dir, "local/2026-11-15.json", []byte(`{"Week":"2026-11-15"}`))
		if test.data != nil {
			counttest.Put(t, dir, "local/a.v1.count", test.data)
		}
		if test.make != nil {
			if err := test.make(dir); err != nil {
				t.Skip("can't create pipes:", err)
			}
		}
		p := previewOf(t, dir, Options{Mode: "on", Now: counttest.Noon})
		code, message := "", ""
		if len(p.Uploads.Blocked) > 0 {
			code, message = p.Uploads.Blocked[0].Code, p.Uploads.Blocked[0].Message
		}
		if w := p.Weeks[len(p.Weeks)-1]; code != test.code || w.WouldUpload != (code == "") || code != "" && !strings.Contains(message, "hangs") {
			t.Errorf("%s: blocked by %q (%s), would upload: %v; want %q", test.name, code, message, w.WouldUpload, test.code)
		}
	}
}
