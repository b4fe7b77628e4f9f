#!/usr/bin/env bash
# The tests of the plugin in one Neovim: specs in a headless one, then the plugin
# as a person sees it, in tmux. Prints 'N passed, N failed' as its last line.
#
#   editors/neovim/test/run.sh [NAME...]     only the tests whose name has NAME in it
#
# NVIM          the Neovim to test; default: nvim on PATH
# TELEMETRY_LS  the server; default: bin/telemetry-ls of the repository
# GOPLS         gopls; default: the one on PATH
# LUALINE       a folder with lualine; default: .cache/lualine of the repository
# KEEP          where to keep the screens of failed tests; default: a folder in TMPDIR
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=editors/neovim/test/lib/base.sh
. "$here/lib/base.sh"
# shellcheck source=editors/neovim/test/lib/home.sh
. "$here/lib/home.sh"
# shellcheck source=editors/neovim/test/lib/screen.sh
. "$here/lib/screen.sh"

find_programs
prepare_work
trap clean_work EXIT

for spec in "$here"/spec/*_spec.lua; do
	run_test "spec/$(basename "$spec" _spec.lua)" run_spec "$spec" "$@"
done
for scenarios in "$here"/e2e/*.sh; do
	# shellcheck source=/dev/null
	. "$scenarios"
done
for scenario in $(compgen -A function | grep '^test_'); do
	run_test "e2e/${scenario#test_}" run_scenario "$scenario" "$@"
done

echo "$passed passed, $failed failed"
[[ $failed == 0 && $passed -gt 0 ]]
