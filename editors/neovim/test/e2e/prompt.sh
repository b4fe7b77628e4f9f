# Tests the question in a new environment.
# shellcheck shell=bash
# Variables come from, and go to, the files that are sourced together.
# shellcheck disable=SC2034,SC2154

at_once="{ settings = { promptDelay = 0 } }"

test_question_is_a_notification_and_choose_answers_it() {
	start_nvim "$at_once" main.go
	await_corner "Share the approved counts"
	await_corner ":GoTelemetry choose"
	assert_no_screen "1: Keep local"
	assert_equal "$(mode_of_go)" "never chosen"
	command_line "GoTelemetry choose"
	await "1: Keep local"
	assert_screen "2: Share"
	assert_screen "3: Off"
	assert_screen "4: Details..."
	assert_no_screen "5: "
	type_text 3
	keys Enter
	await_status off
	await_mode off
}

test_the_mode_that_the_variable_asks_for_comes_first() {
	environment+=("GOTELEMETRY=off")
	start_nvim "$at_once" main.go
	await_corner ":GoTelemetry choose"
	command_line "GoTelemetry choose"
	await "1: Off: what your GOTELEMETRY variable asks for, which Go ignores"
	assert_screen "2: Keep local"
	assert_screen "3: Share"
	assert_equal "$(mode_of_go)" "never chosen"
	type_text 1
	keys Enter
	await_status off
	await_mode off
}

test_closing_the_selector_leaves_everything() {
	start_nvim "$at_once" main.go
	await_corner ":GoTelemetry choose"
	command_line "GoTelemetry choose"
	await "4: Details..."
	keys Escape
	await_gone "4: Details..."
	await_status local
	assert_equal "$(mode_of_go)" "never chosen"
}

typed_is() { [[ $(nvim_eval 'join(getline(1, "$"), "/")') == "$1" ]]; }

# The server starts while the user types, so its question comes between keys that a
# selector would accept as an answer.
test_typing_while_the_question_comes() {
	start_nvim "$at_once" notes.txt
	await "notes.txt"
	keys i
	local typed='' key=0 end=$((SECONDS + patience))
	nvim_lua 'vim.schedule(function() vim.cmd.GoTelemetry("status") end)' >/dev/null &
	until [[ $(corner) == *":GoTelemetry choose"* ]]; do
		[[ $SECONDS -lt $end ]] || fail "the question never came"
		key=$((key + 1))
		type_text "$((key % 5 + 1))"
		typed+=$((key % 5 + 1))
		[[ $((key % 40)) != 0 ]] || { keys Enter && typed+=/; }
	done
	wait
	for key in 1 2 3 4 5 j q y; do
		type_text "$key"
		typed+=$key
	done
	keys Enter
	type_text 3
	typed+=/3
	keys Escape
	wait_until "typed is $typed" typed_is "$typed"
	assert_equal "$(mode_of_go)" "never chosen"
	command_line "GoTelemetry choose"
	await "1: Keep local"
	type_text 1
	keys Enter
	await_mode local
}

# While the user is on the command line, no message hides it.
test_command_line_while_the_question_comes() {
	start_nvim "$at_once" notes.txt
	await "notes.txt"
	type_text ":echo 'ty"
	await ":echo 'ty"
	nvim_lua 'vim.schedule(function() require("telemetry_ls.client").with(function() end) end)' >/dev/null
	look_until "a question is waiting" yes question_waits yes
	type_text "ped'"
	await ":echo 'typed'"
	assert_no_screen "GoTelemetry choose"
	keys Enter
	await_corner ":GoTelemetry choose"
	assert_equal "$(mode_of_go)" "never chosen"
}

question_waits() {
	nvim_lua 'require("telemetry_ls.prompt").pending() and "yes" or "no"'
}

test_details_then_answer() {
	start_nvim "$at_once" main.go
	await_corner ":GoTelemetry choose"
	command_line "GoTelemetry choose"
	await "4: Details..."
	type_text 4
	keys Enter
	await "# Go telemetry on this machine"
	await "go-telemetry:///explanation.md"
	# The question is back, but doesn't cover the page.
	await_corner ":GoTelemetry choose"
	assert_no_screen "1: Keep local"
	assert_screen "| off   | no  "
	command_line "GoTelemetry choose"
	await "1: Keep local"
	type_text 1
	keys Enter
	await_mode local
}

test_choose_without_a_question() {
	choose_before local
	start_nvim "$at_once" main.go
	await_status local
	command_line "GoTelemetry choose"
	await "1: Keep local"
	assert_no_screen "5: "
	type_text 2
	keys Enter
	await_status on
	await_corner "telemetry.go.dev/privacy"
	await_mode on
}

