# Go programs, built from their modules.
# shellcheck shell=bash

need_go() {
	command -v go >/dev/null || left_out "Go programs" "go is not on PATH"
	quiet_go_telemetry
}

# go_tool NAME VERSION MODULE@VERSION: .cache/NAME/NAME and .cache/bin/NAME.
# A program is bound to the Go release it was built with: linters and gopls
# read that release's export data.
go_tool() {
	local name=$1 version=$2 module=$3 release
	release=$(GOTOOLCHAIN=local go env GOVERSION)
	install_into "$name" "$version, $release" build_go_tool "$module"
	link_bin "$name" "$name/$name"
}

build_go_tool() {
	local dir=$1 module=$2
	# The user's own go.mod, workspace and flags have no say here.
	(cd "$dir" && GOBIN=$dir GOTOOLCHAIN=local GOFLAGS=-mod=mod GOWORK=off GO111MODULE=on CGO_ENABLED=0 \
		retry quietly go install -ldflags='-s -w' -trimpath "$module")
}
