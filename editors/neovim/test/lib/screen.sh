# Neovim in tmux, as a person sees it. Nothing here waits for a time to pass: each
# step looks until the screen shows what it has to show.
# shellcheck shell=bash
# Variables come from, and go to, the files that are sourced together.
# shellcheck disable=SC2034,SC2154

# How often to look: at most this many times, a twentieth of a second apart.
looks=600

# run_scenario NAME FUNCTION
run_scenario() {
	make_home "$1"
	socket=$home/tmux
	listens=$home/tmp/nvim.sock
	trap end_screens EXIT
	"$2"
}

on_screen() { TMUX='' tmux -S "$socket" -f /dev/null "$@"; }

end_screen() { on_screen kill-server 2>/dev/null || true; }

# A scenario may have had several.
end_screens() {
	for socket in "$home"/tmux*; do
		end_screen
	done
}

# start_nvim OPTIONS ARGUMENTS...: OPTIONS are those of setup(), in Lua.
start_nvim() {
	local options=$1
	shift
	on_screen new-session -d -x "${columns:-100}" -y "${lines:-32}" -c "$project" \
		"${environment[@]}" TERM=screen-256color OPTIONS="$options" WITH_GOPLS="${with_gopls:-no}" \
		"$NVIM" --clean -u "$here/lib/init.lua" --listen "$listens" "$@"
}

# quit_nvim: leaves it, and waits until it is gone.
quit_nvim() {
	command_line "qall!"
	look_until "Neovim kept running" gone session_state yes
}

session_state() { on_screen has-session 2>/dev/null || echo gone; }

screen() { on_screen capture-pane -p; }

# corner: the text of the window in the corner, on one line.
corner() { screen | sed -n 's/.*│ \(.*\) │.*/\1/p' | tr -s ' \n' ' '; }

# keys KEY...: as if typed.
keys() { on_screen send-keys "$@"; }

# type TEXT: each character as it is.
type_text() { on_screen send-keys -l -- "$1"; }

# command TEXT: types a command and Enter.
command_line() {
	type_text ":$1"
	keys Enter
}

# look_until WHAT TEXT CAPTURE WANTED: looks until the output of CAPTURE has TEXT
# in it (WANTED is yes) or has not (no).
look_until() {
	local what=$1 text=$2 capture=$3 wanted=$4 i found
	for ((i = 0; i < looks; i++)); do
		found=no
		[[ $("$capture") != *"$text"* ]] || found=yes
		[[ $found != "$wanted" ]] || return 0
		read -rt 0.05 <> <(:) || true
	done
	fail "$what: $text"
}

await() { look_until "the screen never showed" "$1" screen yes; }
await_gone() { look_until "the screen kept" "$1" screen no; }
await_corner() { look_until "the corner never showed" "$1" corner yes; }
await_status() { look_until "the status line never said" "Go telemetry: $1 |" screen yes; }
await_mode() { look_until "the mode file never said" "$1" mode_of_go yes; }

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
