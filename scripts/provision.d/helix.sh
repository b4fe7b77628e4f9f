# Installs the first Helix release that shows a server's questions, as .cache/bin/hx.
# shellcheck shell=bash
set -euo pipefail
# shellcheck source=scripts/provision.d/lib/base.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/base.sh"
# shellcheck source=scripts/provision.d/lib/apt.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/apt.sh"

recipe=2

build_helix() {
	local dir=$1
	unpack_suite "$dir" forky hx '25.07.1*' '25.07*'
	relocate "$dir" "$CACHE/helix" usr/lib/hx/hx
	cat >"$dir/hx" <<-LAUNCHER
		#!/bin/sh
		r=$(quoted "$CACHE/helix")/usr/lib/hx
		HELIX_RUNTIME="\$r/runtime" exec "\$r/hx" "\$@"
	LAUNCHER
	chmod +x "$dir/hx"
}

is_debian || skip_tool "Helix 25.07" "provisioning supports only Debian"
need_patchelf
install_into helix "25.07.1 of forky, recipe $recipe" build_helix
link_bin hx helix/hx
