# A terminal as a person sees it: tmux on a private socket, whose screen is read
# until it shows what it has to show. Nothing here waits for a time to pass.
# shellcheck shell=bash

# How many seconds to wait for what has to come: generous, since the machine may
# be slow, or busy with other things.
patience=${PATIENCE:-180}
screens=()

# A pipe that nothing is written to, so that a pause starts no program.
exec {never}<> <(:)
pause() { read -rt 0.05 -u "$never" || true; }

# screen_start COMMAND ARGUMENT...: runs it in a terminal of its own of $columns x
# $lines, which stays after its end, and after Ctrl-C. The end of the case stops
# all that it has started.
screen_start() {
	screen=$(mktemp -d /tmp/telemetry-ls-screen.XXXXXX)
	screens+=("$screen")
	trap screens_stop EXIT
	# shellcheck disable=SC2016 # the shell in the terminal expands it
	on_screen new-session -d -x "${columns:-100}" -y "${lines:-30}" \
		bash -c 'trap : INT; "$@"; echo; echo THE END; sleep 600' screen "$@"
}

on_screen() { TMUX='' tmux -S "$screen/socket" -f /dev/null "$@"; }

# screen_keys KEY...: as if typed.
screen_keys() { on_screen send-keys "$@"; }

# screen_type TEXT: each character as it is.
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

# screen_await PATTERN: waits until a line of the screen matches; not after the
# command has ended without it.
screen_await() { wait_until "a line of the screen matches $1" screen_shows_or_fails "$1"; }

screen_shows_or_fails() {
	local text
	text=$(screen_text)
	grep -qE -- "$1" <<<"$text" && return
	! grep -q '^THE END$' <<<"$text" || fail "ended without a line that matches $1"
	return 1
}

screen_await_gone() { wait_until "gone from the screen: $1" screen_lacks "$1"; }

# wait_until WHAT COMMAND...: until it succeeds.
wait_until() {
	local until=$((SECONDS + patience)) what=$1
	shift
	until "$@"; do
		((SECONDS < until)) || fail "not so in time: $what"
		pause
	done
}

# fail WORDS...: ends the case, with the screen if there is one; in KEEP, a folder,
# it is kept too.
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
