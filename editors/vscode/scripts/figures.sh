#!/usr/bin/env bash
# Prints the figures of the extension beside their budgets: the time from its
# activation to the status item, in the real extension host, and the bundles.
#
#   editors/vscode/scripts/figures.sh SERVER
set -euo pipefail

server=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scripts/bundle.sh --tests
counts=$(mktemp)
trap 'rm -f "$counts"' EXIT
# Other extensions start at the same time, so one look is not enough.
times=()
for _ in 1 2 3; do
	times+=("$(COUNTS=$counts node test/host/run.mjs "$server" | sed -n 's/.*status item after \([0-9]*\) ms.*/\1/p')")
done
echo "status item after ${times[*]} ms (median $(printf '%s\n' "${times[@]}" | sort -n | sed -n 2p) ms; budget 300 ms from activation)"
while read -r limit file; do
	echo "$file: $(($(wc -c <"$file") / 1000)) kB (budget $limit kB)"
done <<-LIMITS
	500 dist/extension.js
	200 dist/dashboard.js
LIMITS
