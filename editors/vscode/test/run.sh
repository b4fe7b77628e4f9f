#!/usr/bin/env bash
# Runs all tests of the VS Code extension: types and lint, unit tests, suites in the
# extension host, and tests in the workbench with the installed .vsix. Its last line
# is `N passed, N failed`.
#
#   editors/vscode/test/run.sh [PART OF A NAME]     only the workbench tests with that name
#
# SERVER=FILE tests that server instead of building one. Screenshots are in
# .cache/screenshots/vscode.
set -uo pipefail

extension=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=$(cd "$extension/../.." && pwd)
counts=$(mktemp -d)
trap 'rm -rf "$counts"' EXIT
failed=0
export TEST_TELEMETRY_DIR=$root/.cache/telemetry-off

stop() {
	echo "$1" >&2
	echo "0 passed, 1 failed"
	exit 1
}

# suite NAME COMMAND... runs a suite, which writes its counts to the file $COUNTS.
suite() {
	local name=$1
	shift
	echo "== $name"
	COUNTS=$counts/$name.json "$@"
	if [[ ! -s $counts/$name.json ]]; then
		echo "$name ended without a result"
		failed=$((failed + 1))
	fi
}

# check NAME COMMAND... runs a check, which counts as one test.
check() {
	local name=$1
	shift
	echo "== $name"
	if "$@"; then
		echo '{"passed":1,"failed":0}' >"$counts/$name.json"
	else
		echo '{"passed":0,"failed":1}' >"$counts/$name.json"
	fi
}

unit() {
	local output status=0
	output=$(node --test --test-reporter=tap dist-test/unit/*.js) || status=$?
	[[ $status == 0 ]] || grep -B 2 -A 20 '^ *not ok' <<<"$output"
	# shellcheck disable=SC2153 # COUNTS is set by suite
	printf '{"passed":%d,"failed":%d}' \
		"$(awk '/^# pass/ { print $3 }' <<<"$output")" "$(awk '/^# fail/ { print $3 }' <<<"$output")" >"$COUNTS"
	awk '/^# (pass|fail)/ { print $2, $3 }' <<<"$output"
}

# built_page checks that the page that the server embeds is current.
built_page() {
	local before
	before=$(cksum <"$root/dashboard/page.html")
	scripts/bundle.sh --tests && [[ $(cksum <"$root/dashboard/page.html") == "$before" ]] && return
	echo "dashboard/page.html was stale. It is now up to date: commit it"
	return 1
}

budgets() {
	local size limit file status=0
	while read -r limit file; do
		size=$(wc -c <"$file")
		echo "$file: $size B (budget $limit B)"
		((size <= limit)) || status=1
	done <<-LIMITS
		500000 dist/extension.js
		200000 dist/dashboard.js
	LIMITS
	return "$status"
}

cd "$extension" || exit 1
"$root/scripts/provision" vscode gopls || stop "can't provision VS Code on this machine"
server=${SERVER:-$counts/telemetry-ls}
if [[ -z ${SERVER:-} ]]; then
	(cd "$root" && scripts/build "$server") || stop "can't build the server"
fi

check page built_page
check types npm run --silent check
check budgets budgets
suite unit unit
PLATFORM=linux-x64 SERVER=$server scripts/vsix.sh || stop "packing failed"
for platform in universal win32-x64; do
	SERVER='' PLATFORM=$platform scripts/vsix.sh || stop "packing failed"
done
check package node test/package.mjs "$root"/dist/telemetry-ls-{linux-x64,universal,win32-x64}.vsix
suite host node test/host/run.mjs "$server"
suite workbench env SERVER="$server" node test/e2e/run.mjs "$root/dist/telemetry-ls-linux-x64.vsix" "$root/dist/telemetry-ls-universal.vsix" "${1:-}"

# shellcheck disable=SC2016 # the dollars are JavaScript's
node -e '
	const fs = require("node:fs");
	let passed = 0, failed = Number(process.argv[2]);
	for (const name of fs.readdirSync(process.argv[1]).filter((n) => n.endsWith(".json"))) {
		const counts = JSON.parse(fs.readFileSync(`${process.argv[1]}/${name}`, "utf8"));
		passed += counts.passed;
		failed += counts.failed;
	}
	console.log(`${passed} passed, ${failed} failed`);
	process.exit(failed > 0 || passed === 0 ? 1 : 0);
' "$counts" "$failed"
