package rawfile

import "os"

// List lists a directory; one that does not exist is empty.
func List(path string) ([]os.DirEntry, error) {
	entries, err := os.ReadDir(path)
	if Missing(err) {
		return nil, nil
	}
	return entries, err
}

// ListUnsorted lists a directory in no order.
func ListUnsorted(path string) ([]os.DirEntry, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

// ListNames gives the names in a directory: all, or one more than most.
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
	for len(names) <= most { // a call gives what one system call does, at most
		more, err := f.Readdirnames(most + 1 - len(names))
		names = append(names, more...)
		if err != nil {
			break
		}
	}
	return names, nil
}
