// Package facts gathers the inputs of a Status and of the doctor, for the server and the
// command line. Start with [Machine.Status].
package facts

import (
	"context"
	"time"

	"github.com/telemetry-ls/telemetry-ls/config"
	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/status"
	"github.com/telemetry-ls/telemetry-ls/toolchain"
)

// Machine is the source of the facts.
type Machine struct {
	Dir       mode.Dir
	ConfigDir string // the user's configuration directory, "" if it is unknown
	Env       func(string) string
	Now       func() time.Time
	// MachinePolicy is the path of the machine's policy file, "" if it is unknown.
	MachinePolicy string
	KnownPolicies *policy.Known // nil to remember nothing
	// Running finds the running programs that count in a telemetry directory.
	Running func(ctx context.Context, dir string) (running.Programs, error)
	// Account says in which environment this process runs; nil if it is not to be shown.
	Account func() string
	Home    string // the user's home, "" if it is unknown
	// AskGo asks the go command about the telemetry directory; nil if it must not be run.
	AskGo func(context.Context) (toolchain.Answer, error)
}

// Costly contains the facts that take long to gather. A server keeps the known ones from
// one Status to the next.
type Costly struct {
	Unwritable error // why the mode file can't be written, nil if it can
	Weeks      status.Weeks
	ThisWeek   string          // what was counted in the running week, as Markdown; "" if it is unknown
	Preview    *upload.Preview // of the uploads to come, nil if it is unknown
	Policy     policy.Inputs   // what can want a mode: see [Machine.Policies]
	Delivering bool            // the file system reports changes, or state has just been read
}

// Status returns the Status for a state of the mode file.
func (m Machine) Status(state mode.State, c Costly) status.Status {
	account := ""
	if m.Account != nil {
		account = m.Account()
	}
	return status.Of(status.Facts{
		Account:    account,
		Dir:        m.Dir,
		State:      state,
		Supported:  mode.Supported(),
		Unwritable: c.Unwritable,
		Weeks:      c.Weeks,
		ThisWeek:   c.ThisWeek,
		Preview:    c.Preview,
		Env:        m.Env,
		Policy:     c.Policy,
		Delivering: c.Delivering,
		Now:        m.Now(),
	})
}

// Policies reads the policies of the machine and of workspace folders.
func (m Machine) Policies(workspaces ...string) policy.Inputs {
	in := policy.Inputs{Machine: m.machinePolicy(), Env: m.Env("GOTELEMETRY")}
	for _, dir := range workspaces {
		in.Workspaces = append(in.Workspaces, m.KnownPolicies.Take(policy.ReadWorkspace(dir)))
	}
	if m.ConfigDir != "" {
		in.ConfigFile = config.Path(m.ConfigDir)
	}
	return in
}

// Limits returns what limits the switches of telemetry-ls. Only the machine's policy does, so
// no other file is read.
func (m Machine) Limits() *policy.Intent {
	return policy.Of(policy.Inputs{Machine: m.machinePolicy()}, true)
}

func (m Machine) machinePolicy() policy.File {
	return m.KnownPolicies.Take(policy.ReadMachine(m.MachinePolicy))
}

// WithDefault adds the user's default, which counts only while no mode was chosen. A
// configuration file that can't be read has none; the doctor tells why.
func (m Machine) WithDefault(in policy.Inputs) policy.Inputs {
	if user, err := config.Load(m.ConfigDir); err == nil {
		in.Default = user.DefaultMode
	}
	return in
}

// Weeks reads the weeks of the counter files, if local/ contains at most that many names.
// 0 means any number.
func Weeks(dir mode.Dir, headers *index.Headers, most int) (known status.Weeks, done bool) {
	spans, done := headers.Update(most)
	if !done {
		return status.Weeks{}, false
	}
	day, ok := weeks.EndsOn(dir.Path())
	return status.Weeks{Spans: spans, Weekends: day, Known: ok, LastUpload: upload.LastUploaded(dir.Path())}, true
}

// Uploads previews the future uploads in mode on, with an upload config that may be nil. In
// other modes there are none.
func (m Machine) Uploads(ix *index.Index, state mode.State, config *uploadconfig.Config) *upload.Preview {
	if state.Mode != mode.On {
		return nil
	}
	return upload.PreviewOf(ix, upload.Options{Mode: string(state.Mode), Since: state.Since, Now: m.Now(), Config: config, Brief: true})
}

// StillCounting finds the running programs that count although the mode is off. If it
// returns an error, they are unknown.
func (m Machine) StillCounting(ctx context.Context, state mode.State) (running.Programs, error) {
	switch {
	case state.Unknown:
		return running.Programs{}, state.Problem
	case state.Mode != mode.Off:
		return running.Programs{}, nil
	}
	return m.Running(ctx, m.Dir.Path())
}
