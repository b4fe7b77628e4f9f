# Functions that install Debian packages into the system, or unpack them into a
# directory from a newer suite of the mirror that this machine already uses.
# shellcheck shell=bash

APT_LOG=$CACHE/tmp/apt.log

# may_install succeeds if packages may be installed into the system. UNPACK_ONLY=1
# keeps everything within .cache.
may_install() { is_root && [[ -z ${UNPACK_ONLY:-} ]]; }

# need_command COMMAND PACKAGE [PACKAGE...] installs the packages if the command is
# missing. If it can't, it skips the tool.
need_command() {
	local cmd=$1
	shift
	command -v "$cmd" >/dev/null && return
	is_debian || skip_tool "$cmd" "not on PATH, and provisioning supports only Debian"
	may_install || skip_tool "$cmd" "not on PATH; to install it, run sudo apt-get install $*"
	# One lock for all checkouts on this machine: apt-get update doesn't wait for another.
	with_lock /var/lib/apt apt_install "$@"
	command -v "$cmd" >/dev/null || skip_tool "$cmd" "not in Debian's $*"
	say "$cmd installed (Debian: $*)"
}

# apt_install PACKAGE... installs packages. The machine's package lists may be old or
# absent; it updates them only if the installation fails.
apt_install() {
	apt_quietly install -y --no-install-recommends "$@" && return
	retry apt_quietly update && retry apt_quietly install -y --no-install-recommends "$@" && return
	tail -n 20 "$APT_LOG" >&2
	return 1
}

apt_quietly() {
	mkdir -p "$(dirname "$APT_LOG")"
	DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" >>"$APT_LOG" 2>&1
}

# debian_mirror prints the address of Debian's main archive in this machine's apt
# sources. It works before the first apt-get update.
debian_mirror() {
	apt-get update --print-uris 2>/dev/null |
		sed -n "s#^'\(.*\)/dists/$(os_release VERSION_CODENAME)/InRelease' .*#\1#p" | sed -n 1p
}

# apt_for STATE SUITE[,SUITE] writes an apt configuration with only these suites, the
# first preferred. Its package database is empty, so that apt downloads all dependencies
# of a package, including the C library. It keeps the machine's proxy and TLS settings.
apt_for() {
	local state=$1 suites mirror suite
	IFS=, read -ra suites <<<"$2"
	mirror=$(debian_mirror)
	[[ -n $mirror ]] || skip_tool "packages of Debian $2" "no Debian mirror in the machine's apt sources"
	mkdir -p "$state"/{lists/partial,cache/archives/partial}
	: >"$state/status"
	for suite in "${suites[@]}"; do
		printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' "$mirror" "$suite"
	done >"$state/sources.list"
	{
		apt-config dump | grep -E '^Acquire::(http|https|ftp|Retries)' || true
		cat <<-CONF
			Dir::Etc::sourcelist "$state/sources.list";
			Dir::Etc::sourceparts "/dev/null";
			Dir::Etc::main "/dev/null";
			Dir::Etc::parts "/dev/null";
			Dir::Etc::preferencesparts "/dev/null";
			Dir::State "$state";
			Dir::State::lists "$state/lists";
			Dir::State::status "$state/status";
			Dir::Cache "$state/cache";
			Acquire::Check-Valid-Until "false";
			Acquire::Languages "none";
			APT::Default-Release "${suites[0]}";
			APT::Install-Recommends "false";
			APT::Sandbox::User "$(id -un)";
			Debug::NoLocking "true";
		CONF
	} >"$state/apt.conf"
}

# unpack_suite DIR SUITE PACKAGE WANTED... unpacks PACKAGE from SUITE and all of its
# dependencies into DIR. WANTED are version patterns, the best first: a suite that is
# still changing may drop the exact version that was pinned.
unpack_suite() {
	local dir=$1 suite=$2 package=$3 state version deb
	shift 3
	state=$CACHE/tmp/apt-$suite-$package
	rm -rf "$state"
	apt_for "$state" "$suite"
	retry apt_in "$state" update
	for version in "$@" ""; do
		[[ -n $version ]] || return 1
		apt_in "$state" install -y --download-only "$package=$version" && break
		say "couldn't download $package $version from $suite; trying again"
		apt_in "$state" install -y --download-only "$package=$version" && break
	done
	for deb in "$state"/cache/archives/*.deb; do
		dpkg -x "$deb" "$dir"
	done
	merge_usr "$dir"
	rm -rf "$state"
}

# merge_usr DIR moves the C library to /usr/lib, where newer suites have it. Older ones
# have it in /lib.
merge_usr() {
	local part
	for part in lib lib64; do
		[[ -d $1/$part && ! -L $1/$part ]] || continue
		mkdir -p "$1/usr/$part"
		cp -a "$1/$part/." "$1/usr/$part/"
		rm -rf "${1:?}/$part"
	done
}

apt_in() {
	local state=$1
	shift
	DEBIAN_FRONTEND=noninteractive APT_CONFIG=$state/apt.conf apt-get -q "$@" >>"$state/log" 2>&1 && return
	tail -n 5 "$state/log" >&2
	return 1
}

# need_patchelf finds the system's patchelf or installs it. If it must not install it,
# it unpacks one into .cache.
need_patchelf() {
	command -v patchelf >/dev/null && return
	if may_install; then
		need_command patchelf patchelf
		return
	fi
	install_into patchelf "$(os_release VERSION_CODENAME)" build_patchelf
	PATH=$CACHE/patchelf:$PATH
}

build_patchelf() {
	local dir=$1 loader libs
	unpack_suite "$dir" "$(os_release VERSION_CODENAME)" patchelf '*'
	loader=$(find_loader "$dir")
	libs=$(find_libs "$dir")
	cat >"$dir/patchelf" <<-LAUNCHER
		#!/bin/sh
		r=$(quoted "$CACHE/patchelf")
		exec "\$r/$loader" --library-path "\$r/$libs" "\$r/usr/bin/patchelf" "\$@"
	LAUNCHER
	chmod +x "$dir/patchelf"
}

find_loader() { (cd "$1" && find usr -name 'ld-linux*.so.*' -type f | sort | head -n 1); }

find_libs() { (cd "$1" && dirname "$(find usr -name libc.so.6 | head -n 1)"); }

# relocate ROOT FINAL BINARY... makes the binaries, which are unpacked in ROOT and will
# move to FINAL, run with the loader and libraries that are unpacked with them. A binary
# still knows its own path, so v:progpath is right.
relocate() {
	local root=$1 final=$2 loader libs binary up
	shift 2
	loader=$(find_loader "$root")
	libs=$(find_libs "$root")
	if [[ -z $loader || $libs == . ]]; then
		say "the packages unpacked in $root contain no C library" >&2
		return 1
	fi
	for binary in "$@"; do
		up=$(dirname "$binary" | sed 's/[^/]\{1,\}/../g')
		patchelf --set-interpreter "$final/$loader" \
			--force-rpath --set-rpath "\$ORIGIN/$up/$libs" "$root/$binary"
	done
}
