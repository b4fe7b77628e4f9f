# Functions that read docs/editors.md: the code and the commands that it tells users to
# write and to type.
# shellcheck shell=bash

doc=$ROOT/docs/editors.md

# doc_section NAME prints the section whose heading begins with NAME.
doc_section() {
	awk -v name="## $1" '/^## / { on = index($0, name) == 1 } on' "$doc"
}

# doc_code SECTION prints the section's code block, whose first line names the file.
doc_code() {
	doc_section "$1" | awk '/^```/ { inside = !inside; next } inside'
}

# configure SECTION appends the section's code to the file in this HOME that it names.
configure() {
	local code file
	code=$(doc_code "$1")
	file=$(sed -n '1s|^[#;]* ~/||p' <<<"$code")
	[[ -n $file ]] || {
		say "$doc: the code under '$1' doesn't begin with a comment that names a file in HOME" >&2
		return 1
	}
	mkdir -p "$(dirname "$home/$file")"
	printf '%s\n' "$code" >>"$home/$file"
}

# documented SECTION TEXT succeeds if the section contains TEXT.
documented() {
	doc_section "$1" | grep -F -- "$2" >/dev/null || {
		say "$doc: the section '$1' doesn't contain: $2" >&2
		return 1
	}
}
