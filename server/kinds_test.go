package server

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/view"
)

// scene makes the server ask one question or show one message.
type scene struct {
	setups  []setup
	options map[string]any
	command string // run after initialize, "" for none
	arg     map[string]any
	answers []string       // titles of the answers; later questions stay open
	refuse  bool           // the editor can't ask
	before  func(*session) // called before each answer
	want    meaning        // an empty Lead matches any
}

var never = map[string]any{"prompt": "never"}

// userDefault creates a user configuration file with a default for new environments.
func userDefault(mode string) []setup {
	return []setup{withFile("telemetry-ls/config.json", `{"defaultMode":"`+mode+`"}`)}
}

func downloading(mode string, err error) []setup {
	return []setup{chosen(mode + " 2026-01-01"), aReport, downloads(new(atomic.Int32), err)}
}

// modeBecomes switches the mode as another program does.
func modeBecomes(text string) func(*session) {
	return func(s *session) { s.write(s.dir.ModeFile(), text) }
}

// nothingIsKept creates a file in place of the telemetry directory, so that nothing
// can be saved.
func nothingIsKept(s *session) { s.write(filepath.Join(s.config, "go"), "") }

// askedScenes are all the questions of the server.
func askedScenes() map[string]scene {
	const choose, set = "telemetry-ls.chooseMode", "telemetry-ls.setMode"
	ifUnchosen := map[string]any{"mode": "local", "ifUnchosen": true}
	onFacts := meaning{Kind: "default", Facts: view.NoticeFacts()}
	return map[string]scene{
		"prompt":              {options: atOnce, want: meaning{Kind: "prompt", Facts: view.NoticeFacts()}},
		"prompt again":        {options: atOnce, answers: []string{"Details"}, want: meaning{Kind: "prompt", Again: true, Facts: view.NoticeFacts()}},
		"choose":              {options: never, command: choose, want: meaning{Kind: "choose"}},
		"choose again":        {options: never, command: choose, answers: []string{"Details"}, want: meaning{Kind: "choose", Again: true}},
		"default of off":      {setups: userDefault("off"), want: meaning{Kind: "default"}},
		"default of on":       {setups: userDefault("on"), want: onFacts},
		"default of settings": {options: never, command: set, arg: ifUnchosen, want: meaning{Kind: "default"}},
		"late answer":         {options: atOnce, answers: []string{"Share"}, before: modeBecomes("off 2026-11-01"), want: meaning{Kind: "switch"}},
		"download":            {setups: downloading("local", nil), command: "telemetry-ls.preview", want: meaning{Kind: "download"}},
	}
}

// saidScenes are all the messages of the server.
func saidScenes() map[string]scene {
	const set, preview = "telemetry-ls.setMode", "telemetry-ls.preview"
	to := func(mode string) map[string]any { return map[string]any{"mode": mode} }
	damaged := func(file, text string) []setup { return []setup{withFile("telemetry-ls/"+file, text)} }
	onFacts := view.NoticeFacts()
	return map[string]scene{
		"explanation":            {options: atOnce, answers: []string{"Details"}, want: meaning{Kind: "prompt"}},
		"notice":                 {options: never, command: set, arg: to("on"), want: meaning{Kind: "notice", Lead: view.NoticeLead, Facts: onFacts}},
		"switch to local":        {options: never, command: set, arg: to("local"), want: meaning{Kind: "switch"}},
		"switch to off":          {options: never, command: set, arg: to("off"), want: meaning{Kind: "switch"}},
		"default, cannot ask":    {setups: userDefault("off"), refuse: true, want: meaning{Kind: "default"}},
		"default on, cannot ask": {setups: userDefault("on"), refuse: true, want: meaning{Kind: "default", Facts: onFacts}},
		"default not kept":       {setups: append(userDefault("off"), func(s *session, _ *Options) { nothingIsKept(s) }), want: meaning{Kind: "default"}},
		"default not undone":     {setups: userDefault("off"), answers: []string{"Undo"}, before: modeBecomes("local 2026-11-01"), want: meaning{Kind: "default"}},
		"damaged default":        {setups: damaged("config.json", `{"defaultMode":"never"}`), options: never, want: meaning{Kind: "default"}},
		"damaged history":        {setups: damaged("prompt.json", `{`), options: atOnce, want: meaning{Kind: "prompt"}},
		"prompt not kept":        {options: atOnce, answers: []string{"Off"}, before: nothingIsKept, want: meaning{Kind: "prompt"}},
		"downloaded":             {setups: downloading("local", nil), command: preview, answers: []string{"Download"}, want: meaning{Kind: "download"}},
		"not downloaded":         {setups: downloading("on", errors.New("no route")), command: preview, want: meaning{Kind: "download"}},
		"policy applied":         {setups: []setup{withMachine(`{"policy": {"mode": "off", "apply": true}}`)}, want: meaning{Kind: "switch", Page: "policy"}},
		"default refused":        {setups: append(userDefault("on"), withMachine(`{"policy": {"mode": "off"}}`)), want: meaning{Kind: "default", Page: "policy"}},
		"settings":               {options: map[string]any{"prompt": "never", "lint": 1}, want: meaning{Kind: "problem"}},
		"closed": {options: atOnce, setups: []setup{func(s *session, _ *Options) {
			s.write(filepath.Join(s.config, "telemetry-ls"), "")
		}}, want: meaning{Kind: "problem"}},
	}
}

