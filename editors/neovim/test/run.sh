#!/usr/bin/env bash
# Tests the plugin in one version of Neovim: specs in a headless one, then the plugin as a
# user sees it, in tmux. Its last line is "N passed, N failed".
#
#   editors/neovim/test/run.sh [NAME...]     only the tests whose names contain NAME
#
# NVIM          the Neovim to test; default: nvim on PATH
# TELEMETRY_LS  the server; default: bin/telemetry-ls in the repository
# GOPLS         gopls; default: the one on PATH
# LUALINE       the lualine directory; default: .cache/lualine in the repository
# KEEP          the directory for the screens of failed tests; by default they aren't saved
# PATIENCE      how many seconds to wait for each expected result
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/provision.d/lib/base.sh
. "$here/../../../scripts/provision.d/lib/base.sh"
for part in screen cases homes person; do
	# shellcheck source=/dev/null
	. "$ROOT/scripts/test/lib/$part.sh"
done
# shellcheck source=editors/neovim/test/lib/programs.sh
. "$here/lib/programs.sh"
# shellcheck source=editors/neovim/test/lib/screen.sh
. "$here/lib/screen.sh"

find_programs

# run NAME RUNNER ARGUMENT FILTER... runs a case in a new HOME, if its name is wanted.
run() {
	local name=$1 runner=$2 argument=$3
	shift 3
	wanted "$name" "$@" || return 0
	new_home
	run_case "$name" "$runner" "$argument"
}

for spec in "$here"/spec/*_spec.lua; do
	run "spec/$(basename "$spec" _spec.lua)" run_spec "$spec" "$@"
done
for scenarios in "$here"/e2e/*.sh; do
	# shellcheck source=/dev/null
	. "$scenarios"
done
for scenario in $(compgen -A function | grep '^test_'); do
	run "e2e/${scenario#test_}" run_scenario "$scenario" "$@"
done
summary
