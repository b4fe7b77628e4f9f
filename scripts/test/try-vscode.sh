#!/usr/bin/env bash
# Tests `make try EDITOR=vscode` as a new user runs it: with VS Code on PATH and, without
# it, in a browser.
#
#   scripts/own-env scripts/test/try-vscode.sh      prints "N passed, N failed"
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

# npm must find its configuration and cache in every HOME.
npm_config_userconfig=$(npm config get userconfig 2>/dev/null || true)
npm_config_cache=$(npm config get cache 2>/dev/null || true)
export npm_config_userconfig npm_config_cache

# fake_code EXIT_CODE puts a `code` on PATH that records how it was started. It stands
# in for a VS Code with a window, which cannot run here.
fake_code() {
	mkdir -p "$home/fake"
	cat >"$home/fake/code" <<-FAKE
		#!/bin/sh
		echo "code \$* HOME=\$HOME CI=\${CI-unset}" >>"$home/fake/calls"
		exit $1
	FAKE
	chmod +x "$home/fake/code"
	try_env+=(PATH="$home/fake:$PATH")
}

# start_serving starts `make try`, and sets address to the one that it prints.
start_serving() {
	screen_start "${try_env[@]}" make try EDITOR=vscode
	screen_await 'Press Ctrl-C to stop it'
	address=$(on_screen capture-pane -pJ | grep -oE 'http://127\.0\.0\.1:[^ ]+')
}

ends_without_a_trace_at_ctrl_c() {
	left_over
	screen_keys C-c
	screen_await 'Your own mode was not changed'
	screen_await 'THE END'
	if ! nothing_left_over; then
		say "left running:" >&2
		grep -lsF "$homes" /proc/[0-9]*/environ | sed 's/environ$/cmdline/' | xargs head -c 200 >&2
		return 1
	fi
	home_is_untouched
}

is_served_to_a_browser_that_knows_the_token() {
	# A VS Code on this machine would be used instead.
	! command -v code >/dev/null || fake_code 1
	start_serving
	[[ $(answer_to "${address%%\?*}") == 403 ]]
	node scripts/test/see-status.mjs "$address" 'Go: local'
	ends_without_a_trace_at_ctrl_c
}

answer_to() { node -e 'fetch(process.argv[1]).then((answer) => console.log(answer.status))' "$1"; }

opens_the_one_on_path_without_the_users_settings() {
	local out calls scratch
	fake_code 0
	out=$("${try_env[@]}" make try EDITOR=vscode </dev/null 2>&1)
	calls=$(cat "$home/fake/calls")
	scratch=$(echo "$scratch_dirs"/telemetry-ls-try.*)
	places="--user-data-dir $scratch/data --extensions-dir $scratch/extensions( --no-sandbox)?"
	expect "^code $places --install-extension $(literal "$ROOT")/dist/telemetry-ls-[a-z0-9-]+\.vsix HOME=$scratch/home CI=unset$" "$(sed -n 1p <<<"$calls")"
	expect "^code $places --new-window --wait $scratch/hello $scratch/hello/main.go HOME=$scratch/home CI=unset$" "$(sed -n 2p <<<"$calls")"
	[[ $(wc -l <<<"$calls") == 2 ]]
	expect 'Your own mode was not changed' "$out"
	home_is_untouched
}

fails_if_the_extension_cannot_be_packed() {
	local out code=0
	fake_code 0
	# `make try` must not use a .vsix that an earlier run left in dist.
	ls dist/telemetry-ls-*.vsix >/dev/null
	printf '#!/bin/sh\nexit 1\n' >"$home/fake/node"
	chmod +x "$home/fake/node"
	out=$("${try_env[@]}" make try EDITOR=vscode </dev/null 2>&1) || code=$?
	expect 'packing the extension' "$out"
	[[ $code != 0 && ! -e $home/fake/calls ]]
	home_is_untouched
}

says_what_is_missing() {
	local out code=0 tools
	# Simulate a machine without VS Code and npm.
	tools=$home/tools
	mkdir "$tools"
	for tool in bash env make awk sed grep dirname mktemp mkdir mv rm git go cat uname id flock ln readlink; do
		ln -s "$(command -v $tool)" "$tools/$tool"
	done
	out=$("${try_env[@]}" PATH="$tools" scripts/try vscode </dev/null 2>&1) || code=$?
	expect 'https://nodejs.org' "$out"
	expect 'https://code.visualstudio.com' "$out"
	[[ $code == 1 ]]
}

if is_installed vscode && is_installed playwright && command -v tmux >/dev/null; then
	check is_served_to_a_browser_that_knows_the_token
else
	skip_suite "make try in the browser" "VS Code, Chromium or tmux is not on this machine"
fi
if command -v npm >/dev/null; then
	check opens_the_one_on_path_without_the_users_settings
	check fails_if_the_extension_cannot_be_packed
fi
check says_what_is_missing
summary "make try EDITOR=vscode"
