// Package ignore decides which files a .gitignore ignores, and the like. It reads no
// files. Start reading at [Parse].
package ignore

import (
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Rules are the patterns of a .gitignore.
type Rules []rule

// rule is a pattern. Most are plain names or suffixes, which are compared without the
// cost of a glob.
type rule struct {
	name     string // the whole name of a file, at any depth
	suffix   string // the end of its name, at any depth
	glob     string // else a glob for its path, from the directory of the .gitignore
	include  bool   // the pattern begins with !
	onlyDirs bool   // the pattern ends with /
}

// Parse returns the rules in the text of a .gitignore.
func Parse(text string) Rules {
	var rules Rules
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if r, ok := newRule(trimBlanks(line), escapeBraces); ok {
			rules = append(rules, r)
		}
	}
	return rules
}

// Globs returns rules with the same meaning of names, slashes and **, and with {a,b} for
// alternatives. It returns the first pattern that is malformed, or "".
func Globs(patterns []string) (rules Rules, malformed string) {
	for _, pattern := range patterns {
		r, ok := newRule(pattern, func(p string) string { return p })
		if !ok || r.glob != "" && !doublestar.ValidatePattern(r.glob) {
			return nil, pattern
		}
		rules = append(rules, r)
	}
	return rules, ""
}

// Ignores returns what the last rule that matches says about a path, which is relative
// to the directory of the rules and separated by slashes. decided is false if no rule
// matches. What is below an ignored directory is ignored, too, but not looked at here.
func (rules Rules) Ignores(path string, dir bool) (ignored, decided bool) {
	name := path[strings.LastIndexByte(path, '/')+1:]
	for i := len(rules) - 1; i >= 0; i-- {
		if r := &rules[i]; (dir || !r.onlyDirs) && r.matches(path, name) {
			return !r.include, true
		}
	}
	return false, false
}

func (r *rule) matches(path, name string) bool {
	switch {
	case r.name != "":
		return name == r.name
	case r.suffix != "":
		return strings.HasSuffix(name, r.suffix)
	}
	return doublestar.MatchUnvalidated(r.glob, path)
}

// newRule returns the rule of a pattern; ok is false if the pattern says nothing.
func newRule(pattern string, escape func(string) string) (r rule, ok bool) {
	pattern, r.include = strings.CutPrefix(pattern, "!")
	pattern, r.onlyDirs = strings.CutSuffix(pattern, "/")
	glob, anchored := strings.CutPrefix(pattern, "/")
	if glob == "" {
		return rule{}, false
	}
	switch rest := strings.TrimPrefix(glob, "*"); {
	case anchored || strings.Contains(glob, "/"):
		r.glob = anchor(escape(glob))
	case plain(glob):
		r.name = glob
	case rest != "" && plain(rest):
		r.suffix = rest
	default:
		r.glob = "**/" + escape(glob)
	}
	return r, true
}

// anchor returns a glob for a pattern with a slash. Git's a/** means what is in a, and
// not a itself.
func anchor(glob string) string {
	if glob == "**" || strings.HasSuffix(glob, "/**") {
		glob += "/*"
	}
	return glob
}

// plain reports whether a pattern means itself.
func plain(pattern string) bool { return !strings.ContainsAny(pattern, `*?[]{}\`) }

// escapeBraces makes braces stand for themselves, as Git has them.
func escapeBraces(pattern string) string {
	if !strings.ContainsAny(pattern, "{}") {
		return pattern
	}
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '\\' && i+1 < len(pattern):
			b.WriteByte(c)
			i++
		case c == '{' || c == '}':
			b.WriteByte('\\')
		}
		b.WriteByte(pattern[i])
	}
	return b.String()
}

// trimBlanks removes the spaces at the end of a line that no backslash keeps.
func trimBlanks(line string) string {
	trimmed := strings.TrimRight(line, " ")
	if len(trimmed) < len(line) && escapes(trimmed) {
		trimmed += " "
	}
	return trimmed
}

// escapes reports whether text ends with a backslash that escapes what follows.
func escapes(text string) bool {
	return (len(text)-len(strings.TrimRight(text, `\`)))%2 == 1
}
