package view

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/lazyregexp"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// hoverWords are the whole words with a hover.
var hoverWords = lazyregexp.New(`\bgo[ \t]+telemetry(?:[ \t]+(?:on|local|off))?\b|\bGOTELEMETRY(?:DIR)?\b`)

// HoverWord returns the hover for the word of Go telemetry at index at of line, and
// its position, or "" if there is none. It calls status only for a word with a hover.
func HoverWord(line string, at int, now func() status.Status) (text string, from, to int) {
	if !strings.Contains(line, "telemetry") && !strings.Contains(line, "GOTELEMETRY") {
		return "", 0, 0
	}
	for _, m := range hoverWords().FindAllStringIndex(line, -1) {
		if m[0] <= at && at <= m[1] {
			return HoverName(line[m[0]:m[1]], now()), m[0], m[1]
		}
	}
	return "", 0, 0
}

// HoverMode returns the hover for a word after `go telemetry` that is no mode.
func HoverMode(word string, s status.Status) string {
	return "**go telemetry** fails with " + markdown.Code(word) + ", so it doesn't switch the mode. " +
		"The mode must be `on`, `local` or `off`." + hoverHere(s)
}

func hoverHere(s status.Status) string {
	return "\n\nOn this machine: **" + string(s.Mode) + "**. " + s.Meaning()
}

// HoverName returns the hover for a word that HoverWord finds in a line.
func HoverName(word string, s status.Status) string {
	here := hoverHere(s)
	switch word {
	case "GOTELEMETRY":
		return "**GOTELEMETRY** is a read-only value of `go env`: it shows the telemetry mode. Go ignores it in the environment, " +
			"and `go env -w GOTELEMETRY=...` fails. To switch the mode, run `go telemetry on`, `local` or `off`." + here
	case "GOTELEMETRYDIR":
		return "**GOTELEMETRYDIR** is a read-only value of `go env`: it shows the telemetry directory, here " + markdown.Code(s.Dir) +
			". Go ignores it in the environment; XDG_CONFIG_HOME or HOME (on Windows AppData) move the directory." + here
	}
	fields := strings.Fields(word)
	if len(fields) == 3 {
		m := mode.Mode(fields[2])
		return "**" + strings.Join(fields, " ") + "** " + hoverSwitch(m) + " " + status.Follows(m) + here
	}
	return "**" + strings.Join(fields, " ") + "** prints the telemetry mode, or switches it: " +
		"`on` counts and uploads, `local` (the default) only counts, `off` does neither. " +
		"Programs that are already running follow after a restart." + here
}

// hoverSwitch explains `go telemetry` with a mode.
func hoverSwitch(m mode.Mode) string {
	text := "switches the mode to " + string(m) + " (no effect if it already is): "
	switch m {
	case mode.On:
		return text + "approved counters are uploaded about once a week. A week with data from the day of the switch, or from earlier, is never uploaded."
	case mode.Off:
		return text + "programs that start now neither count nor upload. Data collected earlier stays."
	default:
		return text + "Go counts on this machine and uploads nothing. This is also the default."
	}
}
