# Runs `make try` in VS Code: the one on PATH or, failing that, the one that the tests
# use, which opens in a browser.
# shellcheck shell=bash

# find_vscode sets program to a VS Code, and vsix to the extension packed for this
# machine. If there is no VS Code, it says what to install and fails. Don't call it in a
# condition: the shell would then ignore a failure to pack the extension.
find_vscode() {
	program=''
	if code_is_usable; then
		program=$(command -v code)
	elif server_is_there; then
		program=$CACHE/bin/vscode-server
	else
		say "no VS Code on PATH: downloading the one that the tests use..."
		UNPACK_ONLY=1 scripts/provision vscode || true
		! server_is_there || program=$CACHE/bin/vscode-server
	fi
	if [[ -z $program ]] || ! command -v npm >/dev/null; then
		say_what_vscode_needs >&2
		return 1
	fi
	say "packing the extension..."
	vsix=$ROOT/dist/telemetry-ls-$(vscode_platform).vsix
	PLATFORM=$(vscode_platform) SERVER=$ROOT/bin/telemetry-ls editors/vscode/scripts/vsix.sh
}

server_is_there() { is_installed vscode && [[ -x $CACHE/bin/vscode-server ]]; }

# In the terminal of a remote window, `code` talks to that window; in WSL, to a Windows
# program. Both would install the extension into the user's editor.
code_is_usable() {
	[[ -z ${VSCODE_IPC_HOOK_CLI:-}${WSL_DISTRO_NAME:-} ]] && command -v code >/dev/null
}

say_what_vscode_needs() {
	say "try: to run the demo in VS Code, install"
	command -v npm >/dev/null || say "  Node.js with npm, https://nodejs.org, to pack the extension"
	say "  VS Code, https://code.visualstudio.com, with its command \`code\` on PATH"
	say "and run: make try EDITOR=vscode"
}

vscode_platform() {
	case $(uname -sm) in
	"Linux x86_64") echo linux-x64 ;;
	"Linux aarch64") echo linux-arm64 ;;
	"Darwin x86_64") echo darwin-x64 ;;
	"Darwin arm64") echo darwin-arm64 ;;
	*) echo universal ;;
	esac
}

# try_vscode PROGRAM VSIX SCRATCH PROJECT opens PROJECT in VS Code.
try_vscode() {
	local name
	# Remove the variables that an editor's terminal sets.
	for name in "${!VSCODE_@}" ELECTRON_RUN_AS_NODE NODE_OPTIONS; do unset "$name"; done
	if [[ $1 == "$CACHE"/* ]]; then
		serve_vscode "$2" "$3" "$4"
		return
	fi
	say "VS Code opens in a new window. Close the window to continue here."
	write_settings "$3/data/User/settings.json"
	open_code "$@" && return
	say "$1 did not open (exit code $?)"
	server_is_there || return 1
	serve_vscode "$2" "$3" "$4"
}

# write_settings FILE writes settings that keep VS Code from asking for or downloading
# anything.
write_settings() {
	mkdir -p "$(dirname "$1")"
	cat >"$1" <<-SETTINGS
		{
		  "security.workspace.trust.enabled": false,
		  "workbench.startupEditor": "none",
		  "extensions.autoUpdate": false,
		  "extensions.autoCheckUpdates": false,
		  "update.mode": "none"
		}
	SETTINGS
}

# open_code PROGRAM VSIX SCRATCH PROJECT opens a window. It neither reads nor changes
# the user's settings and extensions.
open_code() {
	local places=(--user-data-dir "$3/data" --extensions-dir "$3/extensions")
	! is_root || places+=(--no-sandbox)
	"$1" "${places[@]}" --install-extension "$2" || return
	say_what_to_look_at
	trap : INT
	"$1" "${places[@]}" --new-window --wait "$4" "$4/main.go"
}

# serve_vscode VSIX SCRATCH PROJECT serves VS Code to a browser until Ctrl-C.
serve_vscode() {
	local server='' status=0
	say_what_to_look_at
	trap stop_serving INT TERM HUP
	"$CACHE/bin/node24" scripts/try.d/vscode.mjs "$@" &
	server=$!
	# A signal interrupts the wait before the server has ended.
	while kill -0 "$server" 2>/dev/null; do
		status=0
		wait "$server" || status=$?
	done
	trap - INT TERM HUP
	return "$status"
}

stop_serving() { kill -TERM "$server" 2>/dev/null || true; }

say_what_to_look_at() {
	cat <<-'HINTS'

		What to look at:
		  - Open main.go: the status bar shows "Go: local (default)". Hover over it, then click it.
		  - After a few seconds a question appears, because no mode was chosen in this HOME.
		  - Press F1 and run "Go Telemetry: Show Dashboard".
		  - Run `go telemetry off` in a terminal (Ctrl+`). The status bar shows the new mode.

	HINTS
}
