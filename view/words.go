package view

import (
	"math"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// modeWord formats a mode in a sentence.
func modeWord(name string) string {
	switch mode.Mode(name) {
	case mode.On, mode.Local, mode.Off:
		return "**" + name + "**"
	}
	return markdown.Name(name)
}

// until returns how far away the end of a week is, or "" if it has ended.
func until(week string, now time.Time) string {
	end, err := time.Parse(time.DateOnly, week)
	left := end.Sub(now)
	switch days := int(math.Ceil(left.Hours() / 24)); {
	case err != nil || left <= 0:
		return ""
	case days == 1:
		return "in less than a day"
	default:
		return "in " + quantity.Number(uint64(days)) + " days"
	}
}

// platform returns the system for which a program was built.
func platform(goos, goarch string) string { return markdown.Prose(goos + "/" + goarch) }

// orNone replaces an empty cell.
func orNone(text string) string { return choose(text == "", "–", text) }
