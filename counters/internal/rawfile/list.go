package rawfile

import "os"

// List lists a directory. A missing directory counts as empty.
func List(path string) ([]os.DirEntry, error) {
	entries, err := os.ReadDir(path)
	if Missing(err) {
		return nil, nil
	}
	return entries, err
}

// ListUnsorted lists a directory in no particular order.
func ListUnsorted(path string) ([]os.DirEntry, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

// ListNames returns the names in a directory. If most is not 0, it stops after most+1
// names, so that the caller can see that there are more.
func ListNames(path string, most int) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if most == 0 {
		return f.Readdirnames(-1)
	}
	var names []string
	for len(names) <= most { // each call returns at most what one system call does
		more, err := f.Readdirnames(most + 1 - len(names))
		names = append(names, more...)
		if err != nil {
			break
		}
	}
	return names, nil
}
