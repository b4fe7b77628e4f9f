package view

import (
	"regexp"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// hoverWords are the words of Go telemetry, as whole words.
var hoverWords = regexp.MustCompile(`\bgo[ \t]+telemetry(?:[ \t]+(?:on|local|off))?\b|\bGOTELEMETRY(?:DIR)?\b`)

// HoverWord gives the truth about the word of Go telemetry at index at of line,
// and where it stands; "" where there is none. The status is only asked for if
// there is something to say.
func HoverWord(line string, at int, now func() status.Status) (text string, from, to int) {
	if !strings.Contains(line, "telemetry") && !strings.Contains(line, "GOTELEMETRY") {
		return "", 0, 0
	}
	for _, m := range hoverWords.FindAllStringIndex(line, -1) {
		if m[0] <= at && at <= m[1] {
			return hoverText(line[m[0]:m[1]], now()), m[0], m[1]
		}
	}
	return "", 0, 0
}

func hoverText(word string, s status.Status) string {
	here := "\n\nOn this machine: **" + string(s.Mode) + "**. " + s.Meaning()
	switch word {
	case "GOTELEMETRY":
		return "**GOTELEMETRY** is a read-only value of `go env`: it shows the telemetry mode. Setting it in the environment changes nothing, " +
			"and `go env -w GOTELEMETRY=...` fails. The mode is switched by `go telemetry on`, `local` or `off`." + here
	case "GOTELEMETRYDIR":
		return "**GOTELEMETRYDIR** is a read-only value of `go env`: it shows where telemetry data lies, here " + markdown.Code(s.Dir) +
			". Setting it changes nothing; XDG_CONFIG_HOME or HOME (on Windows AppData) move the folder." + here
	}
	fields := strings.Fields(word)
	what := "prints the telemetry mode, or switches it: `on` counts and uploads, `local` (the default) only counts, `off` does neither."
	if len(fields) == 3 {
		what = "does nothing where that mode is in force already, else " + map[string]string{
			"on":    "switches the telemetry mode to on: approved counters are uploaded about once a week; a week that holds data from the day of the switch, or from before it, is not.",
			"local": "switches the telemetry mode to local, which is also the default: Go counts on this machine and sends nothing.",
			"off":   "switches the telemetry mode to off: Go neither counts nor sends. What was collected before stays.",
		}[fields[2]]
	}
	return "**" + strings.Join(fields, " ") + "** " + what + here
}
