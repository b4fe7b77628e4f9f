# Tests policies: the drift and its mending, the refusals of the machine's policy, and the
# errors in policy files.
# shellcheck shell=bash
# Variables come from, and go to, the files that are sourced together.
# shellcheck disable=SC2034,SC2154

policy_options="{ settings = { prompt = 'never' } }"

# workspace_policy JSON writes the policy of the project.
workspace_policy() { printf '%s\n' "$1" >"$project/.telemetry-ls.json"; }

# with_machine_policy JSON makes the server see a policy of the machine; no other program does.
with_machine_policy() {
	[[ $(id -u) == 0 ]] || skip_case "only root can mount over /etc"
	unshare -m mount -t tmpfs tmpfs /mnt 2>/dev/null || skip_case "nothing can be mounted here"
	mkdir -p "$home/etc/telemetry-ls" "$home/bin"
	printf '%s\n' "$1" >"$home/etc/telemetry-ls/policy.json"
	chmod 755 "$home/etc" "$home/etc/telemetry-ls"
	cat >"$home/bin/server" <<-SH
		#!/bin/sh
		exec unshare -m sh -c 'mount -t overlay -o "lowerdir=$home/etc:/etc" overlay /etc && exec "$TELEMETRY_LS" "\$@"' sh "\$@"
	SH
	chmod 755 "$home/bin/server"
	policy_options="{ cmd = { '$home/bin/server' }, settings = { prompt = 'never' } }"
}

# problem_codes prints the codes of the problems in the status.
problem_codes() { nvim_lua 'table.concat(vim.tbl_map(function(p) return p.code end, require("telemetry_ls.status").get().problems), " ")'; }
await_problems() { wait_until "the problems are: $1" problems_are "$1"; }
problems_are() { [[ $(problem_codes) == "$1" ]]; }

run_policy_action() {
	command_line 'lua vim.lsp.buf.code_action({ apply = true, filter = function(a) return a.title:find("Switch Go telemetry to", 1, true) end })'
}

test_policy_drift_is_shown_and_mended() {
	workspace_policy '{"policy": {"mode": "off", "reason": "Only off in this project"}}'
	choose_before local
	start_nvim "$policy_options" main.go
	await_status local
	await_problems policy-drift
	assert_equal "$(messages)" "" # calm
	command_line "GoTelemetry"
	await_corner "Policy: the mode is local, but this workspace's policy wants off"
	assert_no_screen "Only off in this project" # words of the workspace
	command_line "lua vim.lsp.buf.code_action()"
	await "Switch Go telemetry to off (this workspace's policy: Only off in this project)"
	keys Enter # chooses nothing
	await_gone "Only off in this project"
	run_policy_action
	await_status off
	await_mode off
	await_problems ""
	await_gone "but this workspace's policy wants off" # no longer true
	assert_no_screen "Nothing is uploaded."
}

test_policy_that_conforms_is_silent() {
	workspace_policy '{"policy": {"allowed": ["local", "off"]}}'
	choose_before local
	start_nvim "$policy_options" main.go
	await_status local
	await_problems ""
	assert_equal "$(messages)" ""
	workspace_policy '{"policy": {"mode": "off"}}'
	await_problems policy-drift
	workspace_policy '{}'
	await_problems ""
	assert_equal "$(messages)" ""
}

test_machine_policy_refuses_on_with_its_reason() {
	with_machine_policy '{"policy": {"allowed": ["local", "off"], "reason": "Source code is secret here", "url": "https://example.com/why"}}'
	choose_before local
	start_nvim "$policy_options" main.go
	await_status local
	command_line "GoTelemetry on"
	look_until "the message says" "Source code is secret here; see https://example.com/why" messages yes
	mode_is local || fail "the mode is $(mode_of_go)"
	command_line "GoTelemetry off"
	await_status off
}

test_machine_policy_is_applied_once() {
	with_machine_policy '{"policy": {"mode": "off", "reason": "Source code is secret here", "apply": true}}'
	start_nvim "$policy_options" main.go
	await_status off
	await_mode off
	look_until "the message says" "Source code is secret here" messages yes
	command_line "GoTelemetry undo"
	look_until "the message says" "undoing the switch: this machine's policy allows only off (Source code is secret here)" messages yes
	mode_is off || fail "the mode is $(mode_of_go)"
	quit_nvim
	start_nvim "$policy_options" main.go
	await_status off
	assert_equal "$(messages)" ""
}

# The only choice that is left is applied, so nothing is asked.
test_machine_policy_leaves_nothing_to_ask() {
	with_machine_policy '{"policy": {"mode": "off", "reason": "Source code is secret here", "apply": true}}'
	start_nvim "{ cmd = { '$home/bin/server' }, settings = { promptDelay = 0 } }" main.go
	await_status off
	command_line "GoTelemetry choose"
	look_until "the message says" "choosing a mode: this machine's policy allows only off (Source code is secret here)" messages yes
	[[ $(messages) != *"Share the approved counts"* ]] || fail "it asked"
}

test_policy_page() {
	with_machine_policy '{"policy": {"allowed": ["local", "off"], "reason": "Source code is secret here", "url": "https://example.com/why"}}'
	choose_before local
	start_nvim "$policy_options" main.go
	await_status local
	command_line "GoTelemetry policy"
	await "The mode is **local**, and this machine's policy allows only local or off."
	assert_screen "Reason: Source code is secret here"
	assert_screen "https://example.com/why"
	command_line "GoTelemetry choose"
	await "2: Off"
	assert_no_screen "On: count"
	keys Enter # chooses nothing
}

test_error_in_a_policy_file_is_underlined() {
	rm "$project/go.mod" "$project/main.go" # the file alone attaches the server
	workspace_policy '{"policy": {"mode": "of"}}'
	start_nvim "$policy_options" .telemetry-ls.json
	await_findings yes
	assert_equal "$(findings)" policy-invalid
	assert_equal "$(nvim_lua 'vim.diagnostic.get(0)[1].col')" 20
	command_line 's/"of"/"off"/' # not saved
	await_findings no
}
