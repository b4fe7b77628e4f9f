// Package dashboard makes the dashboard of the VS Code extension as one self-contained
// HTML file for a browser. The page is built from the sources in
// editors/vscode/dashboard. This package puts the data into it.
package dashboard

import (
	"bytes"
	_ "embed"
	"errors"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
	"github.com/telemetry-ls/telemetry-ls/status"
)

//go:embed page.html
var page []byte

// placeholder marks the place of the data in the page.
var placeholder = []byte(`{"status":null,"summary":null,"preview":null}`)

// Data is the data that the page shows.
type Data struct {
	Status  status.Status    `json:"status"`
	Summary *summary.Summary `json:"summary"`
	Preview *upload.Preview  `json:"preview"`
}

// Page returns the page with data in it. The page loads no other resources, and text
// from files is data in it, never markup.
func Page(data Data) ([]byte, error) {
	// Escape for HTML, so that no counter name can end the element around it.
	raw, err := plainjson.Marshal(data, jsontext.EscapeForHTML(true))
	if err != nil {
		return nil, err
	}
	if bytes.Count(page, placeholder) != 1 {
		return nil, errors.New("making the dashboard: its page has no place for the data")
	}
	return bytes.Replace(page, placeholder, raw, 1), nil
}
