# Functions for Neovim in a terminal, as a user sees it; see scripts/test/lib/screen.sh.
# shellcheck shell=bash
# Variables come from, and go to, the files that are sourced together.
# shellcheck disable=SC2034,SC2154

# run_scenario FUNCTION runs a scenario as a new user.
run_scenario() {
	nvim_person
	listens=$home/tmp/nvim.sock
	"$1"
}

# start_nvim OPTIONS ARGUMENT... starts Neovim. OPTIONS is the argument of setup(), in Lua.
start_nvim() {
	local options=$1
	shift
	lines=${lines:-32} screen_start env -C "$project" \
		"${environment[@]}" OPTIONS="$options" WITH_GOPLS="${with_gopls:-no}" \
		"$NVIM" --clean -u "$here/lib/init.lua" --listen "$listens" "$@"
}

# quit_nvim quits Neovim, and waits until it has exited.
quit_nvim() {
	command_line "qall!"
	screen_await '^THE END$'
	screen_stop
}

screen() { screen_text; }

# corner prints the text of the window in the corner, on one line.
corner() { screen | sed -n 's/.*│ \(.*\) │.*/\1/p' | tr -s ' \n' ' '; }

keys() { screen_keys "$@"; }
type_text() { screen_type "$1"; }

# command_line TEXT types a command and Enter.
command_line() {
	type_text ":$1"
	keys Enter
}

# look_until WHAT TEXT CAPTURE WANTED waits until the output of CAPTURE contains TEXT
# (WANTED is yes) or doesn't (no). A failure says that it timed out waiting for WHAT: TEXT.
look_until() { wait_until "$1: $2" "captured_$4" "$2" "$3"; }

captured_yes() { [[ $("$2") == *"$1"* ]]; }
captured_no() { [[ $("$2") != *"$1"* ]]; }

await() { look_until "the screen shows" "$1" screen yes; }
await_gone() { look_until "gone from the screen" "$1" screen no; }
await_corner() { look_until "the corner shows" "$1" corner yes; }
await_status() { look_until "the status line says" "Go telemetry: $1 |" screen yes; }

# close_corner closes the window in the corner, so that the next text in it is new.
close_corner() {
	nvim_lua 'require("telemetry_ls.float").close()' >/dev/null
	look_until "gone from the corner" "│" corner_edge no
}

corner_edge() { screen | grep '│ .* │' || true; }

assert_screen() { [[ $(screen) == *"$1"* ]] || fail "the screen doesn't show: $1"; }
assert_no_screen() { [[ $(screen) != *"$1"* ]] || fail "the screen shows: $1"; }

# nvim_eval EXPRESSION evaluates an expression in Neovim, without typing.
nvim_eval() {
	"${environment[@]}" "$NVIM" --server "$listens" --remote-expr "$1"
}

nvim_lua() { nvim_eval "luaeval('$1')"; }

# server_pid prints the PID of the server, if it is running.
server_pid() {
	nvim_lua "vim.fn.system(\"pgrep -P \" .. vim.fn.getpid() .. \" -x $(basename "$TELEMETRY_LS")\")" | head -n 1
}
