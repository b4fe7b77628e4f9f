package server

import (
	"slices"

	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
)

// promptWords returns the text of the prompt and its answers. They are short, so that they
// fit into a notification: the facts are in the meaning of the question, and on the page
// that 'Details...' opens. To close the question is to answer 'not now'.
func (s *Server) promptWords() (text string, answers []choice) {
	limits := s.machinePolicy()
	text = "Go counts how you use its tools and keeps the counts on this machine. "
	if limits.Permits(mode.On) {
		text += "Share the approved counts with the Go team?"
	} else {
		text += "Keep counting?"
	}
	answers = []choice{
		{title: "Keep local", mode: mode.Local},
		{title: "Share", mode: mode.On},
		{title: "Off", mode: mode.Off},
		details,
	}
	return text, permitted(limits, s.variableFirst(answers))
}

// variableFirst moves the mode that GOTELEMETRY asks for to the front, if it isn't in force,
// and says so.
func (s *Server) variableFirst(answers []choice) []choice {
	asked := policy.Inputs{Env: s.opts.Env("GOTELEMETRY")}.EnvMode()
	i := slices.IndexFunc(answers, func(c choice) bool { return c.mode != "" && c.mode == asked })
	if i < 0 || asked == s.reader.Read().Mode {
		return answers
	}
	wanted := answers[i]
	wanted.short = wanted.title
	wanted.title += ": what your GOTELEMETRY variable asks for, which Go ignores"
	return slices.Insert(slices.Delete(answers, i, i+1), 0, wanted)
}
