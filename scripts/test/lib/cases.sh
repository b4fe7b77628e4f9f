# Functions that run cases, each in a separate process, and count them.
# shellcheck shell=bash

passed=0
failed=0
# The exit status of a case that this machine cannot run. In CI that is a failure.
skipped=77

# run_case NAME COMMAND... runs a case in a subshell, so that it can't affect the next
# one. Its output is shown only if it fails. If the last line of the output counts cases,
# as that of a spec does, each of them counts.
run_case() {
	local case_name=$1 output status=0
	output=$(mktemp)
	shift
	# Not in a condition: the shell would then ignore a command that fails.
	set +e
	(
		set -euo pipefail
		"$@"
	) >"$output" 2>&1
	status=$?
	set -e
	if [[ $(tail -n 1 "$output") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
		count_case "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" " (${BASH_REMATCH[1]})"
	elif [[ $status == "$skipped" ]] && ! in_ci; then
		echo "skip  $case_name: $(tail -n 1 "$output")"
	elif [[ $status == 0 ]]; then
		count_case 1 0 ''
	else
		echo "exit status $status" >>"$output"
		count_case 0 1 ''
	fi
	rm -f "$output"
}

count_case() {
	passed=$((passed + $1))
	failed=$((failed + $2))
	if [[ $2 == 0 ]]; then
		echo "ok    $case_name$3"
	else
		echo "FAIL  $case_name"
		uniq "$output" | sed 's/^/      /'
	fi
}

# skip_case REASON ends a case that this machine cannot run.
skip_case() {
	echo "$1" >&2
	exit "$skipped"
}

# skip_suite SUITE REASON reports a suite that this machine cannot run.
skip_suite() {
	say "skipped: $1: $2"
	if in_ci; then failed=$((failed + 1)); fi
}

# wanted NAME FILTER... succeeds if NAME contains one of the filters, or there are none.
wanted() {
	local name=$1 filter
	shift
	[[ $# -gt 0 ]] || return 0
	for filter in "$@"; do
		[[ $name != *"$filter"* ]] || return 0
	done
	return 1
}

# expect PATTERN TEXT fails unless a line of TEXT matches PATTERN.
expect() {
	grep -qE -- "$1" <<<"$2" || {
		printf 'no line matches %s in:\n%s\n' "$1" "$2" >&2
		return 1
	}
}

# assert_equal GOT WANT [WHAT] fails unless GOT equals WANT.
assert_equal() {
	[[ $1 == "$2" ]] || fail "got: $1"$'\n'"want: $2${3:+ ($3)}"
}

# summary [NAME] prints the line of counts that other scripts read. It fails if a case
# failed or none ran.
summary() {
	echo "${1:+$1: }$passed passed, $failed failed"
	[[ $failed == 0 && $passed -gt 0 ]]
}
