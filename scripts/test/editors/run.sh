#!/usr/bin/env bash
# Tests Helix and Emacs for a user who followed docs/editors.md: the configuration
# and the commands are those on that page.
#
#   scripts/own-env scripts/test/editors/run.sh [NAME...]      only the cases whose names contain NAME
#
# Its last line is "editors: N passed, N failed". PATIENCE is how many seconds to wait
# for each expected result.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
# shellcheck source=scripts/provision.d/lib/base.sh
. scripts/provision.d/lib/base.sh
# shellcheck source=scripts/test/lib/screen.sh
. scripts/test/lib/screen.sh
# shellcheck source=scripts/test/lib/cases.sh
. scripts/test/lib/cases.sh
# shellcheck source=scripts/test/lib/homes.sh
. scripts/test/lib/homes.sh
# shellcheck source=scripts/test/editors/doc.sh
. scripts/test/editors/doc.sh
# shellcheck source=scripts/test/lib/person.sh
. scripts/test/lib/person.sh
# shellcheck source=scripts/test/editors/person.sh
. scripts/test/editors/person.sh
# shellcheck source=scripts/test/editors/helix.sh
. scripts/test/editors/helix.sh
# shellcheck source=scripts/test/editors/emacs.sh
. scripts/test/editors/emacs.sh

# run_cases EDITOR TOOL FILTER... runs the editor's cases if TOOL is in .cache.
run_cases() {
	local editor=$1 tool=$2 name
	shift 2
	if ! is_installed "$tool" || ! is_installed gopls || ! command -v tmux >/dev/null; then
		skip_suite "$editor" "$tool, gopls or tmux is not on this machine"
	else
		for name in $(compgen -A function "${editor}_case_"); do
			! wanted "$name" "$@" || check "$name"
		done
	fi
	say "$passed $failed" >"$homes/$editor.counts"
}

# run_in_parallel FILTER... runs both editors' cases, which mostly wait.
run_in_parallel() {
	local editor counts
	run_cases helix helix "$@" >"$homes/helix.out" 2>&1 &
	run_cases emacs go-mode "$@" >"$homes/emacs.out" 2>&1 &
	wait
	for editor in helix emacs; do
		cat "$homes/$editor.out"
		read -ra counts <"$homes/$editor.counts"
		passed=$((passed + counts[0])) failed=$((failed + counts[1]))
	done
}

run_in_parallel "$@"
summary editors
