# Functions for a terminal as a user sees it: tmux on a private socket, whose screen is
# read until it shows the expected text. Nothing here waits for a fixed time.
# shellcheck shell=bash

# How many seconds to wait for an expected result. It is generous, because the machine
# may be slow or busy.
patience=${PATIENCE:-180}
screens=()

# pause reads from a pipe that nothing writes to, so that it doesn't start a program.
exec {never}<> <(:)
pause() { read -rt 0.05 -u "$never" || true; }

# screen_start COMMAND ARGUMENT... runs a command in a new terminal of $columns x
# $lines. The terminal stays when the command ends, also after Ctrl-C. The end of the
# case stops all terminals that it started.
screen_start() {
	screen=$(mktemp -d /tmp/telemetry-ls-screen.XXXXXX)
	screens+=("$screen")
	trap screens_stop EXIT
	# shellcheck disable=SC2016 # the shell in the terminal expands it
	on_screen new-session -d -x "${columns:-100}" -y "${lines:-30}" \
		bash -c 'trap : INT; "$@"; echo; echo THE END; sleep 600' screen "$@"
}

on_screen() { TMUX='' tmux -S "$screen/socket" -f /dev/null "$@"; }

# screen_keys KEY... sends keys as if typed.
screen_keys() { on_screen send-keys "$@"; }

# screen_type TEXT types each character literally.
screen_type() { on_screen send-keys -l -- "$1"; }

screen_text() { on_screen capture-pane -p; }

screen_stop() {
	on_screen kill-server 2>/dev/null || true
	rm -rf "$screen"
}

screens_stop() {
	for screen in "${screens[@]}"; do
		screen_stop
	done
}

screen_shows() { screen_text | grep -qE -- "$1"; }

screen_lacks() { ! screen_shows "$1"; }

# screen_await PATTERN waits until a line of the screen matches. It fails if the command
# ends first.
screen_await() { wait_until "a line of the screen matches $1" screen_shows_or_fails "$1"; }

screen_shows_or_fails() {
	local text
	text=$(screen_text)
	grep -qE -- "$1" <<<"$text" && return
	! grep -q '^THE END$' <<<"$text" || fail "ended without a line that matches $1"
	return 1
}

screen_await_gone() { wait_until "gone from the screen: $1" screen_lacks "$1"; }

# wait_until WHAT COMMAND... waits until the command succeeds.
wait_until() {
	local until=$((SECONDS + patience)) what=$1
	shift
	until "$@"; do
		((SECONDS < until)) || fail "timed out waiting: $what"
		pause
	done
}

# fail MESSAGE... ends the case, and prints the screen if there is one. If KEEP names a
# directory, it also saves the screen there.
fail() {
	local text
	echo "$*" >&2
	if [[ -n ${screen:-} ]] && text=$(screen_text 2>/dev/null); then
		echo "the screen:" >&2
		sed -e '/^$/d' -e 's/^/| /' <<<"$text" >&2
		if [[ -n ${KEEP:-} ]]; then
			mkdir -p "$KEEP"
			printf '%s\n' "$text" >"$KEEP/${case_name//\//-}.txt"
		fi
	fi
	exit 1
}
