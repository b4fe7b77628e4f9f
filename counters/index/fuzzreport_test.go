package index

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzReport checks that we read reports as the standard library does, because Go uses
// that.
func FuzzReport(f *testing.F) {
	f.Add([]byte(`{"Week":"2026-11-15","LastWeek":"","X":0.25,"Programs":[{"Program":"p","Version":"v","GoVersion":"g","GOOS":"o","GOARCH":"a","Counters":{"a":1,"b":2},"Stacks":{"s\nf":3}}],"Config":"v1"}`))
	f.Add([]byte(`{"week":null,"programs":[null,{},{"counters":{"a":1,"a":2,"\u0041\ud800":-9223372036854775808}}],"other":[{}]}`))
	f.Add([]byte(`{"Programs":[{"Counters":{"a":1.5}}]}`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := parseReport(data, newInterner())
		var want struct {
			Week, LastWeek, Config string
			X                      float64
			Programs               []*programJSON
		}
		stdErr := json.Unmarshal(data, &want)
		if (err == nil) != (stdErr == nil) && string(bytes.TrimSpace(data)) != "null" {
			t.Errorf("our error is %v, that of the standard library %v", err, stdErr)
		}
		if err != nil || stdErr != nil {
			return
		}
		if got.week != want.Week || got.LastWeek != want.LastWeek || got.Config != want.Config || got.X != want.X {
			t.Errorf("got %+v, want %+v", got, want)
		}
		programs := slices.DeleteFunc(want.Programs, func(p *programJSON) bool { return p == nil })
		if len(got.Programs) != len(programs) {
			t.Fatalf("%d programs, want %d", len(got.Programs), len(programs))
		}
		for i, p := range programs {
			counts := map[string]int64{}
			for _, c := range got.Programs[i].Counts {
				counts[c.Name] = int64(c.Value)
			}
			all := map[string]int64{}
			maps.Copy(all, p.Counters)
			maps.Copy(all, p.Stacks)
			if d := cmp.Diff(all, counts); d != "" {
				t.Errorf("(-standard library +ours)\n%s", d)
			}
		}
	})
}

// programJSON is a program in a report, for the standard library.
type programJSON struct {
	Program, Version, GoVersion, GOOS, GOARCH string
	Counters, Stacks                          map[string]int64
}
