package server

import (
	"errors"
	"fmt"
	"hash/fnv"
	"path/filepath"
	"slices"

	"github.com/telemetry-ls/telemetry-ls/config"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
)

// machinePolicy returns what limits the switches of this server.
func (s *Server) machinePolicy() *policy.Intent { return s.machine().Limits() }

// policyFiles returns the files that can want a mode, for the watcher.
func (s *Server) policyFiles() []mode.OtherFile {
	var files []mode.OtherFile
	if path := s.opts.MachinePolicy; path != "" {
		files = append(files, mode.OtherFile{Dir: filepath.Dir(path), Name: filepath.Base(path)})
	}
	if s.opts.ConfigDir != "" {
		path := config.Path(s.opts.ConfigDir)
		files = append(files, mode.OtherFile{Dir: filepath.Dir(path), Name: filepath.Base(path)})
	}
	for _, root := range s.workspace.roots() {
		files = append(files, mode.OtherFile{Dir: root, Name: policy.WorkspaceName, Foreign: true})
	}
	return files
}

// permitted leaves out the choices that the machine's policy doesn't permit.
func permitted(i *policy.Intent, from []choice) []choice {
	return slices.DeleteFunc(from, func(c choice) bool { return c.mode != "" && !i.Permits(c.mode) })
}

// nothingToChoose returns why the user can't choose a mode, or nil: the machine's policy
// permits only one.
func nothingToChoose(i *policy.Intent) error {
	if len(i.Choices()) > 1 {
		return nil
	}
	return &policy.RefusedError{Doing: "choosing a mode", Intent: i}
}

// refusedDefault reports whether the machine's policy refused a default for new
// environments, and whether that is the first time for this default and policy.
func (s *Server) refusedDefault(topic string, m mode.Mode, err error) (refused, first bool) {
	var refusal *policy.RefusedError
	if !errors.As(err, &refusal) {
		return false, false
	}
	return true, s.announces(topic, digest(refusal.Intent)+"-"+string(m))
}

// digest tells the contents of policy files apart.
func digest(i *policy.Intent) string {
	hash := fnv.New64a()
	_, _ = fmt.Fprintf(hash, "%s %+v", i.File, *i.Policy)
	return fmt.Sprintf("%016x", hash.Sum64())
}
