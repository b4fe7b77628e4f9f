package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/declare"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/settings"
)

// vscodeManifest fills package.json: the commands, when the palette has them, and the
// settings of the server.
func (d *declarations) vscodeManifest(old []byte) ([]byte, error) {
	var fields []field
	var conditions []any
	for _, e := range d.vscode() {
		c := command{ID: vscodeID(e.VSCode.ID), Title: e.VSCode.Title, Category: "Go Telemetry"}
		if e.VSCode.Icon != "" {
			c.Icon = "$(" + e.VSCode.Icon + ")"
		}
		if e.Needs != "" && !e.VSCode.Always {
			c.Enablement = "!" + settings.Section + ".lacks." + e.Needs
		}
		fields = append(fields, field{value: c})
		if e.VSCode.When != "" {
			conditions = append(conditions, menuEntry{c.ID, e.VSCode.When})
		}
	}
	var menu, properties []field
	for _, entry := range conditions {
		menu = append(menu, field{value: entry})
	}
	for _, p := range d.settings {
		properties = append(properties, field{settings.Section + "." + p.Name, propertyOf(p)})
	}
	return regions(
		region{`"commands": [`, "    ]", list("      ", fields)},
		region{`"commandPalette": [`, "      ]", list("        ", menu)},
		region{generatedID, "      }", "        \"title\": \"Go Telemetry: Server\",\n        \"order\": 2,\n        \"properties\": {\n" +
			list("          ", properties) + "        }\n"},
	)(old)
}

// generatedID marks the entry of contributes.configuration that is generated.
const generatedID = `"id": "generated",`

// field is an element of a JSON array or, with a name, of an object.
type field struct {
	name  string
	value any
}

// The fields of the following types have the order of the file.
type (
	command struct {
		ID         string `json:"command"`
		Title      string `json:"title"`
		Category   string `json:"category"`
		Icon       string `json:"icon,omitempty"`
		Enablement string `json:"enablement,omitempty"`
	}
	menuEntry struct {
		Command string `json:"command"`
		When    string `json:"when"`
	}
	property struct {
		Scope       string   `json:"scope,omitempty"`
		Type        string   `json:"type"`
		Enum        []string `json:"enum,omitempty"`
		Minimum     *int     `json:"minimum,omitempty"`
		Maximum     *int     `json:"maximum,omitempty"`
		Default     any      `json:"default"`
		Description string   `json:"markdownDescription"`
	}
)

func propertyOf(p declare.Param) property {
	entry := property{Type: string(p.Type), Enum: p.Values, Default: p.Default, Description: p.Doc}
	if p.Personal {
		entry.Scope = "application" // workspaces can't set it
	}
	if p.Type == declare.Integer {
		entry.Minimum, entry.Maximum = &p.Min, &p.Max
	}
	return entry
}

// list returns the text between the brackets of an array or an object.
func list(indent string, fields []field) string {
	var entries []string
	for _, f := range fields {
		var text bytes.Buffer
		enc := json.NewEncoder(&text)
		enc.SetEscapeHTML(false)
		enc.SetIndent(indent, "  ")
		if err := enc.Encode(f.value); err != nil {
			panic(err) // JSON can represent all of the types above
		}
		name := ""
		if f.name != "" {
			name = fmt.Sprintf("%q: ", f.name)
		}
		entries = append(entries, indent+name+strings.TrimRight(text.String(), "\n"))
	}
	return strings.Join(entries, ",\n") + "\n"
}

// vscodeCommandTable returns the table of the palette.
func (d *declarations) vscodeCommandTable() string {
	t := markdown.NewCompactTable("`Go Telemetry:`", "what it does")
	for _, e := range d.vscode() {
		if isInPalette(e) {
			t.Row(e.VSCode.Title, e.Doc)
		}
	}
	return t.String()
}

// vscodeSettingTable returns the table of the server's settings.
func (d *declarations) vscodeSettingTable() string {
	return paramTable("setting of the server", settings.Section+".", d.settings).String()
}
