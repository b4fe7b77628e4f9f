package commands

import (
	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// OpenResult is the result of [Open].
type OpenResult struct {
	URI        string `json:"uri"`        // go-telemetry:///explanation.md
	LanguageID string `json:"languageId"` // markdown
	Text       string `json:"text"`
}

// The commands, in the order of the documentation.
var (
	Status = define[None, status.Status](Descriptor{
		ID: "telemetry-ls.status", Title: "Status", Result: "Status", AtOnce: true,
		Doc: "Gives the telemetry mode in force and what it means on this machine.",
	})
	SetMode = define[SetModeArgs, status.Status](Descriptor{
		ID: "telemetry-ls.setMode", Title: "Set Mode", Result: "Status after the switch", Changes: true,
		Doc: "Switches the telemetry mode. A mode that is already in force is not written again, since that would move its date. " +
			"Programs that are already running follow once they are restarted; see `telemetry-ls.running`. " +
			"Fails with RequestFailed and the cause where the mode cannot be kept.",
	})
	UndoSwitch = define[None, status.Status](Descriptor{
		ID: "telemetry-ls.undoSwitch", Title: "Undo Switch", Result: "Status after it", Changes: true,
		Doc: "Takes back the last switch made through this server. Back to 'never chosen' removes the mode file; any other mode is dated today. " +
			"Fails with RequestFailed where there is nothing to undo, or where the mode file has changed since.",
	})
	ChooseMode = define[None, status.Status](Descriptor{
		ID: "telemetry-ls.chooseMode", Title: "Choose Mode...", Result: "Status after the answer",
		Doc: "Asks the user which mode to use, by window/showMessageRequest.",
	})
	Summary = define[SummaryArgs, *summary.Summary](Descriptor{
		ID: "telemetry-ls.summary", Title: "Counter Summary", Result: "Summary",
		Doc: "Sums up what was counted in the latest weeks, per program, version and chart.",
	})
	Preview = define[None, *upload.Preview](Descriptor{
		ID: "telemetry-ls.preview", Title: "Preview Upload", Result: "Preview",
		Doc: "Gives for each week exactly the report that would be uploaded, whether it would, and why not.",
	})
	Files = define[None, *housekeeping.Listing](Descriptor{
		ID: "telemetry-ls.files", Title: "Local Files", Result: "`{\"dir\", \"bytes\", \"files\"}`",
		Doc: "Lists every file in the telemetry directory: what it is, whose, of which week, how large.",
	})
	Open = define[OpenArgs, OpenResult](Descriptor{
		ID: "telemetry-ls.open", Title: "Open Page", Result: "`{\"uri\", \"languageId\", \"text\"}`",
		Doc: "Gives a page about telemetry as Markdown, and shows it in the editor.",
	})
	Running = define[None, running.Programs](Descriptor{
		ID: "telemetry-ls.running", Title: "Running Programs", Result: "`{\"supported\", \"programs\": [{\"program\", \"pid\", \"version\"}]}`",
		Doc: "Lists your running programs that have a counter file mapped. They read the mode only when they start and when their week ends, " +
			"so after a switch to off they go on counting until they are restarted. Works on Linux; elsewhere `supported` is false. Fails where the system lacks file handles or memory for the look.",
	})
	Doctor = define[None, status.Checks](Descriptor{
		ID: "telemetry-ls.doctor", Title: "Check Environment", Result: "`{\"checks\": [{\"code\", \"ok\", \"message\", \"hint\"}]}`",
		Doc: "Checks the environment: platform, directories, mode file, variables, the Go settings file, and running programs that don't follow the mode.",
	})
	Clean = define[CleanArgs, *housekeeping.Plan](Descriptor{
		ID: "telemetry-ls.clean", Title: "Clean Up Local Data...", Result: "`{\"files\", \"bytes\", \"deleted\", \"problems\"}`", Changes: true,
		Doc: "Deletes the local data of whole weeks that ended before a day; never the mode, never the running week, never the newest upload. " +
			"It keeps the reports of a week while Go could upload that week a second time, and names them in problems. `deleted` is true where at least one file was deleted.",
	})
	ResetPrompt = define[None, None](Descriptor{
		ID: "telemetry-ls.resetPrompt", Title: "Reset Prompt", Result: "null", Changes: true,
		Doc: "Forgets what the prompt remembers, so that it may ask again.",
	})
)
