package status

import (
	"fmt"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

// ownDir checks telemetry-ls's own directory.
func (a Surroundings) ownDir() Check {
	const code = "own-config-dir"
	if a.OwnDir == nil {
		return fine(code, "telemetry-ls can use its own configuration directory")
	}
	return fails(code, a.OwnDir.Error(), hintOf(a.OwnDir, "check who owns that directory"))
}

// testDir checks the variable that moves the telemetry of the go command.
func (a Surroundings) testDir() Check {
	const code = "test-telemetry-dir"
	if a.Env("TEST_TELEMETRY_DIR") == "" {
		return fine(code, "TEST_TELEMETRY_DIR is not set")
	}
	return fails(code, "TEST_TELEMETRY_DIR is set: a go command in this environment uses that directory for its mode and its counts, "+
		"not the telemetry directory; gopls ignores the variable",
		"unset TEST_TELEMETRY_DIR unless you test telemetry")
}

// child checks the variable that marks the helper processes of telemetry.
func (a Surroundings) child() Check {
	const code = "telemetry-child"
	const hint = "unset GO_TELEMETRY_CHILD"
	switch a.Env("GO_TELEMETRY_CHILD") {
	case "":
		return fine(code, "GO_TELEMETRY_CHILD is not set")
	case "1":
		return fails(code, "GO_TELEMETRY_CHILD is 1: the go command and gopls in this environment act as helper processes of telemetry and do nothing else", hint)
	case "2":
		return fails(code, "GO_TELEMETRY_CHILD is 2: gopls in this environment counts nothing, and the go command uploads nothing", hint)
	}
	return fails(code, "GO_TELEMETRY_CHILD has an unknown value: the go command and gopls in this environment end with an error", hint)
}

// goEnvFile checks the Go settings file for telemetry settings.
func (a Surroundings) goEnvFile() []Check {
	const code = "goenv-file"
	if a.GoEnvFile == "" {
		return []Check{fine(code, "there is no Go settings file")}
	}
	var checks []Check
	for _, v := range []struct{ name, hint string }{
		{"GOTELEMETRY", "remove that line and run: go telemetry off (or local, or on)"},
		{"GOTELEMETRYDIR", "remove that line; the directory moves with XDG_CONFIG_HOME or HOME (on Windows AppData)"},
	} {
		if value, ok := a.GoEnv[v.name]; ok {
			checks = append(checks, fails(code, fmt.Sprintf("%s sets %s, which Go ignores", a.GoEnvFile, assignment(v.name, value)), v.hint))
		}
	}
	if checks == nil {
		return []Check{fine(code, "the Go settings file doesn't set GOTELEMETRY or GOTELEMETRYDIR")}
	}
	return checks
}

// running checks for programs that don't follow the current mode.
func (a Surroundings) running(s Status) Check {
	const code = "running-programs"
	switch {
	case a.RunningUnknown != nil:
		return fails(code, "can't tell which running programs count: "+a.RunningUnknown.Error(), hintOf(a.RunningUnknown, "try again"))
	case s.Mode != mode.Off:
		return fine(code, "running programs may count: the mode is "+string(s.Mode))
	case !a.Running.Supported:
		return fine(code, "not checked: this system can't tell which programs count")
	case len(a.Running.Programs) == 0:
		return fine(code, "no running program counts")
	}
	return fails(code, "these programs started before the switch to off and still count: "+Processes(a.Running.Programs),
		"restart them; they stop when their week ends at the latest")
}
