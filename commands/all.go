package commands

import (
	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/doctor"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// OpenResult is the result of [Open].
type OpenResult struct {
	URI        string `json:"uri"`        // go-telemetry:///explanation.md
	LanguageID string `json:"languageId"` // markdown
	Text       string `json:"text"`
}

// PreviewResult is the result of [Preview]: one of two types, according to the detail.
type PreviewResult interface {
	// WantsConfig reports whether another upload config may change the preview.
	WantsConfig() bool
}

var (
	_ PreviewResult = (*upload.Preview)(nil) // full
	_ PreviewResult = (*upload.Counted)(nil) // counts
)

// The commands, in documentation order.
var (
	Status = define[None, status.Status](Descriptor{
		ID: "telemetry-ls.status", Title: "Status", Result: "Status", AtOnce: true,
		Doc: "Returns the telemetry mode and what it means on this machine.",
	})
	SetMode = define[SetModeArgs, status.Status](Descriptor{
		ID: "telemetry-ls.setMode", Title: "Set Mode", Result: "Status after the switch", Changes: true,
		Doc: "Switches the telemetry mode. Does not write the current mode again, since that would change its date. " +
			"Running programs follow after they are restarted; see `telemetry-ls.running`. " +
			"Fails with RequestFailed and the cause if the mode cannot be saved.",
	})
	UndoSwitch = define[None, status.Status](Descriptor{
		ID: "telemetry-ls.undoSwitch", Title: "Undo Switch", Result: "Status after it", Changes: true,
		Doc: "Undoes the last switch made through this server. If no mode was chosen before, this removes the mode file; any other mode gets today's date. " +
			"Fails with RequestFailed if there is nothing to undo, or if the mode file has changed since.",
	})
	ChooseMode = define[None, status.Status](Descriptor{
		ID: "telemetry-ls.chooseMode", Title: "Choose Mode...", Result: "Status after the answer",
		Doc: "Asks the user which mode to use, with window/showMessageRequest.",
	})
	Summary = define[SummaryArgs, *summary.Summary](Descriptor{
		ID: "telemetry-ls.summary", Title: "Counter Summary", Result: "Summary",
		Doc: "Returns what was counted in the last weeks, by program, version and chart.",
	})
	Preview = define[PreviewArgs, PreviewResult](Descriptor{
		ID: "telemetry-ls.preview", Title: "Preview Upload", Result: "Preview",
		Doc: "Returns, for each week, the exact report that would be uploaded, whether Go would upload it, and the reasons if not. " +
			"After years, all weeks in full are megabytes: request what you show.",
	})
	Files = define[None, *housekeeping.Listing](Descriptor{
		ID: "telemetry-ls.files", Title: "Local Files", Result: "`{\"dir\", \"bytes\", \"files\"}`",
		Doc: "Lists every file in the telemetry directory, with its kind, program, week and size.",
	})
	Open = define[OpenArgs, OpenResult](Descriptor{
		ID: "telemetry-ls.open", Title: "Open Page", Result: "`{\"uri\", \"languageId\", \"text\"}`",
		Doc: "Returns a page about telemetry as Markdown, and shows it in the editor.",
	})
	Running = define[None, running.Programs](Descriptor{
		ID: "telemetry-ls.running", Title: "Running Programs", Result: "`{\"supported\", \"programs\": [{\"program\", \"pid\", \"version\"}]}`",
		Doc: "Lists your running programs that have a counter file mapped. They read the mode only when they start and when their week ends, " +
			"so after a switch to off they keep counting until they are restarted. Works on Linux; elsewhere `supported` is false. Fails if the system runs out of file handles or memory.",
	})
	Doctor = define[None, doctor.Checks](Descriptor{
		ID: "telemetry-ls.doctor", Title: "Check Environment", Result: "`{\"checks\": [{\"code\", \"ok\", \"message\", \"hint\"}]}`",
		Doc: "Checks the environment: user and host, directories and file system, mode file, go command, uploads, variables, policies, other configuration directories, files, and running programs. docs/doctor.md explains each check. It runs `go env`, outside the workspace and without counting.",
	})
	Clean = define[CleanArgs, *housekeeping.Plan](Descriptor{
		ID: "telemetry-ls.clean", Title: "Clean Up Local Data...", Result: "`{\"files\", \"bytes\", \"deleted\", \"problems\"}`", Changes: true,
		Doc: "Deletes the local data of whole weeks that ended by a day, but never the mode, the current week or the newest upload. " +
			"It keeps the reports of a week as long as Go could upload that week a second time, and names them in `problems`. `deleted` is true if at least one file was deleted.",
	})
	ResetPrompt = define[None, None](Descriptor{
		ID: "telemetry-ls.resetPrompt", Title: "Reset Prompt", Result: "null", Changes: true,
		Doc: "Resets the prompt, so that it can ask again.",
	})
)
