# Runs `make try` without an editor, on the command line.
# shellcheck shell=bash

# try_cli WHY HOME_IS shows the status and, in a scratch HOME, switches.
try_cli() {
	local why=$1 home_is=$2
	say "Running the command-line demo instead of an editor ($why)."
	show telemetry-ls status
	show go telemetry
	if [[ $home_is == scratch ]]; then
		show telemetry-ls set on
		show telemetry-ls status
		show telemetry-ls set off
		show go telemetry
	fi
	say ""
	say "To see it in an editor, install Neovim 0.10 or later (https://neovim.io) and run: make try EDITOR=nvim"
}

show() {
	printf '\n$ %s\n' "$*"
	"$@" || say "(exit code $?)"
}
