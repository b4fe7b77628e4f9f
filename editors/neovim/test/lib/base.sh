# What all tests share: the programs under test, a folder for each test, counting.
# shellcheck shell=bash
# Variables come from, and go to, the files that are sourced together.
# shellcheck disable=SC2034,SC2154

passed=0
failed=0
# Exit status of a test that this machine cannot run; in CI that is a failure.
left_out=77

need() {
	command -v "$1" || {
		echo "run.sh: $2 was not found: $1" >&2
		return 1
	}
}

find_programs() {
	repository=$(cd "$here/../../.." && pwd)
	NVIM=$(need "${NVIM:-nvim}" "Neovim (NVIM)")
	TELEMETRY_LS=$(need "${TELEMETRY_LS:-$repository/bin/telemetry-ls}" "the server (TELEMETRY_LS)")
	GOPLS=$(need "${GOPLS:-gopls}" "gopls (GOPLS)")
	GO=$(need go "go")
	need tmux "tmux" >/dev/null
	NVIM=$(readlink -f "$NVIM")
	gomodcache=$(quiet_go env GOMODCACHE)
	gocache=$(quiet_go env GOCACHE)
	goroot=$(quiet_go env GOROOT)
}

# A go command that counts nobody: it reads and writes nothing in a HOME.
quiet_go() {
	local config
	config=$(mktemp -d)
	mkdir -p "$config/go/telemetry"
	printf 'off 2026-01-01' >"$config/go/telemetry/mode"
	XDG_CONFIG_HOME=$config GOTOOLCHAIN=local "$GO" "$@"
	rm -rf "$config"
}

# The folder has a short name, since sockets lie in it, whose paths are bounded.
prepare_work() {
	work=$(mktemp -d /tmp/tls.XXXXXX)
	keep=${KEEP:-${TMPDIR:-/tmp}/tls-nvim-failed}
}

# A gopls that is about to end may still write.
clean_work() {
	local try
	for ((try = 0; try < 200; try++)); do
		! rm -rf "$work" 2>/dev/null || return 0
		read -rt 0.05 <> <(:) || true
	done
	echo "run.sh: $work could not be removed" >&2
}

# run_test NAME RUNNER ARGUMENT FILTER...: in a subshell, so that nothing of one
# test is left for the next.
run_test() {
	local name=$1 runner=$2 argument=$3 filter
	shift 3
	if [[ $# -gt 0 ]]; then
		for filter in "$@"; do
			[[ $name != *"$filter"* ]] || break
		done
		[[ $name == *"$filter"* ]] || return 0
	fi
	local output=$work/output status=0
	# Not in a condition: within one, a command that fails would end no test.
	set +e
	(
		set -euo pipefail
		"$runner" "$name" "$argument"
	) >"$output" 2>&1
	status=$?
	set -e
	if [[ $(tail -n 1 "$output") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
		add_counts "$name" "${BASH_REMATCH[@]:1}" "$output"
	elif [[ $status == "$left_out" && ${CI:-} != true ]]; then
		echo "left  $name: $(tail -n 1 "$output")"
	elif [[ $status == 0 ]]; then
		passed=$((passed + 1))
		echo "ok    $name"
	else
		failed=$((failed + 1))
		echo "FAIL  $name"
		echo "      exit status $status"
		uniq "$output" | sed 's/^/      /'
	fi
}

# add_counts NAME PASSED FAILED OUTPUT: of a spec, which counts for itself.
add_counts() {
	passed=$((passed + $2))
	failed=$((failed + $3))
	if [[ $3 == 0 ]]; then
		echo "ok    $1 ($2)"
	else
		echo "FAIL  $1"
		sed 's/^/      /' "$4"
	fi
}

# leave_out REASON: ends the test.
leave_out() {
	echo "$1" >&2
	exit "$left_out"
}

# fail WORDS...: ends the test, with the screen if there is one.
fail() {
	echo "$*" >&2
	if [[ -n ${socket:-} ]]; then
		echo "the screen:" >&2
		screen >&2 || true
		mkdir -p "$keep"
		screen >"$keep/$test_name.txt" 2>/dev/null || true
	fi
	exit 1
}

assert_equal() {
	[[ $1 == "$2" ]] || fail "got: $1"$'\n'"want: $2${3:+ ($3)}"
}
