//go:build unix

package policy

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTrust checks whose files may say apply. The temporary directory is sticky.
func TestTrust(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can create files that root owns")
	}
	const other = 65534
	for _, test := range []struct {
		name  string
		make  func(dir string) error
		fault string // the part of dir that is at fault, and why
	}{
		{"root's", func(string) error { return nil }, ""},
		{"another user's file", func(dir string) error { return os.Chown(filepath.Join(dir, "real/policy.json"), other, 0) }, "real/policy.json isn't owned by root"},
		{"a file for a group", func(dir string) error { return os.Chmod(filepath.Join(dir, "real/policy.json"), 0o664) }, "real/policy.json is writable by others"},
		{"a file for everybody", func(dir string) error { return os.Chmod(filepath.Join(dir, "real/policy.json"), 0o602) }, "real/policy.json is writable by others"},
		{"another user's directory", func(dir string) error { return os.Chown(filepath.Join(dir, "real"), other, 0) }, "real isn't owned by root"},
		{"a directory for everybody", func(dir string) error { return os.Chmod(filepath.Join(dir, "real"), 0o777) }, "real is writable by others"},
		{"a sticky directory for everybody", func(dir string) error { return os.Chmod(filepath.Join(dir, "real"), 0o777|os.ModeSticky) }, ""},
		{"a directory above for everybody", func(dir string) error { return os.Chmod(dir, 0o777) }, " is writable by others"},
		{"the directory of the link for everybody", func(dir string) error { return os.Chmod(filepath.Join(dir, "links"), 0o777) }, "links is writable by others"},
		{"another user's link in a sticky directory", func(dir string) error {
			return errors.Join(os.Chmod(filepath.Join(dir, "links"), 0o777|os.ModeSticky), os.Lchown(filepath.Join(dir, "links/policy.json"), other, 0))
		}, "links/policy.json isn't owned by root"},
	} {
		for _, name := range []string{"real/policy.json", "links/policy.json"} {
			dir := t.TempDir()
			write(t, filepath.Join(dir, "real/policy.json"), `{"policy": {"mode": "off", "apply": true}}`)
			write(t, filepath.Join(dir, "links/x"), "")
			link(t, "../real/policy.json", filepath.Join(dir, "links/policy.json"))
			if err := test.make(dir); err != nil {
				t.Fatal(err)
			}
			want := test.fault
			if strings.HasPrefix(want, "links") && name == "real/policy.json" {
				want = "" // not on its way
			}
			f := ReadMachine(filepath.Join(dir, name))
			if f.Invalid() != (want != "") || (f.Policy != nil) != (want == "") || !strings.Contains(f.Fault(), want) {
				t.Errorf("%s, %s: policy %+v, fault %q, want %q", test.name, name, f.Policy, f.Fault(), want)
			}
		}
	}
}

// TestTrustWithoutApply checks that a policy that switches nothing needs no trust.
func TestTrustWithoutApply(t *testing.T) {
	path := filepath.Join(t.TempDir(), "policy.json")
	write(t, path, `{"policy": {"mode": "off"}}`)
	if err := os.Chmod(path, 0o666); err != nil {
		t.Fatal(err)
	}
	if f := ReadMachine(path); f.Policy == nil {
		t.Errorf("got %+v", f)
	}
}
