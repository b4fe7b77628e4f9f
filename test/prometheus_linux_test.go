package test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

// promProgram returns the path of a program of Prometheus.
func promProgram(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", ".cache", "bin", name)
	if _, err := exec.LookPath(path); err != nil {
		if path, err = exec.LookPath(name); err != nil {
			requires.Skip(t, "prometheus", name+" is not on PATH; `scripts/provision prometheus` installs it")
		}
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

// startListening starts a server of Prometheus on a free port, and returns its address,
// which it writes to its log. It ends with the test.
func startListening(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(promProgram(t, name), append(args, "--web.listen-address=127.0.0.1:0")...)
	cmd.Dir = t.TempDir()
	log, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		<-ended // its output has ended
		if err := cmd.Wait(); err != nil && !strings.Contains(err.Error(), "terminated") {
			t.Errorf("%s: %v", name, err)
		}
	})
	addresses := make(chan string, 1)
	var seen strings.Builder
	go func() {
		defer close(ended)
		defer close(addresses)
		lines := bufio.NewScanner(log)
		for lines.Scan() {
			if _, address, ok := strings.Cut(lines.Text(), `msg="Listening on" address=`); ok {
				addresses <- strings.Fields(address)[0]
				_, _ = io.Copy(io.Discard, log)
				return
			}
			seen.WriteString(lines.Text() + "\n")
		}
	}()
	address, ok := <-addresses
	if !ok {
		t.Fatalf("%s doesn't listen:\n%s", name, &seen)
	}
	return address
}

// promServer is a Prometheus that scrapes.
type promServer struct {
	t       *testing.T
	address string
}

// startPrometheus starts a Prometheus that scrapes targets.
func startPrometheus(t *testing.T, targets []string) promServer {
	t.Helper()
	rules, err := filepath.Abs("../docs/fleet/rules.yml")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	config := filepath.Join(dir, "prometheus.yml")
	text := fmt.Sprintf("global: {scrape_interval: 200ms, evaluation_interval: 200ms}\nrule_files: [%q]\n"+
		"scrape_configs: [{job_name: node, static_configs: [{targets: [%s]}]}]\n", rules, strings.Join(targets, ","))
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return promServer{t, startListening(t, "prometheus", "--config.file="+config, "--storage.tsdb.path="+filepath.Join(dir, "data"))}
}

// promResult is a sample of an answer.
type promResult struct {
	Metric map[string]string
	Value  [2]any // the time, and the value as text
}

// query asks a question in PromQL.
func (p promServer) query(question string) []promResult {
	p.t.Helper()
	answer, err := http.Get("http://" + p.address + "/api/v1/query?query=" + url.QueryEscape(question))
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusServiceUnavailable { // it listens before it is ready
		return nil
	}
	var body struct {
		Status, Error string
		Data          struct{ Result []promResult }
	}
	if err := json.NewDecoder(answer.Body).Decode(&body); err != nil || body.Status != "success" {
		p.t.Fatalf("%s: %v %s", question, err, body.Error)
	}
	return body.Data.Result
}

// await asks a question until the answer is one number, want.
func (p promServer) await(question, want string) {
	p.t.Helper()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for deadline := time.Now().Add(2 * time.Minute); ; <-again.C {
		got := p.query(question)
		if len(got) == 1 && got[0].Value[1] == want {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("%s: got %v, want %s", question, got, want)
		}
	}
}
