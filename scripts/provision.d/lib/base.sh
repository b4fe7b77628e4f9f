# Functions that all provisioning scripts share: they install tools into .cache
# atomically, and skip tools that this machine can't have.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
CACHE=$ROOT/.cache
# The exit code for a tool that this machine can't have.
SKIPPED=3

# absolute_places limits PATH to absolute directories, and drops a relative TMPDIR. The
# current directory may be a repository, which must neither provide programs nor receive
# temporary files.
absolute_places() {
	local dirs dir kept=''
	IFS=: read -r -d '' -a dirs < <(printf '%s:\0' "$PATH") || true
	for dir in ${dirs[@]+"${dirs[@]}"}; do
		[[ $dir != /* ]] || kept+=${kept:+:}$dir
	done
	export PATH=$kept
	[[ ${TMPDIR:-/} == /* ]] || unset TMPDIR
}
absolute_places

say() { printf '%s\n' "$*"; }

in_ci() { [[ ${CI:-} == true || ${CI:-} == 1 ]]; }

# is_debian rejects Debian derivatives, whose mirrors don't have Debian's suites.
is_debian() { [[ $(os_release ID) == debian ]] && command -v apt-get >/dev/null; }

os_release() { [[ ! -r /etc/os-release ]] || (. /etc/os-release && echo "${!1:-}"); }

is_root() { [[ $(id -u) == 0 ]]; }

# skip_tool TOOL REASON prints why a tool is skipped, and ends the script.
skip_tool() {
	say "skipped: $1: $2"
	exit "$SKIPPED"
}

# quiet_go_telemetry keeps go commands from counting the developer: it gives them a
# separate telemetry directory whose mode is off.
quiet_go_telemetry() {
	export TEST_TELEMETRY_DIR=$CACHE/telemetry-off
	if [[ ! -s $TEST_TELEMETRY_DIR/mode ]]; then
		mkdir -p "$TEST_TELEMETRY_DIR"
		printf 'off 2026-01-01' >"$TEST_TELEMETRY_DIR/mode.$$"
		mv -f "$TEST_TELEMETRY_DIR/mode.$$" "$TEST_TELEMETRY_DIR/mode"
	fi
}

# with_lock FILE COMMAND... runs a command while it holds a lock on FILE, which may be a
# directory. The lock is released when the process ends, however it ends.
with_lock() {
	local fd status=0
	[[ -e $1 ]] || : >"$1"
	exec {fd}<"$1"
	flock "$fd"
	shift
	"$@"
	status=$?
	exec {fd}<&-
	return "$status"
}

# is_installed NAME succeeds if .cache/NAME is complete and was made for this path. A copy
# of a checkout doesn't count: its programs would run those of the original.
is_installed() {
	[[ -f $CACHE/$1/.stamp && $(<"$CACHE/$1/.stamp") == *" at $CACHE/$1" ]]
}

# install_into NAME STAMP BUILDER [ARG...] makes .cache/NAME. It runs BUILDER with an
# empty directory as its first argument, and moves that directory into place once it is
# complete. STAMP names the version and the recipe. If .cache/NAME has the same stamp and
# path, install_into does nothing.
install_into() {
	mkdir -p "$CACHE/locks"
	with_lock "$CACHE/locks/$1" install_locked "$@"
}

install_locked() {
	local name=$1 stamp="$2 at $CACHE/$1" builder=$3 staging
	shift 3
	if [[ -f $CACHE/$name/.stamp && $(<"$CACHE/$name/.stamp") == "$stamp" ]]; then
		say "$name is already installed"
		return
	fi
	rm -rf "$CACHE/tmp/$name".*
	mkdir -p "$CACHE/tmp"
	staging=$(mktemp -d "$CACHE/tmp/$name.XXXXXX")
	chmod 755 "$staging"
	"$builder" "$staging" "$@"
	printf '%s\n' "$stamp" >"$staging/.stamp"
	# Remove the stamp first, so that a partly removed directory doesn't have one.
	rm -f "$CACHE/$name/.stamp"
	rm -rf "${CACHE:?}/$name"
	mv -T "$staging" "$CACHE/$name"
	say "$name installed"
}

# link_bin NAME TARGET links .cache/bin/NAME to TARGET, a path in .cache.
link_bin() {
	mkdir -p "$CACHE/bin"
	ln -sfn "../$2" "$CACHE/bin/.$1.$$"
	mv -fT "$CACHE/bin/.$1.$$" "$CACHE/bin/$1"
}

# quoted PATH prints the path as a word for a shell script, such as a launcher.
quoted() { printf "'%s'" "${1//\'/\'\\\'\'}"; }

# quietly COMMAND... runs a command, and shows its output only if it fails.
quietly() {
	local log status=0
	log=$(mktemp "$CACHE/tmp/log.XXXXXX")
	"$@" >"$log" 2>&1 || status=$?
	[[ $status == 0 ]] || tail -n 20 "$log" >&2
	rm -f "$log"
	return "$status"
}

# retry COMMAND... runs a command again if it fails, because mirrors and registries fail
# now and then.
retry() {
	"$@" && return
	say "failed; trying again: $1 ${2:-}"
	sleep 2
	"$@"
}
