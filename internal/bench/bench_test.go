package main

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestQuantile(t *testing.T) {
	values := []float64{5, 1, 4, 2, 3, 6, 7, 8, 9, 10}
	tests := []struct {
		values []float64
		q      float64
		want   float64
	}{
		{nil, 0.5, 0},
		{[]float64{7}, 0.99, 7},
		{values, 0, 1},
		{values, 0.5, 5},
		{values, 0.9, 9},
		{values, 0.99, 10},
		{values, 1, 10},
	}
	for _, tt := range tests {
		if got := quantile(tt.values, tt.q); got != tt.want {
			t.Errorf("quantile(%v, %v) = %v, want %v", tt.values, tt.q, got, tt.want)
		}
	}
}

func TestTable(t *testing.T) {
	rows := []row{
		{what: "start", unit: "ms", ours: 3.14, rival: 48, rivalName: "gopls", budget: "1/10", within: true, placesAfter: 1},
		{what: "switches", ours: 21, budget: "20"},
		{what: "ticks", ours: 1, rival: 0, rivalName: "gopls", budget: "0"},
	}
	var out strings.Builder
	if err := printTable(&out, rows); err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"measure   ours    rival            ratio  budget  ",
		"start     3.1 ms  48.0 ms (gopls)  0.07   1/10    ok",
		"switches  21      -                -      20      over",
		"ticks     1       0 (gopls)        -      0       over",
		"3 measures, 2 over budget",
		"",
	}, "\n")
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("table (-want +got):\n%s", diff)
	}
}

func TestIsResultOf(t *testing.T) {
	tests := []struct {
		body string
		want bool
	}{
		{`{"jsonrpc":"2.0","id":7,"result":{}}`, true},
		{`{"jsonrpc":"2.0","result":{},"id":7}`, true},
		{`{"jsonrpc":"2.0","id":71,"result":{}}`, false},
		{`{"jsonrpc":"2.0","result":{},"id":17}`, false},
		{`{"jsonrpc":"2.0","id":7,"error":{}}`, false},
		{`{"jsonrpc":"2.0","method":"x","params":{"id":7}}`, false},
	}
	for _, tt := range tests {
		if got := isResultOf([]byte(tt.body), "7"); got != tt.want {
			t.Errorf("isResultOf(%s, 7) = %v, want %v", tt.body, got, tt.want)
		}
	}
}

func TestAnswerTo(t *testing.T) {
	tests := []struct {
		m    message
		want string
	}{
		{message{Method: "client/registerCapability"}, "null"},
		{message{Method: "workspace/configuration", Params: []byte(`{"items":[]}`)}, "[]"},
		{message{Method: "workspace/configuration", Params: []byte(`{"items":[{},{"section":"gopls"}]}`)}, "[null,null]"},
	}
	for _, tt := range tests {
		if got := string(answerTo(tt.m)); got != tt.want {
			t.Errorf("answerTo(%s) = %s, want %s", tt.m.Method, got, tt.want)
		}
	}
}

func TestEnvironment(t *testing.T) {
	base := []string{"PATH=/bin", "HOME=/home/me", "CI=true", "TEST_TELEMETRY_DIR=/x", "GOFLAGS=-mod=vendor"}
	got := environment(base, "HOME=/scratch")
	want := []string{"PATH=/bin", "GOTOOLCHAIN=local", "GOPROXY=off", "HOME=/scratch"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("environment (-want +got):\n%s", diff)
	}
}

func TestProcess(t *testing.T) {
	pid := os.Getpid()
	if _, err := os.Stat("/proc/self/stat"); err != nil {
		t.Skip("no /proc on this system")
	}
	mib, err := residentMiB(pid)
	if err != nil || mib <= 0 {
		t.Errorf("residentMiB = %v, %v, want more than nothing", mib, err)
	}
	if _, err := cpuTicks(pid); err != nil {
		t.Errorf("cpuTicks: %v", err)
	}
	if n, err := minorFaults(pid); err != nil || n <= 0 {
		t.Errorf("minorFaults = %v, %v, want more than 0", n, err)
	}
	if n, err := voluntarySwitches(pid); err != nil || n <= 0 {
		t.Errorf("voluntarySwitches = %v, %v, want more than 0", n, err)
	}
}
