# Functions for the programs under test.
# shellcheck shell=bash

need() {
	command -v "$1" || {
		echo "run.sh: $2 was not found: $1" >&2
		return 1
	}
}

find_programs() {
	NVIM=$(need "${NVIM:-nvim}" "Neovim (NVIM)")
	TELEMETRY_LS=$(need "${TELEMETRY_LS:-$ROOT/bin/telemetry-ls}" "the server (TELEMETRY_LS)")
	GOPLS=$(need "${GOPLS:-gopls}" "gopls (GOPLS)")
	need tmux "tmux" >/dev/null
	NVIM=$(readlink -f "$NVIM")
}

# nvim_person makes a user as new_person does, with the programs under test.
nvim_person() {
	new_person
	environment+=(
		PATH="$(dirname "$GO"):$(dirname "$GOPLS"):/usr/local/bin:/usr/bin:/bin"
		TELEMETRY_LS="$TELEMETRY_LS" GOPLS="$GOPLS" PLUGIN="$ROOT/editors/neovim"
	)
}

# run_spec FILE runs a spec in a headless Neovim, which prints the counts.
run_spec() {
	nvim_person
	"${environment[@]}" SPEC="$1" timeout "$((2 * patience))" \
		"$NVIM" --headless --clean -u "$here/lib/spec.lua" </dev/null
}
