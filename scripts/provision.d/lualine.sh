# lualine, a status line that many have in Neovim: .cache/lualine is a folder for
# 'runtimepath', in which the plugin's component for it is tested.
# shellcheck shell=bash
set -euo pipefail
# shellcheck source=scripts/provision.d/lib/base.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/base.sh"
# shellcheck source=scripts/provision.d/lib/apt.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/apt.sh"

suite=trixie
pinned='0.0.6+git20250412-1'

# Without what the package needs, which is a Neovim.
build_lualine() {
	local dir=$1 state=$CACHE/tmp/apt-$suite-lualine
	rm -rf "$state"
	apt_for "$state" "$suite"
	retry apt_in "$state" update
	(cd "$state" && retry apt_in "$state" download "neovim-lualine=$pinned")
	dpkg -x "$state"/neovim-lualine_*.deb "$state/unpacked"
	mv "$state/unpacked/usr/share/nvim-lualine/lua" "$dir/lua"
	cp "$state/unpacked/usr/share/doc/neovim-lualine/copyright" "$dir/copyright"
	rm -rf "$state"
}

is_debian || left_out "lualine" "only Debian is provisioned"
install_into lualine "$pinned of $suite, recipe 1" build_lualine
