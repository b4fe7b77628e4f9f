package commands

import "github.com/telemetry-ls/telemetry-ls/status"

// SetModeArgs is the argument of [SetMode].
type SetModeArgs struct {
	Mode       string `json:"mode" values:"on|local|off" doc:"The mode to switch to."`
	IfUnchosen bool   `json:"ifUnchosen" default:"false" doc:"Switch only where nobody has chosen a mode yet, and announce it."`
}

// OpenArgs is the argument of [Open].
type OpenArgs struct {
	Document string `json:"document" values:"explanation" doc:"Which document."`
	Show     bool   `json:"show" default:"true" doc:"Also ask the editor to show it, where it can."`
}

// OpenResult is the result of [Open].
type OpenResult struct {
	URI        string `json:"uri"`        // go-telemetry:///explanation.md
	LanguageID string `json:"languageId"` // markdown
	Text       string `json:"text"`
}

// The commands, in the order of the documentation.
var (
	Status = define[None, status.Status]("telemetry-ls.status", "Status", "Status",
		"Gives the telemetry mode in force and what it means on this machine.")
	SetMode = define[SetModeArgs, status.Status]("telemetry-ls.setMode", "Set Mode", "Status after the switch",
		"Switches the telemetry mode. A mode that is already in force is not written again, since that would move its date. "+
			"Fails with RequestFailed and the cause where the mode cannot be kept.")
	UndoSwitch = define[None, status.Status]("telemetry-ls.undoSwitch", "Undo Switch", "Status after it",
		"Takes back the last switch made through this server. Back to 'never chosen' removes the mode file; any other mode is dated today. "+
			"Fails with RequestFailed where there is nothing to undo, or where the mode file has changed since.")
	ChooseMode = define[None, status.Status]("telemetry-ls.chooseMode", "Choose Mode...", "Status after the answer",
		"Asks the user which mode to use, by window/showMessageRequest.")
	Open = define[OpenArgs, OpenResult]("telemetry-ls.open", "Open Document", "`{\"uri\", \"languageId\", \"text\"}`",
		"Gives a document about telemetry as Markdown, and shows it in the editor.")
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
		Open.Descriptor,
		ResetPrompt.Descriptor,
	}
}
