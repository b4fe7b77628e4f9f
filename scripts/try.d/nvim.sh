# Runs `make try` in Neovim: the one you name or the one on PATH or, failing that, the
# pinned one that the tests use.
# shellcheck shell=bash

# find_nvim [PATH] sets program to a Neovim that the plugin supports.
find_nvim() {
	local candidate
	[[ $1 == */* ]] || set -- nvim
	candidate=$(command -v "$1" || true)
	if [[ -n $candidate ]] && nvim_is_new_enough "$candidate"; then
		program=$(readlink -f "$candidate")
		return
	fi
	program=$CACHE/bin/nvim-0.12
	! pinned_nvim_is_there || return 0
	say "no Neovim 0.10 or later on PATH: downloading the one that the tests use..."
	NVIM_SERIES=0.12 UNPACK_ONLY=1 scripts/provision nvim || true
	pinned_nvim_is_there
}

pinned_nvim_is_there() { is_installed nvim-0.12 && [[ -x $CACHE/bin/nvim-0.12 ]]; }

nvim_is_new_enough() {
	local version
	version=$("$1" --version 2>/dev/null | sed -n '1s/^NVIM v\([0-9]*\.[0-9]*\).*/\1/p')
	[[ -n $version && $(printf '%s\n' 0.10 "$version" | sort -V | head -n 1) == 0.10 ]]
}

# try_nvim PROGRAM FILE opens FILE in Neovim.
try_nvim() {
	# Without the user's configuration.
	(cd "$(dirname "$2")" && TELEMETRY_LS_ROOT=$ROOT "$1" --clean -u "$ROOT/scripts/try.d/init.lua" "$(basename "$2")")
}
