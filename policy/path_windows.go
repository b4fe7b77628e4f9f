package policy

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// MachinePath returns the path of the machine's policy file, or "" if it is unknown. It
// asks the system: a user can set the variable ProgramData.
func MachinePath() string {
	dir, err := windows.KnownFolderPath(windows.FOLDERID_ProgramData, windows.KF_FLAG_DEFAULT)
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "telemetry-ls", "policy.json")
}
