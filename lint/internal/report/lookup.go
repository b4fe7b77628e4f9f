package report

import (
	"slices"
	"strings"
)

// lookup returns what before ends with if it reads the name between before and after, or
// "".
func lookup(before, after string) string {
	for _, form := range []string{"$$(", "$${", "$$", "$(", "${", "$"} {
		if strings.HasSuffix(flagless(before), form) && (!strings.HasPrefix(after, "=") || strings.HasPrefix(after, "==")) { // $(NAME=value command)
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
	if isListed(lower, strings.ToLower(after)) {
		return "in"
	}
	if isAssigned(after) || isDeletion(lower, after) {
		return ""
	}
	for _, form := range lookups {
		if strings.HasSuffix(lower, form) && !strings.HasSuffix(lower, "localenv:") {
			return form
		}
	}
	for _, form := range words {
		if rest, ok := strings.CutSuffix(lower, form); ok && (rest == "" || !IsIdentifier("_"+rest[len(rest)-1:]) && !strings.ContainsAny(rest[len(rest)-1:], ".-")) {
			return form
		}
	}
	return option(lower)
}

// lookups are what comes before the name of a variable that is read, in lower case.
var lookups = []string{
	"getenv", "getenv(", "lookupenv(", "bindenv(", "environ.get(", "environ.pop(", "environ[", "env.get(", "env.fetch(", "env[", "env{", "::var(", "::var_os(", "env!(",
	"getenvironmentvariable(", "env_var(", "env_var_or_default(", "get_env(name=", "lookup('env',", "query('env',", "envvar=", "isenvset", "envordefault",
	"env.", "env:", `env:\`, "env:/", "environment.", "environment name:", "variables.", "variables[",
	"printenv", "set --query", "if defined", "if not defined", "declare -p", "typeset -p", "ifdef", "ifndef", "$(origin", "$(value", "$(flavor",
}

// words are lookups, too, unless they are the end of another word.
var words = []string{"env(", "var(", "var_os(", "env=", "env ="}

// option returns the option that a line ends with if it asks whether a variable is set.
func option(lower string) string {
	fields := strings.Fields(lower)
	if len(fields) < 2 {
		return ""
	}
	last, before := fields[len(fields)-1], fields[:len(fields)-1]
	command := func(names ...string) bool {
		return slices.ContainsFunc(before, func(word string) bool { return slices.Contains(names, strings.TrimLeft(word, ";({!'\"")) })
	}
	switch {
	case last == "-v" && command("[", "[[", "test"):
		return last
	case strings.HasPrefix(last, "-") && (strings.Contains(last, "q") || command("-q", "--query")) && command("set"):
		return last
	}
	return ""
}

// isListed reports whether the name between before and after is looked for in the whole
// environment.
func isListed(before, after string) bool {
	for _, environment := range []string{" in os.environ", " in environ", " in process.env", "} = process.env", "} = deno.env"} {
		if strings.Contains(after, environment) {
			return true
		}
	}
	if strings.Contains(before, "{{") && strings.HasSuffix(before, "env") {
		return true // {{ env "NAME" }}, {{ index .Env "NAME" }}
	}
	list, _, ok := strings.Cut(before, "grep")
	list = strings.TrimRight(list, " \t|")
	return ok && strings.HasSuffix(list, "env") && !strings.HasSuffix(list, "go env")
}

// isAssigned reports whether what follows a name assigns a value to it, as in
// process.env["NAME"] = "off" and $env:NAME = "off".
func isAssigned(after string) bool {
	after = strings.TrimLeft(after, "\\\"'`]})")
	after = strings.TrimLeft(strings.TrimLeft(after, " \t"), "?|&+")
	return strings.HasPrefix(after, "=") && !strings.HasPrefix(after, "==") && !strings.HasPrefix(after, "=>")
}

// isDeletion reports whether the statement that a line ends with removes the variable, or
// sets it. In Python, it fails without the variable.
func isDeletion(lower, after string) bool {
	if strings.HasSuffix(lower, "environ.pop(") {
		return !strings.HasPrefix(strings.TrimLeft(after, "\"'"), ")")
	}
	statement := lower[strings.LastIndexAny(lower, ";{|&(")+1:]
	word, _, _ := strings.Cut(strings.TrimLeft(statement, " \t"), " ")
	return slices.Contains([]string{"delete", "unset", "remove-item", "ri", "rm", "set-item", "si", "new-item", "ni", "set-content", "sc"}, word)
}

// flagless removes what can be between $ or ${ and a name from the end of text.
func flagless(text string) string {
	text = strings.TrimRight(text, "!#+=^~")
	if i := strings.LastIndex(text, "${("); i >= 0 && strings.HasSuffix(text, ")") {
		return text[:i+2] // ${(U)NAME} of zsh
	}
	return text
}
