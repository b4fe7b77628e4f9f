package frontend

import (
	"slices"

	"github.com/telemetry-ls/telemetry-ls/pages"
)

// Entries lists everything that users can run, including the pages, in the order of the
// palette and of the completion.
func Entries(all []pages.Page) []Entry {
	list := switches()
	for _, p := range all {
		list = append(list, ofPage(p))
		if p.Name == "files" {
			list = append(list, onFiles()...)
		}
	}
	return append(list, others()...)
}

// switches lists the entries for the mode and for the dashboard.
func switches() []Entry {
	return slices.Concat(switchesOfMode(), []Entry{
		{
			Doc: "Undoes the last switch that this editor made.", Needs: "undoSwitch",
			VSCode: VSCode{ID: "undoSwitch", Title: "Undo Last Switch", Icon: "discard", Menu: true},
			Neovim: Neovim{Word: "undo"},
		},
		{
			Doc:    "Lets you choose the mode for every environment in which none was chosen.",
			VSCode: VSCode{ID: "chooseDefault", Title: "Default for New Environments...", Icon: "globe", Menu: true},
		},
		{
			Doc:    "Shows the question that waits for your answer.",
			VSCode: VSCode{ID: "answerQuestion", Title: "Answer Question", Icon: "question", When: "goTelemetry.asks"},
		},
		{
			Doc: "Shows the mode and what it means. `:GoTelemetry` alone does the same.", Needs: "status",
			Neovim: Neovim{Word: "status"},
		},
		{
			Doc: "Opens the pending question, or lets you choose a mode.", Needs: "chooseMode",
			Neovim: Neovim{Word: "choose"},
		},
		{
			Doc: "Shows the dashboard: this week, the trend of each program, crashes and uploads.", Needs: "summary",
			VSCode: VSCode{ID: "showDashboard", Title: "Show Dashboard", Icon: "graph", Menu: true, Always: true},
		},
		{
			Doc: "Saves the dashboard as one HTML file.", Needs: "summary",
			VSCode: VSCode{ID: "exportDashboard", Title: "Export Dashboard as HTML...", Icon: "export"},
		},
	})
}

// switchesOfMode lists the entries that choose a mode. VS Code doesn't offer the mode in
// force, if that was chosen.
func switchesOfMode() []Entry {
	return []Entry{
		{
			Doc: "Lets you choose a mode.", Needs: "setMode",
			VSCode: VSCode{ID: "switchMode", Title: "Switch Mode...", Icon: "arrow-swap", Always: true},
		},
		{
			Doc: "Switches to on, and shows what is uploaded and where, that it is published, and how to switch back.", Needs: "setMode",
			VSCode: VSCode{ID: "turnOn", Title: "Turn On", Icon: "cloud-upload", When: unlessIn("on")},
			Neovim: Neovim{Word: "on"},
		},
		{
			Doc: "Switches to local: Go counts on this machine and uploads nothing.", Needs: "setMode",
			VSCode: VSCode{ID: "keepLocal", Title: "Keep Local", Icon: "device-desktop", When: unlessIn("local") + " && goTelemetry.mode != off"},
			Neovim: Neovim{Word: "local"},
		},
		{
			Doc: "The same as Keep Local, where the mode is off: Go counts again.", Needs: "setMode",
			VSCode: VSCode{ID: "setToLocal", Title: "Set to Local", Icon: "device-desktop", When: "goTelemetry.mode == off"},
		},
		{
			Doc: "Switches to off: Go counts nothing.", Needs: "setMode",
			VSCode: VSCode{ID: "turnOff", Title: "Turn Off", Icon: "circle-slash", When: unlessIn("off")},
			Neovim: Neovim{Word: "off", More: "Programs that are already running keep counting until they are restarted, " +
				"or until their week ends at the latest. On Linux, a message names them."},
		},
		{
			Doc: "Another name for Turn Off.", Needs: "setMode",
			VSCode: VSCode{ID: "disable", Title: "Disable Telemetry", Icon: "circle-slash"},
		},
	}
}

// unlessIn is true unless the mode m was chosen.
func unlessIn(m string) string {
	return "(goTelemetry.mode != " + m + " || !goTelemetry.chosen)"
}

// onFiles lists the entries that act on the files that the page files shows.
func onFiles() []Entry {
	return []Entry{
		{
			Doc: "Opens the telemetry directory in the file manager.", Needs: "status",
			VSCode: VSCode{ID: "openFolder", Title: "Open Telemetry Folder", Icon: "folder-opened", Menu: true}, // prose:ignore
		},
		{
			Doc: "Shows the files of old weeks, and deletes them if you agree.", Needs: "clean",
			VSCode: VSCode{ID: "cleanUp", Title: "Clean Up Local Data...", Icon: "trash", Menu: true},
			Neovim: Neovim{Word: "clean", Argument: "day", More: "With a day (2026-01-31, say), old weeks are those that ended by that day; " +
				"without it, those that ended 21 days ago or earlier. Press D to delete, q to cancel."},
		},
	}
}

// Never is the when clause of an entry that only the extension itself runs.
const Never = "false"

// others lists the entries for the front end and its server.
func others() []Entry {
	return []Entry{
		{
			Doc: "Restarts the gopls of this Neovim, so that it uses the new mode. Its buffers stay attached.", Needs: "running",
			Neovim: Neovim{Word: "restart-gopls"},
		},
		{
			Doc: "Copies the stack of a crash as the Markdown of an issue.", Needs: "summary",
			VSCode: VSCode{ID: "copyCrash", Title: "Copy Crash as Issue...", Icon: "bug"},
		},
		{
			Doc: "Downloads the upload config, the public list of approved counters, with go mod download.", Needs: "preview",
			VSCode: VSCode{ID: "downloadConfig", Title: "Download Upload Config", Icon: "cloud-download"},
		},
		{
			Doc: "Copies the status as JSON.", Needs: "status",
			VSCode: VSCode{ID: "copyStatus", Title: "Copy Status", Icon: "copy", Menu: true},
		},
		{
			Doc: "Forgets your answers to the question, so that it can appear again.", Needs: "resetPrompt",
			VSCode: VSCode{ID: "resetPrompt", Title: "Ask Again", Icon: "comment"},
			Neovim: Neovim{Word: "reset-prompt"},
		},
		{
			Doc:    "Restarts the server of the extension.",
			VSCode: VSCode{ID: "restartServer", Title: "Restart Server", Icon: "debug-restart", Menu: true},
		},
		{
			Doc:    "Shows the log of the extension and its server.",
			VSCode: VSCode{ID: "showLog", Title: "Show Log", Icon: "output", Menu: true},
		},
		{
			Doc:    "Shows the question that waits, or the menu of the status bar item.",
			VSCode: VSCode{ID: "showMenu", Title: "Show Menu", When: Never},
		},
	}
}
