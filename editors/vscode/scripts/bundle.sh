#!/usr/bin/env bash
# Installs what package-lock.json names, where that is not done yet, and bundles the
# extension, the dashboard and, with --tests, the tests. One at a time; files that
# stay the same are not touched, so that others may be reading them.
#
#   editors/vscode/scripts/bundle.sh [--tests]
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
if command -v flock >/dev/null; then
	exec {lock}<package.json
	flock "$lock"
fi
if [[ ! -f node_modules/.package-lock.json || package-lock.json -nt node_modules/.package-lock.json ]]; then
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
fi
node esbuild.mjs "$@"
