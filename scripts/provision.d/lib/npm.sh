# Functions that install programs from npm without running their install scripts.
# shellcheck shell=bash

# npm_tool NAME PACKAGE VERSION installs .cache/NAME/node_modules/PACKAGE.
npm_tool() {
	command -v npm >/dev/null || skip_tool "$1" "npm is not on PATH"
	install_into "$1" "$2@$3" build_npm_tool "$2@$3"
}

build_npm_tool() {
	local dir=$1
	shift
	retry quietly npm install --prefix "$dir" --no-save --ignore-scripts --no-audit --no-fund --loglevel=error "$@"
}
