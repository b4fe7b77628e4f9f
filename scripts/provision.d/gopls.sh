# Installs gopls, the Go language server that runs beside ours in editors.
# shellcheck shell=bash
set -euo pipefail
# shellcheck source=scripts/provision.d/lib/base.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/base.sh"
# shellcheck source=scripts/provision.d/lib/go.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/go.sh"

version=v0.23.0 # the next one needs Go 1.27

need_go
go_tool gopls "$version" "golang.org/x/tools/gopls@$version"
