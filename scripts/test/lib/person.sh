# Functions for a user with a HOME, a small Go project, and a telemetry mode.
# shellcheck shell=bash
# Other sourced files use the variables.
# shellcheck disable=SC2034

# The values that a go command in another HOME needs from this environment.
GO=$(command -v go)
{
	read -r goroot
	read -r gomodcache
	read -r gocache
} < <("$ROOT/scripts/quiet" go env GOROOT GOMODCACHE GOCACHE)

# new_person makes a user in $home, which is empty. It sets project, config and
# environment, which begins each command that the user runs. The environment lacks CI,
# which would suppress the prompt.
new_person() {
	project=$home/hello
	config=$home/.config
	mkdir -p "$home/tmp" "$project"
	printf 'module example.com/hello\n\ngo 1.21\n' >"$project/go.mod"
	cat >"$project/main.go" <<-'GO'
		package main

		import "fmt"

		func main() {
			fmt.Println("hello")
		}
	GO
	environment=(
		env -i HOME="$home" TMPDIR="$home/tmp"
		XDG_CONFIG_HOME="$config" XDG_CACHE_HOME="$home/.cache" XDG_DATA_HOME="$home/.local/share"
		XDG_STATE_HOME="$home/.local/state" XDG_RUNTIME_DIR="$home/tmp"
		PATH="$(dirname "$GO"):/usr/local/bin:/usr/bin:/bin" LANG=C.UTF-8 SHELL=/bin/sh TERM=screen-256color
		GOROOT="$goroot" GOMODCACHE="$gomodcache" GOCACHE="$gocache" GOPROXY=off GOTOOLCHAIN=local GOFLAGS=-mod=mod
	)
}

# real_go ARGUMENT... runs the user's go command.
real_go() { "${environment[@]}" "$GO" "$@"; }

mode_file() { echo "$config/go/telemetry/mode"; }

# mode_of_go prints the word in the mode file, or 'never chosen'.
mode_of_go() {
	if [[ -e $(mode_file) ]]; then
		cut -d ' ' -f 1 "$(mode_file)"
	else
		echo "never chosen"
	fi
}

# mode_is MODE succeeds if the mode file and the real go command both say MODE.
mode_is() { [[ $(mode_of_go) == "$1" && ($1 == "never chosen" || $(real_go telemetry) == "$1") ]]; }

await_mode() { wait_until "the mode is $1" mode_is "$1"; }

never_chosen() { mode_is "never chosen"; }

# choose_before MODE writes a mode file with a date long ago.
choose_before() {
	mkdir -p "$(dirname "$(mode_file)")"
	printf '%s 2026-01-02' "$1" >"$(mode_file)"
}
