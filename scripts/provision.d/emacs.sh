# Emacs 30 with eglot, for the terminal: .cache/bin/emacs. Its modes for Go want
# a grammar that Debian has not: .cache/go-mode is a folder for 'load-path' with
# the package that many have instead.
# shellcheck shell=bash
set -euo pipefail
# shellcheck source=scripts/provision.d/lib/base.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/base.sh"
# shellcheck source=scripts/provision.d/lib/apt.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/apt.sh"

recipe=3
go_mode='3:1.6.0-1'

build_emacs() {
	local dir=$1
	unpack_suite "$dir" bookworm-backports,bookworm emacs-nox '1:30.1*' '1:30.*'
	relocate "$dir" "$CACHE/emacs" usr/bin/emacs-nox
	prune "$dir"
	write_launcher "$dir"
}

# A compiler and Perl come along as dependencies of what is not used here.
prune() {
	(
		cd "$1"
		rm -rf bin sbin etc var usr/sbin usr/include usr/lib/gcc usr/lib/systemd \
			usr/share/{doc,man,locale,perl,info,lintian,bug,bash-completion} usr/lib/*-linux-gnu/perl*
		find usr/bin -type f ! -name 'emacs*' -delete
		find usr -name '*.a' -delete
	)
}

# Emacs looks for its files where it was configured to lie: it is told of each.
write_launcher() {
	local dump version
	dump=$(cd "$1" && find usr -name '*.pdmp' | head -n 1)
	version=$(cd "$1/usr/share/emacs" && echo [0-9]*)
	cat >"$1/emacs" <<-LAUNCHER
		#!/bin/sh
		r=$(quoted "$CACHE/emacs")
		export EMACSLOADPATH="\$r/usr/share/emacs/$version/lisp"
		export EMACSDATA="\$r/usr/share/emacs/$version/etc"
		export EMACSDOC="\$r/usr/share/emacs/$version/etc"
		export EMACSPATH="\$r/$(dirname "$dump")"
		exec "\$r/usr/bin/emacs-nox" --dump-file="\$r/$dump" "\$@"
	LAUNCHER
	chmod +x "$1/emacs"
}

# Without what the package needs, which is an Emacs.
build_go_mode() {
	local dir=$1 state=$CACHE/tmp/apt-go-mode
	rm -rf "$state"
	apt_for "$state" bookworm
	retry apt_in "$state" update
	(cd "$state" && retry apt_in "$state" download "elpa-go-mode=$go_mode")
	dpkg -x "$state"/elpa-go-mode_*.deb "$state/unpacked"
	mv "$state"/unpacked/usr/share/emacs/site-lisp/elpa-src/go-mode-*/*.el "$dir"
	cp "$state/unpacked/usr/share/doc/elpa-go-mode/copyright" "$dir/copyright"
	rm -rf "$state"
}

is_debian || left_out "Emacs 30" "only Debian is provisioned"
need_patchelf
install_into emacs "30.1 of bookworm-backports, recipe $recipe" build_emacs
link_bin emacs emacs/emacs
install_into go-mode "$go_mode of bookworm, recipe 1" build_go_mode
