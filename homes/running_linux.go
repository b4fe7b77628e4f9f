package homes

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// maxEnvironment limits how much of a process's environment is read, in bytes.
const maxEnvironment = 256 << 10

// Running lists the values of XDG_CONFIG_HOME in this user's running programs that have the
// same home. So a terminal and an editor can be told apart. Nothing else in their
// environments is kept. Helper processes of telemetry are left out: package toolchain
// gives the go command, as one of them, a directory that is no one's configuration.
func Running(ctx context.Context, home string) []string { return inProc(ctx, "/proc", home) }

func inProc(ctx context.Context, proc, home string) []string {
	names, _ := os.ReadDir(proc)
	var found []string
	for _, e := range names {
		if _, err := strconv.Atoi(e.Name()); err != nil || ctx.Err() != nil {
			continue
		}
		dir := filepath.Join(proc, e.Name())
		info, err := os.Stat(dir)
		if err != nil {
			continue
		}
		if st, ok := info.Sys().(*syscall.Stat_t); !ok || int(st.Uid) != os.Geteuid() {
			continue
		}
		data, _, err := smallfile.ReadFirst(filepath.Join(dir, "environ"), maxEnvironment, nil)
		if err != nil {
			continue
		}
		if config, ok := configOf(data, home); ok && !slices.Contains(found, config) && len(found) < most {
			found = append(found, config)
		}
	}
	slices.Sort(found)
	return found
}

// configOf returns XDG_CONFIG_HOME in an environment with that home.
func configOf(environment []byte, home string) (config string, ok bool) {
	sameHome, helper := false, false
	for variable := range bytes.SplitSeq(environment, []byte{0}) {
		name, value, _ := bytes.Cut(variable, []byte("="))
		switch string(name) {
		case "HOME":
			sameHome = string(value) == home
		case "XDG_CONFIG_HOME":
			config = strings.Clone(string(value))
		case "GO_TELEMETRY_CHILD":
			helper = len(value) > 0
		}
	}
	return config, sameHome && !helper && filepath.IsAbs(config)
}