test_a_switch_elsewhere_withdraws_the_question() {
	start_nvim "$at_once" main.go
	await_corner ":GoTelemetry choose"
	real_go telemetry off
	await_status off
	# It is removed from the screen too.
	await_gone "To answer, type"
	command_line "GoTelemetry choose"
	await "Go telemetry is off in this environment"
	assert_screen "1: Set to local"
	keys Escape
	await_status off
}

test_question_on_a_narrow_screen() {
	columns=60 lines=20
	start_nvim "$at_once" main.go
	await_corner ":GoTelemetry choose"
	assert_screen 'fmt.Println("hello")'
	# Nothing waits for Enter: the next key goes to the buffer.
	keys O
	type_text "// still typing"
	await "// still typing"
	keys Escape
	command_line "GoTelemetry choose"
	await "2: Share"
	type_text 2
	keys Enter
	await_mode on
	await_corner "telemetry.go.dev/privacy"
	keys O
	type_text "// and again"
	await "// and again"
}

# messages prints the output of :messages on one line.
messages() { nvim_eval 'execute("messages")' | tr -s ' \n' ' '; }

# times TEXT prints how often :messages contains TEXT.
times() { messages | { grep -o "$1" || true; } | wc -l; }

test_messages_have_the_notice_once() {
	start_nvim "$at_once" main.go
	await_corner ":GoTelemetry choose"
	[[ $(messages) == *"Go telemetry has a question: :GoTelemetry choose"* ]] || fail "not in :messages: $(messages)"
	command_line "GoTelemetry choose"
	await "2: Share"
	type_text 2
	keys Enter
	await_status on
	await_corner "telemetry.go.dev/privacy"
	# This message comes after all messages of the switch.
	nvim_lua 'require("telemetry_ls.notice").show("The end.")' >/dev/null
	await "The end."
	assert_equal "$(times 'Go telemetry is on')" 1
	assert_equal "$(times 'telemetry.go.dev/privacy')" 1
	assert_equal "$(times 'Go telemetry: on')" 0 "a second notice"
	# Nothing waits for Enter.
	keys O
	type_text "// still typing"
	await "// still typing"
	await "-- INSERT --"
}

# With cmdheight=0, shorter messages also make Neovim wait for Enter.
test_messages_without_a_command_line() {
	start_nvim "{ settings = { prompt = 'never' } }" --cmd "set cmdheight=0" main.go
	await_status local
	command_line "GoTelemetry on"
	await_corner "telemetry.go.dev/privacy"
	keys O
	type_text "// still typing"
	await "// still typing"
	assert_equal "$(times 'telemetry.go.dev/privacy')" 1
	assert_equal "$(nvim_eval '&cmdheight')" 0
}

log_of_server() { cat "$home/log" 2>/dev/null || true; }

with_log="{ cmd = { vim.env.TELEMETRY_LS, 'serve', '--log', vim.env.HOME .. '/log' }, settings = { promptDelay = 0 } }"

await_silence() { look_until "the log says" "not asking" log_of_server yes; }

test_closing_the_window_is_not_now() {
	start_nvim "$at_once" main.go
	await_corner ":GoTelemetry choose"
	quit_nvim
	start_nvim "$with_log" main.go
	await_status local
	await_silence
	assert_equal "$(question_waits)" no
	assert_equal "$(mode_of_go)" "never chosen"
}

test_one_question_for_two_neovims() {
	start_nvim "$at_once" main.go
	await_corner ":GoTelemetry choose"
	local first=$screen first_listens=$listens
	listens=$home/tmp/nvim-2.sock
	start_nvim "$with_log" main.go
	await_status local
	await_silence
	assert_equal "$(question_waits)" no
	screen_stop
	screen=$first listens=$first_listens
	assert_equal "$(question_waits)" yes
	command_line "GoTelemetry choose"
	await "3: Off"
	type_text 3
	keys Enter
	await_mode off
}

test_no_question_in_ci() {
	environment+=("CI=true")
	start_nvim "$with_log" main.go
	await_status local
	await_silence
	assert_equal "$(question_waits)" no
}

test_closing_is_kept_until_reset_prompt() {
	start_nvim "$at_once" main.go
	await_corner ":GoTelemetry choose"
	command_line "GoTelemetry choose"
	await "4: Details..."
	keys Escape
	await_gone "4: Details..."
	quit_nvim
	start_nvim "$with_log" main.go
	await_status local
	await_silence
	command_line "GoTelemetry reset-prompt"
	await_corner "Share the approved counts"
}
