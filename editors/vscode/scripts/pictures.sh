#!/usr/bin/env bash
# Copies the README's screenshots from the last run of test/run.sh.
set -euo pipefail

extension=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
shots=$extension/../../.cache/screenshots/vscode
cp "$shots/readme-status.png" "$extension/media/status.png"
cp "$shots/readme-prompt.png" "$extension/media/prompt.png"
cp "$shots/dashboard-dark.png" "$extension/media/dashboard.png"
