package facts

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/doctor"
	"github.com/telemetry-ls/telemetry-ls/internal/access"
	"github.com/telemetry-ls/telemetry-ls/internal/filesystem"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/owner"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// directory describes the telemetry directory.
func (m Machine) directory() doctor.Directory {
	if m.Dir == "" {
		return doctor.Directory{}
	}
	d := doctor.Directory{At: m.Dir.Path()}
	for {
		info, err := os.Stat(d.At)
		if err == nil && info.IsDir() || filepath.Dir(d.At) == d.At {
			break
		}
		if _, err := os.Lstat(d.At); err == nil {
			d.InTheWay = d.At
		}
		d.Hidden = errors.Is(err, fs.ErrPermission)
		d.At = filepath.Dir(d.At)
	}
	d.Exists = d.At == m.Dir.Path()
	d.LeadsTo = leadsTo(m.ConfigDir, d.At)
	d.Owner, d.Own, d.Closed = owner.Of(d.At), owner.IsSelf(d.At), access.MayMakeNames(d.At)
	d.GiveBack = owner.GiveBack([]string{m.Home, m.ConfigDir}, d.At)
	d.System, d.Known = filesystem.Look(d.At)
	return d
}

// leadsTo returns where a path really is if links below the configuration directory lead
// there; otherwise "".
func leadsTo(configDir, path string) string {
	rest, below := strings.CutPrefix(path, configDir)
	realConfig, err := filepath.EvalSymlinks(configDir)
	if configDir == "" || !below || err != nil {
		return ""
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil || real == filepath.Join(realConfig, rest) {
		return ""
	}
	return real
}

// modeFile describes the mode file.
func modeFile(dir mode.Dir) doctor.ModeFile {
	links, _ := mode.Links(dir) // as far as they are known
	_, err := os.Stat(dir.ModeFile())
	f := doctor.ModeFile{Exists: err == nil, Links: links, Broken: errors.Is(err, fs.ErrNotExist)}
	if err != nil && !f.Broken {
		f.Unreachable = hint.WithoutPath(err)
	}
	return f
}
