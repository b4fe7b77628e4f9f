# Tests telemetry-ls and gopls on the same buffer.
# shellcheck shell=bash
# Variables come from, and go to, the files that are sourced together.
# shellcheck disable=SC2034,SC2154

start_with_gopls() {
	with_gopls=yes
	start_nvim "{ settings = { prompt = 'never' } }" main.go
	await_status local
	nvim_lua 'vim.wait(60000, function() return #vim.lsp.get_clients({ bufnr = 0 }) == 2 end, 20)' >/dev/null
	# gopls answers hovers once it has loaded the packages.
	nvim_lua 'vim.wait(60000, function()
		local gopls = vim.lsp.get_clients({ name = "gopls" })[1]
		local params = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = 5, character = 6 } }
		local answer = vim.lsp.buf_request_sync(0, "textDocument/hover", params, 180000)
		return vim.tbl_get(answer or {}, gopls.id, "result", "contents") ~= nil
	end, 100)' >/dev/null
}

test_K_shows_the_answer_of_gopls_alone() {
	start_with_gopls
	command_line "call cursor(6, 8)"
	keys K
	await "func fmt.Println(a ...any)"
	assert_no_screen "No information available"
	assert_no_screen "# gopls"
	assert_no_screen "# telemetry_ls"
	assert_no_screen "offset_encodings"
	assert_no_screen "position encoding"
}

# Neovim 0.10 shows only one server's hover, which must be that of gopls.
test_K_on_words_of_go_telemetry() {
	printf '// GOTELEMETRY=off\npackage main\n' >"$project/words.go"
	with_gopls=yes
	start_nvim "{ settings = { prompt = 'never' } }" words.go
	await_status local
	nvim_lua 'vim.wait(60000, function() return #vim.lsp.get_clients({ bufnr = 0 }) == 2 end, 20)' >/dev/null
	command_line "call cursor(1, 6)"
	keys K
	if [[ $(nvim_eval 'has("nvim-0.11")') == 1 ]]; then
		await "GOTELEMETRY is a read-only value of go env"
		await "On this machine: local."
	else
		await "No information available"
	fi
}

test_code_action_switches() {
	start_with_gopls
	command_line 'lua vim.lsp.buf.code_action({ apply = true, context = { only = { "source.goTelemetry.off" }, diagnostics = {} } })'
	await_status off
	await_mode off
}

test_code_action_chooses() {
	start_with_gopls
	command_line 'lua vim.lsp.buf.code_action()'
	await "Go telemetry: switch mode..."
	local number
	number=$(screen | sed -n 's/^ *\([0-9][0-9]*\):.*Go telemetry: switch mode.*/\1/p')
	type_text "$number"
	keys Enter
	await "3: Off"
	type_text 3
	keys Enter
	await_status off
	await_mode off
}

gopls_pid() { nvim_lua 'vim.fn.system("pgrep -P " .. vim.fn.getpid() .. " -x gopls")' | head -n 1; }

another_gopls() {
	local now
	now=$(gopls_pid)
	[[ -z $now || $now == "$pid" ]] || echo started
}

# maps_counters prints whether gopls has a counter file of this HOME mapped.
maps_counters() { grep -q "$config/go/telemetry/local/gopls" "/proc/$(gopls_pid)/maps" && echo yes || echo no; }

buffers_of_gopls() { nvim_lua 'vim.tbl_count((vim.lsp.get_clients({ name = "gopls" })[1] or { attached_buffers = {} }).attached_buffers)'; }

# The message also names a go command that gopls may be running.
await_counting_gopls() {
	await_corner "Still counting until restarted: "
	assert_screen "gopls."
}

# A running gopls keeps counting after a switch to off. A restarted one doesn't, and
# serves the same buffers.
test_gopls_is_named_and_restarted_after_off() {
	choose_before local
	cp "$project/main.go" "$project/other.go"
	start_with_gopls
	command_line "edit other.go"
	look_until "the number of buffers of gopls" 2 buffers_of_gopls yes
	assert_equal "$(maps_counters)" yes
	local pid
	pid=$(gopls_pid)
	command_line "GoTelemetry off"
	await_counting_gopls
	await_corner ":GoTelemetry restart-gopls"
	assert_equal "$(gopls_pid)" "$pid" "gopls was restarted without a request"
	close_corner
	command_line "GoTelemetry restart-gopls"
	look_until "a new gopls" started another_gopls yes
	look_until "the number of buffers of gopls" 2 buffers_of_gopls yes
	await "Go telemetry: gopls was restarted."
	assert_equal "$(maps_counters)" no
	assert_equal "$(nvim_lua '#vim.lsp.get_clients({ name = "gopls" })')" 1
	# It answers, and doesn't count the request.
	command_line "call cursor(6, 8)"
	keys K
	await "func fmt.Println(a ...any)"
	assert_equal "$(maps_counters)" no
	assert_equal "$(mode_of_go)" off
}

test_gopls_is_named_after_the_question() {
	with_gopls=yes
	start_nvim "{ settings = { promptDelay = 0 } }" main.go
	await_corner ":GoTelemetry choose"
	look_until "the number of buffers of gopls" 1 buffers_of_gopls yes
	look_until "gopls maps its counters" yes maps_counters yes
	command_line "GoTelemetry choose"
	await "3: Off"
	type_text 3
	keys Enter
	await_status off
	await_counting_gopls
	# Nothing takes the keys: the next one goes to the buffer.
	keys O
	type_text "// still typing"
	await "// still typing"
}
