#!/usr/bin/env bash
# Helix and Emacs as a person has them who did what docs/editors.md says: the
# configuration is the one that stands there, and so is each command typed.
#
#   scripts/own-env scripts/test/editors/run.sh [NAME...]      only the cases whose name has NAME in it
#
# Prints "editors: N passed, N failed" as its last line. PATIENCE is how many
# seconds to wait for what has to come.
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

# run_cases EDITOR FOLDER FILTER...: FOLDER is the one of .cache that it needs.
run_cases() {
	local editor=$1 folder=$2 name
	shift 2
	if ! is_installed "$folder" || ! is_installed gopls || ! command -v tmux >/dev/null; then
		leave_suite_out "$editor" "it, gopls or tmux is not on this machine"
	else
		for name in $(compgen -A function "${editor}_case_"); do
			! wanted "$name" "$@" || check "$name"
		done
	fi
	say "$passed $failed" >"$homes/$editor.counts"
}

# side_by_side FILTER...: both editors wait most of the time.
side_by_side() {
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

side_by_side "$@"
summary editors
