# Cases for Emacs with eglot and the package go-mode.
# shellcheck shell=bash

# emacs FILE TEXT opens a file of the project, and waits until the screen shows TEXT.
emacs() {
	open_editor "$CACHE/bin/emacs" -nw "$1"
	screen_await "$2"
}

# emacs_person makes a user with an init file that finds go-mode, which no package
# manager installed, and that allows for a slow machine.
emacs_person() {
	editor_person
	mkdir -p "$home/.emacs.d"
	cat >"$home/.emacs.d/init.el" <<-ELISP
		(setq inhibit-startup-screen t)
		(add-to-list 'load-path "$CACHE/go-mode")
		(load "go-mode-autoloads" nil t)
		(setq jsonrpc-default-request-timeout $patience)
	ELISP
	configure Emacs
}

# emacs_command NAME runs a documented command with M-x.
emacs_command() {
	documented Emacs "\`M-x $1\`"
	screen_keys M-x
	screen_await '^M-x'
	type_line "$1"
}

quit_emacs() {
	screen_keys C-x C-c
	screen_await 'THE END'
	screen_stop
}

emacs_case_asks_once_in_a_new_environment() {
	emacs_person
	emacs go.mod 'module example'
	screen_await 'Go counts how you use its tools'
	screen_await 'Choose an option: Keep local'
	screen_await '^-.*Go telemetry: local '
	never_chosen
	documented Emacs 'its first word, such as `Off`, after `C-a C-k`, then `RET`'
	screen_keys C-a C-k
	type_line Off
	await_mode off
	screen_await '^-.*Go telemetry: off '
	quit_emacs
	rm "$home/server-log"
	emacs go.mod 'module example'
	nothing_is_asked
	screen_await '^-.*Go telemetry: off '
}

emacs_case_puts_the_question_off() {
	emacs_person
	emacs go.mod 'module example'
	screen_await 'Choose an option: Keep local'
	screen_keys C-g
	screen_await_gone 'Go counts how you use its tools'
	never_chosen
	quit_emacs
	rm "$home/server-log"
	emacs go.mod 'module example'
	nothing_is_asked
	never_chosen
}

emacs_case_switches_by_a_code_action() {
	emacs_person
	choose_before local
	emacs go.mod 'Go telemetry: local '
	emacs_command eglot-code-actions
	screen_await 'Pick an action \(default Go telemetry: switch mode\.\.\.\)'
	screen_keys Enter
	screen_await 'Go telemetry is local in this environment'
	screen_keys C-a C-k
	type_line Off
	await_mode off
	screen_await '^-.*Go telemetry: off '
}

emacs_case_follows_a_switch_from_inside_and_outside() {
	emacs_person
	choose_before local
	emacs go.mod '^-.*Go telemetry: local '
	emacs_command go-telemetry-switch
	screen_await '^Go telemetry: ?$'
	type_line off
	screen_await '^-.*Go telemetry: off '
	await_mode off
	real_go telemetry local
	screen_await '^-.*Go telemetry: local '
}

# Eglot drops a message that contains an unknown key.
emacs_case_sees_the_notice_of_a_switch_to_on() {
	emacs_person
	choose_before local
	emacs go.mod '^-.*Go telemetry: local '
	emacs_command go-telemetry-switch
	screen_await '^Go telemetry: ?$'
	type_line on
	screen_await '^-.*Go telemetry: on '
	# The echo area shows the notice only for a moment, but it stays at the end of the
	# *Messages* buffer.
	screen_keys C-h e
	screen_await '^-.*\*Messages\*'
	screen_await 'Privacy page: https://telemetry\.go\.dev/privacy'
}

emacs_case_opens_a_page_for_reading() {
	emacs_person
	choose_before local
	emacs go.mod '^-.*Go telemetry: local '
	emacs_command go-telemetry-open
	screen_await '^About Go telemetry: ?$'
	type_line summary
	screen_await '# What Go has counted'
	screen_await '^-.*%%-.* summary\.md .*View'
	page_is_private summary.md
	screen_keys q
	screen_await_gone 'What Go has counted'
}

emacs_case_explains_a_word_beside_gopls() {
	emacs_person
	choose_before local
	printf "(add-hook 'go-mode-hook #'eglot-ensure)\n" >>"$home/.emacs.d/init.el"
	emacs main.go 'func main'
	screen_await '^-.* main\.go .*eglot:hello'
	gopls_runs
	screen_keys C-x C-f
	screen_await '^Find file:'
	type_line go.mod
	screen_await '^-.* go\.mod .*Go telemetry: local '
	screen_keys C-s
	screen_await '^I-search:'
	screen_keys -l GOTELEMETRY
	screen_await '^I-search: GOTELEMETRY'
	screen_keys Enter C-b
	screen_await 'is a read-only value of'
}

emacs_case_fixes_a_finding() {
	emacs_person
	choose_before local
	printf '#!/bin/sh\nexport GOTELEMETRY=off\ngo build\n' >"$project/build.sh"
	emacs build.sh '^-.*Go telemetry: local '
	emacs_command flymake-show-buffer-diagnostics
	screen_await 'ineffective-env.: Go ignores'
	screen_keys C-s
	screen_await '^I-search:'
	screen_keys -l GOTELEMETRY
	screen_await '^I-search: GOTELEMETRY'
	screen_keys Enter C-b
	emacs_command eglot-code-actions
	screen_await 'Remove GOTELEMETRY'
	# No C-k: nothing is there to delete, and its error discards what was typed after it.
	type_line 'Remove GOTELEMETRY'
	screen_await_gone 'export GOTELEMETRY'
	mode_is local
}

gopls_runs() { pgrep -f "^$home/bin/gopls" >/dev/null; }
