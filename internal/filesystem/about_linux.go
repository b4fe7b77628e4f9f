package filesystem

import (
	"os"

	"golang.org/x/sys/unix"
)

// names are the names of usual file systems, by their types.
var names = map[uint32]string{
	unix.EXT4_SUPER_MAGIC: "ext4", unix.BTRFS_SUPER_MAGIC: "btrfs", unix.XFS_SUPER_MAGIC: "XFS", unix.TMPFS_MAGIC: "tmpfs",
	unix.RAMFS_MAGIC: "ramfs", unix.OVERLAYFS_SUPER_MAGIC: "overlayfs", unix.SQUASHFS_MAGIC: "squashfs", unix.EROFS_SUPER_MAGIC_V1: "EROFS",
	unix.F2FS_SUPER_MAGIC: "F2FS", unix.MSDOS_SUPER_MAGIC: "FAT", unix.EXFAT_SUPER_MAGIC: "exFAT", unix.ECRYPTFS_SUPER_MAGIC: "eCryptfs",
	unix.NFS_SUPER_MAGIC: "NFS", unix.SMB_SUPER_MAGIC: "SMB", unix.CIFS_SUPER_MAGIC: "SMB", unix.FUSE_SUPER_MAGIC: "FUSE",
	unix.V9FS_MAGIC: "9p", unix.AFS_SUPER_MAGIC: "AFS", unix.AFS_FS_MAGIC: "AFS", unix.CODA_SUPER_MAGIC: "Coda",
	0x2fc12fc1: "ZFS", 0xca451a4e: "bcachefs", 0x7366746e: "NTFS", smb2: "SMB", vbox: "a VirtualBox shared folder",
	hgfs: "a VMware shared folder", prlfs: "a Parallels shared folder", wslfs: "a Windows file system", lustre: "Lustre", ceph: "Ceph",
}

// Look describes the file system at path; ok is false if that can't be reached.
func Look(path string) (a About, ok bool) {
	var stat unix.Statfs_t
	if unix.Statfs(path, &stat) != nil {
		return About{}, false
	}
	kind := uint32(stat.Type)
	free := stat.Bavail
	if os.Geteuid() == 0 { // root may use the reserve
		free = stat.Bfree
	}
	// Some file systems have no number of blocks or inodes.
	crowded := stat.Files > 0 && stat.Ffree == 0
	return About{
		Name:     names[kind],
		ReadOnly: stat.Flags&unix.ST_RDONLY != 0,
		Full:     stat.Blocks > 0 && free*uint64(stat.Bsize) < leastFree || crowded,
		Crowded:  crowded,
		Remote:   !local(kind),
	}, true
}
