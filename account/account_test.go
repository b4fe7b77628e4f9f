package account

import (
	"os"
	"os/user"
	"slices"
	"strings"
	"testing"
)

// TestFind has the usual signs of containers, WSL, SSH and sudo.
func TestFind(t *testing.T) {
	const kernelOfWSL = "5.15.167.4-microsoft-standard-WSL2\n"
	for _, test := range []struct {
		name  string
		env   map[string]string
		there []string
		files map[string]string
		want  string
	}{
		{"a desktop", nil, nil, map[string]string{"/proc/1/cgroup": "0::/init.scope\n", "/proc/sys/kernel/osrelease": "6.1.0-39-amd64\n"}, ""},
		{"another system", nil, nil, nil, ""},
		{"Docker", nil, []string{"/.dockerenv"}, nil, ", in a container (Docker)"},
		{"Podman", nil, []string{"/run/.containerenv"}, nil, ", in a container (Podman)"},
		{"Kubernetes", nil, nil, map[string]string{"/proc/1/cgroup": "12:cpu:/kubepods/besteffort/pod1\n"}, ", in a container"},
		{"Kubernetes, second version of control groups", map[string]string{"KUBERNETES_SERVICE_HOST": "10.0.0.1"}, nil, nil, ", in a container"},
		{"LXC", nil, nil, map[string]string{"/proc/1/cgroup": "1:name=systemd:/lxc/web\n"}, ", in a container"},
		{"systemd-nspawn", nil, nil, map[string]string{"/run/systemd/container": "systemd-nspawn\n"}, ", in a container"},
		{"systemd-nspawn without systemd in it", map[string]string{"container": "systemd-nspawn"}, nil, nil, ", in a container"},
		{"LXC, second version of control groups", map[string]string{"container": "lxc"}, nil, map[string]string{"/proc/1/cgroup": "0::/\n"}, ", in a container"},
		{"Podman by its variable", map[string]string{"container": "podman"}, nil, nil, ", in a container (Podman)"},
		{"Docker with systemd", nil, nil, map[string]string{"/run/systemd/container": "docker"}, ", in a container (Docker)"},
		{"Flatpak by its variable", map[string]string{"container": "flatpak"}, nil, nil, ", in a Flatpak sandbox"},
		{"a variable of the user", map[string]string{"container": "web_1"}, nil, nil, ""},
		{"an unknown manager", nil, nil, map[string]string{"/run/systemd/container": "new"}, ", in a container"},
		{"WSL with systemd", map[string]string{"WSL_DISTRO_NAME": "secret"}, nil, map[string]string{"/run/systemd/container": "wsl\n", "/proc/sys/kernel/osrelease": kernelOfWSL}, ", in WSL"},
		{"a dev container", map[string]string{"REMOTE_CONTAINERS": "true"}, []string{"/.dockerenv"}, nil, ", in a container (dev container)"},
		{"a codespace", map[string]string{"CODESPACES": "true", "REMOTE_CONTAINERS": "true"}, []string{"/.dockerenv"}, nil, ", in a container (GitHub Codespaces)"},
		{"an editor from Flathub", nil, []string{"/.flatpak-info"}, nil, ", in a Flatpak sandbox"},
		{"WSL", map[string]string{"WSL_DISTRO_NAME": "secret"}, nil, map[string]string{"/proc/sys/kernel/osrelease": kernelOfWSL}, ", in WSL"},
		{"WSL 1, with sudo", map[string]string{"SUDO_USER": "secret"}, []string{"/run/WSL"}, map[string]string{"/proc/sys/kernel/osrelease": "4.4.0-19041-Microsoft\n"}, ", through sudo, in WSL"},
		{"only the variable of WSL", map[string]string{"WSL_DISTRO_NAME": "secret"}, nil, map[string]string{"/proc/sys/kernel/osrelease": "6.1.0\n"}, ""},
		{"only the kernel of WSL", nil, nil, map[string]string{"/proc/sys/kernel/osrelease": kernelOfWSL}, ""},
		{"a container on WSL", map[string]string{"WSL_DISTRO_NAME": "secret"}, []string{"/.dockerenv"}, map[string]string{"/proc/sys/kernel/osrelease": kernelOfWSL}, ", in a container (Docker)"},
		{"SSH", map[string]string{"SSH_CONNECTION": "secret"}, nil, nil, ", over SSH"},
		{"a container, over SSH", map[string]string{"SSH_CONNECTION": "secret"}, []string{"/.dockerenv"}, nil, ", in a container (Docker), over SSH"},
	} {
		got := Find(Sources{
			Env:    func(name string) string { return test.env[name] },
			User:   func() string { return "ann" },
			Host:   func() string { return "web1" },
			Exists: func(path string) bool { return slices.Contains(test.there, path) },
			Read:   func(path string) []byte { return []byte(test.files[path]) },
		}).String()
		if want := "as ann on host web1" + test.want; got != want {
			t.Errorf("%s: got %q, want %q", test.name, got, want)
		}
	}
}

func TestUnknown(t *testing.T) {
	for _, test := range []struct {
		user, host, want string
	}{
		{"", "", ""},
		{"ann", "", "as ann"},
		{"", "web1", "on host web1"},
		{"a\x1b[31m\nnn", strings.Repeat("x", 200), `as a\u001b[31m nn on host ` + strings.Repeat("x", 61) + "…"},
	} {
		got := Find(Sources{
			Env: func(string) string { return "" }, User: func() string { return test.user }, Host: func() string { return test.host },
			Exists: func(string) bool { return false }, Read: func(string) []byte { return nil },
		}).String()
		if got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

// TestSystem finds the user and the host of this process.
func TestSystem(t *testing.T) {
	u, err := user.Current()
	if err != nil {
		t.Skip("the user has no name: ", err)
	}
	host, err := os.Hostname()
	if err != nil {
		t.Skip("the host has no name: ", err)
	}
	got := Find(System(func(string) string { return "" })).String()
	if want := "as " + u.Username + " on host " + host; !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want it to begin with %q", got, want)
	}
}
