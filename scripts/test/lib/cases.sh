# Cases, each in a process of its own, and their count.
# shellcheck shell=bash

passed=0
failed=0
# Exit status of a case that this machine cannot run; in CI that is a failure.
left_out=77

# run_case NAME COMMAND...: in a subshell, so that nothing of one case is left for
# the next. What it prints is shown where it fails. If its last line counts cases,
# as that of a spec does, each of them counts.
run_case() {
	local case_name=$1 output status=0
	output=$(mktemp)
	shift
	# Not in a condition: within one, a command that fails would end no case.
	set +e
	(
		set -euo pipefail
		"$@"
	) >"$output" 2>&1
	status=$?
	set -e
	if [[ $(tail -n 1 "$output") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
		count_case "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" " (${BASH_REMATCH[1]})"
	elif [[ $status == "$left_out" ]] && ! in_ci; then
		echo "left  $case_name: $(tail -n 1 "$output")"
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

# leave_out REASON: ends a case that this machine cannot run.
leave_out() {
	echo "$1" >&2
	exit "$left_out"
}

# leave_suite_out WHAT REASON: instead of its cases.
leave_suite_out() {
	say "left out: $1: $2"
	if in_ci; then failed=$((failed + 1)); fi
}

# wanted NAME FILTER...: whether NAME has one of the filters in it; without any, yes.
wanted() {
	local name=$1 filter
	shift
	[[ $# -gt 0 ]] || return 0
	for filter in "$@"; do
		[[ $name != *"$filter"* ]] || return 0
	done
	return 1
}

# expect PATTERN TEXT
expect() {
	grep -qE -- "$1" <<<"$2" || {
		printf 'no line matches %s in:\n%s\n' "$1" "$2" >&2
		return 1
	}
}

# assert_equal GOT WANT [WHAT]
assert_equal() {
	[[ $1 == "$2" ]] || fail "got: $1"$'\n'"want: $2${3:+ ($3)}"
}

# summary [NAME]: what scripts that count look for; fails where a case did, or none
# has run.
summary() {
	echo "${1:+$1: }$passed passed, $failed failed"
	[[ $failed == 0 && $passed -gt 0 ]]
}
