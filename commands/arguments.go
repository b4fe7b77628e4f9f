package commands

import (
	"github.com/telemetry-ls/telemetry-ls/internal/declare"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/pages"
)

// None is the argument of a command that takes none, and the result of a command that
// returns none.
type None struct{}

// Params declares no keys.
func (*None) Params() []declare.Param { return nil }

// SetModeArgs is the argument of [SetMode].
type SetModeArgs struct {
	Mode         mode.Mode
	IfUnchosen   bool
	UnlessUndone bool
}

// Params declares the keys.
func (a *SetModeArgs) Params() []declare.Param {
	return []declare.Param{
		{
			Name: "mode", Value: declare.OneOf(&a.Mode, mode.All()...), Required: true,
			Doc: "The mode to switch to.",
		},
		{
			Name: "ifUnchosen", Value: declare.Bool(&a.IfUnchosen), Default: false,
			Doc: "Switch only if no mode was chosen, and announce the switch.",
		},
		{
			Name: "unlessUndone", Value: declare.Bool(&a.UnlessUndone), Default: false,
			Doc: "With ifUnchosen: don't switch if the user has undone the default before, and fail only once if the machine's policy refuses it.",
		},
	}
}

// SummaryArgs is the argument of [Summary].
type SummaryArgs struct {
	Weeks   int // 0 means the setting summaryWeeks
	Program string
}

// Params declares the keys.
func (a *SummaryArgs) Params() []declare.Param {
	return []declare.Param{
		{
			Name: "weeks", Value: declare.Whole(&a.Weeks, 1, declare.NoMax),
			Doc: "The number of weeks, up to the current one. By default, the setting summaryWeeks.",
		},
		{
			Name: "program", Value: declare.Text(&a.Program),
			Doc: "Only this program, such as cmd/go.",
		},
	}
}

// PreviewArgs is the argument of [Preview].
type PreviewArgs struct {
	Weeks  int    // 0 means all
	Week   string // empty for all of them
	Detail Detail
}

// Detail is how much a preview tells about the counters.
type Detail string

// The details of a preview.
const (
	Full   Detail = "full"   // each counter
	Counts Detail = "counts" // only how many there are
)

// Params declares the keys.
func (a *PreviewArgs) Params() []declare.Param {
	return []declare.Param{
		{
			Name: "weeks", Value: declare.Whole(&a.Weeks, 1, declare.NoMax),
			Doc: "Only so many of the latest weeks. By default, all.",
		},
		{
			Name: "week", Value: declare.Day(&a.Week),
			Doc: "Only the week that ends on this day.",
		},
		{
			Name: "detail", Value: declare.OneOf(&a.Detail, Full, Counts), Default: string(Full),
			Doc: "With counts, `report`, `sampled` and `withheld` of each week are numbers of counters, and `programs` is how many programs have counters in the report.",
		},
	}
}

// OpenArgs is the argument of [Open].
type OpenArgs struct {
	Document string // the name of a page
	Show     bool
}

// Params declares the keys.
func (a *OpenArgs) Params() []declare.Param {
	return []declare.Param{
		{
			Name: "document", Required: true,
			Value: declare.OneOf(&a.Document, pages.Names()...),
			Doc:   "The page. sent is another name for uploads.",
		},
		{
			Name: "show", Value: declare.Bool(&a.Show), Default: true,
			Doc: "Also ask the editor to show it, if it can.",
		},
	}
}

// CleanArgs is the argument of [Clean].
type CleanArgs struct {
	Before string // YYYY-MM-DD, empty for 21 days ago
	DryRun bool
}

// Params declares the keys.
func (a *CleanArgs) Params() []declare.Param {
	return []declare.Param{
		{
			Name: "before", Value: declare.Day(&a.Before),
			Doc: "Delete weeks that ended by this day. By default, 21 days ago.",
		},
		{
			Name: "dryRun", Value: declare.Bool(&a.DryRun), Default: true,
			Doc: "Only report what would be deleted.",
		},
	}
}
