# Installs lualine, a popular status line for Neovim, into .cache/lualine, a directory
# for 'runtimepath'. The suites test the plugin's lualine component with it.
# shellcheck shell=bash
set -euo pipefail
# shellcheck source=scripts/provision.d/lib/base.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/base.sh"
# shellcheck source=scripts/provision.d/lib/apt.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/apt.sh"

suite=trixie
pinned='0.0.6+git20250412-1'

# build_lualine unpacks the package without its dependency, Neovim.
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

is_debian || skip_tool "lualine" "provisioning supports only Debian"
install_into lualine "$pinned of $suite, recipe 1" build_lualine
