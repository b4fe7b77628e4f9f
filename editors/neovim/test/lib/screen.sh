# Neovim in a terminal, as a person sees it; see scripts/test/lib/screen.sh.
# shellcheck shell=bash
# Variables come from, and go to, the files that are sourced together.
# shellcheck disable=SC2034,SC2154

# run_scenario FUNCTION
run_scenario() {
	nvim_person
	listens=$home/tmp/nvim.sock
	"$1"
}

# start_nvim OPTIONS ARGUMENTS...: OPTIONS are those of setup(), in Lua.
start_nvim() {
	local options=$1
	shift
	lines=${lines:-32} screen_start env -C "$project" \
		"${environment[@]}" OPTIONS="$options" WITH_GOPLS="${with_gopls:-no}" \
		"$NVIM" --clean -u "$here/lib/init.lua" --listen "$listens" "$@"
}

# quit_nvim: leaves it, and waits until it is gone.
quit_nvim() {
	command_line "qall!"
	screen_await '^THE END$'
	screen_stop
}

screen() { screen_text; }

# corner: the text of the window in the corner, on one line.
corner() { screen | sed -n 's/.*│ \(.*\) │.*/\1/p' | tr -s ' \n' ' '; }

keys() { screen_keys "$@"; }
type_text() { screen_type "$1"; }

# command TEXT: types a command and Enter.
command_line() {
	type_text ":$1"
	keys Enter
}

# look_until WHAT TEXT CAPTURE WANTED: waits until the output of CAPTURE has TEXT
# in it (WANTED is yes) or has not (no).
look_until() { wait_until "$1: $2" "captured_$4" "$2" "$3"; }

captured_yes() { [[ $("$2") == *"$1"* ]]; }
captured_no() { [[ $("$2") != *"$1"* ]]; }

await() { look_until "the screen never showed" "$1" screen yes; }
await_gone() { look_until "the screen kept" "$1" screen no; }
await_corner() { look_until "the corner never showed" "$1" corner yes; }
await_status() { look_until "the status line never said" "Go telemetry: $1 |" screen yes; }

# close_corner: so that what is looked for there next is new.
close_corner() {
	nvim_lua 'require("telemetry_ls.float").close()' >/dev/null
	look_until "the corner kept" "│" corner_edge no
}

corner_edge() { screen | grep '│ .* │' || true; }

assert_screen() { [[ $(screen) == *"$1"* ]] || fail "the screen lacks: $1"; }
assert_no_screen() { [[ $(screen) != *"$1"* ]] || fail "the screen has: $1"; }

# nvim_eval EXPRESSION: asks Neovim, without typing anything.
nvim_eval() {
	"${environment[@]}" "$NVIM" --server "$listens" --remote-expr "$1"
}

nvim_lua() { nvim_eval "luaeval('$1')"; }

# server_pid: the process of the server, if it runs.
server_pid() {
	nvim_lua "vim.fn.system(\"pgrep -P \" .. vim.fn.getpid() .. \" -x $(basename "$TELEMETRY_LS")\")" | head -n 1
}
