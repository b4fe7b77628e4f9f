# A terminal as a person sees it: tmux on a private socket, whose screen is
# read until a text is there.
# shellcheck shell=bash

# screen_start NAME COMMAND: runs a shell command in a terminal of 100 x 30.
screen_start() {
	# A server that was stopped may take a moment to leave its socket.
	screen=telemetry-ls-$1-$$-$BASHPID
	tmux -L "$screen" -f /dev/null new-session -d -x 100 -y 30 "$2; echo; echo THE END; sleep 600"
}

screen_keys() { tmux -L "$screen" send-keys "$@"; }

screen_text() { tmux -L "$screen" capture-pane -p; }

screen_stop() { tmux -L "$screen" kill-server 2>/dev/null || true; }

# screen_await PATTERN [SECONDS]: waits until a line of the screen matches; not
# after the command has ended without it.
screen_await() {
	local until=$((SECONDS + ${2:-30})) text
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
