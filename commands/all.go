package commands

import (
	"github.com/telemetry-ls/telemetry-ls/counters"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// SetModeArgs is the argument of [SetMode].
type SetModeArgs struct {
	Mode         string `json:"mode" values:"on|local|off" doc:"The mode to switch to."`
	IfUnchosen   bool   `json:"ifUnchosen" default:"false" doc:"Switch only where no mode was chosen, and announce it."`
	UnlessUndone bool   `json:"unlessUndone" default:"false" doc:"With ifUnchosen: not where the user has taken this very default back before."`
}

// OpenArgs is the argument of [Open].
type OpenArgs struct {
	Document string `json:"document" values:"summary|preview|uploads|sent|crashes|files|explanation|doctor" doc:"Which page; sent is another name for uploads."`
	Show     bool   `json:"show" default:"true" doc:"Also ask the editor to show it, where it can."`
}

// OpenResult is the result of [Open].
type OpenResult struct {
	URI        string `json:"uri"`        // go-telemetry:///explanation.md
	LanguageID string `json:"languageId"` // markdown
	Text       string `json:"text"`
}

// SummaryArgs is the argument of [Summary]. Without weeks the setting
// summaryWeeks counts.
type SummaryArgs struct {
	Weeks   int    `json:"weeks" default:"" doc:"How many of the latest weeks; without it the setting summaryWeeks."`
	Program string `json:"program" default:"" doc:"Only this program, such as cmd/go."`
}

// CleanArgs is the argument of [Clean].
type CleanArgs struct {
	Before string `json:"before" default:"" format:"day" doc:"Whole weeks that ended before this day (YYYY-MM-DD); without it 21 days ago."`
	DryRun bool   `json:"dryRun" default:"true" doc:"Only tell what would be deleted."`
}

// The commands, in the order of the documentation.
var (
	Status = define[None, status.Status]("telemetry-ls.status", "Status", "Status",
		"Gives the telemetry mode in force and what it means on this machine.")
	SetMode = define[SetModeArgs, status.Status]("telemetry-ls.setMode", "Set Mode", "Status after the switch",
		"Switches the telemetry mode. A mode that is already in force is not written again, since that would move its date. "+
			"Programs that are already running follow once they are restarted; see `telemetry-ls.running`. "+
			"Fails with RequestFailed and the cause where the mode cannot be kept.")
	UndoSwitch = define[None, status.Status]("telemetry-ls.undoSwitch", "Undo Switch", "Status after it",
		"Takes back the last switch made through this server. Back to 'never chosen' removes the mode file; any other mode is dated today. "+
			"Fails with RequestFailed where there is nothing to undo, or where the mode file has changed since.")
	ChooseMode = define[None, status.Status]("telemetry-ls.chooseMode", "Choose Mode...", "Status after the answer",
		"Asks the user which mode to use, by window/showMessageRequest.")
	Open = define[OpenArgs, OpenResult]("telemetry-ls.open", "Open Document", "`{\"uri\", \"languageId\", \"text\"}`",
		"Gives a document about telemetry as Markdown, and shows it in the editor.")
	Summary = define[SummaryArgs, *counters.Summary]("telemetry-ls.summary", "Counter Summary", "Summary",
		"Sums up what was counted in the latest weeks, per program, version and chart.")
	Preview = define[None, *counters.Preview]("telemetry-ls.preview", "Preview Upload", "Preview",
		"Gives for each week exactly the report that would be uploaded, whether it would, and why not.")
	Files = define[None, *counters.FileList]("telemetry-ls.files", "Local Files", "`{\"dir\", \"bytes\", \"files\"}`",
		"Lists every file in the telemetry folder: what it is, whose, of which week, how large.")
	Running = define[None, running.Programs]("telemetry-ls.running", "Running Programs", "`{\"supported\", \"programs\": [{\"program\", \"pid\", \"version\"}]}`",
		"Lists your running programs that have a counter file mapped. They read the mode only when they start and when their week ends, "+
			"so after a switch to off they go on counting until they are restarted. Works on Linux; elsewhere `supported` is false. Fails where the system lacks file handles or memory for the look.")
	Doctor = define[None, status.Checks]("telemetry-ls.doctor", "Check Environment", "`{\"checks\": [{\"code\", \"ok\", \"message\", \"hint\"}]}`",
		"Checks the environment: platform, directories, mode file, variables, the Go settings file, and running programs that don't follow the mode.")
	Clean = define[CleanArgs, *counters.CleanPlan]("telemetry-ls.clean", "Clean Up Local Data...", "`{\"files\", \"bytes\", \"deleted\", \"problems\"}`",
		"Deletes the local data of whole weeks that ended before a day; never the mode, never the running week, never the newest upload. "+
			"It keeps the reports of a week while Go could upload that week a second time, and names them in problems. `deleted` is true where at least one file was deleted.")
	ResetPrompt = define[None, None]("telemetry-ls.resetPrompt", "Reset Prompt", "null",
		"Forgets what the prompt remembers, so that it may ask again.")
)

// All lists every command.
func All() []Descriptor {
	return []Descriptor{
		Status.Descriptor,
		SetMode.Descriptor,
		UndoSwitch.Descriptor,
		ChooseMode.Descriptor,
		Summary.Descriptor,
		Preview.Descriptor,
		Files.Descriptor,
		Open.Descriptor,
		Running.Descriptor,
		Doctor.Descriptor,
		Clean.Descriptor,
		ResetPrompt.Descriptor,
	}
}
