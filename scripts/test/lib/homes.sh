# A HOME for each case.
# shellcheck shell=bash

# Each case has a HOME of its own beneath this: a gopls that was left a moment
# ago may still be writing to the one before. The name is short, since sockets lie
# in it, whose paths are bounded.
homes=$(mktemp -d /tmp/telemetry-ls-homes.XXXXXX)

cleanup() {
	nothing_left_over || true
	rm -rf "$homes"
}

# nothing_left_over: waits until the last server of an editor that was left has
# gone too.
nothing_left_over() {
	local until=$((SECONDS + patience))
	while left_over; do
		((SECONDS < until)) || return
		pause
	done
}

# Whether a server of an editor that was left is still on its way out.
left_over() { grep -qsF "$homes" /proc/[0-9]*/environ; }

trap cleanup EXIT

# As of a developer: an editor for git, a CI variable left over, own folders.
new_home() {
	home=$(mktemp -d "$homes/XXXXXX")
	scratch_dirs=$home/tmp
	mkdir "$scratch_dirs"
	# shellcheck disable=SC2034 # the cases start `make try` with it
	try_env=(env -u XDG_CONFIG_HOME -u TEST_TELEMETRY_DIR HOME="$home" TMPDIR="$scratch_dirs" EDITOR=ed CI=true)
}

# check FUNCTION: as a case in a new HOME.
check() {
	new_home
	run_case "$1" "$1"
}

home_is_untouched() {
	if [[ -e $home/.config/go/telemetry || -e $home/.config/telemetry-ls ]]; then
		say "the user's own HOME was touched:" >&2
		find "$home/.config" >&2
		return 1
	fi
}

# literal TEXT: as a pattern that matches just it.
literal() { sed 's/[][\.*^$+?(){}|]/\\&/g' <<<"$1"; }
