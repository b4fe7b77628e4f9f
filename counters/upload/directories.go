package upload

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/internal/access"
)

var errNotDirectory = errors.New("not a directory")

// path returns the path of a file in the telemetry directory.
func (p *previewer) path(file string) string {
	return filepath.Join(p.index.Dir(), filepath.FromSlash(file))
}

// checkDirectories checks whether Go's uploader can start. It needs to write to local
// and, if it exists, to debug.
func (p *previewer) checkDirectories() {
	if err := p.usable("local", true); err != nil {
		p.blockDirectory("local", "so Go can't count or make reports", err)
	}
	if err := p.debugUsable(); err != nil {
		p.blockDirectory("debug", "so Go can't start its uploader", err)
	}
}

func (p *previewer) checkUploadDirectory() {
	if err := p.usable("upload", false); err != nil {
		p.blockDirectory("upload", "so Go can't upload", err)
	}
}

func (p *previewer) blockDirectory(name, effect string, err error) {
	p.block(Blocker{
		Code: BadDirectory, File: name,
		Message: "the directory " + name + " can't be used, " + effect + ": " + problem.Cause(err).Error(),
		Hint:    "make " + p.path(name) + " a directory that you own and can write to",
	})
}

// usable returns the reason why Go cannot create files in the directory, or cannot
// create the directory; nil if it can. If listed is set, Go must also be able to list
// the directory and replace files.
func (p *previewer) usable(name string, listed bool) error {
	path := p.path(name)
	info, err := os.Stat(path)
	switch {
	case rawfile.Missing(err):
		if _, linkErr := os.Lstat(path); linkErr == nil {
			return errors.New("it is a broken link")
		}
		if err := access.MayMakeNames(p.index.Dir()); !rawfile.Missing(err) { // a missing telemetry directory only means that nothing was counted yet
			return err
		}
		return nil
	case err != nil:
		return err
	case !info.IsDir():
		return errNotDirectory
	case listed:
		if err := access.MayRead(path); err != nil {
			return err
		}
		return access.MayReplaceNames(path) // Go removes the token of the previous day
	}
	return access.MayMakeNames(path)
}

// debugUsable returns the reason why Go's uploader cannot open its log; nil if it can.
// The uploader doesn't start without its log, but it writes one only if the user has
// created the directory debug.
func (p *previewer) debugUsable() error {
	info, err := os.Stat(p.path("debug"))
	switch {
	case rawfile.Missing(err):
		return nil
	case err != nil:
		return err
	case !info.IsDir():
		return nil
	}
	log := p.path("debug/sidecar.log")
	info, err = os.Stat(log)
	switch {
	case rawfile.Missing(err):
		return access.MayMakeNames(p.path("debug"))
	case err != nil:
		return err
	case info.IsDir():
		return errors.New("debug/sidecar.log is a directory")
	}
	return access.MayWrite(log)
}
