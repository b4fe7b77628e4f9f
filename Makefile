# The commands for contributors and CI. Run `make` to list them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Provisioned tools take precedence over those on PATH. All other paths are relative,
# because the path of a checkout may contain spaces.
export PATH := $(CURDIR)/.cache/bin:$(PATH)
BIN := bin/telemetry-ls

# The go command without the machine's toolchain selection, workspace and flags, and
# without counts in the developer's telemetry (see scripts/quiet).
GO := scripts/quiet go

# A number of inputs, not a duration: when a duration ends, Go 1.26 may report a worker
# that is still busy as a failure (https://go.dev/issue/75804).
FUZZTIME ?= 4000x
# EDITOR is used only as an argument of make: in the environment, it is the editor for
# git and other programs.
ifeq ($(origin EDITOR),command line)
TRY_EDITOR := $(EDITOR)
endif

.PHONY: help
help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: build
build: ## build bin/telemetry-ls
	@scripts/build $(BIN)

.PHONY: test
test: ## run everything that CI runs
	@scripts/test-all

# The longest suites come first, because they run in parallel. scripts/test-all builds
# the server before: as a prerequisite here, it would make the longest suites start last.
.PHONY: suites
suites: go-test test-vscode test-neovim test-editors test-try lint check-generated fuzz-short

.PHONY: bench
bench: build ## measure, and compare with gopls and other programs
	@scripts/provision gopls ripgrep
	@scripts/go-test -run '^$$' -bench . -benchmem ./... | { grep -v -e "^PASS" -e "no test files" -e "^ok " || true; }
	@$(GO) run ./internal/bench -server $(BIN) -gopls .cache/bin/gopls
	@scripts/provision vscode && scripts/own-env editors/vscode/scripts/figures.sh $(BIN)

.PHONY: vsix
vsix: ## pack the VS Code extension into dist/ for every platform (PLATFORM=linux-x64: only that one)
	@PLATFORM='$(PLATFORM)' scripts/quiet editors/vscode/scripts/vsix.sh

.PHONY: generate
generate: ## update the generated files
	$(GO) run ./internal/gen

.PHONY: try
try: ## try telemetry-ls in an editor, in a scratch HOME (EDITOR=nvim or vscode, HOME_DIR=real)
	@scripts/try '$(TRY_EDITOR)' '$(HOME_DIR)'

.PHONY: fuzz
fuzz: FUZZTIME = 100000x
fuzz: ## fuzz every parser with 100,000 inputs (FUZZTIME=60s: for a minute each)
	@scripts/fuzz $(FUZZTIME)

.PHONY: clean
clean: ## remove built files; `make distclean` also removes provisioned tools
	rm -rf bin dist

.PHONY: distclean
distclean: clean
	rm -rf .cache

ifeq ($(filter suites,$(MAKECMDGOALS)),)
test-neovim test-vscode test-editors: build
endif

# Each suite prints its name and about how long it takes on two idle cores.
.PHONY: provision
provision:
	@scripts/suite $@ "editors and tools for the tests" "1 min, or a moment if they are installed" scripts/provision

.PHONY: check-generated
check-generated:
	@scripts/suite $@ "consistency of the generated files" "5 s" $(GO) run ./internal/gen -check

.PHONY: lint
lint: ## run the linters: vet, the glossary, golangci-lint, stylua, luacheck, shellcheck
	@scripts/suite $@ "linters" "1 min" scripts/lint

# Test at least four packages at a time, because many tests wait.
GO_JOBS := $(shell n=$$(nproc 2>/dev/null || echo 4); echo $$((n > 4 ? n : 4)))
.PHONY: go-test
go-test: export TELEMETRY_LS_REQUIRE ?= $(if $(filter true 1,$(CI)),strace,mount,events,gopls,nvim,tmux,zsh,fish,ansible-playbook,nix-instantiate,prometheus,sqlite3,duckdb,root)
go-test:
	@scripts/suite $@ "Go packages with the race detector" "3 min" scripts/go-test -race -timeout 10m -p $(GO_JOBS) ./...

.PHONY: fuzz-short
fuzz-short:
	@scripts/suite $@ "a short fuzz of each parser" "1 min" scripts/fuzz $(FUZZTIME) 100x

.PHONY: test-neovim
test-neovim:
	@scripts/suite $@ "the plugin in Neovim 0.12 and 0.10" "2 min" scripts/test-neovim

.PHONY: test-vscode
test-vscode:
	@scripts/suite $@ "the extension in VS Code" "4 min" scripts/test-vscode

.PHONY: test-editors
test-editors:
	@scripts/suite $@ "Helix and Emacs" "1 min" scripts/test-editors

.PHONY: test-try
test-try:
	@scripts/suite $@ "make try" "2 min" scripts/test-try
