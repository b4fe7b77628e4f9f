# Functions for a user with the server, gopls and an editor in a terminal.
# shellcheck shell=bash

# editor_person makes a user as new_person does, with words about Go telemetry in the
# project and a server that writes a log.
editor_person() {
	new_person
	mkdir -p "$home/bin"
	printf 'module example.com/hello // GOTELEMETRY\n\ngo 1.21\n' >"$project/go.mod"
	printf '#!/bin/sh\ngo telemetry off\n' >"$project/setup.sh"
	ln -s "$CACHE/gopls/gopls" "$home/bin/gopls"
	ln -s "$GO" "$home/bin/go"
	server_with_log >"$home/bin/telemetry-ls"
	chmod +x "$home/bin/telemetry-ls"
	environment+=(PATH="$home/bin:/usr/local/bin:/usr/bin:/bin")
}

# server_with_log prints a script that starts the server with a log. Only the log shows
# that the server has decided not to ask.
server_with_log() {
	cat <<-SERVER
		#!/bin/sh
		exec $(quoted "$ROOT/bin/telemetry-ls") serve --log "\$HOME/server-log"
	SERVER
}

# open_editor COMMAND ARGUMENT... starts an editor in the project, in a terminal.
open_editor() {
	columns=80 lines=24 screen_start env -C "$project" "${environment[@]}" "$@"
}

# type_line TEXT types the characters literally, then Enter.
type_line() {
	screen_type "$1"
	screen_keys Enter
}

# type_documented SECTION TEXT types a line that the documentation contains.
type_documented() {
	documented "$1" "$2"
	type_line "$2"
}

# await_server waits until the editor has initialized the server.
await_server() { wait_until "the server is initialized" grep -qs 'the prompt ended' "$home/server-log"; }

# nothing_is_asked waits until a server that was just started has decided not to ask.
nothing_is_asked() {
	wait_until "the server decides not to ask" grep -qs 'outcome="not asked"' "$home/server-log"
	screen_lacks 'Go counts how you use its tools' || {
		say "asked again" >&2
		return 1
	}
}

# page_is_private NAME succeeds if only the user can read the page's file.
page_is_private() {
	local file
	file=$(echo "$home"/.cache/telemetry-ls/documents-*/"$1")
	[[ $(stat -c %a "$file") == 600 ]]
}
