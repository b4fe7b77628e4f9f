#!/usr/bin/env bash
# Installs the packages in package-lock.json if necessary, and bundles the extension,
# the dashboard and, with --tests, the tests. Only one bundle.sh runs at a time. It
# doesn't touch files that stay the same, because other processes may be reading them.
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
