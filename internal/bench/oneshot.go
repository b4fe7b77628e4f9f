package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

const (
	oneShotFiles    = 1_000
	oneShotPrograms = 300
	oneShotRounds   = 15
)

// measureOneShot times `summary --json` with the files of many programs beside what
// else reads them whole: `gotelemetry csv` and cat.
func measureOneShot(_ *ground, opts options) ([]row, error) {
	g, err := newGround()
	if err != nil {
		return nil, err
	}
	defer g.remove()
	if err := g.fillPrograms(oneShotFiles, oneShotPrograms); err != nil {
		return nil, err
	}
	csv, err := buildRival(g, "golang.org/x/telemetry/cmd/gotelemetry")
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(g.local(), "*.v1.count"))
	if err != nil {
		return nil, err
	}
	took, err := inTurns(g, oneShotRounds, [][]string{
		{opts.server, "summary", "--json", "--weeks", "52"}, {csv, "csv"}, append([]string{"cat"}, files...),
	})
	if err != nil {
		return nil, err
	}
	what := fmt.Sprintf("summary --json, %d files of %d programs", oneShotFiles, oneShotPrograms)
	var rows []row
	for i, rival := range []string{"gotelemetry csv", "cat"} {
		rows = append(rows, row{
			what: what, unit: "ms", placesAfter: 1,
			ours: took[0], rival: took[i+1], rivalName: rival,
			budget: "1 x " + rival, within: took[0] <= took[i+1],
		})
	}
	return rows, nil
}

// measureOneShotMemory reads the most that `summary --json` has resident.
func measureOneShotMemory(_ *ground, opts options) ([]row, error) {
	g, err := newGround()
	if err != nil {
		return nil, err
	}
	defer g.remove()
	if err := g.fillPrograms(summaryFiles, oneShotPrograms); err != nil {
		return nil, err
	}
	cmd := g.command(opts.server, "summary", "--json")
	if out, err := cmd.Output(); err != nil || len(out) == 0 {
		return nil, fmt.Errorf("running summary --json: %d bytes, %w", len(out), err)
	}
	mb, err := mostResidentMB(cmd.ProcessState)
	return []row{{
		what: "summary --json of 10,000 files, resident", unit: "MB", placesAfter: 1,
		ours: mb, budget: "40 MB", within: mb <= summaryBudgetMB,
	}}, err
}

// inTurns runs the commands one after the other, in rounds, and gives the median
// time of each in milliseconds.
func inTurns(g *ground, rounds int, commands [][]string) ([]float64, error) {
	times := make([][]float64, len(commands))
	for round := range rounds + 1 {
		for i, argv := range commands {
			var out, complaint bytes.Buffer
			cmd := g.command(argv[0], argv[1:]...)
			cmd.Stdout, cmd.Stderr = &out, &complaint
			began := time.Now()
			err := cmd.Run()
			took := time.Since(began)
			if err != nil || out.Len() == 0 {
				return nil, fmt.Errorf("running %s: %d bytes, %w\n%s", argv[0], out.Len(), err, &complaint)
			}
			if round > 0 { // the first reads the files from disk
				times[i] = append(times[i], float64(took)/float64(time.Millisecond))
			}
		}
	}
	medians := make([]float64, len(commands))
	for i := range times {
		medians[i] = quantile(times[i], 0.5)
	}
	return medians, nil
}

func (g *ground) command(program string, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...)
	cmd.Env, cmd.Dir = g.env, g.project
	return cmd
}

func (g *ground) local() string { return filepath.Join(filepath.Dir(g.modeFile), "local") }

// buildRival builds a program of a module that the tests use.
func buildRival(g *ground, pkg string) (string, error) {
	path := filepath.Join(g.dir, filepath.Base(pkg))
	out, err := exec.Command("go", "build", "-ldflags=-s -w", "-o", path, pkg).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building %s: %w\n%s", pkg, err, out)
	}
	return path, nil
}

// fillPrograms writes n counter files of so many programs, over the weeks before
// now, with the counters that a command of some size has.
func (g *ground) fillPrograms(n, programs int) error {
	if programs < 1 {
		return errors.New("no program")
	}
	if err := os.MkdirAll(g.local(), 0o755); err != nil {
		return err
	}
	for i := range n {
		end := time.Now().UTC().AddDate(0, 0, 3-7*(i/programs)).Format(time.DateOnly)
		begin := time.Now().UTC().AddDate(0, 0, -4-7*(i/programs)).Format(time.DateOnly)
		file := counttest.CounterFile{
			Program: "example.com/tools/p" + strconv.Itoa(i%programs), Version: "v1.2.3", GoVersion: "go1.26.0",
			GOOS: "linux", GOARCH: "amd64", Begin: begin, End: end,
		}
		for c := range 10 {
			file.Counts = append(file.Counts, counttest.Count{Name: fmt.Sprintf("command/flag%d:value", c), Value: uint64(i + c + 1)})
		}
		name := fmt.Sprintf("p%d@v1.2.3-go1.26.0-linux-amd64-%s.v1.count", i, begin)
		if err := os.WriteFile(filepath.Join(g.local(), name), file.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}
