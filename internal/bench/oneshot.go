package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"time"
)

const (
	oneShotFiles    = 1_000
	oneShotPrograms = 300
	oneShotRounds   = 15
)

// measureOneShot times `summary --json` with the files of many programs, and compares it
// with other programs that read the whole files: `gotelemetry csv` and cat.
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
	}, func(code, printed int) bool { return code == 0 && printed > 0 })
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

// measureOneShotMemory reads the peak resident memory of `summary --json`.
func measureOneShotMemory(_ *ground, opts options) ([]row, error) {
	g, err := newGround()
	if err != nil {
		return nil, err
	}
	defer g.remove()
	if err := g.fillPrograms(summaryFiles, oneShotPrograms); err != nil {
		return nil, err
	}
	mib, err := peakResidentMiB(g.command(opts.server, "summary", "--json"))
	return []row{{
		what: "summary --json of 10,000 files, resident", unit: "MiB", placesAfter: 1,
		ours: mib, budget: "40 MiB", within: mib <= summaryBudgetMiB,
	}}, err
}

// peakResidentMiB runs cmd and returns its peak resident memory before its first output.
// After that cmd waits for a reader, because its output is larger than a pipe's buffer.
// The maximum from wait4 would be wrong if this process uses more memory than cmd.
func peakResidentMiB(cmd *exec.Cmd) (float64, error) {
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, err
	}
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	_, err = io.ReadFull(out, make([]byte, 1))
	kib := 0
	if err == nil {
		kib, err = statusField(fmt.Sprintf("/proc/%d/status", cmd.Process.Pid), "VmHWM")
	}
	_, _ = io.Copy(io.Discard, out)
	return float64(kib) / 1024, errors.Join(err, cmd.Wait())
}

// errUnexpected is the error of a command that ran, but did something else.
var errUnexpected = errors.New("unexpected output or exit code")

// inTurns runs the commands one after the other, in rounds, and returns the median time
// of each in milliseconds. works says which exit code and number of printed bytes a command
// has to have.
func inTurns(g *ground, rounds int, commands [][]string, works func(code, printed int) bool) ([]float64, error) {
	times := make([][]float64, len(commands))
	for round := range rounds + 1 {
		for i, argv := range commands {
			var out, complaint bytes.Buffer
			cmd := g.command(argv[0], argv[1:]...)
			cmd.Stdout, cmd.Stderr = &out, &complaint
			began := time.Now()
			err := cmd.Run()
			took := time.Since(began)
			if cmd.ProcessState == nil || !works(cmd.ProcessState.ExitCode(), out.Len()) {
				return nil, fmt.Errorf("running %s: %d bytes, %w\n%s", argv[0], out.Len(), cmp.Or(err, errUnexpected), &complaint)
			}
			if round > 0 { // the first round reads the files from disk
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

// buildRival builds a program from a module that the tests already require.
func buildRival(g *ground, pkg string) (string, error) {
	path := filepath.Join(g.dir, filepath.Base(pkg))
	out, err := exec.Command("go", "build", "-ldflags=-s -w", "-o", path, pkg).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building %s: %w\n%s", pkg, err, out)
	}
	return path, nil
}
