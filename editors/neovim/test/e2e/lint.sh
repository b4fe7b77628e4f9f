# Tests the findings: in which files the server looks for them, and their fixes.
# shellcheck shell=bash
# Variables come from, and go to, the files that are sourced together.
# shellcheck disable=SC2034,SC2154

lint_options="{ settings = { prompt = 'never' } }"

# write_script FILE LINE... writes a shell script.
write_script() {
	local file=$1
	shift
	mkdir -p "$(dirname "$file")"
	printf '%s\n' '#!/bin/sh' "$@" >"$file"
}

# start_in_script LINE... opens a script of the Go project, once its findings are there.
start_in_script() {
	write_script "$project/scripts/build.sh" "$@"
	start_nvim "$lint_options" scripts/build.sh
	await_status local
	await_findings yes
}

# findings prints the codes of the diagnostics in the current buffer.
findings() { nvim_lua 'table.concat(vim.tbl_map(function(d) return d.code end, vim.diagnostic.get(0)), " ")'; }

findings_are() {
	local found
	found=$(findings)
	[[ $1 == yes && -n $found || $1 == no && -z $found ]]
}

# await_findings yes|no waits until there are findings, or none.
await_findings() { wait_until "findings: $1" findings_are "$1"; }

text() { nvim_eval 'join(getline(1, "$"), "/")'; }
text_is() { [[ $(text) == "$1" ]]; }
await_text() { wait_until "the text is $1" text_is "$1"; }

# decide waits until the plugin knows whether the server may see the current buffer, and
# prints yes or no.
decide() {
	nvim_lua 'require("telemetry_ls.scope").decide(vim.api.nvim_get_current_buf(), function(yes) vim.g.decided = yes and "yes" or "no" end)' >/dev/null
	wait_until "the decision" decided
	nvim_eval 'g:decided'
	nvim_eval 'execute("unlet g:decided")' >/dev/null
}

decided() { [[ $(nvim_eval 'exists("g:decided")') == 1 ]]; }

attached() { nvim_lua '#vim.lsp.get_clients({ name = "telemetry_ls", bufnr = vim.api.nvim_get_current_buf() })'; }
attached_is() { [[ $(attached) == "$1" ]]; }
await_attached() { wait_until "attached clients: $1" attached_is "$1"; }

