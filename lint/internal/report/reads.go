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
	indent int    // of its line
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
	if len(found) > 0 && s.OneCommand {
		from, to = statement(r.file, s.Start, s.End)
	}
	for form, places := range found {
		if slices.Contains(s.Kept, form.before) {
			continue
		}
		start := from
		if form.early && !s.OneCommand && form.indent <= indent(lineBefore(r.file, s.Start)) {
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
	line := 0
	for at := 0; ; at += len(name) {
		n := strings.Index(text[at:], name)
		if n < 0 {
			return found
		}
		if end := strings.LastIndexByte(text[at:at+n], '\n'); end >= 0 {
			line = at + end + 1
		}
		at += n
		const nearby = 60
		before := text[max(line, at-nearby):at]
		after, _, _ := strings.Cut(text[at+len(name):min(len(text), at+len(name)+nearby)], "\n")
		if before != "" && IsIdentifier("_"+before[len(before)-1:]) || after != "" && IsIdentifier("_"+after[:1]) || inComment(text[line:min(at, line+nearby)]) {
			continue
		}
		if above := strings.TrimRight(text[max(0, line-nearby):line], " \t\r\n"); strings.Trim(before, " \t\"'`") == "" && strings.HasSuffix(above, "(") {
			before = above // an argument on its own line
		}
		if form := lookup(before, after); form != "" {
			key := readForm{form, isEarly(before), indent(text[line:at])}
			if isNegated(before) || isGuard(text[at+len(name):min(len(text), at+len(name)+2*nearby)], name, key.indent) {
				key.indent = 0
			}
			found[key] = append(found[key], at)
		}
	}
}

// isEarly reports whether a read after before is a test or saves the value.
// Both are there for a value that comes from outside, and mean nothing to what sets the
// variable later. In a function it can run later, too.
func isEarly(before string) bool {
	if strings.Contains(before, "{{") || strings.Contains(before, "()") {
		return false // an expression of a pipeline, whose order isn't that of the file
	}
	words := strings.FieldsFunc(strings.ToLower(before), func(c rune) bool { return strings.ContainsRune(" \t(;&|{!", c) })
	for _, word := range words {
		switch strings.TrimLeft(word, "\"'") {
		case "if", "elif", "elseif", "unless", "[", "[[", "test", "-z", "-n", "-v", "case", "ifdef", "ifndef", "ifeq", "ifneq", "set":
			return true
		}
	}
	name, value, ok := strings.Cut(before, "=")
	name = strings.TrimRight(name, " \t:")
	if i := strings.LastIndexAny(name, " \t$,"); i >= 0 {
		name = name[i+1:]
	}
	return ok && IsIdentifier(name) && !IsName(name) && !strings.Contains(strings.TrimSpace(value), " ")
}

// isNegated reports whether a test after before asks whether the variable is missing. It is
// true without the variable, too.
func isNegated(before string) bool {
	before = strings.ToLower(before)
	return slices.ContainsFunc([]string{"-z ", "not ", "! ", "!(", "ifndef"}, func(mark string) bool { return strings.Contains(before, mark) })
}

// isGuard reports whether what is in the block after a test gives the variable a value.
func isGuard(after, name string, indented int) bool {
	n := strings.Index(after, name)
	if n < 0 || !isAssigned(after[n+len(name):]) {
		return false
	}
	line := strings.LastIndexByte(after[:n], '\n')
	return line < 0 || indent(after[line+1:n]) > indented
}

// indent returns how far a line is indented, with the marks of lists.
func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " \t-")) }

// inComment reports whether a line that begins with before is a comment in one of the
// languages.
func inComment(before string) bool {
	line := strings.TrimLeft(before, " \t")
	return slices.ContainsFunc([]string{"#", "//", "/*", "* ", "::", "REM ", "rem "}, func(mark string) bool {
		return strings.HasPrefix(line, mark)
	})
}
