#!/usr/bin/env bash
# Packs the extension into the repository's dist/: one .vsix per platform, with its
# server, and a universal one without a server. It fails if vsce prints a warning.
#
#   editors/vscode/scripts/vsix.sh                        packs all of them
#   PLATFORM=linux-x64 editors/vscode/scripts/vsix.sh     packs only that one (or "universal")
#
# SERVER=FILE packs that program instead of building one. It needs PLATFORM.
set -euo pipefail

extension=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=$(cd "$extension/../.." && pwd)
out=$root/dist
web=https://github.com/telemetry-ls/telemetry-ls
known=(linux-x64 linux-arm64 darwin-x64 darwin-arm64 win32-x64 win32-arm64 universal)
platforms=("${known[@]}")
[[ -z ${PLATFORM:-} ]] || platforms=("$PLATFORM")

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

"$extension/scripts/bundle.sh"
mkdir -p "$out"

# build_server PLATFORM OUTPUT builds the server, or copies $SERVER.
build_server() {
	if [[ -n ${SERVER:-} && -n ${PLATFORM:-} ]]; then
		mkdir -p "$(dirname "$2")" && cp "$SERVER" "$2" && chmod 755 "$2"
		return
	fi
	local os=${1%-*} arch=${1#*-}
	[[ $arch != x64 ]] || arch=amd64
	[[ $os != win32 ]] || os=windows
	(cd "$root" && GOOS=$os GOARCH=$arch scripts/build "$2")
}

# pack PLATFORM packs in a separate directory, so that several can run at a time.
pack() {
	local platform=$1 dir=$stage/$1 log=$stage/$1.log target=() server warnings
	mkdir -p "$dir/dist" "$dir/media/walkthrough" "$dir/schemas"
	cp "$extension"/{package.json,README.md,CHANGELOG.md,LICENSE,.vscodeignore} "$dir/"
	cp "$extension"/dist/{extension.js,dashboard.js,dashboard.css,licenses.txt} "$dir/dist/"
	cp "$extension"/media/*.png "$dir/media/"
	cp "$extension"/media/walkthrough/*.md "$dir/media/walkthrough/"
	cp "$extension"/schemas/{policy,workspace}.json "$dir/schemas/"
	if [[ $platform != universal ]]; then
		server=$dir/server/telemetry-ls
		[[ $platform != win32-* ]] || server+=.exe
		build_server "$platform" "$server"
		"$root/scripts/licenses" "$server" >>"$dir/dist/licenses.txt"
		target=(--target "$platform")
	fi
	(cd "$dir" && "$extension/node_modules/.bin/vsce" package --no-dependencies "${target[@]}" \
		--baseContentUrl "$web/blob/main/editors/vscode" --baseImagesUrl "$web/raw/main/editors/vscode" \
		--out "$stage/$platform.vsix" >"$log" 2>&1) ||
		{
			cat "$log" >&2
			return 1
		}
	warnings=$(grep -ci warning "$log" || true)
	if [[ $warnings != 0 ]]; then
		echo "vsix: vsce printed warnings for $platform:" >&2
		cat "$log" >&2
		return 1
	fi
	# Atomically, because other processes may be reading it.
	mv -f "$stage/$platform.vsix" "$out/.telemetry-ls-$platform.$$"
	mv -f "$out/.telemetry-ls-$platform.$$" "$out/telemetry-ls-$platform.vsix"
	printf '%s  %s KiB\n' "dist/telemetry-ls-$platform.vsix" "$(($(wc -c <"$out/telemetry-ls-$platform.vsix") / 1024))"
	echo "vsce: $warnings warnings"
}

for platform in "${platforms[@]}"; do
	if [[ " ${known[*]} " != *" $platform "* ]]; then
		echo "vsix: unknown platform $platform; use one of ${known[*]}" >&2
		exit 2
	fi
	pack "$platform"
done
