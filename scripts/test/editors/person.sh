# A person with a HOME of their own, a small Go project, and an editor in a
# terminal.
# shellcheck shell=bash

go=$(command -v go)
goroot=$(GOTOOLCHAIN=local go env GOROOT)

# new_person: sets project and person, the environment. CI is not in it, since it
# silences the question.
new_person() {
	project=$home/hello
	mkdir -p "$home/bin" "$project"
	printf 'module example.com/hello // GOTELEMETRY\n\ngo 1.21\n' >"$project/go.mod"
	printf 'package main\n\nfunc main() {\n\tprintln("hello")\n}\n' >"$project/main.go"
	printf '#!/bin/sh\ngo telemetry off\n' >"$project/setup.sh"
	ln -s "$CACHE/gopls/gopls" "$home/bin/gopls"
	ln -s "$go" "$home/bin/go"
	server_with_log >"$home/bin/telemetry-ls"
	chmod +x "$home/bin/telemetry-ls"
	person=(
		env -i -C "$project" HOME="$home" XDG_CONFIG_HOME="$home/.config" XDG_CACHE_HOME="$home/.cache" TMPDIR="$scratch_dirs"
		PATH="$home/bin:/usr/local/bin:/usr/bin:/bin" LANG=C.UTF-8 SHELL=/bin/sh TERM=screen-256color
		GOROOT="$goroot" GOMODCACHE="$GOMODCACHE" GOCACHE="$GOCACHE" GOPROXY=off GOTOOLCHAIN=local GOFLAGS=-mod=mod
	)
}

# The log tells when the server has decided not to ask: no screen shows that.
server_with_log() {
	cat <<-SERVER
		#!/bin/sh
		exec $(quoted "$ROOT/bin/telemetry-ls") serve --log "\$HOME/server-log"
	SERVER
}

# open_editor COMMAND ARGUMENT...
open_editor() {
	screen_start "${person[@]}" "$@"
	on_screen resize-window -x 80 -y 24
	trap screen_stop EXIT
}

# type_line TEXT: the characters as they are, then Enter.
type_line() {
	screen_keys -l -- "$1"
	screen_keys Enter
}

# type_documented SECTION TEXT: only what people are told to type.
type_documented() {
	documented "$1" "$2"
	type_line "$2"
}

# await WHAT COMMAND...: until it succeeds.
await() {
	local until=$((SECONDS + patience)) what=$1
	shift
	until "$@"; do
		((SECONDS < until)) || {
			say "not so in time: $what; the screen is:" >&2
			screen_text | sed -e '/^$/d' -e 's/^/| /' >&2
			return 1
		}
		sleep 0.1
	done
}

screen_lacks() { ! screen_text | grep -qE -- "$1"; }

screen_await_gone() { await "gone from the screen: $1" screen_lacks "$1"; }

# mode_is MODE: in the file, as the real go command tells it.
mode_is() { [[ -s $home/.config/go/telemetry/mode && $("${person[@]}" "$go" telemetry) == "$1" ]]; }

await_mode() { await "the mode is $1" mode_is "$1"; }

never_chosen() { [[ ! -e $home/.config/go/telemetry/mode ]]; }

# choose_before MODE: long ago.
choose_before() {
	mkdir -p "$home/.config/go/telemetry"
	printf '%s 2026-01-02' "$1" >"$home/.config/go/telemetry/mode"
}

# await_server: until the editor has made friends with it.
await_server() { await "the server is initialized" grep -qs 'the prompt ended' "$home/server-log"; }

# nothing_is_asked: until a server that was just started has decided not to.
nothing_is_asked() {
	await "the server decides not to ask" grep -qs 'outcome="not asked"' "$home/server-log"
	screen_lacks 'Go telemetry: Go counts' || {
		say "asked again" >&2
		return 1
	}
}

# page_is_private NAME: as a file that only its user can read.
page_is_private() {
	local file
	file=$(echo "$home"/.cache/telemetry-ls/documents-*/"$1")
	[[ $(stat -c %a "$file") == 600 ]]
}
