# Tests that programs in a repository never run, even with the server's name.
# shellcheck shell=bash
# Variables come from, and go to, the files that are sourced together.
# shellcheck disable=SC2034,SC2154

# bait FILE writes a program that records its name and its arguments.
bait() {
	mkdir -p "$(dirname "$1")"
	printf '#!/bin/sh\necho "$0 $*" >>"%s/ran"\n' "$home" >"$1"
	chmod +x "$1"
}

assert_not_run() { [[ ! -e $home/ran ]] || fail "a program of the repository ran: $(cat "$home/ran")"; }

# real_program links the server into a directory outside every workspace.
real_program() {
	mkdir -p "$home/tools"
	ln -sf "$TELEMETRY_LS" "$home/tools/telemetry-ls"
}

# repository_with_baits makes a repository full of programs, and sets project to it.
repository_with_baits() {
	plugin_alone
	project=$home/src/repo
	mkdir -p "$project/.git" "$project/pkg/deep"
	cp "$home/hello/go.mod" "$home/hello/main.go" "$project"
	cp "$home/hello/main.go" "$project/pkg/deep/deep.go"
	bait "$project/telemetry-ls"
	bait "$project/bin/telemetry-ls"
	bait "$project/pkg/telemetry-ls"
	bait "$project/go"
	bait "$project/gopls"
}

# plugin_alone copies the plugin out of its repository, which may contain a built server.
plugin_alone() {
	mkdir "$home/plugin"
	cp -r "$ROOT/editors/neovim/"{lua,lsp,plugin,doc} "$home/plugin"
	environment+=("PLUGIN=$home/plugin")
}

# assert_skipped PATH-ENTRY fails if a program there runs, whether the entry precedes that
# of the real program or is the only one.
assert_skipped() {
	environment+=("PATH=$1:$home/tools:/usr/bin:/bin")
	start_nvim "no setup" "${files[@]}"
	await_status local
	assert_not_run
	quit_nvim
	environment+=("PATH=${1%:}:/usr/bin:/bin")
	start_nvim "no setup" "${files[@]}"
	await_corner "Go telemetry: telemetry-ls "
	command_line "GoTelemetry off"
	command_line "checkhealth telemetry_ls"
	await "the server was not found"
	assert_not_run
	quit_nvim
}

test_programs_of_the_repository_are_not_run() {
	real_program
	repository_with_baits
	ln -s "$project/bin" "$home/link"
	mkdir "$home/loose"
	ln -s ../src/repo/bin/telemetry-ls "$home/loose/telemetry-ls"
	ln -s "$home/tools" "$project/out"
	local files=(main.go) entry
	# shellcheck disable=SC2088 # the tilde must stay: Neovim gets it as it is
	for entry in . '' bin: ./bin ../repo "$project" "$project/bin" "/$home//src//repo/../repo/bin" \
		"$home/link" "$home/loose" "~/src/repo/bin" /proc/self/cwd; do
		assert_skipped "$entry"
	done
	# A link in the repository may lead to another program later.
	environment+=("PATH=$project/out:/usr/bin:/bin")
	start_nvim "no setup" main.go
	await_corner "found only in the open project"
	assert_not_run
}

# The current directory is outside the repository.
test_a_file_in_another_directory() {
	real_program
	repository_with_baits
	local files=("$project/pkg/deep/deep.go")
	local bin=$project/bin
	project=$home/hello
	assert_skipped "$bin"
	# Through a link, the file is in two directories.
	ln -s "$home/src/repo/main.go" "$home/hello/linked.go"
	files=(linked.go)
	assert_skipped "$bin"
}

# The root of the workspace is above the directory of the file and of Neovim.
test_a_root_above() {
	real_program
	repository_with_baits
	local files=(deep.go) bin=$project/bin
	project=$project/pkg/deep
	assert_skipped "$bin"
}

# When the server crashes, the plugin searches for its program again.
test_a_second_repository() {
	real_program
	repository_with_baits
	rm "$project/bin/telemetry-ls"
	cp "$TELEMETRY_LS" "$project/bin/telemetry-ls"
	local second=$project
	project=$home/hello
	environment+=("PATH=$second/bin:$home/tools:/usr/bin:/bin")
	start_nvim "no setup" main.go
	await_status local
	local pid
	pid=$(TELEMETRY_LS=telemetry-ls server_pid)
	assert_equal "$(readlink "/proc/$pid/exe")" "$second/bin/telemetry-ls"
	command_line "edit $second/main.go"
	await_status local
	bait "$second/bin/telemetry-ls.new"
	mv "$second/bin/telemetry-ls.new" "$second/bin/telemetry-ls"
	kill -9 "$pid"
	look_until "a new server" started another_server yes
	await_status local
	assert_not_run
}

# The server doesn't search the repository for programs either.
test_the_server_works_outside_the_repository() {
	real_program
	repository_with_baits
	environment+=("PATH=.:$home/tools:/usr/bin:/bin")
	start_nvim "no setup" main.go
	await_status local
	assert_equal "$(readlink "/proc/$(TELEMETRY_LS=telemetry-ls server_pid)/cwd")" "$home"
	command_line "GoTelemetry preview"
	await "# What would"
	command_line "checkhealth telemetry_ls"
	await "the server is running (client"
	assert_not_run
}

# The home directory and the directories above it are not workspaces, because they contain
# the user's programs.
test_home_is_not_a_workspace() {
	real_program
	mkdir "$home/.git"
	cp "$home/hello/main.go" "$home"
	project=$home
	environment+=("PATH=$home/tools:/usr/bin:/bin")
	start_nvim "no setup" main.go
	await_status local
	quit_nvim
	project=$(dirname "$home")
	start_nvim "no setup" "$home/main.go"
	await_status local
}

test_a_path_in_setup_is_used_as_it_is() {
	repository_with_baits
	cp "$TELEMETRY_LS" "$project/bin/telemetry-ls"
	environment+=("PATH=/usr/bin:/bin")
	start_nvim "{ cmd = { '$project/bin/telemetry-ls' } }" main.go
	await_status local
	quit_nvim
	# A name is searched for like the default.
	environment+=("PATH=.:bin:$project/bin:/usr/bin:/bin")
	start_nvim "{ cmd = { 'telemetry-ls' } }" main.go
	await_corner "cmd in setup() is not an executable program"
	assert_not_run
}
