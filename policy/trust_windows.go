package policy

import (
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"
)

const hintTrust = "make Administrators the owner, and let no other account change the file or the directories above it"

// Rights that let an account replace a file or directory.
const (
	replaces = windows.DELETE | windows.WRITE_DAC | windows.WRITE_OWNER | windows.GENERIC_ALL | windows.GENERIC_WRITE
	// changesDir is for directories. Adding files to C:\ProgramData is everybody's right,
	// but doesn't replace those of others.
	changesDir  = replaces | deleteChild
	changesFile = replaces | windows.FILE_WRITE_DATA | windows.FILE_APPEND_DATA
	deleteChild = 0x40 // FILE_DELETE_CHILD
)

// onlyAdministrators checks that administrators or the system own a path, and that no
// other account has the right to replace it.
func onlyAdministrators(path string, dir bool) error {
	sd, err := windows.GetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, windows.OWNER_SECURITY_INFORMATION|windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		return fmt.Errorf("reading who may change %s: %w", path, err)
	}
	owner, _, err := sd.Owner()
	if err != nil || !administers(owner) {
		return untrusted(path, "isn't owned by Administrators")
	}
	acl, _, err := sd.DACL()
	if err != nil || acl == nil { // nil lets everybody do everything
		return untrusted(path, "is writable by others")
	}
	rights := windows.ACCESS_MASK(changesFile)
	if dir {
		rights = changesDir
	}
	for i := range uint32(acl.AceCount) {
		var ace *windows.ACCESS_ALLOWED_ACE
		if err := windows.GetAce(acl, i, &ace); err != nil {
			return fmt.Errorf("reading who may change %s: %w", path, err)
		}
		if lets(ace, rights) {
			return untrusted(path, "is writable by others")
		}
	}
	return nil
}

// lets reports whether an entry gives one of some rights to an account that is no administrator.
func lets(ace *windows.ACCESS_ALLOWED_ACE, rights windows.ACCESS_MASK) bool {
	switch {
	case ace.Header.AceFlags&windows.INHERIT_ONLY_ACE != 0, ace.Header.AceType == windows.ACCESS_DENIED_ACE_TYPE:
		return false
	case ace.Header.AceType != windows.ACCESS_ALLOWED_ACE_TYPE:
		return ace.Mask&rights != 0 // a kind whose account is elsewhere
	}
	return ace.Mask&rights != 0 && !administers((*windows.SID)(unsafe.Pointer(&ace.SidStart)))
}

// administers reports whether an account is one that administers Windows.
func administers(sid *windows.SID) bool {
	if sid.IsWellKnown(windows.WinBuiltinAdministratorsSid) || sid.IsWellKnown(windows.WinLocalSystemSid) {
		return true
	}
	const trustedInstaller = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
	return sid.String() == trustedInstaller
}
