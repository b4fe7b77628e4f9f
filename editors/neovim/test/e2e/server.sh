# Tests how the plugin handles the end of the server, a page, and the health check.
# shellcheck shell=bash
# Variables come from, and go to, the files that are sourced together.
# shellcheck disable=SC2034,SC2154

# another_server prints "started" if a server with a PID other than $pid runs.
another_server() {
	local now
	now=$(server_pid)
	[[ -z $now || $now == "$pid" ]] || echo started
}

test_killed_server_is_restarted() {
	start_nvim "{ settings = { prompt = 'never' }, restart = { delay = 200 } }" main.go
	await_status local
	local pid
	pid=$(server_pid)
	[[ -n $pid ]] || fail "no server runs"
	kill -9 "$pid"
	look_until "a new server" started another_server yes
	await_status local
	assert_no_screen "quit with exit code"
	# It is attached and works.
	command_line "GoTelemetry off"
	await_status off
	assert_equal "$(nvim_lua 'vim.tbl_count(require("telemetry_ls.client").get().attached_buffers)')" 1
}

process_state() { kill -0 "$pid" 2>/dev/null && echo running || echo gone; }

test_the_server_ends_with_neovim() {
	start_nvim "{ settings = { prompt = 'never' } }" main.go
	await_status local
	pid=$(server_pid)
	assert_equal "$(process_state)" running
	quit_nvim
	look_until "the server process" gone process_state yes
}

test_server_that_keeps_crashing() {
	printf '#!/bin/sh\nexit 7\n' >"$home/dies"
	chmod +x "$home/dies"
	start_nvim "{ cmd = { '$home/dies' }, restart = { max = 2, delay = 10 } }" main.go
	await_corner "keeps crashing (exit code 7)"
	await_status "server stopped"
	assert_screen 'fmt.Println("hello")'
}

test_program_that_is_gone_when_the_server_crashes() {
	cp "$TELEMETRY_LS" "$home/telemetry-ls-2"
	start_nvim "{ cmd = { '$home/telemetry-ls-2' }, settings = { prompt = 'never' }, restart = { delay = 50 } }" main.go
	await_status local
	local pid
	pid=$(TELEMETRY_LS=telemetry-ls-2 server_pid)
	mv "$home/telemetry-ls-2" "$home/elsewhere"
	kill -9 "$pid"
	await_status "server stopped"
	await_corner "cmd in setup() is not an executable program"
	# Nothing waits for Enter.
	keys O
	type_text "// still typing"
	await "// still typing"
	keys Escape
	mv "$home/elsewhere" "$home/telemetry-ls-2"
	command_line "GoTelemetry off"
	await_status off
}

test_program_that_the_system_refuses() {
	printf '#!/nowhere/sh\n' >"$home/telemetry-ls"
	chmod +x "$home/telemetry-ls"
	start_nvim "{ cmd = { '$home/telemetry-ls' } }" main.go
	await_corner "telemetry-ls cannot be run: it or its interpreter is missing"
	await_status "server stopped"
	assert_screen 'fmt.Println("hello")'
	close_corner
	command_line "GoTelemetry on"
	await_corner "telemetry-ls cannot be run: it or its interpreter is missing"
	assert_equal "$(mode_of_go)" "never chosen"
	cp "$TELEMETRY_LS" "$home/telemetry-ls"
	command_line "GoTelemetry off"
	await_status off
}

test_no_server() {
	start_nvim "{ cmd = { '/nowhere/telemetry-ls' } }" main.go
	await_corner "cmd in setup() is not an executable program"
	assert_screen 'fmt.Println("hello")'
	close_corner
	command_line "GoTelemetry on"
	await_corner "cmd in setup() is not an executable program"
	await_corner "Hint: set it to the path of telemetry-ls"
	assert_equal "$(mode_of_go)" "never chosen"
}

test_explanation() {
	start_nvim "{ settings = { prompt = 'never' } }" main.go
	await_status local
	command_line "GoTelemetry explain"
	await "# Go telemetry on this machine"
	await "go-telemetry:///explanation.md"
	assert_screen "The mode is **local**"
	assert_equal "$(nvim_eval 'winnr("$")')" 2
	# Repeated commands use one window, and the page updates.
	command_line "wincmd p"
	command_line "GoTelemetry explain"
	command_line "GoTelemetry off"
	await "The mode is **off**"
	assert_equal "$(nvim_eval 'winnr("$")')" 2
	keys dd
	await "Cannot make changes, 'modifiable' is off"
	keys q
	await_gone "go-telemetry:///explanation.md"
	assert_equal "$(nvim_eval 'winnr("$")')" 1
}

test_health() {
	choose_before local
	lines=60
	start_nvim "{ settings = { prompt = 'never' } }" main.go
	await_status local
	command_line "checkhealth telemetry_ls"
	await "the server is running (client"
	assert_screen "OK Neovim"
	assert_screen "OK the configuration is valid"
	assert_screen "OK the mode is local, set on 2026-01-02"
	assert_screen "gopls is on PATH"
	assert_no_screen "ERROR"
	assert_no_screen "WARNING"
}

# The checks are those of the server, which knows the workspace.
test_health_shows_the_drift() {
	choose_before local
	printf '{"policy": {"mode": "off"}}\n' >"$project/.telemetry-ls.json"
	lines=60
	start_nvim "{ settings = { prompt = 'never' } }" main.go
	await_status local
	command_line "checkhealth telemetry_ls"
	await "WARNING policy: the mode is local, but this workspace's policy wants off"
	assert_screen "switch to off: go telemetry off"
	assert_equal "$(screen | grep -c "workspace's policy")" 1
}

test_help() {
	start_nvim "{ settings = { prompt = 'never' } }" main.go
	await_status local
	command_line "help telemetry_ls"
	await "The Go toolchain counts how you use it."
	command_line "help :GoTelemetry-undo"
	await "Undoes the last switch"
}