// play starts the scene.
func (sc scene) play(t *testing.T, wantsMeaning bool) *session {
	t.Helper()
	s := start(t, sc.setups...)
	if !sc.refuse {
		s.Answer("window/showMessageRequest", sc.answer(t, s))
	}
	s.initialize(map[string]any{"experimental": map[string]any{"goTelemetryMessages": wantsMeaning}}, sc.options)
	if sc.command != "" {
		s.Request("workspace/executeCommand", executeParamsOf(sc.command, sc.arg))
	}
	return s
}

func (sc scene) answer(t *testing.T, s *session) func(json.RawMessage) (any, *lsptest.Error) {
	titles := sc.answers
	return func(params json.RawMessage) (any, *lsptest.Error) {
		if len(titles) == 0 {
			select {}
		}
		title := titles[0]
		titles = titles[1:]
		if sc.before != nil {
			sc.before(s)
		}
		return map[string]any{"title": titleIn(t, params, title)}, nil
	}
}

// meaningOf returns the meaning of a message of this server; ours is false for other
// messages.
func meaningOf(m lsptest.Message) (about *meaning, ours bool) {
	var a asked
	ours = strings.HasPrefix(m.Method, "window/showMessage") && json.Unmarshal(m.Params, &a) == nil
	return a.GoTelemetry, ours
}

// TestEveryMessageHasItsMeaning checks the meaning of every question and message.
func TestEveryMessageHasItsMeaning(t *testing.T) {
	kinds := []string{"prompt", "choose", "default", "switch", "download", "notice", "problem"}
	for method, scenes := range map[string]map[string]scene{
		"window/showMessageRequest": askedScenes(), "window/showMessage": saidScenes(),
	} {
		for name, sc := range scenes {
			t.Run(name, func(t *testing.T) {
				s := sc.play(t, true)
				s.Await(method+" as wanted", func(m lsptest.Message) bool {
					about, ours := meaningOf(m)
					if !ours || m.Method != method || about == nil {
						return false
					}
					if sc.want.Lead == "" {
						about.Lead = ""
					}
					return cmp.Equal(*about, sc.want)
				})
				if n := s.Count(func(m lsptest.Message) bool {
					about, ours := meaningOf(m)
					return ours && (about == nil || !slices.Contains(kinds, about.Kind))
				}); n != 0 {
					t.Errorf("%d messages without a meaning", n)
				}
			})
		}
	}
}

// TestPlainMessages checks that without the capability, messages have only the keys
// of the protocol.
func TestPlainMessages(t *testing.T) {
	for name, sc := range saidScenes() {
		t.Run(name, func(t *testing.T) {
			s := sc.play(t, false)
			m := s.Await("a message", func(m lsptest.Message) bool { return m.Method == "window/showMessage" })
			var keys map[string]json.RawMessage
			if err := json.Unmarshal(m.Params, &keys); err != nil || len(keys) != 2 || keys["type"] == nil || keys["message"] == nil {
				t.Errorf("%s, %v; want only type and message", m.Params, err)
			}
		})
	}
}

// onlyIn names, for each way to a message or question, the one file that may use it:
// a message shown in any other way would lack its meaning.
var onlyIn = map[string]string{
	"MethodWindowShowMessage,":       "editor.go",
	"MethodWindowShowMessageRequest": "editor.go",
	"editor.showMessage(":            "messagekind.go",
	"editor.askMessage(":             "ask.go",
}

func TestOneWayToAskAndTell(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for use, home := range onlyIn {
			if has := strings.Contains(string(source), use); has != (file == home) {
				t.Errorf("%s uses %s: %v, want it in %s only", file, use, has, home)
			}
		}
	}
}

// TestAnswers checks that an answer counts by its mode if it has one, otherwise by
// its title.
func TestAnswers(t *testing.T) {
	from := choices(mode.Local)
	for answer, want := range map[string]choice{
		`{"title":"On: count, upload weekly","mode":"on"}`: from[1],
		`{"title":"xyzzy","mode":"off","short":"Off"}`:     from[2],
		`{"title":"Off: count nothing","mode":"on"}`:       from[1],
		`{"title":"Keep local: count, upload nothing"}`:    from[0],
		`{"title":"Details...","mode":null}`:               from[3],
		`{"title":"Off: count nothing","mode":"never"}`:    from[2],
		`{"title":"Off"}`: {},
		`{"mode":"ON"}`:   {},
		`null`:            {},
		`[]`:              {},
		`"on"`:            {},
		`{"title":7}`:     {},
	} {
		if got := chosenOf([]byte(answer), from); got != want {
			t.Errorf("%s chooses %+v, want %+v", answer, got, want)
		}
	}
}
