# Installs the linters: golangci-lint (gofumpt, staticcheck and the rules in
# .golangci.yml), stylua and luacheck for the Neovim plugin, shellcheck for the scripts.
# shellcheck shell=bash
set -euo pipefail
# shellcheck source=scripts/provision.d/lib/base.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/base.sh"
# shellcheck source=scripts/provision.d/lib/apt.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/apt.sh"
# shellcheck source=scripts/provision.d/lib/go.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/go.sh"
# shellcheck source=scripts/provision.d/lib/npm.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/npm.sh"

golangci=v2.12.2
stylua=2.5.2

need_go
go_tool golangci-lint "$golangci" "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$golangci"
npm_tool stylua "@johnnymorganz/stylua-bin" "$stylua"
# Link the binary for this platform: the package's launcher would start Node.
binary=$(cd "$CACHE" && find stylua/node_modules/@johnnymorganz/ -path '*/stylua-bin-*/stylua' -type f | head -n 1)
link_bin stylua "$binary"
need_command luacheck lua-check
need_command shellcheck shellcheck
say "golangci-lint, stylua, luacheck and shellcheck are installed"
