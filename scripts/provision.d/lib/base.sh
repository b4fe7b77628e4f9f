# What every provisioning script shares: where things go, how they get there
# whole or not at all, and how a tool that cannot be had is named.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
CACHE=$ROOT/.cache
# Exit code of a tool that this machine cannot have; not a fault of ours.
LEFT_OUT=3

# Programs are looked for in absolute folders only, and temporary files are not made
# in the folder that happens to be current: that may be a repository.
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

# Derivatives have mirrors of their own, without Debian's suites.
is_debian() { [[ $(os_release ID) == debian ]] && command -v apt-get >/dev/null; }

os_release() { [[ ! -r /etc/os-release ]] || (. /etc/os-release && echo "${!1:-}"); }

is_root() { [[ $(id -u) == 0 ]]; }

# left_out TOOL REASON: says what is missing and ends the script.
left_out() {
	say "left out: $1: $2"
	exit "$LEFT_OUT"
}

# The go commands started here must not count the developer: they get a
# telemetry directory of their own whose mode is off.
quiet_go_telemetry() {
	export TEST_TELEMETRY_DIR=$CACHE/telemetry-off
	if [[ ! -s $TEST_TELEMETRY_DIR/mode ]]; then
		mkdir -p "$TEST_TELEMETRY_DIR"
		printf 'off 2026-01-01' >"$TEST_TELEMETRY_DIR/mode.$$"
		mv -f "$TEST_TELEMETRY_DIR/mode.$$" "$TEST_TELEMETRY_DIR/mode"
	fi
}

# with_lock FILE COMMAND...: one holder at a time of FILE, which may be a folder.
# The lock ends with the process that holds it, however it ends.
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

# is_installed NAME: whether .cache/NAME is whole, and made for this place; not in
# a copy of a checkout, whose programs would run those of the first.
is_installed() {
	[[ -f $CACHE/$1/.stamp && $(<"$CACHE/$1/.stamp") == *" at $CACHE/$1" ]]
}

# install_into NAME STAMP BUILDER [ARG...]: makes .cache/NAME by running
# BUILDER with a fresh folder as its first argument, and moves that folder
# into place once it is complete. STAMP names the version and the recipe; the
# same stamp at the same path means that nothing is to be done.
install_into() {
	mkdir -p "$CACHE/locks"
	with_lock "$CACHE/locks/$1" install_locked "$@"
}

install_locked() {
	local name=$1 stamp="$2 at $CACHE/$1" builder=$3 staging
	shift 3
	if [[ -f $CACHE/$name/.stamp && $(<"$CACHE/$name/.stamp") == "$stamp" ]]; then
		say "$name is there"
		return
	fi
	rm -rf "$CACHE/tmp/$name".*
	mkdir -p "$CACHE/tmp"
	staging=$(mktemp -d "$CACHE/tmp/$name.XXXXXX")
	chmod 755 "$staging"
	"$builder" "$staging" "$@"
	printf '%s\n' "$stamp" >"$staging/.stamp"
	# First the stamp, which a folder that is half removed must not have.
	rm -f "$CACHE/$name/.stamp"
	rm -rf "${CACHE:?}/$name"
	mv -T "$staging" "$CACHE/$name"
	say "$name installed"
}

# link_bin NAME TARGET: .cache/bin/NAME points at TARGET, a path in .cache.
link_bin() {
	mkdir -p "$CACHE/bin"
	ln -sfn "../$2" "$CACHE/bin/.$1.$$"
	mv -fT "$CACHE/bin/.$1.$$" "$CACHE/bin/$1"
}

# quoted PATH: as a word of a shell script, such as a launcher.
quoted() { printf "'%s'" "${1//\'/\'\\\'\'}"; }

# quietly COMMAND...: shows what the command printed only if it fails.
quietly() {
	local log status=0
	log=$(mktemp "$CACHE/tmp/log.XXXXXX")
	"$@" >"$log" 2>&1 || status=$?
	[[ $status == 0 ]] || tail -n 20 "$log" >&2
	rm -f "$log"
	return "$status"
}

# retry COMMAND...: mirrors and registries fail once in a while.
retry() {
	"$@" && return
	say "failed, trying once more: $1 ${2:-}"
	sleep 2
	"$@"
}
