package mode

import "golang.org/x/sys/unix"

// isMountPoint reports whether something is mounted at path itself: such a file
// cannot be replaced.
func isMountPoint(path string) bool {
	var stat unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, path, unix.AT_SYMLINK_NOFOLLOW, 0, &stat)
	return err == nil && stat.Attributes&stat.Attributes_mask&unix.STATX_ATTR_MOUNT_ROOT != 0
}

// tellsOfChanges reports whether the file system of folder tells a watcher of
// every change. One that other machines, or programs behind FUSE, write to does
// not tell of theirs.
func tellsOfChanges(folder string) bool {
	const (
		smb2   = 0xfe534d42
		ceph   = 0x00c36400
		lustre = 0x0bd00bd0
		vbox   = 0x786f4256
		gfs2   = 0x01161970
	)
	var stat unix.Statfs_t
	if err := unix.Statfs(folder, &stat); err != nil {
		return false
	}
	switch uint32(stat.Type) {
	case unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC, unix.FUSE_SUPER_MAGIC, unix.V9FS_MAGIC,
		unix.AFS_SUPER_MAGIC, unix.AFS_FS_MAGIC, unix.CODA_SUPER_MAGIC, unix.NCP_SUPER_MAGIC, unix.OCFS2_SUPER_MAGIC,
		smb2, ceph, lustre, vbox, gfs2:
		return false
	}
	return true
}
