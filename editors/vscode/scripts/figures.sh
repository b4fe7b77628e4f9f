#!/usr/bin/env bash
# Prints measurements of the extension with their budgets: the time from its
# activation to the status item in the real extension host, the bundle sizes, and the
# dashboard with two years of data in the workbench.
#
#   editors/vscode/scripts/figures.sh SERVER
set -euo pipefail

server=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scripts/bundle.sh --tests
counts=$(mktemp)
trap 'rm -f "$counts"' EXIT
# Other extensions start at the same time, so one measurement is not enough.
times=()
for _ in 1 2 3; do
	times+=("$(COUNTS=$counts node test/host/run.mjs "$server" | sed -n 's/.*status item after \([0-9]*\) ms.*/\1/p')")
done
echo "status item after ${times[*]} ms (median $(printf '%s\n' "${times[@]}" | sort -n | sed -n 2p) ms; budget 300 ms from activation)"
while read -r limit file; do
	echo "$file: $(wc -c <"$file") B (budget $limit B)"
done <<-LIMITS
	500000 dist/extension.js
	200000 dist/dashboard.js
LIMITS
PLATFORM=linux-x64 SERVER=$server scripts/vsix.sh >/dev/null
node test/e2e/figures.mjs ../../dist/telemetry-ls-linux-x64.vsix