test_finding_has_its_code_and_its_page() {
	start_in_script 'export GOTELEMETRY=off' 'go build ./...'
	assert_equal "$(findings)" ineffective-env
	assert_equal "$(nvim_lua 'vim.diagnostic.get(0)[1].source')" telemetry-ls
	assert_equal "$(nvim_lua 'vim.diagnostic.get(0)[1].severity == vim.diagnostic.severity.WARN')" true
	[[ $(nvim_lua 'vim.diagnostic.get(0)[1].user_data.lsp.codeDescription.href') == https://*ineffective-env* ]] ||
		fail "no link to the page of the code"
	command_line "call cursor(2, 1)"
	command_line "lua vim.diagnostic.open_float()"
	await "ineffective-env"
}

test_quick_fix_edits_the_file_and_switches_nothing() {
	start_in_script 'export GOTELEMETRY=off' 'go build ./...'
	command_line "call cursor(2, 10)"
	command_line 'lua vim.lsp.buf.code_action({ apply = true, filter = function(a) return a.isPreferred end })'
	await_text '#!/bin/sh/go build ./...'
	await_findings no
	command_line "undo"
	await_findings yes
	assert_equal "$(mode_of_go)" "never chosen"
}

test_code_actions_at_a_finding() {
	start_in_script 'export GOTELEMETRY=off' 'go build ./...'
	command_line "call cursor(2, 10)"
	command_line "lua vim.lsp.buf.code_action()"
	await "Go telemetry: switch mode..."
	assert_screen "GOTELEMETRY"
	keys Escape
}

test_fix_all() {
	start_in_script 'export GOTELEMETRY=off' 'GOTELEMETRYDIR=/tmp/x go vet ./...' 'go env -w GOTELEMETRY=off GOFLAGS=-mod=mod'
	command_line 'lua vim.lsp.buf.code_action({ apply = true, context = { only = { "source.fixAll.goTelemetry" }, diagnostics = {} } })'
	await_text '#!/bin/sh/go vet ./.../go env -w GOFLAGS=-mod=mod'
	await_findings no
	assert_equal "$(mode_of_go)" "never chosen"
}

test_account_wide_switch() {
	start_in_script 'export GOTELEMETRY=off' 'go build ./...'
	command_line "call cursor(2, 10)"
	command_line 'lua vim.lsp.buf.code_action({ apply = true, context = { only = { "source.goTelemetry" } }, filter = function(a) return a.title:find("user account") end })'
	await_status off
	await_mode off
	look_until "the message of the switch" "Go telemetry: off" messages yes
	assert_equal "$(text)" '#!/bin/sh/export GOTELEMETRY=off/go build ./...'
}

test_hover_in_a_script() {
	start_in_script 'export GOTELEMETRY=off' 'go build ./...'
	command_line "call cursor(2, 10)"
	keys K
	await "GOTELEMETRY is a read-only value of go env"
	await "On this machine: local."
}

test_setting_lint_clears_the_findings() {
	start_in_script 'export GOTELEMETRY=off'
	nvim_lua 'require("telemetry_ls").setup({ cmd = { vim.env.TELEMETRY_LS }, settings = { prompt = "never", lint = false } })' >/dev/null
	await_findings no
	nvim_lua 'require("telemetry_ls").setup({ cmd = { vim.env.TELEMETRY_LS }, settings = { prompt = "never" } })' >/dev/null
	await_findings yes
}

test_excluded_file_has_no_findings() {
	printf '{"lint": {"exclude": ["third_party/**"]}}\n' >"$project/.telemetry-ls.json"
	write_script "$project/third_party/build.sh" 'export GOTELEMETRY=off'
	start_in_script 'export GOTELEMETRY=off'
	command_line "edit third_party/build.sh"
	await "third_party/build.sh"
	await_attached 1
	# The server answers in order, so it has checked the file.
	command_line "call cursor(2, 10)"
	keys K
	await "GOTELEMETRY is a read-only value of go env"
	assert_equal "$(findings)" ""
}

test_other_folders_start_no_server() {
	mkdir -p "$home/other/.git"
	printf 'replicas: 1\n' >"$home/other/deploy.yaml"
	printf '# Notes\n' >"$home/other/README.md"
	write_script "$home/other/build.sh" 'make'
	start_nvim "$lint_options" "$home/other/deploy.yaml"
	await "replicas: 1"
	assert_equal "$(decide)" no
	command_line "edit $home/other/README.md"
	await "# Notes"
	assert_equal "$(decide)" no
	assert_equal "$(server_pid)" ""
	# A file of a Go project starts the server, which still doesn't see the others.
	command_line "edit main.go"
	await_status local
	command_line "edit $home/other/build.sh"
	await "make"
	assert_equal "$(decide)" no
	assert_equal "$(attached)" 0
	# It sees the file once it names the variable.
	command_line "call setline(2, 'export GOTELEMETRY=off')"
	assert_equal "$(attached)" 0
	command_line "write"
	await_findings yes
	assert_equal "$(attached)" 1
}

test_file_that_names_telemetry_starts_the_server() {
	mkdir -p "$home/other/.git"
	write_script "$home/other/build.sh" 'export GOTELEMETRY=off'
	start_nvim "$lint_options" "$home/other/build.sh"
	await_status local
	await_findings yes
}

test_other_files_of_a_go_project() {
	printf 'on: push\n' >"$project/ci.yaml"
	start_nvim "$lint_options" ci.yaml
	await_status local
	await_attached 1
	assert_equal "$(findings)" ""
}
