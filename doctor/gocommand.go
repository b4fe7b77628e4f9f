package doctor

import (
	"errors"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
	"github.com/telemetry-ls/telemetry-ls/toolchain"
)

// goCommand compares what the go command says with what telemetry-ls sees.
func goCommand(s status.Status, a Surroundings) []Check {
	answer, err := a.Go.Answer, a.Go.Err
	is := answer.Version + " (" + answer.Path + ")"
	switch {
	case errors.Is(err, toolchain.ErrNotFound):
		return one(fails("telemetry-ls finds no go command: "+err.Error(), hintOf(err, "add the directory that contains go to PATH")))
	case errors.Is(err, toolchain.ErrTooOld):
		return one(fails(is+" has no telemetry", "use Go 1.23 or later to switch the mode with go telemetry"))
	case err == nil && answer.Path == "":
		return one(fine("not known: the go command wasn't asked"))
	case err != nil && answer.Path == "":
		return one(fine("not known: can't ask the go command: " + err.Error()))
	case err != nil:
		return one(fails("asking "+answer.Path+" for GOTELEMETRY: "+err.Error(), "check whether this works: go env GOTELEMETRY GOTELEMETRYDIR"))
	case a.Go.Other:
		return one(fine("found " + is + "; not compared, because telemetry-ls looks at another directory than Go"))
	case !answer.Known:
		return one(fine("found " + is + "; the mode that it sees is unknown: " + answer.Why))
	case answer.Elsewhere != "":
		return one(fails(is+" uses another telemetry directory: "+answer.Elsewhere, "check whether go is a script that sets HOME or XDG_CONFIG_HOME"))
	case a.Go.Switched:
		return one(fine("found " + is + "; not compared, because the mode was switched meanwhile"))
	case a.State.Unknown:
		return one(fine("found " + is + "; not compared, because the mode file can't be read now"))
	case !sameWord(answer.Mode, a.State.Word):
		return one(fails(is+" reads another mode in the mode file than telemetry-ls, which reads "+string(s.Mode)+wordOf(answer.Mode),
			"check whether this agrees with telemetry-ls status: go env GOTELEMETRY"))
	}
	return one(fine(is + " sees the same telemetry directory, and the mode " + sameMode(answer.Mode)))
}

// sameWord reports whether the go command and telemetry-ls read the same in the mode file.
// Of a very long word that is no mode, telemetry-ls reads only the beginning.
func sameWord(theirs, ours string) bool {
	_, err := mode.Parse(ours)
	return theirs == ours || err != nil && ours != "" && strings.HasPrefix(theirs, ours)
}

// wordOf returns the go command's answer only if it is a mode.
func wordOf(word string) string {
	if _, err := mode.Parse(word); err != nil {
		return ""
	}
	return ": it reads " + word
}

func sameMode(word string) string {
	if _, err := mode.Parse(word); err != nil {
		return "file with the same word, which is no mode"
	}
	return word
}

// goRelease checks whether the upload config lists the Go release.
func goRelease(s status.Status, a Surroundings) []Check {
	if a.Preview != nil && s.Uploading {
		for _, b := range a.Preview.Uploads.Blocked {
			if b.Code == upload.UnlistedRelease {
				return one(fails(b.Message, b.Hint))
			}
		}
	}
	version := a.Go.Answer.Version
	recorded := upload.RecordedGo(version)
	switch {
	case version == "":
		return one(fine("not known: the version of Go is unknown"))
	case a.Config == nil:
		return one(fine("not known: the upload config isn't on this machine"))
	case a.Config.ListsGo(recorded):
		return one(fine(version + " is in upload config " + a.Config.Label()))
	}
	message, advice := upload.UnlistedGo(a.Config, recorded)
	if s.Uploading {
		return one(fails(message, advice))
	}
	return one(fine(message))
}
