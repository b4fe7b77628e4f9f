# A HOME for each test, with a small Go project, and specs in it.
# shellcheck shell=bash
# Variables come from, and go to, the files that are sourced together.
# shellcheck disable=SC2034,SC2154

# make_home NAME: sets home, project and environment.
make_home() {
	test_name=${1//\//-}
	home=$(mktemp -d "$work/XXXX")
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
	# CI is left out, as it silences the prompt.
	environment=(
		env -i
		HOME="$home"
		XDG_CONFIG_HOME="$config"
		XDG_CACHE_HOME="$home/.cache"
		XDG_DATA_HOME="$home/.local/share"
		XDG_STATE_HOME="$home/.local/state"
		XDG_RUNTIME_DIR="$home/tmp"
		TMPDIR="$home/tmp"
		PATH="$(dirname "$GO"):$(dirname "$GOPLS"):/usr/local/bin:/usr/bin:/bin"
		LANG=C.UTF-8
		SHELL=/bin/sh
		GOMODCACHE="$gomodcache"
		GOCACHE="$gocache"
		GOROOT="$goroot"
		GOPROXY=off
		GOTOOLCHAIN=local
		GOFLAGS=-mod=mod
		TELEMETRY_LS="$TELEMETRY_LS"
		GOPLS="$GOPLS"
		PLUGIN="$repository/editors/neovim"
	)
}

mode_file() { echo "$config/go/telemetry/mode"; }

# mode_of_go: the word in the mode file, or 'never chosen'.
mode_of_go() {
	if [[ -e $(mode_file) ]]; then
		cut -d ' ' -f 1 "$(mode_file)"
	else
		echo "never chosen"
	fi
}

choose_before() {
	mkdir -p "$(dirname "$(mode_file)")"
	printf '%s' "$1 2026-01-02" >"$(mode_file)"
}

# real_go ARGUMENTS...: the go command of the person at this HOME.
real_go() { "${environment[@]}" "$GO" "$@"; }

# run_spec NAME FILE
run_spec() {
	make_home "$1"
	"${environment[@]}" SPEC="$2" timeout 120 \
		"$NVIM" --headless --clean -u "$here/lib/spec.lua" </dev/null
}
