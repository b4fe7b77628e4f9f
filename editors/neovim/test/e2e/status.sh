# Tests the mode in the status line, and switching it.
# shellcheck shell=bash
# Variables come from, and go to, the files that are sourced together.
# shellcheck disable=SC2034,SC2154

quiet_prompt="{ settings = { prompt = 'never' } }"

test_status_line_at_start() {
	start_nvim "$quiet_prompt" main.go
	await_status local
	assert_screen 'fmt.Println("hello")'
	assert_equal "$(mode_of_go)" "never chosen"
}

test_no_configuration_at_all() {
	mkdir -p "$home/bin"
	ln -s "$TELEMETRY_LS" "$home/bin/telemetry-ls"
	environment+=("PATH=$home/bin:$(dirname "$GO"):/usr/bin:/bin")
	start_nvim "no setup" main.go
	await_status local
	command_line "GoTelemetry off"
	await_status off
	await_mode off
}

test_switch_on_shows_the_notice_and_undo_reverts_it() {
	start_nvim "$quiet_prompt" main.go
	await_status local
	command_line "GoTelemetry on"
	await_status on
	await_corner "telemetry.go.dev/privacy"
	await_corner "published"
	await_mode on
	# Nothing waits for Enter: the next key goes to the buffer.
	keys O
	type_text "// still typing"
	await "// still typing"
	keys Escape
	command_line "GoTelemetry undo"
	await_status local
	await_mode "never chosen"
	await "Go telemetry: local (default)"
}

test_switch_local_and_off() {
	start_nvim "$quiet_prompt" main.go
	await_status local
	command_line "GoTelemetry off"
	await_status off
	await_mode off
	command_line "GoTelemetry local"
	await_status local
	await_mode local
}

test_the_real_go_command_is_seen() {
	choose_before on
	start_nvim "$quiet_prompt" main.go
	await_status on
	real_go telemetry off
	await_status off
	real_go telemetry local
	await_status local
	real_go telemetry on
	await_status on
}

test_status_says_what_the_mode_means() {
	choose_before local
	start_nvim "$quiet_prompt" main.go
	await_status local
	command_line "GoTelemetry"
	await_corner "Since: 2026-01-02"
	await_corner "Nothing is uploaded"
	command_line "GoTelemetry off"
	await_status off
	await_gone "Since: 2026-01-02"
}

test_unknown_word() {
	start_nvim "$quiet_prompt" main.go
	await_status local
	command_line "GoTelemetry onn"
	await_corner 'unknown subcommand "onn"'
	await_corner "on, local, off, undo, status, choose, explain, summary"
	assert_equal "$(mode_of_go)" "never chosen"
}

test_completion() {
	start_nvim "$quiet_prompt" main.go
	await_status local
	type_text ":GoTelemetry e"
	keys Tab
	await ":GoTelemetry explain"
}

test_no_go_buffer() {
	start_nvim "$quiet_prompt" notes.txt
	await "notes.txt"
	assert_no_screen "Go telemetry"
	command_line "GoTelemetry off"
	await_status off
	await_mode off
	# Go files opened later use the same server.
	command_line "edit main.go"
	await 'fmt.Println("hello")'
	assert_equal "$(nvim_lua '#vim.lsp.get_clients({ name = "telemetry_ls" })')" 1
}

test_one_client_for_all_roots() {
	mkdir -p "$home/other"
	printf 'module example.com/other\n' >"$home/other/go.mod"
	printf 'package other\n' >"$home/other/other.go"
	start_nvim "$quiet_prompt" main.go "$home/other/other.go" "$home/other/go.mod"
	await_status local
	command_line "next"
	await "package other"
	command_line "next"
	await "module example.com/other"
	await_status local
	assert_equal "$(nvim_lua '#vim.lsp.get_clients({ name = "telemetry_ls" })')" 1
	assert_equal "$(nvim_lua 'vim.tbl_count(require("telemetry_ls.client").get().attached_buffers)')" 3
}

test_a_mode_that_cannot_be_saved() {
	mkdir -p "$config/go/telemetry/mode"
	start_nvim "$quiet_prompt" main.go
	await_status local
	command_line "GoTelemetry off"
	await_corner "mode"
	await_status local
}

test_a_malformed_mode_file_is_reported() {
	mkdir -p "$config/go/telemetry"
	printf 'OFF' >"$(mode_file)"
	start_nvim "$quiet_prompt" main.go
	await_status local
	command_line "GoTelemetry"
	await_corner 'Problem: reading the mode file: unknown mode "OFF"'
	await_corner "Hint: "
	command_line "GoTelemetry off"
	await_status off
	await_mode off
}

# all_of_telemetry prints a checksum of every file in the telemetry directory but the mode
# file.
all_of_telemetry() { (cd "$config/go/telemetry" && find . -type f ! -name mode -exec cksum {} + | sort); }

test_a_session_changes_only_the_mode() {
	choose_before local
	(cd "$project" && real_go version)
	local before
	before=$(all_of_telemetry)
	[[ $before == *.v1.count* ]] || fail "go counted nothing: $before"
	start_nvim "$quiet_prompt" main.go
	await_status local
	command_line "GoTelemetry summary"
	await "# What Go has counted"
	command_line "GoTelemetry off"
	await_status off
	command_line "checkhealth telemetry_ls"
	await "the server is running (client"
	quit_nvim
	assert_equal "$(all_of_telemetry)" "$before"
	assert_equal "$(mode_of_go)" off
}

test_default_mode_is_applied_and_announced() {
	start_nvim "{ default_mode = 'off', settings = { promptDelay = 0 } }" main.go
	await_status off
	await_mode off
	await_corner "Go telemetry is now off"
	await_corner "To change that, type :GoTelemetry choose"
	command_line "GoTelemetry choose"
	await "1: Undo"
	type_text 1
	keys Enter
	await_status local
	await_mode "never chosen"
	# After the undo, the default isn't applied again.
	quit_nvim
	start_nvim "{ default_mode = 'off' }" main.go
	await_status local
	command_line "GoTelemetry status"
	await_corner "Go telemetry: local (default)"
	assert_equal "$(mode_of_go)" "never chosen"
}

test_default_mode_leaves_a_choice_alone() {
	choose_before local
	start_nvim "{ default_mode = 'on' }" main.go
	await_status local
	command_line "GoTelemetry status"
	await_corner "Since: 2026-01-02"
	assert_equal "$(cat "$(mode_file)")" "local 2026-01-02"
}

test_setup_reports_invalid_options() {
	start_nvim "{ defualt_mode = 'on', settings = { promptDelay = 'soon' } }" main.go
	await_corner "unknown key defualt_mode"
	await_corner "settings.promptDelay must be a whole number"
	await_status local
}
