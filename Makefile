# Everything that a contributor or CI calls. `make` alone prints the list.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
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
test: provision untouched-before lint check-generated go-test fuzz-short test-neovim test-vscode test-editors test-try untouched-after ## run all that CI runs
	@echo "make test: all passed"

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

.PHONY: lint
lint: ## gofumpt, vet, staticcheck, stylua, luacheck, shellcheck
	@scripts/lint

.PHONY: clean
clean: ## remove what was built; `make distclean` also what was provisioned
	rm -rf bin dist

.PHONY: distclean
distclean: clean
	rm -rf .cache

.PHONY: provision
provision:
	@scripts/provision

.PHONY: check-generated
check-generated:
	@$(GO) run ./internal/gen -check

.PHONY: go-test
go-test: export TELEMETRY_LS_REQUIRE ?= $(if $(filter true 1,$(CI)),strace,mount,events,gopls,nvim,tmux)
go-test:
	scripts/go-test -race -timeout 10m ./...

.PHONY: fuzz-short
fuzz-short:
	@scripts/fuzz $(FUZZTIME)

.PHONY: test-neovim
test-neovim: build
	@scripts/test-neovim

.PHONY: test-vscode
test-vscode: build
	@scripts/test-vscode

.PHONY: test-editors
test-editors: build
	@scripts/provision gopls helix emacs
	@scripts/own-env scripts/test/editors/run.sh

.PHONY: test-try
test-try:
	@scripts/own-env scripts/test/try.sh
	@scripts/own-env scripts/test/try-vscode.sh

.PHONY: untouched-before untouched-after
untouched-before untouched-after:
	@scripts/untouched $(@:untouched-%=%)
