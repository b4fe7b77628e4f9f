package test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// awaitPrograms waits until no program with this home runs anymore. gopls and the go command
// start helper processes that outlive them for a moment and write to the home.
func awaitPrograms(t *testing.T, home string) {
	t.Helper()
	variable := []byte("HOME=" + home + "\x00")
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(time.Millisecond) {
		program := programOf(variable)
		if program == "" {
			return
		}
		if time.Now().After(deadline) {
			t.Errorf("%s still runs in %s", program, home)
			return
		}
	}
}

// programOf returns the command line of a program whose environment contains a variable, or
// "".
func programOf(variable []byte) string {
	dirs, _ := filepath.Glob("/proc/[0-9]*")
	for _, dir := range dirs {
		environ, err := os.ReadFile(filepath.Join(dir, "environ"))
		if err != nil || !bytes.Contains(append([]byte{0}, environ...), append([]byte{0}, variable...)) {
			continue
		}
		// The environment of a program that ends can still be read, but not its command line.
		if line, err := os.ReadFile(filepath.Join(dir, "cmdline")); err == nil && len(line) > 0 {
			return string(bytes.ReplaceAll(line, []byte{0}, []byte(" ")))
		}
	}
	return ""
}
