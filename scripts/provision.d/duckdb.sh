# Installs DuckDB for Node.js into .cache/duckdb, with the versions and checksums in
# duckdb/package-lock.json.
# shellcheck shell=bash
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/provision.d/lib/base.sh
. "$here/lib/base.sh"

recipe=1

build_duckdb() {
	local dir=$1
	cp "$here"/duckdb/package*.json "$dir"
	retry quietly npm ci --prefix "$dir" --ignore-scripts --no-audit --no-fund --loglevel=error
}

command -v npm >/dev/null || skip_tool "DuckDB" "npm is not on PATH"
install_into duckdb "$(sha256sum "$here/duckdb/package-lock.json" | cut -c 1-16), recipe $recipe" build_duckdb
