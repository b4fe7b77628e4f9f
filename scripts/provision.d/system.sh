# Installs programs from Debian that the tests call, such as a C compiler for -race,
# tmux for screens, strace to inject faults in the middle of a write, shells that
# show what a script does, pre-commit, and Ansible and Nix for the snippets of docs/ci.md.
# shellcheck shell=bash
set -euo pipefail
# shellcheck source=scripts/provision.d/lib/base.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/base.sh"
# shellcheck source=scripts/provision.d/lib/apt.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/apt.sh"

need_command gcc gcc libc6-dev
need_command tmux tmux
need_command strace strace
need_command mount mount
need_command pgrep procps
need_command setpriv util-linux
need_command zsh zsh
need_command fish fish
need_command pre-commit pre-commit
need_command ansible-playbook ansible-core
need_command nix-instantiate nix-bin
need_command sqlite3 sqlite3
say "gcc, tmux, strace, mount, pgrep, setpriv, zsh, fish, pre-commit, ansible-playbook, nix-instantiate and sqlite3 are installed"
