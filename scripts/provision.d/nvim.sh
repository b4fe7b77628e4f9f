# Installs the newest Neovim and the oldest that the plugin supports, as
# .cache/bin/nvim-0.12 and .cache/bin/nvim-0.10. NVIM_SERIES=0.12 installs only that
# one.
# shellcheck shell=bash
set -euo pipefail
# shellcheck source=scripts/provision.d/lib/base.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/base.sh"
# shellcheck source=scripts/provision.d/lib/apt.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/apt.sh"

recipe=2

build_nvim() {
	local dir=$1 name=$2 suite=$3 pinned=$4 series=$5 loader found
	unpack_suite "$dir" "$suite" neovim "$pinned" "$series.*"
	relocate "$dir" "$CACHE/$name" usr/bin/nvim
	prune "$dir"
	loader=$(find "$dir/usr" -name 'ld-linux*.so.*' | head -n 1)
	found=$("$loader" "$dir/usr/bin/nvim" --version | sed -n 1p)
	[[ $found == "NVIM v$series."* ]] || {
		say "expected Neovim $series, got: $found"
		return 1
	}
}

prune() {
	rm -rf "${1:?}"/usr/share/{doc,man,locale,lintian,bug} "${1:?}"/{var,etc}
}

# neovim SERIES SUITE PINNED installs one Neovim.
neovim() {
	install_into "nvim-$1" "$3 of $2, recipe $recipe" build_nvim "nvim-$1" "$2" "$3" "$1"
	link_bin "nvim-$1" "nvim-$1/usr/bin/nvim"
}

is_debian || skip_tool "Neovim 0.12 and 0.10" "provisioning supports only Debian; the tests use the nvim on PATH"
need_patchelf

for series in ${NVIM_SERIES:-0.12 0.10}; do
	case $series in
	0.12) neovim 0.12 forky '0.12.4*' ;;
	0.10) neovim 0.10 trixie '0.10.4*' ;;
	*) skip_tool "Neovim $series" "provisioning supports only 0.12 and 0.10" ;;
	esac
done
