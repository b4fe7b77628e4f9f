# Cases of `make try`, each with a HOME of its own that has to stay as it is,
# and their count.
# shellcheck shell=bash

# Each case has a HOME of its own beneath this: a gopls that was left a moment
# ago may still be writing to the one before.
homes=$(mktemp -d "${TMPDIR:-/tmp}/telemetry-ls-try-homes.XXXXXX")
passed=0 failed=0

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
		sleep 0.1
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

check() {
	new_home
	# Not in a condition: set -e would not hold there.
	local code
	set +e
	(
		set -e
		"$1"
	)
	code=$?
	set -e
	if [[ $code == 0 ]]; then
		passed=$((passed + 1))
		say "ok   $1"
	else
		failed=$((failed + 1))
		say "FAIL $1"
	fi
}

home_is_untouched() {
	if [[ -e $home/.config/go/telemetry || -e $home/.config/telemetry-ls ]]; then
		say "the user's own HOME was touched:" >&2
		find "$home/.config" >&2
		return 1
	fi
}

# expect PATTERN TEXT
expect() {
	grep -qE -- "$1" <<<"$2" || {
		printf 'no line matches %s in:\n%s\n' "$1" "$2" >&2
		return 1
	}
}

# literal TEXT: as a pattern that matches just it.
literal() { sed 's/[][\.*^$+?(){}|]/\\&/g' <<<"$1"; }

# summary NAME: what scripts that count look for; fails where a case did.
summary() {
	say "$1: $passed passed, $failed failed"
	[[ $failed == 0 ]]
}
