package counters_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// TestWeekless checks that a problem is found if and only if the library starts no counter
// file because of the file with the day on which weeks end.
func TestWeekless(t *testing.T) {
	for name, content := range map[string]string{"a day": "3\n", "another character": "x", "empty": "", "blank": " \n", "a directory": "/"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if content == "/" {
				if err := os.MkdirAll(filepath.Join(dir, "local", "weekends"), 0o755); err != nil {
					t.Fatal(err)
				}
			} else {
				counttest.Put(t, dir, "local/weekends", []byte(content))
			}
			counttest.Task{Kind: "count", Dir: dir, Counts: []counttest.Named{{Name: "a", Value: 1}}}.Do(t)
			files, err := filepath.Glob(filepath.Join(dir, "local", "*.v1.count"))
			if err != nil {
				t.Fatal(err)
			}
			if weekless := weeks.Weekless(dir); (weekless != nil) != (len(files) == 0) {
				t.Errorf("the library made %q, and the file has the problem %v", files, weekless)
			}
			p := upload.PreviewOf(index.New(dir), upload.Options{Mode: "local", Now: counttest.Noon})
			found := slices.ContainsFunc(p.Problems, func(p problem.Problem) bool {
				return p.File == "local/weekends" && strings.Contains(p.Message, "count nothing")
			})
			if found != (len(files) == 0) {
				t.Errorf("the library made %q, and the preview has the problems %v", files, p.Problems)
			}
		})
	}
	if err := weeks.Weekless(t.TempDir()); err != nil {
		t.Errorf("without the file: %v", err)
	}
}
