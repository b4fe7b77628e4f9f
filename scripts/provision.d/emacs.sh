# Installs Emacs 30 with eglot, for the terminal, as .cache/bin/emacs. Its Go modes need
# a grammar that Debian doesn't have. So this also installs the popular package go-mode
# into .cache/go-mode, a directory for 'load-path'.
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

# prune removes parts that the tests don't use, such as a compiler and Perl, which come
# as dependencies.
prune() {
	(
		cd "$1"
		rm -rf bin sbin etc var usr/sbin usr/include usr/lib/gcc usr/lib/systemd \
			usr/share/{doc,man,locale,perl,info,lintian,bug,bash-completion} usr/lib/*-linux-gnu/perl*
		find usr/bin -type f ! -name 'emacs*' -delete
		find usr -name '*.a' -delete
	)
}

# write_launcher writes a script that tells Emacs where its files are. Without it, Emacs
# looks in the directories that it was built for.
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

# build_go_mode unpacks the package without its dependency, Emacs.
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

is_debian || skip_tool "Emacs 30" "provisioning supports only Debian"
need_patchelf
install_into emacs "30.1 of bookworm-backports, recipe $recipe" build_emacs
link_bin emacs emacs/emacs
install_into go-mode "$go_mode of bookworm, recipe 1" build_go_mode
