package main

import (
	"regexp"
	"strings"
)

// retired is a word or phrase that the project does not use, and what it says
// instead.
type retired struct {
	phrase  string // a regular expression; a space in it is any gap between words
	instead string
}

// glossary gives one word to each thing, and names the turns of phrase that a native
// technical writer would not use.
var glossary = []retired{
	// One word for each thing.
	{`((?-i:telemetry)|configuration|config|cache) folders?`, `"directory"; only VS Code's own commands and titles say folder`},
	{`week until|weeks until`, `"week ending 2026-11-29"`},
	{`summed up|sums? up (a|the|this|that) week`, `"made a local report of", "local report"`},
	{`kB|[0-9]+kB`, `"KiB", by the one formatter of sizes`},
	{`unasked question|asked question`, `"prompt" in docs and code, "question" in front of users`},
	{`(summary|preview|uploads|sent|crashes|files|explanation|doctor|telemetry) documents?`, `"page"; a document is an open file of the editor`},
	{`documents? about telemetry`, `"page"`},
	{`(takes?|taking|took) (it|this|that|them|(the|this|that|a) [a-z]+( [a-z]+)?) back`, `"undo"`},
	{`taken? back`, `"undo", "undone"`},
	{`wrong use`, `"usage error"`},
	{`enabled mode|mode is enabled|disabled mode|mode is disabled`, `"on", "local" or "off"`},

	// Words that nobody says, and inverted clauses.
	{`nobody`, `the thing itself: "not chosen", "unknown"`},
	{`somebody`, `"you", "a user", "someone"`},
	{`(is|are|be|was|were) at hand`, `"is available", "is on this machine"`},
	{`(to|can|could|cannot|may|might) be had`, `"is available"`},
	{`(tell|tells|telling) of|told of`, `"report", "say", "describe"`},
	{`were (the mode|it|they|there|this|that) (on|off|local|so|not)`, `"if the mode was on"`},
	{`(is|are) (on|off|local) since`, `"was turned on on"`},
	{`as (it|they) (lies?|stands?) there`, `"on disk", "as it is"`},
	{`(lies?|lying) (in|there|beside|below|outside)`, `"is in"`},
	{`so long as`, `"while", "as long as"`},
	{`is none of`, `"unknown mode X; use on, local or off"`},
	{`at present`, `"now", "currently"`},
	{`of yours`, `"your"`},
	{`(shows?|has|have|is|are|with) but (one|a|the)`, `"only"`},
	{`once more`, `"again"`},
	{`again and again`, `"repeatedly", "keeps crashing"`},
	{`anew`, `"again"`},
	{`in vain|vain`, `"failed", "without success"`},
	{`hence|thereby|thereof|therein|whence|thence|lest|owing to|whilst|albeit`, `a plain word: "so", "because", "in case"`},
	{`all the same`, `"anyway", "still"`},
	{`(can|cannot|can't|could not|couldn't|can not) be kept`, `"can be saved", "is writable"`},
	{`has not told`, `"waiting for"`},
	{`(switch|summary|preview|set|argument|it|flag|command|clean|that) wants? (a|an|one)`, `"needs", "takes"`},
	{`(colour|behaviour|honour|favour|neighbour)[a-z]*|(organis|recognis|initialis|summaris|normalis|serialis)[a-z]+|(centre|catalogue|marshalling|labelled)`, `American spelling`},
	{`where (neither|none) can`, `"if neither is available"`},
}

// gap is what may stand between two words of a phrase: spaces, the end of a line
// with the marks of a comment, and the joint of two string literals.
const gap = "(?:[\"'`]\\s*(?:\\+|\\.\\.)\\s*[\"'`]|\\s|//|--|#|\\*)+"

// pattern finds the phrase as whole words, whatever their case.
func (r retired) pattern() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(` + strings.ReplaceAll(r.phrase, " ", gap) + `)\b`)
}
