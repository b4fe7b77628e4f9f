package filesystem

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

func TestLocal(t *testing.T) {
	for _, tt := range []struct {
		name  string
		magic uint32
		want  bool
	}{
		{"ext4", unix.EXT4_SUPER_MAGIC, true},
		{"xfs", unix.XFS_SUPER_MAGIC, true},
		{"btrfs", unix.BTRFS_SUPER_MAGIC, true},
		{"tmpfs", unix.TMPFS_MAGIC, true},
		{"overlay, in containers", unix.OVERLAYFS_SUPER_MAGIC, true},
		{"f2fs", unix.F2FS_SUPER_MAGIC, true},
		{"zfs", 0x2fc12fc1, true},
		{"bcachefs", 0xca451a4e, true},
		{"ecryptfs", unix.ECRYPTFS_SUPER_MAGIC, true},
		{"nfs", unix.NFS_SUPER_MAGIC, false},
		{"smb3", 0xfe534d42, false},
		{"sshfs and virtiofs", unix.FUSE_SUPER_MAGIC, false},
		{"9p, as of WSL 2", unix.V9FS_MAGIC, false},
		{"shared folders of VMware", 0xbacbacbc, false},
		{"gpfs", 0x47504653, false},
	} {
		if got := local(tt.magic); got != tt.want {
			t.Errorf("%s: got %t, want %t", tt.name, got, tt.want)
		}
	}
}

// TestReportsChanges checks that a path and an open file give the same result on
// each file system of this machine.
func TestReportsChanges(t *testing.T) {
	for _, path := range []string{t.TempDir(), "/", "/dev/shm", "/proc", "/sys"} {
		f, err := os.Open(path)
		if err != nil {
			continue
		}
		defer f.Close()
		if byPath, byFile := ReportsChanges(path), ReportsChangesOf(int(f.Fd())); byPath != byFile {
			t.Errorf("%s: got %t for its path and %t for an open file", path, byPath, byFile)
		}
	}
	if ReportsChanges(filepath.Join(t.TempDir(), "missing")) {
		t.Error("a missing path reports changes")
	}
}
