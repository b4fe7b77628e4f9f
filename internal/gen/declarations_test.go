package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/internal/declare"
	"github.com/telemetry-ls/telemetry-ls/internal/frontend"
	"github.com/telemetry-ls/telemetry-ls/pages"
)

// made returns the text of each file that d generates.
func made(t *testing.T, d declarations) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, f := range files("../..", d) {
		old, err := os.ReadFile(filepath.Join("../..", f.path))
		if err != nil {
			t.Fatal(err)
		}
		text, err := f.make(old)
		if err != nil {
			t.Fatalf("%s: %v", f.path, err)
		}
		texts[f.path] = string(text)
	}
	return texts
}

// TestPlacesOfAPage checks what a row in the table of pages generates.
func TestPlacesOfAPage(t *testing.T) {
	d := declared()
	d.pages = append(d.pages, pages.Page{
		Name: "weather", Aliases: []string{"sky"}, Title: "Show Weather", Doc: "Shows the weather.",
		Editor: pages.Editor{Needs: "open", Icon: "sun", Menu: true},
	})
	d.entries = frontend.Entries(d.pages)
	checkPlaces(t, d, map[string][]string{
		"docs/protocol.md": {"| `go-telemetry:///weather.md` | `sky.md` | Shows the weather. |"},
		"docs/editors.md":  {` "weather") nil t)))`},
		"editors/neovim/lua/telemetry_ls/generated.lua": {`{ word = "weather", page = "weather", aliases = { "sky" } }`},
		"editors/neovim/README.md":                      {"| `weather` | Shows the weather. |"},
		vimdocPath: {
			":GoTelemetry weather                                    *:GoTelemetry-weather*\n        Shows the weather. `:GoTelemetry sky` does the same.\n",
		},
		tagsPath: {":GoTelemetry-weather\ttelemetry_ls.txt\t/*:GoTelemetry-weather*\n"},
		"editors/vscode/src/generated.ts": {
			`{ id: "goTelemetry.showWeather", title: "Show Weather", icon: "sun", needs: serverCommands.open, menu: true, page: "weather", aliases: ["goTelemetry.showSky"] }`,
		},
		"editors/vscode/package.json": {`"command": "goTelemetry.showWeather",
        "title": "Show Weather",
        "category": "Go Telemetry",
        "icon": "$(sun)",
        "enablement": "!goTelemetry.lacks.open"`},
		"editors/vscode/README.md": {"| Show Weather | Shows the weather. |"},
	})
}

// TestPlacesOfACommand checks what the declaration of a command generates, together with
// an entry for running it.
func TestPlacesOfACommand(t *testing.T) {
	d := declared()
	c := commands.Clean.Descriptor
	c.ID, c.Title, c.Doc = "telemetry-ls.dance", "Dance", "Dances."
	d.commands = append(d.commands, c)
	d.entries = append(d.entries, frontend.Entry{
		Doc: "Dances until that day.", Needs: "dance",
		VSCode: frontend.VSCode{ID: "dance", Title: "Dance...", Icon: "person"},
		Neovim: frontend.Neovim{Word: "dance", Argument: "day", More: "Any key stops it."},
	}, frontend.Entry{VSCode: frontend.VSCode{ID: "bow", Title: "Bow", When: "false"}})
	checkPlaces(t, d, map[string][]string{
		"docs/schemas/arguments.json":                   {`"telemetry-ls.dance": {`},
		"docs/commands.md":                              {"## `telemetry-ls.dance`\n\nDances.\n\n| argument |"},
		"editors/neovim/lua/telemetry_ls/generated.lua": {`{ word = "dance", argument = "day" }`},
		"editors/neovim/README.md":                      {"| `dance [day]` | Dances until that day. |"},
		vimdocPath:                                      {"*:GoTelemetry-dance*\n        Dances until that day. Any key stops it.\n"},
		tagsPath:                                        {":GoTelemetry-dance\t"},
		"editors/vscode/src/generated.ts": {
			`  dance: "telemetry-ls.dance",`,
			`{ id: "goTelemetry.dance", title: "Dance...", icon: "person", needs: serverCommands.dance }`,
		},
		"editors/vscode/package.json": {
			`"enablement": "!goTelemetry.lacks.dance"`,
			`"command": "goTelemetry.bow",
        "title": "Bow",
        "category": "Go Telemetry"
      }`,
			`"command": "goTelemetry.bow",
          "when": "false"`,
		},
		"editors/vscode/README.md": {"| Dance... | Dances until that day. |"},
	})
}

