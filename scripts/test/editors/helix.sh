# Cases for Helix, with gopls beside telemetry-ls.
# shellcheck shell=bash

# helix FILE TEXT opens a file of the project, and waits until the screen shows TEXT.
helix() {
	open_editor "$CACHE/bin/hx" "$1"
	screen_await "$2"
}

helix_person() {
	editor_person
	configure Helix
}

# quit_helix quits without saving.
quit_helix() {
	type_line ':qa!'
	screen_await 'THE END'
	screen_stop
}

helix_case_asks_once_in_a_new_environment() {
	helix_person
	helix main.go 'func main'
	screen_await 'Go counts how you use its tools'
	screen_await 'Details\.\.\.'
	never_chosen
	screen_keys Down Down Enter
	screen_await 'Go telemetry: off\.'
	await_mode off
	quit_helix
	rm "$home/server-log"
	helix main.go 'func main'
	nothing_is_asked
	mode_is off
}

helix_case_puts_the_question_off() {
	helix_person
	helix main.go 'func main'
	screen_await 'Go counts how you use its tools'
	screen_keys Escape
	screen_await_gone 'Go counts how you use its tools'
	wait_until "the server has the answer" grep -qs 'outcome="not now"' "$home/server-log"
	never_chosen
	quit_helix
	rm "$home/server-log"
	helix main.go 'func main'
	nothing_is_asked
	never_chosen
}

# helix_choose LINE chooses an entry from a menu that begins on the second line of the
# screen and opens with its first entry selected.
helix_choose() {
	local row
	screen_await "$1"
	row=$(screen_text | grep -nE -- "$1" | cut -d : -f 1)
	for ((; row > 2; row--)); do
		screen_keys Down
	done
	screen_keys Enter
}

helix_case_switches_by_a_code_action() {
	helix_person
	choose_before local
	documented Helix '`Space` `a`, then *Go telemetry: switch mode...*'
	helix main.go 'func main'
	await_server
	screen_keys Space a
	helix_choose 'Go telemetry: switch mode\.\.\.'
	screen_await 'Go telemetry is local in this environment'
	screen_keys Down Down Enter
	screen_await 'Go telemetry: off\.'
	await_mode off
}

helix_case_explains_a_line_of_a_script() {
	helix_person
	choose_before local
	documented Helix '`Space` `k`'
	helix setup.sh 'go telemetry off'
	await_server
	screen_keys j w Space k
	screen_await 'switches the mode to off \(no effect'
	screen_await 'On this machine: local'
}

helix_case_fixes_a_finding() {
	helix_person
	choose_before local
	printf 'export GOTELEMETRY=off\ngo build\n' >"$project/build.sh"
	documented Helix '| `Space` `a` on it |'
	helix build.sh 'go build'
	await_server
	screen_keys w
	screen_await 'Go ignores GOTELEMETRY'
	screen_keys Space a
	helix_choose 'Remove GOTELEMETRY'
	screen_await_gone 'export GOTELEMETRY'
	screen_await 'go build'
	mode_is local
}

# Helix starts the server only in a folder that has Go.
helix_case_leaves_other_folders_alone() {
	helix_person
	choose_before local
	rm "$project/go.mod" "$project/main.go"
	printf 'replicas: 1\n' >"$project/deploy.yaml"
	helix deploy.yaml 'replicas'
	screen_keys Space k
	screen_await 'No configured language server supports hover'
	[[ ! -e $home/server-log ]]
}

helix_case_runs_commands_with_arguments() {
	helix_person
	choose_before local
	helix setup.sh 'go telemetry off'
	await_server
	type_documented Helix ':lsp-workspace-command telemetry-ls.setMode {"mode":"off"}'
	screen_await 'Go telemetry: off\.'
	await_mode off
	type_documented Helix ':lsp-workspace-command telemetry-ls.open {"document":"summary"}'
	screen_await '# What Go has counted'
	screen_await 'documents-.*/summary\.m'
	page_is_private summary.md
}
