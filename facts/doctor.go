package facts

import (
	"bytes"
	"context"
	"os/user"
	"runtime"

	"github.com/telemetry-ls/telemetry-ls/config"
	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/doctor"
	"github.com/telemetry-ls/telemetry-ls/homes"
	"github.com/telemetry-ls/telemetry-ls/internal/goenv"
	"github.com/telemetry-ls/telemetry-ls/internal/owner"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/prompt"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// Known is what a caller of [Machine.Doctor] knows already.
type Known struct {
	Status  status.Status
	State   mode.State
	Running running.Programs // the programs that still count
	Unknown error            // why they are unknown, or nil
	Index   *index.Index     // of the telemetry directory, or nil
	Config  *uploadconfig.Config
	Locks   error // why files can't be locked, or nil
}

// Doctor checks the environment. It asks the go command while it looks at the rest.
func (m Machine) Doctor(ctx context.Context, k Known) doctor.Checks {
	asked := m.askGo(ctx, k.State)
	file := goenv.File(m.Env, m.ConfigDir)
	a := doctor.Surroundings{
		Env: m.Env, Now: m.Now(), State: k.State,
		Directory: m.directory(),
		ModeFile:  modeFile(m.Dir),
		GoEnvFile: file,
		GoEnv:     goenv.Read(file),
		Others:    homes.Others(m.user(ctx)),
		Leftovers: homes.Leftovers(m.Home, m.ConfigDir),
		Config:    k.Config,
		Running:   k.Running, RunningUnknown: k.Unknown,
		OwnDir: config.Closed(m.ConfigDir),
		Locks:  k.Locks,
	}
	a.GiveBack = owner.GiveBack([]string{m.Home, m.ConfigDir}, a.Leftovers...)
	a.Gopls, a.GoplsErr = prompt.GoplsRecord(m.ConfigDir, a.Now)
	if m.Dir != "" {
		a.Files, a.FilesErr = housekeeping.List(m.Dir.Path())
	}
	if k.Index != nil {
		// It isn't brief, so that it finds damaged reports of any week.
		a.Preview = upload.PreviewOf(k.Index, upload.Options{Mode: string(k.State.Mode), Since: k.State.Since, Now: a.Now, Config: k.Config})
	}
	a.Go = <-asked
	return doctor.Of(k.Status, a)
}

// askGo asks the go command in the background.
func (m Machine) askGo(ctx context.Context, state mode.State) <-chan doctor.Go {
	asked := make(chan doctor.Go, 1)
	if m.AskGo == nil || m.Dir == "" {
		asked <- doctor.Go{Other: m.Dir != mode.DefaultDir()}
		return asked
	}
	go func() {
		answer, err := m.AskGo(ctx)
		switched := !bytes.Equal(m.Dir.Read().Raw, state.Raw)
		asked <- doctor.Go{Answer: answer, Err: err, Other: m.Dir != mode.DefaultDir(), Switched: switched}
	}()
	return asked
}

// user describes the user whose other configuration directories the doctor looks for.
func (m Machine) user(ctx context.Context) homes.User {
	u := homes.User{Home: m.Home, ConfigDir: m.ConfigDir, Dir: m.Dir}
	if m.Dir == "" || runtime.GOOS == "windows" {
		return homes.User{Dir: m.Dir}
	}
	u.Running = homes.Running(ctx, m.Home)
	if home := m.Env("SNAP_REAL_HOME"); home != m.Home {
		u.RealHome = home
	}
	if name := m.Env("SUDO_USER"); name != "" {
		if who, err := user.Lookup(name); err == nil && who.HomeDir != m.Home {
			u.SudoHome = who.HomeDir
		}
	}
	return u
}
