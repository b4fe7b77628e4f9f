package doctor

import (
	"fmt"

	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// ownDir checks telemetry-ls's own directory.
func ownDir(s status.Status, a Surroundings) []Check {
	switch {
	case s.Has(status.CodeNoConfigDir):
		return one(fine("telemetry-ls has no configuration directory of its own, since yours is unknown"))
	case a.OwnDir == nil:
		return one(fine("telemetry-ls can use its own configuration directory"))
	}
	return one(fails(a.OwnDir.Error(), hintOf(a.OwnDir, "check who owns that directory")))
}

// locks checks whether files can be locked. Some network file systems can't.
func locks(_ status.Status, a Surroundings) []Check {
	if a.Locks == nil {
		return one(fine("nothing is known to keep telemetry-ls from locking its files"))
	}
	return one(fine(a.Locks.Error() + "; telemetry-ls uses lock files instead, so that only one window asks"))
}

// testDir checks the variable that moves the telemetry of the go command.
func testDir(_ status.Status, a Surroundings) []Check {
	if a.Env("TEST_TELEMETRY_DIR") == "" {
		return one(fine("TEST_TELEMETRY_DIR is not set"))
	}
	return one(fails("TEST_TELEMETRY_DIR is set: a go command in this environment uses that directory for its mode and its counts, "+
		"not the telemetry directory; gopls ignores the variable",
		"unset TEST_TELEMETRY_DIR unless you test telemetry"))
}

// child checks the variable that marks the helper processes of telemetry.
func child(_ status.Status, a Surroundings) []Check {
	const hint = "unset GO_TELEMETRY_CHILD"
	switch a.Env("GO_TELEMETRY_CHILD") {
	case "":
		return one(fine("GO_TELEMETRY_CHILD is not set"))
	case "1":
		return one(fails("GO_TELEMETRY_CHILD is 1: the go command and gopls in this environment act as helper processes of telemetry and do nothing else", hint))
	case "2":
		return one(fails("GO_TELEMETRY_CHILD is 2: gopls in this environment counts nothing, and the go command uploads nothing", hint))
	}
	return one(fails("GO_TELEMETRY_CHILD has an unknown value: the go command and gopls in this environment end with an error", hint))
}

// goEnvFile checks the Go settings file for telemetry settings.
func goEnvFile(_ status.Status, a Surroundings) []Check {
	if a.GoEnvFile == "" {
		switch a.Env("GOENV") {
		case "":
			return one(fine("there is no Go settings file"))
		case "off":
			return one(fine("Go reads no settings file, since GOENV is off"))
		}
		return one(fine("not known: GOENV is a relative path, so the Go settings file depends on the working directory"))
	}
	var checks []Check
	for _, v := range []struct{ name, hint string }{
		{"GOTELEMETRY", "remove that line and run: go telemetry off (or local, or on)"},
		{"GOTELEMETRYDIR", "remove that line; the directory moves with XDG_CONFIG_HOME or HOME (on Windows AppData)"},
	} {
		if value, ok := a.GoEnv[v.name]; ok {
			checks = append(checks, fails(fmt.Sprintf("%s sets %s, which Go ignores", a.GoEnvFile, status.Assignment(v.name, value)), v.hint))
		}
	}
	if checks == nil {
		return []Check{fine("the Go settings file doesn't set GOTELEMETRY or GOTELEMETRYDIR")}
	}
	return checks
}

// runningPrograms looks for programs that don't follow the current mode.
func runningPrograms(s status.Status, a Surroundings) []Check {
	switch {
	case a.RunningUnknown != nil:
		return one(fails("can't tell which running programs count: "+a.RunningUnknown.Error(), hintOf(a.RunningUnknown, "try again")))
	case s.Mode != mode.Off:
		return one(fine("running programs may count: the mode is " + string(s.Mode)))
	case !a.Running.Supported:
		return one(fine("not checked: this system can't tell which programs count"))
	case len(a.Running.Programs) == 0:
		return one(fine("no running program counts"))
	}
	return one(fails("these programs started before the switch to off and still count: "+status.Processes(a.Running.Programs),
		"restart them; they stop when their week ends at the latest"))
}