// TestPlacesOfASetting checks what the declaration of a setting generates.
func TestPlacesOfASetting(t *testing.T) {
	d := declared()
	var n int
	d.settings = append(d.settings, declare.Param{
		Name: "tempo", Value: declare.Whole(&n, 1, 300), Default: 120, Personal: true, Doc: "How fast it is.",
	})
	checkPlaces(t, d, map[string][]string{
		"docs/schemas/settings.json":                    {`"tempo": {`},
		"docs/settings.md":                              {"| `tempo` | a whole number from 1 to 300 | `120` | How fast it is. |"},
		"editors/neovim/lua/telemetry_ls/generated.lua": {`{ name = "tempo", type = "integer", min = 1, max = 300 }`},
		vimdocPath:                        {"        tempo          A whole number from 1 to 300; by default 120. How fast\n                       it is.\n"},
		"editors/vscode/src/generated.ts": {`, "tempo"]`},
		"editors/vscode/package.json": {`"goTelemetry.tempo": {
            "scope": "application",
            "type": "integer",
            "minimum": 1,
            "maximum": 300,
            "default": 120,
            "markdownDescription": "How fast it is."`},
		"editors/vscode/README.md": {"| `goTelemetry.tempo` | a whole number from 1 to 300 | `120` | How fast it is. |"},
	})
}

// checkPlaces compares the files that d changes with the ones that must mention it.
func checkPlaces(t *testing.T, d declarations, want map[string][]string) {
	t.Helper()
	before, after := made(t, declared()), made(t, d)
	for path, text := range after {
		if (text != before[path]) != (want[path] != nil) {
			t.Errorf("%s: changed %v, want %v", path, text != before[path], want[path] != nil)
		}
		for _, line := range want[path] {
			if !strings.Contains(text, line) {
				t.Errorf("%s lacks\n%s", path, line)
			}
		}
	}
	for path := range want {
		if _, ok := after[path]; !ok {
			t.Errorf("%s is not generated", path)
		}
	}
}

// TestArgumentOfOpen checks that telemetry-ls.open accepts exactly the pages.
func TestArgumentOfOpen(t *testing.T) {
	got := strings.Join(commands.Open.Params()[0].Values, " ")
	if want := strings.Join(pages.Names(), " "); got != want {
		t.Errorf("telemetry-ls.open takes %s, want %s", got, want)
	}
}

// TestNeedsACommand checks that each entry needs a command of the server.
func TestNeedsACommand(t *testing.T) {
	ids := commands.IDs()
	for _, e := range frontend.Entries(pages.All()) {
		if e.Needs != "" && !strings.Contains(strings.Join(ids, " ")+" ", "telemetry-ls."+e.Needs+" ") {
			t.Errorf("%s%s needs %q, which is not a command of the server", e.VSCode.ID, e.Neovim.Word, e.Needs)
		}
	}
}

// TestNothingUnused checks that the front ends use everything generated for them.
func TestNothingUnused(t *testing.T) {
	for _, test := range []struct {
		module, folder, name, use string // use has %s for the name
	}{
		{"editors/vscode/src/generated.ts", "editors/vscode/src/*.ts", `(?m)^export const (\w+)`, `import \{[^}]*\b%s\b[^}]*\} from "\./generated"`},
		{"editors/neovim/lua/telemetry_ls/generated.lua", "editors/neovim/lua/telemetry_ls/*.lua", `(?m)^M\.(\w+) =`, `\bgenerated('\))?\.%s\b`},
		{"editors/neovim/lua/telemetry_ls/generated.lua", "editors/neovim/lua/telemetry_ls/*.lua", `[{,] (\w+) = `, `\w\.%s\b`},
	} {
		source, err := os.ReadFile(filepath.Join("../..", test.module))
		if err != nil {
			t.Fatal(err)
		}
		others := sourcesBut(t, test.module, test.folder)
		for _, found := range regexp.MustCompile(test.name).FindAllSubmatch(source, -1) {
			name := string(found[1])
			if !regexp.MustCompile(strings.ReplaceAll(test.use, "%s", name)).MatchString(others) {
				t.Errorf("%s: no file in %s reads %s", test.module, test.folder, name)
			}
		}
	}
}

// sourcesBut returns the joined files that match pattern, without the module itself.
func sourcesBut(t *testing.T, module, pattern string) string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("../..", pattern))
	if err != nil || len(paths) < 2 {
		t.Fatalf("%s: %d files, %v", pattern, len(paths), err)
	}
	var b strings.Builder
	for _, path := range paths {
		if path != filepath.Join("../..", module) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			b.Write(text)
		}
	}
	return b.String()
}
