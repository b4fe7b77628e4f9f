#!/usr/bin/env bash
# Tests `make try` in a terminal, as a new user runs it. It must not change the user's
# HOME.
#
#   scripts/own-env scripts/test/try.sh      prints "N passed, N failed"
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=scripts/provision.d/lib/base.sh
. scripts/provision.d/lib/base.sh
# shellcheck source=scripts/test/lib/screen.sh
. scripts/test/lib/screen.sh
# shellcheck source=scripts/test/lib/cases.sh
. scripts/test/lib/cases.sh
# shellcheck source=scripts/test/lib/homes.sh
. scripts/test/lib/homes.sh

shows_status_prompt_and_switch_in_neovim() {
	screen_start "${try_env[@]}" make try EDITOR="$CACHE/bin/$nvim"
	screen_await 'Go telemetry: local'
	# The sample names the command too; only the question contains these words.
	screen_await 'Go counts how you use its tools'
	screen_await 'To answer, type :GoTelemetry choose'
	screen_keys ':GoTelemetry on' Enter
	screen_await 'Go telemetry is on'
	screen_await 'Go telemetry: on'
	scratch=$(echo "$scratch_dirs"/telemetry-ls-try.*)
	expect '^on ' "$(cat "$scratch/home/.config/go/telemetry/mode")"
	env -u XDG_CONFIG_HOME -u TEST_TELEMETRY_DIR HOME="$scratch/home" go telemetry off
	screen_await 'Go telemetry: off'
	screen_keys ':qa!' Enter
	screen_await 'Your own mode was not changed'
	screen_await 'THE END'
	home_is_untouched
}

shows_the_same_on_the_command_line() {
	local out
	out=$("${try_env[@]}" make try EDITOR=cli </dev/null 2>&1)
	expect 'Go telemetry: local' "$out"
	expect '^\$ telemetry-ls set on$' "$out"
	expect '^off$' "$out"
	expect 'Your own mode was not changed' "$out"
	home_is_untouched
}

ignores_the_editor_of_the_environment() {
	local out
	out=$("${try_env[@]}" make try </dev/null 2>&1)
	expect 'not on a terminal' "$out"
}

uses_the_real_mode_only_when_told() {
	local out
	mkdir -p "$home/.config/go/telemetry"
	printf 'off 2026-01-01' >"$home/.config/go/telemetry/mode"
	out=$("${try_env[@]}" make try EDITOR=cli HOME_DIR=real </dev/null 2>&1)
	expect 'Go telemetry: off' "$out"
	expect 'The demo used your own HOME' "$out"
	[[ $(cat "$home/.config/go/telemetry/mode") == 'off 2026-01-01' ]]
}

runs_no_program_in_the_current_directory() {
	local out program
	mkdir -p "$home/repo/bin"
	for program in go git nvim code npm node telemetry-ls mktemp; do
		printf '#!/bin/sh\n: >"%s/ran.%s"\nexit 1\n' "$home" "$program" | tee "$home/repo/$program" >"$home/repo/bin/$program"
		chmod +x "$home/repo/$program" "$home/repo/bin/$program"
	done
	cd "$home/repo"
	out=$("${try_env[@]}" TMPDIR=. PATH=".::bin:./bin:$PATH:" "$ROOT/scripts/try" cli </dev/null 2>&1)
	expect 'Go telemetry: local' "$out"
	[[ $(echo "$home"/ran.*) == "$home/ran.*" ]]
	[[ $(echo "$home"/repo/*.*) == "$home/repo/*.*" ]]
	rm -rf "$(sed -n 's/^  rm -rf //p' <<<"$out")"
}

reports_an_unknown_editor() {
	local out code=0
	out=$("${try_env[@]}" scripts/try ed </dev/null 2>&1) || code=$?
	[[ $code == 2 ]]
	expect 'unknown EDITOR=ed; use nvim, vscode or cli' "$out"
}

for nvim in nvim-0.12 nvim-0.10; do
	if is_installed "$nvim" && command -v tmux >/dev/null; then
		say "in $nvim:"
		check shows_status_prompt_and_switch_in_neovim
	else
		skip_suite "make try in $nvim" "$nvim or tmux is not on this machine"
	fi
done
check shows_the_same_on_the_command_line
check ignores_the_editor_of_the_environment
check uses_the_real_mode_only_when_told
check runs_no_program_in_the_current_directory
check reports_an_unknown_editor
summary "make try"
