# Everything that a contributor or CI calls. `make` alone prints the list.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Provisioned tools win over those on PATH. Elsewhere paths are relative, since
# the one of a checkout may have spaces in it.
export PATH := $(CURDIR)/.cache/bin:$(PATH)
BIN := bin/telemetry-ls

# Go as it is here: no other toolchain, workspace or flags of the machine, and
# no count in the developer's own telemetry (see scripts/quiet).
GO := scripts/quiet go

# Inputs, not seconds: at the end of a time Go 1.26 may take a worker that is
# still busy for a failure (https://go.dev/issue/75804).
FUZZTIME ?= 4000x
# EDITOR counts only where it is an argument of make: in the environment it is
# the editor of git and others.
ifeq ($(origin EDITOR),command line)
TRY_EDITOR := $(EDITOR)
endif

.PHONY: help
help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: build
build: ## build bin/telemetry-ls
	@scripts/build $(BIN)

.PHONY: test
test: ## run all that CI runs
	@scripts/test-all

# The longest first, since they run side by side. scripts/test-all builds before:
# with a prerequisite to make, the longest would begin last.
.PHONY: suites
suites: go-test test-vscode test-neovim test-editors test-try lint check-generated fuzz-short

.PHONY: bench
bench: build ## measure, beside gopls and other rivals
	@scripts/provision gopls
	@scripts/go-test -run '^$$' -bench . -benchmem ./... | { grep -v -e "^PASS" -e "no test files" -e "^ok " || true; }
	@$(GO) run ./internal/bench -server $(BIN) -gopls .cache/bin/gopls
	@scripts/provision vscode && scripts/own-env editors/vscode/scripts/figures.sh $(BIN)

.PHONY: vsix
vsix: ## pack the VS Code extension into dist/, for each platform (PLATFORM=linux-x64: that one)
	@PLATFORM='$(PLATFORM)' scripts/quiet editors/vscode/scripts/vsix.sh

.PHONY: generate
generate: ## write the generated files anew
	$(GO) run ./internal/gen

.PHONY: try
try: ## open an editor with all of it, in a scratch HOME (EDITOR=nvim or vscode, HOME_DIR=real)
	@scripts/try '$(TRY_EDITOR)' '$(HOME_DIR)'

.PHONY: fuzz
fuzz: FUZZTIME = 100000x
fuzz: ## fuzz every parser, with 100,000 inputs each (FUZZTIME=60s: a minute each)
	@scripts/fuzz $(FUZZTIME)

.PHONY: clean
clean: ## remove what was built; `make distclean` also what was provisioned
	rm -rf bin dist

.PHONY: distclean
distclean: clean
	rm -rf .cache

ifeq ($(filter suites,$(MAKECMDGOALS)),)
test-neovim test-vscode test-editors: build
endif

# Each suite says its name and about how long it takes, on two unhurried cores.
.PHONY: provision
provision:
	@scripts/suite $@ "editors and tools of the tests" "1 min, or nothing if they are there" scripts/provision

.PHONY: check-generated
check-generated:
	@scripts/suite $@ "generated files are those of the declarations" "5 s" $(GO) run ./internal/gen -check

.PHONY: lint
lint: ## gofumpt, vet, staticcheck, stylua, luacheck, shellcheck
	@scripts/suite $@ "linters" "1 min" scripts/lint

# Four packages at a time at least, since many tests wait.
GO_JOBS := $(shell n=$$(nproc 2>/dev/null || echo 4); echo $$((n > 4 ? n : 4)))
.PHONY: go-test
go-test: export TELEMETRY_LS_REQUIRE ?= $(if $(filter true 1,$(CI)),strace,mount,events,gopls,nvim,tmux)
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
