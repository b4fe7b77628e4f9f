package mode

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// startWriter starts a process that writes lines into the mode file of d, in the
// manner `go` or `ours`. began returns the time at which it started writing a line,
// after the line is written.
func startWriter(t testing.TB, d Dir, manner string) (order func(line string), began func() time.Time) {
	t.Helper()
	cmd := child(t, "writer", d.Path(), manner)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		if err := cmd.Wait(); err != nil {
			t.Errorf("the writer: %v", err)
		}
	})
	answers := bufio.NewReader(out)
	order = func(line string) {
		if _, err := fmt.Fprintln(in, line); err != nil {
			t.Fatal(err)
		}
	}
	began = func() time.Time {
		line, err := answers.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		n, err := strconv.ParseInt(strings.TrimSpace(line), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return time.Unix(0, n)
	}
	return order, began
}

// BenchmarkWatchLatency measures the time from the start of a write by another
// process to the call of OnChange.
func BenchmarkWatchLatency(b *testing.B) {
	for _, manner := range []string{"go", "ours"} {
		b.Run(manner, func(b *testing.B) {
			d := dirWith(b, "off 2026-11-22")
			order, began := startWriter(b, d, manner)
			heardAt := make(chan time.Time, 16)
			w := watchTimes(b, d, heardAt)
			defer w.Close()
			took := make([]float64, 0, b.N)
			for i := range b.N {
				order(string(All()[i%3]) + " 2026-11-22")
				at := <-heardAt
				took = append(took, float64(at.Sub(began()))/float64(time.Millisecond))
			}
			slices.Sort(took)
			b.ReportMetric(took[len(took)/2], "p50-ms")
			b.ReportMetric(took[len(took)*99/100], "p99-ms")
			b.ReportMetric(0, "ns/op") // hides the writer's time
		})
	}
}

func watchTimes(b *testing.B, d Dir, heardAt chan<- time.Time) *Watcher {
	b.Helper()
	w, err := Watch(b.Context(), d, WatchOptions{OnChange: func(State) { heardAt <- time.Now() }, Poll: time.Hour})
	if err != nil {
		b.Fatal(err)
	}
	if !w.Delivering() {
		b.Skip("the file system reports no changes")
	}
	return w
}

func BenchmarkRead(b *testing.B) {
	d := dirWith(b, "on 2026-11-22")
	for b.Loop() {
		if d.Read().Mode != On {
			b.Fatal("not on")
		}
	}
}

// BenchmarkSet switches atomically and durably. BenchmarkGoWrite writes as the go
// command does, which is neither atomic nor durable.
func BenchmarkSet(b *testing.B) {
	d := dirWith(b, "on 2026-11-22")
	for i := 0; b.Loop(); i++ {
		set(b, d, All()[(i+1)%2])
	}
}

func BenchmarkGoWrite(b *testing.B) {
	d := dirWith(b, "on 2026-11-22")
	for b.Loop() {
		if err := os.WriteFile(d.ModeFile(), []byte("on 2026-11-22"), 0o666); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkInterpret(b *testing.B) {
	raw := []byte("on 2026-11-22")
	for b.Loop() {
		Interpret(raw)
	}
}
