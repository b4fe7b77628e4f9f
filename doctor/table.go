package doctor

import (
	"slices"

	"github.com/telemetry-ls/telemetry-ls/status"
)

// check is a row of the table of checks. A check that has several things to say returns
// several results.
type check struct {
	code      string
	doc       string // what it checks: a noun phrase
	directory bool   // needs the telemetry directory
	check     func(status.Status, Surroundings) []Check
}

// Code names a check, and says what it is about.
type Code struct{ Code, Doc string }

// Codes lists the checks in their order.
func Codes() []Code {
	codes := make([]Code, len(table))
	for i, t := range table {
		codes[i] = Code{t.code, t.doc}
	}
	return codes
}

// table lists the checks in the order of their results.
var table = []check{
	{"account", "which user, host, container or WSL this is", false, account},
	{"platform", "whether Go telemetry runs on this platform", false, problems("Go telemetry runs on this platform", status.CodeUnsupportedPlatform)},
	{"config-dir", "whether your configuration directory is known", false, problems("your configuration directory is known", status.CodeNoConfigDir)},
	{"directory", "the telemetry directory and its owner", true, directory},
	{"file-system", "the file system of the telemetry directory, and the space on it", true, fileSystem},
	{"mode-file", "whether the mode file is well-formed", true, problems("the mode file is well-formed, or there is none yet", status.CodeMalformedModeFile, status.CodeUndatedOn, status.CodeUnreadable)},
	{"mode-file-link", "whether something else manages the mode file, such as Nix or home-manager", true, modeFileLink},
	{"writable", "whether the mode file is writable", true, problems("the mode file is writable", status.CodeReadOnly)},
	{"go-command", "the go command, and whether it sees the same mode and directory", true, goCommand},
	{"go-release", "whether the upload config lists this version of Go", true, goRelease},
	{"uploads", "what stops Go's uploader", false, uploads},
	{"last-upload", "what was accepted last, and what has been waiting for long", true, lastUpload},
	{"environment", "GOTELEMETRY and GOTELEMETRYDIR in the environment, which Go ignores", false, problems("the environment sets no variable that Go ignores", status.CodeIneffectiveEnv)},
	{"policy", "whether the mode conforms to the policies, and whether they are valid", false, policies},
	{"own-config-dir", "telemetry-ls's own configuration directory", false, ownDir},
	{"locks", "whether the file system can lock the files of telemetry-ls", false, locks},
	{"test-telemetry-dir", "TEST_TELEMETRY_DIR in the environment", false, testDir},
	{"telemetry-child", "GO_TELEMETRY_CHILD in the environment", false, child},
	{"goenv-file", "GOTELEMETRY and GOTELEMETRYDIR in the settings file of `go env -w`", false, goEnvFile},
	{"other-homes", "other configuration directories with another mode", true, otherHomes},
	{"root-leftovers", "files and directories that root left in your configuration directory", false, leftovers},
	{"gopls-prompt", "what gopls recorded about its own question", false, goplsPrompt},
	{"files", "damaged files, and files that Go doesn't know", true, files},
	{"disk-use", "the size of the telemetry directory, and the reports in it", true, diskUse},
	{"clock", "whether the clock is behind the dates of files", true, clock},
	{"running-programs", "running programs that don't follow the mode", true, runningPrograms},
}

// problems returns a check that fails with the problems of the Status that have one of the
// codes. Without any, its message is well.
func problems(well string, codes ...string) func(status.Status, Surroundings) []Check {
	return func(s status.Status, _ Surroundings) []Check {
		var checks []Check
		for _, p := range s.Problems {
			if slices.Contains(codes, p.Code) {
				checks = append(checks, fails(p.Message, p.Hint))
			}
		}
		if checks == nil {
			checks = one(fine(well))
		}
		return checks
	}
}

func account(s status.Status, _ Surroundings) []Check {
	if s.Account() == "" {
		return one(fine("the user and the host are unknown"))
	}
	return one(fine("telemetry-ls runs " + s.Account()))
}
