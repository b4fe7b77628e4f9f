package server

import (
	"context"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// commandTable binds every declared command to its handler.
func (s *Server) commandTable() (*commands.Table, error) {
	return commands.NewTable(
		commands.Bind(commands.Status, func(context.Context, commands.None) (status.Status, error) { return s.status(), nil }),
		commands.Bind(commands.SetMode, s.setMode),
		commands.Bind(commands.UndoSwitch, s.undoSwitch),
		commands.BindInOrder(commands.ChooseMode, s.chooseMode),
		commands.Bind(commands.Summary, s.summary),
		commands.Bind(commands.Preview, s.preview),
		commands.Bind(commands.Files, s.files),
		commands.Bind(commands.Running, s.running),
		commands.Bind(commands.Doctor, s.doctor),
		commands.Bind(commands.Clean, s.clean),
		commands.Bind(commands.Open, s.open),
		commands.Bind(commands.ResetPrompt, s.resetPrompt),
	)
}

// executeParams is decoded by hand, so that bad arguments reach the table, which can
// name them in its error.
type executeParams struct {
	Command   string         `json:"command"`
	Arguments jsontext.Value `json:"arguments"`
}

// prepareCommand implements workspace/executeCommand.
func prepareCommand(s *Server, raw jsontext.Value) (work, error) {
	p, err := decode[executeParams](raw)
	if err != nil {
		return work{}, err
	}
	var arguments []jsontext.Value
	if len(p.Arguments) > 0 && p.Arguments.Kind() != 'n' {
		if err := plainjson.Unmarshal(p.Arguments, &arguments); err != nil {
			return work{}, invalidParams("workspace/executeCommand: arguments must be an array of at most one object")
		}
	}
	command, err := s.table.Prepare(p.Command, arguments)
	if err != nil {
		return work{}, invalidParams("%v", err)
	}
	return work{Changes: command.Changes, AtOnce: command.AtOnce, Run: func(ctx context.Context) (any, error) {
		result, err := command.Run(ctx)
		if err != nil {
			return nil, err
		}
		if result == nil {
			return jsontext.Value("null"), nil
		}
		raw, err := plainjson.Marshal(result)
		return jsontext.Value(raw), err
	}}, nil
}
