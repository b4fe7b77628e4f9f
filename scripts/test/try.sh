#!/usr/bin/env bash
# `make try` as a newcomer meets it: in a terminal, with a HOME of one's own
# that has to stay as it is.
#
#   scripts/test/try.sh      prints "N passed, N failed"
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=scripts/provision.d/lib/base.sh
. scripts/provision.d/lib/base.sh
# shellcheck source=scripts/test/screen.sh
. scripts/test/screen.sh

# Each case has a HOME of its own beneath this: a gopls that was left a moment
# ago may still be writing to the one before.
homes=$(mktemp -d "${TMPDIR:-/tmp}/telemetry-ls-try-homes.XXXXXX")
passed=0 failed=0

cleanup() {
	for _ in {1..100}; do
		left_over || break
		sleep 0.1
	done
	rm -rf "$homes"
}

# Whether a server of an editor that was left is still on its way out.
left_over() { grep -qsF "$homes" /proc/[0-9]*/environ; }

trap cleanup EXIT

# As of a developer: an editor for git, a CI variable left over, own folders.
new_home() {
	home=$(mktemp -d "$homes/XXXXXX")
	scratch_dirs=$home/tmp
	mkdir "$scratch_dirs"
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

expect() {
	grep -qE -- "$1" <<<"$2" || {
		printf 'no line matches %s in:\n%s\n' "$1" "$2" >&2
		return 1
	}
}

shows_status_prompt_and_switch_in_neovim() {
	screen_start try "${try_env[*]} make try EDITOR=$CACHE/bin/$nvim"
	trap screen_stop EXIT
	screen_await 'Go telemetry: local' 120
	# The sample names the command too: only the question has these words.
	screen_await 'nobody has chosen a mode' 10
	screen_await 'To answer, type :GoTelemetry choose'
	screen_keys ':GoTelemetry on' Enter
	screen_await 'Go telemetry is on'
	# The notice is longer than a line: Neovim wants it dismissed.
	screen_keys Enter
	screen_await 'Go telemetry: on'
	scratch=$(echo "$scratch_dirs"/telemetry-ls-try.*)
	expect '^on ' "$(cat "$scratch/home/.config/go/telemetry/mode")"
	env -u XDG_CONFIG_HOME -u TEST_TELEMETRY_DIR HOME="$scratch/home" go telemetry off
	screen_await 'Go telemetry: off'
	screen_keys Escape ':qa!' Enter
	screen_await 'Your own mode was not touched'
	screen_await 'THE END'
	home_is_untouched
}

shows_the_same_on_the_command_line() {
	local out
	out=$("${try_env[@]}" make try EDITOR=cli </dev/null 2>&1)
	expect 'Go telemetry: local' "$out"
	expect '^\$ telemetry-ls set on$' "$out"
	expect '^off$' "$out"
	expect 'Your own mode was not touched' "$out"
	home_is_untouched
}

ignores_the_editor_of_the_environment() {
	local out
	out=$("${try_env[@]}" make try </dev/null 2>&1)
	expect 'not on a terminal' "$out"
}

touches_the_own_mode_only_when_told() {
	local out
	mkdir -p "$home/.config/go/telemetry"
	printf 'off 2026-01-01' >"$home/.config/go/telemetry/mode"
	out=$("${try_env[@]}" make try EDITOR=cli HOME_DIR=real </dev/null 2>&1)
	expect 'Go telemetry: off' "$out"
	expect 'in your own HOME' "$out"
	[[ $(cat "$home/.config/go/telemetry/mode") == 'off 2026-01-01' ]]
}

names_what_it_does_not_know() {
	local out code=0
	out=$("${try_env[@]}" scripts/try ed </dev/null 2>&1) || code=$?
	[[ $code == 2 ]]
	expect 'EDITOR=ed is not known; nvim and cli are' "$out"
}

eval "$(go env GOMODCACHE GOCACHE GOPROXY | paste -sd ' ' | {
	read -r mod cache proxy
	printf 'export GOMODCACHE=%q GOCACHE=%q GOPROXY=%q' "$mod" "$cache" "$proxy"
})"

for nvim in nvim-0.12 nvim-0.10; do
	if [[ -x $CACHE/bin/$nvim ]] && command -v tmux >/dev/null; then
		say "in $nvim:"
		check shows_status_prompt_and_switch_in_neovim
	else
		say "left out: make try in $nvim: it or tmux is not on this machine"
		if in_ci; then failed=$((failed + 1)); fi
	fi
done
check shows_the_same_on_the_command_line
check ignores_the_editor_of_the_environment
check touches_the_own_mode_only_when_told
check names_what_it_does_not_know
say "make try: $passed passed, $failed failed"
[[ $failed == 0 ]]
