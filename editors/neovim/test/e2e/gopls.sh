# Beside gopls, on the same buffer.
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
		local answer = vim.lsp.buf_request_sync(0, "textDocument/hover", params, 20000)
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

# Before 0.11 Neovim shows one hover only, and that is gopls'.
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
