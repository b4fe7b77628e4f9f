# Tests the colored mode in common status lines, and the event.
# shellcheck shell=bash
# Variables come from, and go to, the files that are sourced together.
# shellcheck disable=SC2034,SC2154

# colors_of TEXT prints the colors of its first character, as 'FOREGROUND on BACKGROUND'.
# An escape sequence applies until the next one.
colors_of() {
	on_screen capture-pane -p -e | awk -v text="$1" '
		function take(code) {
			if (code == "0" || code == "") fore = back = "none"
			else if (sub(/^38;2;/, "", code)) fore = code
			else if (sub(/^48;2;/, "", code)) back = code
		}
		{
			plain = ""
			while (match($0, /\033\[[0-9;]*m/)) {
				plain = plain substr($0, 1, RSTART - 1)
				take_after[length(plain)] = take_after[length(plain)] substr($0, RSTART + 2, RLENGTH - 3) "m"
				$0 = substr($0, RSTART + RLENGTH)
			}
			plain = plain $0
			found = index(plain, text)
			for (at = 0; at <= length(plain); at++) {
				count = split(take_after[at], codes, "m")
				for (i = 1; i < count; i++) take(codes[i])
				delete take_after[at]
				if (found && at == found - 1) print fore " on " back
			}
		}'
}

colors_of_mode() { colors_of "Go telemetry: $mode"; }

# await_color MODE FOREGROUND waits until the status line shows the mode in its color.
await_color() {
	local mode=$1
	look_until "the color of the mode $1" "$2 on " colors_of_mode yes
}

# start_in_colors starts Neovim with a different color for each mode.
start_in_colors() {
	environment+=("COLORS=yes" "COLORTERM=truecolor")
	start_nvim "{ settings = { prompt = 'never' } }" main.go
}

test_color_of_the_mode() {
	start_in_colors
	await_color local "2;2;2"
	command_line "GoTelemetry off"
	await_color off "3;3;3"
	command_line "GoTelemetry on"
	await_color on "1;1;1"
}

test_lualine() {
	local lualine=${LUALINE:-$ROOT/.cache/lualine}
	[[ -d $lualine ]] || skip_case "lualine was not found (LUALINE): $lualine"
	environment+=("LUALINE=$lualine")
	start_in_colors
	await "NORMAL"
	await_color local "2;2;2"
	# The bar has the same background, whatever the color of the mode.
	local mode=local bar
	bar=$(colors_of main.go)
	assert_equal "$(colors_of_mode)" "2;2;2 on ${bar#* on }"
	command_line "GoTelemetry off"
	await_color off "3;3;3"
	real_go telemetry on
	await_color on "1;1;1"
	nvim_lua 'require("telemetry_ls.status").update({ mode = "on", text = "Go telemetry: 5%" })' >/dev/null
	await "Go telemetry: 5% "
}

test_event_reports_each_change() {
	start_nvim "{ settings = { prompt = 'never' } }" main.go
	await_status local
	nvim_lua 'vim.api.nvim_create_autocmd("User", { pattern = "GoTelemetryStatus", callback = function(event)
		vim.g.told = (vim.g.told or "") .. event.data.mode .. (event.data.collecting and " " or "! ")
	end })' >/dev/null
	real_go telemetry off
	await_status off
	command_line "GoTelemetry on"
	await_status on
	assert_equal "$(nvim_eval g:told)" "off! on "
}
