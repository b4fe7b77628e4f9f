// Package account says in which environment this process runs: which user, on which host,
// and in which container. Each of them has a telemetry mode of its own. Start with [Find].
package account

import (
	"bytes"
	"cmp"
	"os"
	"os/user"
	"runtime"
	"strconv"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/printable"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// Account is the environment of a process, in words for people.
type Account struct {
	User string // "" if it is unknown
	Host string // "" if it is unknown
	Sudo bool   // sudo started this process, or its editor
	Room Room
	SSH  bool // the session came over SSH
}

// Room is what separates a process from the rest of its host, such as "a container". "" is
// nothing that is known.
type Room string

// Sources are the signs that [Find] looks at.
type Sources struct {
	Env  func(string) string
	User func() string
	Host func() string
	// Exists reports whether there is a file, and Read returns the start of one, or nil.
	Exists func(path string) bool
	Read   func(path string) []byte
}

// System returns the signs of this process, with the environment variables of env.
func System(env func(string) string) Sources {
	return Sources{Env: env, User: userName, Host: hostName, Exists: exists, Read: read}
}

// maxName limits the length of names, in bytes: both stand in a tooltip.
const maxName = 64

// Find says in which environment this process runs.
func Find(s Sources) Account {
	return Account{
		User: printable.Line(s.User(), maxName),
		Host: printable.Line(s.Host(), maxName),
		Sudo: s.Env("SUDO_USER") != "",
		Room: s.room(),
		SSH:  s.Env("SSH_CONNECTION") != "",
	}
}

// String returns a part of a sentence: 'as ann on host web1, in a container'. It is "" if
// nothing is known.
func (a Account) String() string {
	var parts []string
	switch {
	case a.User != "" && a.Host != "":
		parts = append(parts, "as "+a.User+" on host "+a.Host)
	case a.User != "":
		parts = append(parts, "as "+a.User)
	case a.Host != "":
		parts = append(parts, "on host "+a.Host)
	}
	if a.Sudo {
		parts = append(parts, "through sudo")
	}
	if a.Room != "" {
		parts = append(parts, "in "+string(a.Room))
	}
	if a.SSH {
		parts = append(parts, "over SSH")
	}
	return strings.Join(parts, ", ")
}

// The rooms.
const (
	Codespace Room = "a container (GitHub Codespaces)"
	DevRoom   Room = "a container (dev container)"
	Docker    Room = "a container (Docker)"
	Podman    Room = "a container (Podman)"
	Flatpak   Room = "a Flatpak sandbox"
	Container Room = "a container"
	WSL       Room = "WSL"
)

// room looks for the usual signs. A container on WSL has the kernel of WSL, too.
func (s Sources) room() Room {
	switch {
	case s.Env("CODESPACES") == "true":
		return Codespace
	case s.Env("REMOTE_CONTAINERS") == "true":
		return DevRoom
	case s.Exists("/.dockerenv"):
		return Docker
	case s.Exists("/run/.containerenv"):
		return Podman
	case s.Exists("/.flatpak-info"):
		return Flatpak
	}
	switch named := s.named(); {
	case named != "":
		return named
	case s.container():
		return Container
	case s.wsl():
		return WSL
	}
	return ""
}

// named returns the room that its manager names, as systemd's rules for containers ask: in
// the variable container of the first process, which others often inherit, and which systemd
// writes into a file. On WSL, it isn't a container. In the environment, only known names
// count: a user may have a variable with that name.
func (s Sources) named() Room {
	if room := rooms[s.Env("container")]; room != "" {
		return room
	}
	name := strings.TrimSpace(string(s.Read("/run/systemd/container")))
	if name == "" || name == "wsl" {
		return ""
	}
	return cmp.Or(rooms[name], Container)
}

// rooms has the names of the managers that systemd, Flatpak and Buildah know.
var rooms = map[string]Room{
	"docker": Docker, "podman": Podman, "flatpak": Flatpak, "oci": Container, "lxc": Container, "lxc-libvirt": Container,
	"systemd-nspawn": Container, "openvz": Container, "rkt": Container, "proot": Container, "pouch": Container,
}

// container looks for other signs of a container whose kind doesn't matter. The control
// group of the first process often has the name of its manager.
func (s Sources) container() bool {
	if s.Env("KUBERNETES_SERVICE_HOST") != "" {
		return true
	}
	groups := s.Read("/proc/1/cgroup")
	for _, manager := range []string{"/docker", "/kubepods", "/containerd", "/lxc", "/libpod", "/machine.slice"} {
		if bytes.Contains(groups, []byte(manager)) {
			return true
		}
	}
	return false
}

// wsl needs two signs: sudo and services lose the variable.
func (s Sources) wsl() bool {
	kernel := bytes.ToLower(s.Read("/proc/sys/kernel/osrelease"))
	if !bytes.Contains(kernel, []byte("microsoft")) {
		return false
	}
	return s.Env("WSL_DISTRO_NAME") != "" || s.Exists("/run/WSL") || s.Exists("/proc/sys/fs/binfmt_misc/WSLInterop")
}

func userName() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	if id := os.Getuid(); id >= 0 {
		return "user " + strconv.Itoa(id)
	}
	return ""
}

func hostName() string {
	name, err := os.Hostname()
	if err != nil {
		return ""
	}
	return name
}

func exists(path string) bool {
	if runtime.GOOS != "linux" { // the paths mean something only there
		return false
	}
	_, err := os.Stat(path)
	return err == nil
}

// read reads files of /proc, which are regular and short.
func read(path string) []byte {
	if runtime.GOOS != "linux" {
		return nil
	}
	data, _, err := smallfile.ReadFirst(path, 16<<10, nil)
	if err != nil {
		return nil
	}
	return data
}
