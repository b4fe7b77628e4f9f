//go:build unix

package mode

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSetErrors(t *testing.T) {
	tests := []struct {
		name    string
		prepare func(t *testing.T, d Dir)
		want    string // DIR stands for the telemetry directory
		hint    string
	}{
		{
			"a directory in its place", func(t *testing.T, d Dir) { makeDir(t, d.ModeFile()) },
			"switching Go telemetry to on: writing DIR/mode: not a regular file", "move away DIR/mode, which is not a regular file",
		},
		{
			"a file in place of the directory", func(t *testing.T, d Dir) {
				makeDir(t, filepath.Dir(d.Path()))
				writeFile(t, d.Path(), "")
			},
			"switching Go telemetry to on: making the directory DIR: not a directory", "move away the file that is in place of a directory",
		},
		{
			"a link to itself", func(t *testing.T, d Dir) { link(t, d, "mode") },
			"switching Go telemetry to on: writing DIR/mode: too many levels of symbolic links", "remove the symbolic link that points to itself",
		},
		{
			"a link into a missing directory", func(t *testing.T, d Dir) { link(t, d, "no/mode") },
			"switching Go telemetry to on: writing DIR/mode, a link to DIR/no/mode: the link leads to DIR/no/mode: no such file or directory",
			"remove the link at the mode file, or make the directory that it leads to",
		},
		{
			"a link to a device", func(t *testing.T, d Dir) { link(t, d, os.DevNull) },
			"switching Go telemetry to on: writing DIR/mode, a link to /dev/null: not a regular file", "remove the link at the mode file, which doesn't lead to a regular file",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := freshDir(t)
			tt.prepare(t, d)
			c, err := writer(d).Set(On, false)
			if got := strings.ReplaceAll(textOf(err), d.Path(), "DIR"); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
			if got := strings.ReplaceAll(hintIn(err), d.Path(), "DIR"); got != tt.hint {
				t.Errorf("hint:\n got %s\nwant %s", got, tt.hint)
			}
			if c.Wrote || c.After.Mode != Local {
				t.Errorf("got %+v", c)
			}
			if d.Writable() == nil {
				t.Error("Writable returns no error")
			}
		})
	}
}
