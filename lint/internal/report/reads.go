package report

import (
	"slices"
	"strings"
)

// readings are the places in a file that read a variable, in order, by how they do.
type readings map[readForm][]int

// readForm is a way to read a variable.
type readForm struct {
	before string // what is before the name
	early  bool   // it is a test, or saves the value to restore it: it means what came before
}

// reads reports whether the file reads the variable of s, other than in what its fix
// removes and in the forms that are kept. Then the variable has a use beside Go, or what
// reads it fails without it. It looks at the text only, whatever the language: to find a
// read too many costs a fix, to miss one breaks a file.
func (r *Reporter) reads(s Set) bool {
	found, ok := r.readings[s.Name]
	if !ok {
		found = newReadings(r.file, s.Name)
		if r.readings == nil {
			r.readings = map[string]readings{}
		}
		r.readings[s.Name] = found
	}
	from, to := 0, len(r.file)
	if s.OneCommand {
		from, to = LineStart(r.file, s.Start), LineEnd(r.file, s.End)
	}
	for form, places := range found {
		if slices.Contains(s.Kept, form.before) {
			continue
		}
		start := from
		if form.early {
			start = max(from, s.Start)
		}
		for i, _ := slices.BinarySearch(places, start); i < len(places) && places[i] < to; i++ {
			if !s.removes(places[i]) {
				return true
			}
		}
	}
	return false
}

// removes reports whether the fix that removes the variable removes the name at a place.
func (s Set) removes(at int) bool {
	return slices.ContainsFunc(s.Remove, func(e Edit) bool {
		return e.Start <= at && at < e.End && !strings.Contains(e.New, s.Name)
	})
}

func newReadings(text, name string) readings {
	found := readings{}
	for at := 0; ; at += len(name) {
		n := strings.Index(text[at:], name)
		if n < 0 {
			return found
		}
		at += n
		const nearby = 60
		before := text[max(0, at-nearby):at]
		before = before[strings.LastIndexByte(before, '\n')+1:]
		after, _, _ := strings.Cut(text[at+len(name):min(len(text), at+len(name)+nearby)], "\n")
		if before != "" && IsIdentifier("_"+before[len(before)-1:]) || after != "" && IsIdentifier("_"+after[:1]) || inComment(before) {
			continue
		}
		if form := lookup(before, after); form != "" {
			key := readForm{form, isEarly(before)}
			found[key] = append(found[key], at)
		}
	}
}

// isEarly reports whether a read after before is a test or saves the value.
// Both are there for a value that comes from outside, and mean nothing to what sets the
// variable later.
func isEarly(before string) bool {
	if strings.Contains(before, "{{") {
		return false // an expression of a pipeline, whose order isn't that of the file
	}
	words := strings.FieldsFunc(strings.ToLower(before), func(c rune) bool { return strings.ContainsRune(" \t(;&|{!\"'", c) })
	for _, word := range words {
		switch word {
		case "if", "elif", "elseif", "unless", "[", "[[", "test", "-z", "-n", "case", "ifdef", "ifndef", "ifeq", "ifneq":
			return true
		}
	}
	name, _, ok := strings.Cut(before, "=")
	name = strings.TrimRight(name, " \t:")
	if i := strings.LastIndexAny(name, " \t$,"); i >= 0 {
		name = name[i+1:]
	}
	return ok && IsIdentifier(name) && !IsName(name)
}

// inComment reports whether a line that begins with before is a comment in one of the
// languages.
func inComment(before string) bool {
	line := strings.TrimLeft(before, " \t")
	return slices.ContainsFunc([]string{"#", "//", "::", "REM ", "rem "}, func(mark string) bool {
		return strings.HasPrefix(line, mark)
	})
}

// lookup returns what before ends with if it reads the name between before and after, or
// "".
func lookup(before, after string) string {
	for _, form := range []string{"$$(", "$${", "$$", "$(", "${", "$"} {
		if strings.HasSuffix(strings.TrimRight(before, "!#"), form) && !strings.HasPrefix(after, "=") { // $(NAME=value command)
			return form
		}
	}
	for _, sign := range []string{"%", "!"} {
		if strings.HasSuffix(before, sign) && (strings.HasPrefix(after, sign) || strings.HasPrefix(after, ":")) {
			return sign
		}
	}
	quoted := strings.TrimRight(before, "\\\"'`")
	lower := strings.ToLower(strings.TrimRight(quoted, " \t"))
	for _, form := range []string{"{{", "{{."} { // of templates; {{ .NAME }} has a dot
		if strings.HasSuffix(lower, form) && !strings.HasPrefix(after, "=") {
			return form
		}
	}
	if isAssigned(after) {
		return ""
	}
	for _, form := range lookups {
		rest, ok := strings.CutSuffix(lower, form)
		if ok && !strings.HasSuffix(lower, "localenv:") && (form != "env(" || rest == "" || rest[len(rest)-1] != '.' && !IsIdentifier("_"+rest[len(rest)-1:])) && !isDeletion(lower) {
			return form
		}
	}
	return ""
}

// lookups are what comes before the name of a variable that is read, in lower case.
var lookups = []string{
	"getenv", "getenv(", "lookupenv(", "environ.get(", "environ[", "env.get(", "env[", "env::var(", "env::var_os(", "env!(",
	"getenvironmentvariable(", "env(", "env_var(", "env_var_or_default(",
	"env.", "env:", `env:\`, "env:/",
	"printenv", "test -v", "[ -v", "[[ -v", "set -q", "set --query", "if defined", "if not defined", "declare -p", "ifdef", "ifndef", "$(origin", "$(value",
}

// isAssigned reports whether what follows a name assigns a value to it, as in
// process.env["NAME"] = "off" and $env:NAME = "off".
func isAssigned(after string) bool {
	after = strings.TrimLeft(after, "\\\"'`]})")
	after = strings.TrimLeft(strings.TrimLeft(after, " \t"), "?|&+")
	return strings.HasPrefix(after, "=") && !strings.HasPrefix(after, "==") && !strings.HasPrefix(after, "=>")
}

// isDeletion reports whether the statement that a line ends with removes the variable, or
// sets it.
func isDeletion(lower string) bool {
	statement := lower[strings.LastIndexAny(lower, ";{|&(")+1:]
	word, _, _ := strings.Cut(strings.TrimLeft(statement, " \t"), " ")
	return slices.Contains([]string{"delete", "del", "unset", "remove-item", "ri", "rm", "set-item", "si", "new-item", "ni", "set-content", "sc"}, word)
}
