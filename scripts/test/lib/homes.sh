# Functions that give each case a HOME.
# shellcheck shell=bash

# Each case has a separate HOME in this directory, because a gopls that is shutting down
# may still write to the previous one. The name is short because the directory contains
# sockets, whose paths have a length limit.
homes=$(mktemp -d /tmp/telemetry-ls-homes.XXXXXX)

cleanup() {
	nothing_left_over || true
	rm -rf "$homes"
}

# nothing_left_over waits until the servers of all editors that were quit have exited.
nothing_left_over() {
	local until=$((SECONDS + patience))
	while left_over; do
		((SECONDS < until)) || return
		pause
	done
}

# left_over succeeds if a process with one of these HOMEs is still running.
left_over() { grep -qsF "$homes" /proc/[0-9]*/environ; }

trap cleanup EXIT

# new_home makes a HOME and an environment as a developer may have them, with an editor
# for git and a leftover CI variable.
new_home() {
	home=$(mktemp -d "$homes/XXXXXX")
	scratch_dirs=$home/tmp
	mkdir "$scratch_dirs"
	# shellcheck disable=SC2034 # the cases start `make try` with it
	try_env=(env -u XDG_CONFIG_HOME -u TEST_TELEMETRY_DIR HOME="$home" TMPDIR="$scratch_dirs" EDITOR=ed CI=true)
}

# check FUNCTION runs a case in a new HOME.
check() {
	new_home
	run_case "$1" "$1"
}

home_is_untouched() {
	if [[ -e $home/.config/go/telemetry || -e $home/.config/telemetry-ls ]]; then
		say "the user's HOME was changed:" >&2
		find "$home/.config" >&2
		return 1
	fi
}

# literal TEXT prints a pattern that matches only TEXT.
literal() { sed 's/[][\.*^$+?(){}|]/\\&/g' <<<"$1"; }
