#!/bin/sh
# Sets the mode of Go telemetry for the user of a dev container. The tools for dev
# containers run this as root when they build the container. Options arrive as variables
# in capitals, and the user as _REMOTE_USER.
set -eu

mode=${MODE:-off}
install=${TELEMETRYLS:-false}
user=${_REMOTE_USER:-root}

fail() {
	echo "go-telemetry: $1" >&2
	echo "hint: $2" >&2
	exit 1
}

# A repository must not decide that its users upload: there is no mode on here.
case $mode in
off | local) ;;
*) fail "unknown mode \"$mode\"" "use off or local" ;;
esac
case $install in
true | false) ;;
*) fail "unknown value \"$install\" of telemetryLs" "use true or false" ;;
esac

# remoteUser can be a number, which su doesn't take.
name=$(id -un -- "$user" 2>/dev/null) || fail "looking for the user $user: there is none" "set remoteUser to the name of a user of the image"
user=$name
home=${_REMOTE_USER_HOME:-$(getent passwd "$user" | cut -d: -f6)}

# Images put Go where the PATH of a build may not lead.
PATH=$PATH:/usr/local/go/bin
go=$(command -v go) || fail "looking for the go command: it is not on PATH" "add the feature ghcr.io/devcontainers/features/go, or use an image with Go"
[ -n "$home" ] || fail "looking for the home directory of $user: there is none" "set remoteUser to a user of the image"

# The go command must not be the one that a go.mod file asks for.
export home go mode GOTOOLCHAIN=local
# shellcheck disable=SC2016 # the shell of the user expands it
as_user='cd / && export HOME="$home" && "$go" telemetry "$mode" >/dev/null && "$go" telemetry'
if [ "$user" = "$(id -un)" ]; then
	now=$(sh -c "$as_user") || now=
else
	now=$(su -s /bin/sh -c "$as_user" "$user") || now=
fi
[ "$now" = "$mode" ] || fail "setting the mode of $user: it is \"$now\"" "use Go 1.23 or later, and a home directory that $user can write to"
echo "go-telemetry: the mode of $user is $mode"

if [ "$install" = true ]; then
	# In a home of its own, root counts nothing and leaves no caches behind.
	scratch=$(mktemp -d)
	trap 'rm -rf "$scratch"' EXIT
	unset XDG_CONFIG_HOME
	export HOME="$scratch" GOMODCACHE="$scratch/mod" GOCACHE="${GOCACHE:-$scratch/cache}" GOFLAGS="-modcacherw -trimpath" CGO_ENABLED=0
	"$go" telemetry off
	GOBIN=/usr/local/bin "$go" install github.com/telemetry-ls/telemetry-ls/cmd/telemetry-ls@latest
	echo "go-telemetry: telemetry-ls is in /usr/local/bin"
fi
