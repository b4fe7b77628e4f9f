# Prepares the environment of `make try`: a scratch HOME with a small project. It keeps
# Go's caches, so that nothing is downloaded twice.
# shellcheck shell=bash

# prepare_home HOME_DIR sets scratch, project and the environment.
prepare_home() {
	scratch=$(mktemp -d "${TMPDIR:-/tmp}/telemetry-ls-try.XXXXXX")
	project=$scratch/hello
	cp -R scripts/try.d/sample "$project"
	pass_on_go_caches
	case $1 in
	"") use_scratch_home ;;
	real) home_is=real ;;
	*)
		echo "try: unknown HOME_DIR=$1; use HOME_DIR=real, or omit it for a scratch HOME" >&2
		exit 2
		;;
	esac
	# CI would suppress the prompt; the others would select another telemetry directory.
	unset CI TEST_TELEMETRY_DIR TELEMETRY_LS_DIR
	export GOTOOLCHAIN=local PATH=$ROOT/bin:$CACHE/bin:$PATH
}

pass_on_go_caches() {
	quiet_go_telemetry
	GOMODCACHE=$(go env GOMODCACHE)
	GOCACHE=$(go env GOCACHE)
	GOPROXY=$(go env GOPROXY)
	export GOMODCACHE GOCACHE GOPROXY
}

use_scratch_home() {
	home_is=scratch
	export HOME=$scratch/home
	mkdir -p "$HOME"
	unset XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CONFIG_DIRS XDG_DATA_DIRS
	unset GOPATH GOENV GOFLAGS GOWORK
}

say_goodbye() {
	say ""
	say "The mode is now: $(telemetry-ls status | head -n 1)"
	if [[ $home_is == scratch ]]; then
		say "Your own mode was not changed. The demo used a scratch HOME:"
		say "  $HOME"
	else
		say "The demo used your own HOME, $HOME."
	fi
	say "To delete the demo's files, run:"
	say "  rm -rf $scratch"
}
