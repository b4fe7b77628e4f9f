# Functions that build Go programs from their modules.
# shellcheck shell=bash

need_go() {
	command -v go >/dev/null || skip_tool "Go programs" "go is not on PATH"
	quiet_go_telemetry
}

# go_tool NAME VERSION MODULE@VERSION installs .cache/NAME/NAME and .cache/bin/NAME. It
# rebuilds a program for each Go release, because linters and gopls read the export data
# of the release that they were built with.
go_tool() {
	local name=$1 version=$2 module=$3 release
	release=$(GOTOOLCHAIN=local go env GOVERSION)
	install_into "$name" "$version, $release" build_go_tool "$module"
	link_bin "$name" "$name/$name"
}

build_go_tool() {
	local dir=$1 module=$2
	# Without the user's go.mod, workspace and flags.
	(cd "$dir" && GOBIN=$dir GOTOOLCHAIN=local GOFLAGS=-mod=mod GOWORK=off GO111MODULE=on CGO_ENABLED=0 \
		retry quietly go install -ldflags='-s -w' -trimpath "$module")
}
