package prompt

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"time"
)

func FuzzState(f *testing.F) {
	f.Add([]byte(`{"schema":1,"attempts":[{"asked":"2026-11-22T10:00:00Z","notNow":"2026-11-22T10:01:00Z"}],"answer":{"choice":"on","given":"2026-11-22T10:02:00.5+02:00"}}`))
	f.Add([]byte(`{"schema":1,"attempts":[{"clockSetBack":"1970-01-01T00:00:00Z"},null]}`))
	f.Add([]byte(`{"schema":1,"attempts":[{"asked":"0000-01-01T00:00:00+01:00"}]}`))
	f.Add([]byte(`{"schema":2}`))
	f.Add([]byte(`[`))
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := parseState("prompt.json", data)
		if err != nil && !reflect.DeepEqual(s, emptyState()) {
			t.Fatalf("got state %+v and the error %v, want an empty state", s, err)
		}
		// A state that was read can be written, and reads back unchanged.
		out, err := s.encode()
		if err != nil {
			t.Fatalf("encoding %+v: %v", s, err)
		}
		again, err := parseState("prompt.json", out)
		if err != nil || !reflect.DeepEqual(again, s) {
			t.Fatalf("written as %s, read as %+v, %v, want %+v", out, again, err, s)
		}
		// No pause is longer than secondPause.
		if until, _ := s.waiting(now); until.Sub(now) > secondPause {
			t.Fatalf("waits until %v", until)
		}
	})
}

func FuzzGoplsState(f *testing.F) {
	for _, s := range []string{"yes 1 1700000000 5", "no 1", "- 0 0 0", "pending 1 2 3", "yes\n1", "yes 1x", "no 99999999999999999999"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got := parseGoplsState(data)
		if got == goplsUnknown {
			return
		}
		fields := strings.Fields(string(data))
		if len(fields) < 2 || fields[0] != string(got) {
			t.Fatalf("%q is read as %q", data, got)
		}
	})
}

func FuzzLock(f *testing.F) {
	f.Add([]byte(lockContent(holder{4711, "here"})))
	f.Add([]byte("telemetry-ls pid -1 x\n"))
	f.Add([]byte(""))
	f.Fuzz(func(t *testing.T, data []byte) {
		h, ours := parseLock(data)
		if ours && (h.pid <= 0 || !bytes.HasPrefix(data, []byte("telemetry-ls pid "))) {
			t.Fatalf("%q is read as our process %d", data, h.pid)
		}
	})
}

func TestLockContent(t *testing.T) {
	for content, want := range map[string]holder{
		lockContent(holder{4711, "here"}): {4711, "here"},
		"telemetry-ls pid 4711 RANDOM\n":  {4711, ""}, // written by a version that did not write the host
	} {
		if h, ours := parseLock([]byte(content)); h != want || !ours {
			t.Errorf("%q: got %+v, %t", content, h, ours)
		}
	}
}
