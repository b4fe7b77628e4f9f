# What docs/editors.md tells people to write and to type.
# shellcheck shell=bash

doc=$ROOT/docs/editors.md

# doc_section NAME: the lines under the heading that begins so.
doc_section() {
	awk -v name="## $1" '/^## / { on = index($0, name) == 1 } on' "$doc"
}

# doc_code SECTION: its block of code, in which the first line names the file.
doc_code() {
	doc_section "$1" | awk '/^```/ { inside = !inside; next } inside'
}

# configure SECTION: writes its code into the file of this HOME that it names.
configure() {
	local code file
	code=$(doc_code "$1")
	file=$(sed -n '1s|^[#;]* ~/||p' <<<"$code")
	[[ -n $file ]] || {
		say "the code under '$1' in $doc does not begin with a comment that names a file of HOME" >&2
		return 1
	}
	mkdir -p "$(dirname "$home/$file")"
	printf '%s\n' "$code" >>"$home/$file"
}

# documented SECTION TEXT: whether TEXT stands there word for word.
documented() {
	doc_section "$1" | grep -F -- "$2" >/dev/null || {
		say "$doc does not say under '$1': $2" >&2
		return 1
	}
}
