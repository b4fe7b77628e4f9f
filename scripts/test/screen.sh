# A terminal as a person sees it: tmux on a private socket, whose screen is
# read until a text is there.
# shellcheck shell=bash

# How many seconds to wait for what has to come: generous, since the machine may
# be slow, or busy with other things.
patience=180

# screen_start COMMAND ARGUMENT...: runs it in a terminal of 100 x 30, which stays
# after its end, and after Ctrl-C.
screen_start() {
	screen=$(mktemp -d /tmp/telemetry-ls-screen.XXXXXX)
	# shellcheck disable=SC2016 # the shell in the terminal expands it
	on_screen new-session -d -x 100 -y 30 \
		bash -c 'trap : INT; "$@"; echo; echo THE END; sleep 600' screen "$@"
}

on_screen() { TMUX='' tmux -S "$screen/socket" -f /dev/null "$@"; }

screen_keys() { on_screen send-keys "$@"; }

screen_text() { on_screen capture-pane -p; }

screen_stop() {
	on_screen kill-server 2>/dev/null || true
	rm -rf "$screen"
}

# screen_await PATTERN: waits until a line of the screen matches; not after the
# command has ended without it.
screen_await() {
	local until=$((SECONDS + patience)) text
	while true; do
		text=$(screen_text)
		if grep -qE -- "$1" <<<"$text"; then
			return
		fi
		if ((SECONDS >= until)) || grep -q '^THE END$' <<<"$text"; then
			echo "not seen: $1; the screen is:" >&2
			sed -e '/^$/d' -e 's/^/| /' <<<"$text" >&2
			return 1
		fi
		sleep 0.1
	done
}
