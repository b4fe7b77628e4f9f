package server

import (
	"slices"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/lint"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// telemetryKind is the parent of the kinds of the code actions that switch the mode.
const telemetryKind protocol.CodeActionKind = "source.goTelemetry"

func actionKind(m mode.Mode) protocol.CodeActionKind {
	return telemetryKind + "." + protocol.CodeActionKind(m)
}

// modeActions returns the actions that switch the mode. It offers the switches only when
// the user requests their kinds: a repository's settings can make an editor run actions on
// save, and that must not switch the mode. A client that doesn't state the trigger may run
// actions unprompted, so it gets an action that asks first.
func (s *Server) modeActions(p *actionParams) []codeAction {
	only, filtered := p.only()
	switch trigger := p.trigger(); {
	case trigger == automatic:
	case !filtered && trigger == invoked:
		return append(s.policyActions(""), chooseAction(""))
	case !filtered:
		return []codeAction{chooseAction("")}
	case trigger == invoked && covered(telemetryKind, only):
		return append(s.policyActions(telemetryKind), s.switchActions(only)...)
	case trigger == invoked:
		return s.switchActions(only)
	case namesTelemetry(only):
		return []codeAction{chooseAction(telemetryKind)}
	}
	return nil
}

// switchActions returns the switches whose kinds are requested.
func (s *Server) switchActions(only []protocol.CodeActionKind) []codeAction {
	var actions []codeAction
	now := s.reader.Read()
	for _, m := range s.machinePolicy().Choices() {
		if covered(actionKind(m), only) && !(now.Chosen && now.Mode == m) {
			actions = append(actions, switchAction(m))
		}
	}
	return actions
}

// policyActions returns the switch to the mode that a policy or a default wants, if the mode
// in force doesn't conform. Only the user may request it, like all switches. The switch has no
// kind if the request names none, because VS Code then hides the kinds below source.
func (s *Server) policyActions(kind protocol.CodeActionKind) []codeAction {
	now := s.status()
	if !now.Drifts() {
		return nil
	}
	wanted := now.Policy()
	return []codeAction{commandAction(wanted.SwitchTitle(), kind, setMode(wanted.Policy.Target()))}
}

// chooseAction returns the action that asks the user, with the given kind, or without
// one if kind is "".
func chooseAction(kind protocol.CodeActionKind) codeAction {
	return commandAction("Go telemetry: switch mode...", kind, protocol.Command{Command: commands.ChooseMode.ID})
}

func switchAction(m mode.Mode) codeAction {
	return commandAction("Go telemetry: switch to "+string(m)+" ("+status.Short(m)+")", actionKind(m), setMode(m))
}

// accountActions returns the switches of the user's account to the modes that the author of
// the findings wanted. Only the user may request them, like all switches.
func (s *Server) accountActions(found []lint.Finding) []codeAction {
	var actions []codeAction
	now, limits := s.reader.Read(), s.machinePolicy()
	for _, m := range []mode.Mode{mode.Off, mode.Local} {
		wanted := slices.ContainsFunc(found, func(f lint.Finding) bool { return f.Account == string(m) })
		if wanted && limits.Permits(m) && !(now.Chosen && now.Mode == m) {
			actions = append(actions, commandAction("Switch Go telemetry to "+string(m)+" for your user account", telemetryKind, setMode(m)))
		}
	}
	return actions
}

func setMode(m mode.Mode) protocol.Command {
	return protocol.Command{Command: commands.SetMode.ID, Arguments: []jsontext.Value{jsontext.Value(`{"mode":"` + string(m) + `"}`)}}
}

// commandAction returns an action that runs a command.
func commandAction(title string, kind protocol.CodeActionKind, command protocol.Command) codeAction {
	command.Title = title
	return codeAction{Title: title, Kind: kind, Command: &command}
}
