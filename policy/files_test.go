package policy

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, target, path string) {
	t.Helper()
	if err := os.Symlink(target, path); err != nil {
		t.Skip(err) // Windows asks for a privilege
	}
}

// TestReadWorkspaceWithoutFolder checks folders that hold no files.
func TestReadWorkspaceWithoutFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "file"), "")
	link(t, "loop", filepath.Join(dir, "loop"))
	for _, folder := range []string{"none", "file", "loop"} {
		if f := ReadWorkspace(filepath.Join(dir, folder)); f.Policy != nil || f.Invalid() {
			t.Errorf("%s: policy %+v, fault %q", folder, f.Policy, f.Fault())
		}
	}
}

// TestReadWorkspace checks that a hostile workspace is read neither outside its folder nor
// without a bound.
func TestReadWorkspace(t *testing.T) {
	const off = `{"policy": {"mode": "off"}}`
	for _, test := range []struct {
		name  string
		make  func(t *testing.T, dir, outside string)
		mode  mode.Mode
		fault string
	}{
		{"no file", func(*testing.T, string, string) {}, "", ""},
		{"a policy", func(t *testing.T, dir, _ string) { write(t, filepath.Join(dir, WorkspaceName), off) }, mode.Off, ""},
		{"no policy in it", func(t *testing.T, dir, _ string) { write(t, filepath.Join(dir, WorkspaceName), `{}`) }, "", ""},
		{"a link inside", func(t *testing.T, dir, _ string) {
			write(t, filepath.Join(dir, "x.json"), off)
			link(t, "x.json", filepath.Join(dir, WorkspaceName))
		}, mode.Off, ""},
		{"a link to outside", func(t *testing.T, dir, outside string) {
			write(t, outside, off)
			link(t, outside, filepath.Join(dir, WorkspaceName))
		}, "", "a link out of its directory"},
		{"a relative link to outside", func(t *testing.T, dir, outside string) {
			write(t, outside, off)
			link(t, filepath.Join("..", filepath.Base(filepath.Dir(outside)), filepath.Base(outside)), filepath.Join(dir, WorkspaceName))
		}, "", "a link out of its directory"},
		{"a directory", func(t *testing.T, dir, _ string) { write(t, filepath.Join(dir, WorkspaceName, "x"), off) }, "", "not a regular file"},
		{"a huge file", func(t *testing.T, dir, _ string) {
			write(t, filepath.Join(dir, WorkspaceName), off+strings.Repeat(" ", maxSize))
		}, "", "larger than 65536 bytes"},
		{"deep nesting", func(t *testing.T, dir, _ string) {
			write(t, filepath.Join(dir, WorkspaceName), `{"policy": `+strings.Repeat("[", 60000))
		}, "", "line 1, column 12: key \"policy\" must be an object (and 1 more)"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			test.make(t, dir, filepath.Join(t.TempDir(), "secret.json"))
			f := ReadWorkspace(dir)
			var got mode.Mode
			if f.Policy != nil {
				got = f.Policy.Mode
			}
			if got != test.mode || f.Fault() != test.fault || f.Invalid() != (test.fault != "") {
				t.Errorf("got mode %q, fault %q; want %q, %q", got, f.Fault(), test.mode, test.fault)
			}
		})
	}
}

func TestReadMachine(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	write(t, at("store/policy.json"), `{"policy": {"mode": "off"}}`)
	link(t, "store", at("static"))
	link(t, at("static/policy.json"), at("policy.json"))
	link(t, "nowhere", at("dangling.json"))
	write(t, at("wrong.json"), `{"policy": {"mode": "of"}, "x": 1}`)
	for name, want := range map[string]string{
		"policy.json":         "off",
		"none.json":           "",
		"none/none.json":      "",
		"dangling.json":       "it is a link to a file that doesn't exist",
		"wrong.json":          `line 1, column 21: key "policy.mode" must be "on", "local" or "off" (and 1 more)`,
		"store":               "not a regular file",
		"wrong.json/x/y.json": "not a directory",
	} {
		f := ReadMachine(at(name))
		got := f.Fault()
		if f.Policy != nil {
			got = string(f.Policy.Mode)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if f := ReadMachine(""); f.Policy != nil || f.Invalid() {
		t.Errorf("an unknown path: %+v", f)
	}
	if f := ReadFile(at("none.json")); !f.Invalid() {
		t.Error("a missing file that was named is fine")
	}
}
