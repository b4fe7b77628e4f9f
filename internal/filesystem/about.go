package filesystem

// About is what matters to files on a file system.
type About struct {
	Name     string // such as ext4; "" if it is unknown
	ReadOnly bool   // mounted so
	Full     bool   // this user can't store another counter file
	Crowded  bool   // it is full because it can't hold more files, whatever their size
	Remote   bool   // other machines, or other kernels, can change its files unseen
}

// leastFree is the space that a counter file needs, in bytes.
const leastFree = 16 << 10
