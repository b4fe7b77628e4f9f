# Tests the pages with the counters of the real go command.
# shellcheck shell=bash
# Variables come from, and go to, the files that are sourced together; back quotes
# are those of Markdown.
# shellcheck disable=SC2034,SC2154,SC2016

# start_counted starts Neovim on a tall screen, after one build. Two subcommands of go were
# counted, so the summary has a table of them.
start_counted() {
	lines=70
	choose_before local
	(cd "$project" && real_go version && real_go build -o "$home/out" .)
	start_nvim "{ settings = { prompt = 'never', uploadConfig = 'cached' } }" main.go
	await_status local
}

# builds prints the number of builds in the summary on the screen.
builds() { screen | sed -n 's/^| *\([0-9]*\) |.*`build`.*/\1/p' | head -n 1; }

# runs prints how often the go command ran, from the text of the summary, even if folded.
runs() { nvim_eval 'matchstr(getline(search("go/invocations", "nw")), "[1-9][0-9]*")'; }

test_summary_follows_what_go_counts() {
	start_counted
	command_line "GoTelemetry summary"
	await "# What Go has counted"
	command_line '/| `build`'
	look_until "the number of builds" 1 builds yes
	command_line "wincmd p"
	(cd "$project" && real_go build -o "$home/out" .)
	look_until "the number of builds" 2 builds yes
	# Repeated commands use one window.
	command_line "GoTelemetry summary"
	command_line "GoTelemetry summary"
	assert_equal "$(nvim_eval 'winnr("$")')" 2
	command_line "?^## go command"
	keys z c
	await "+--"
	# A closed fold stays closed when the numbers change.
	local before
	before=$(runs)
	(cd "$project" && real_go version)
	look_until "the number of runs" "$((before + 1))" runs yes
	assert_screen "+--"
	keys z o
	await_gone "+--"
	keys q
	await_gone "# What Go has counted"
}

test_preview_sent_crashes_files() {
	start_counted
	command_line "GoTelemetry preview"
	await "# What would leave this machine"
	await "go-telemetry:///preview.md"
	keys q
	await_gone "go-telemetry:///preview.md"
	command_line "GoTelemetry files"
	await "# Files of Go telemetry"
	await "Counter files"
	keys q
	await_gone "go-telemetry:///files.md"
	command_line "GoTelemetry sent"
	await "go-telemetry:///uploads.md"
	await "Go keeps no log of its uploads."
	keys q
	await_gone "go-telemetry:///uploads.md"
	command_line "GoTelemetry crashes"
	await "go-telemetry:///crashes.md"
	await "# "
	assert_no_screen "could not be read"
}

test_doctor_page_follows_the_mode() {
	lines=70 columns=120
	choose_before local
	environment+=("GOTELEMETRY=off")
	start_nvim "{ settings = { prompt = 'never' } }" main.go
	await_status local
	command_line "GoTelemetry doctor"
	await " checks failed."
	assert_screen "1 of "
	assert_screen "✗ **environment**: the environment sets GOTELEMETRY=off, which Go ignores"
	assert_screen "*Hint:* remove the variable and run: go telemetry off (or local, or on)"
	assert_screen "sees the same telemetry directory, and the mode local"
	assert_no_screen "\\"
	real_go telemetry off
	await "sees the same telemetry directory, and the mode off"
}

# Nothing is downloaded before the user agrees, and a failure is reported.
test_preview_asks_before_it_downloads() {
	choose_before local
	(cd "$project" && real_go version >/dev/null) # without counters there is no reason to ask
	environment+=("GOMODCACHE=$home/mod")
	start_nvim "{ settings = { prompt = 'never' } }" main.go
	await_status local
	command_line "GoTelemetry preview"
	await "# What would leave this machine"
	await_corner "To answer, type :GoTelemetry choose"
	# The question doesn't cover the page.
	assert_screen "# What would leave this machine"
	command_line "GoTelemetry choose"
	await "1: Download"
	type_text 1
	keys Enter
	await_corner "GOPROXY=off"
}

# One window shows all pages: the second replaces the first.
test_pages_share_a_window() {
	start_counted
	command_line "GoTelemetry summary"
	await "# What Go has counted"
	command_line "GoTelemetry explain"
	await "# Go telemetry on this machine"
	assert_no_screen "# What Go has counted"
	assert_screen "main.go"
}

# After a crash of the server, r restarts it.
test_r_reloads() {
	start_nvim "{ settings = { prompt = 'never' }, restart = { max = 0 } }" main.go
	await_status local
	command_line "GoTelemetry explain"
	await "The mode is **local**"
	kill -9 "$(server_pid)"
	await_status "server stopped"
	real_go telemetry off
	keys r
	await "The mode is **off**"
	await_status off
	# The page updates again.
	real_go telemetry local
	await "The mode is **local**"
}

# old_report WEEK writes an old report, the only file that can be deleted.
old_report() {
	mkdir -p "$config/go/telemetry/local"
	printf '{"Week":"%s","LastWeek":"","X":0.1,"Programs":[],"Config":""}' "$1" \
		>"$config/go/telemetry/local/local.$1.json"
}

test_clean_shows_before_it_deletes() {
	choose_before local
	old_report 2024-01-06
	start_nvim "{ settings = { prompt = 'never' } }" main.go
	await_status local
	command_line "GoTelemetry clean"
	await "# Clean up Go telemetry: 1 file"
	assert_screen "In \`~/.config/go/telemetry\`:"
	assert_screen "- \`local/local.2024-01-06.json\` (69 B)"
	keys q
	await_gone "# Clean up Go telemetry"
	[[ -e $config/go/telemetry/local/local.2024-01-06.json ]] || fail "the file was deleted before the user agreed"
	command_line "GoTelemetry clean"
	await "Press D to delete, q to cancel."
	keys D
	await "Go telemetry: deleted 1 file"
	[[ ! -e $config/go/telemetry/local/local.2024-01-06.json ]] || fail "the file was not deleted"
	assert_equal "$(cat "$(mode_file)")" "local 2026-01-02"
	command_line "GoTelemetry clean"
	await "nothing to delete"
}

test_clean_names_a_bad_day() {
	start_nvim "{ settings = { prompt = 'never' } }" main.go
	await_status local
	command_line "GoTelemetry clean yesterday"
	await ':GoTelemetry clean needs a date such as 2026-01-31 (got "yesterday")'
}
