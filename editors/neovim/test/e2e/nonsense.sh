# Tests with a server whose texts are nonsense. The plugin behaves as usual, because it
# reads only the fields of a question. The words are in internal/lsptest/nonsense.
# shellcheck shell=bash
# Variables come from, and go to, the files that are sourced together.
# shellcheck disable=SC2034,SC2154

# start_garbled MORE ARGUMENT... starts Neovim with the nonsense server. MORE is added to
# the options of setup().
start_garbled() {
	local more=$1
	shift
	"$ROOT/scripts/quiet" go -C "$ROOT" build -o "$home/nonsense" ./internal/lsptest/nonsense
	start_nvim "{ cmd = { vim.env.HOME .. '/nonsense', vim.env.TELEMETRY_LS, 'serve' }, $more }" "$@"
}

test_nonsense_prompt_on_notice_and_undo() {
	start_garbled "settings = { promptDelay = 0 }" main.go
	await_corner "Plugh prompt?"
	await_corner "To answer, type :GoTelemetry choose"
	assert_no_screen "1: On plugh"
	command_line "GoTelemetry choose"
	await "1: On plugh"
	assert_screen "2: Off plugh"
	assert_screen "3: Local plugh"
	assert_screen "5: On xyzzy 2"
	type_text 2
	keys Enter
	await_status on
	await_mode on
	await_corner "telemetry.go.dev/privacy"
	await_corner "public data set"
	command_line "GoTelemetry undo"
	await_status local
	await_mode "never chosen"
}

test_nonsense_choose_opens_at_once_and_again_only_when_told() {
	choose_before on
	start_garbled "settings = { promptDelay = 0 }" main.go
	await_status on
	command_line "GoTelemetry choose"
	await "1: On plugh"
	type_text 4
	keys Enter
	await "# Go telemetry on this machine"
	await_corner "Plugh choose?"
	assert_no_screen "1: On plugh"
	command_line "GoTelemetry choose"
	await "1: On plugh"
	type_text 3
	keys Enter
	await_status off
	await_mode off
}

test_nonsense_default_is_announced_and_undone() {
	start_garbled "default_mode = 'on'" main.go
	await_corner "Plugh default?"
	await_corner "public data set"
	await_corner "To change that, type :GoTelemetry choose"
	await_status on
	command_line "GoTelemetry choose"
	await "1: On xyzzy 1"
	assert_screen "3: Choose a mode..."
	type_text 1
	keys Enter
	await_status local
	await_mode "never chosen"
}

test_nonsense_late_answer_offers_the_switch() {
	start_garbled "settings = { promptDelay = 0 }" main.go
	await_corner "Plugh prompt?"
	command_line "GoTelemetry choose"
	await "2: Off plugh"
	real_go telemetry off
	type_text 2
	keys Enter
	await_corner "Plugh switch?"
	assert_equal "$(mode_of_go)" off
	command_line "GoTelemetry choose"
	await "1: Off plugh"
	type_text 1
	keys Enter
	await_status on
	await_mode on
	await_corner "telemetry.go.dev/privacy"
}

test_nonsense_prompt_is_withdrawn() {
	start_garbled "settings = { promptDelay = 0 }" main.go
	await_corner "Plugh prompt?"
	real_go telemetry off
	await_status off
	await_gone "To answer, type"
	assert_equal "$(question_waits)" no
}

test_nonsense_download_is_offered() {
	choose_before local
	mkdir -p "$config/go/telemetry/local"
	local week
	week=$(date -u -d 'last sunday - 7 days' +%F)
	cat >"$config/go/telemetry/local/local.$week.json" <<-JSON
		{"Week":"$week","LastWeek":"","X":0.5,"Programs":[{"Program":"cmd/go","Version":"go1.26.0","GoVersion":"go1.26.0",
		"GOOS":"linux","GOARCH":"amd64","Counters":{"go/invocations":3},"Stacks":{}}],"Config":"v0.1.0"}
	JSON
	environment+=(GOMODCACHE="$home/mod")
	start_garbled "settings = { promptDelay = 0 }" main.go
	await_status local
	command_line "GoTelemetry preview"
	await_corner "Plugh download?"
	command_line "GoTelemetry choose"
	await "1: On xyzzy 1"
	type_text 2
	keys Enter
	await_gone "1: On xyzzy 1"
	assert_equal "$(question_waits)" no
}
