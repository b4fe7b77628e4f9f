// Package dashboard makes the dashboard of the VS Code extension as one self-contained
// HTML file for a browser. The page is built from the sources in
// editors/vscode/dashboard. This package puts the data into it.
package dashboard

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
	"github.com/telemetry-ls/telemetry-ls/status"
)

//go:embed page.html
var page []byte

// The places of the data in the page.
var (
	placeholder = []byte(`{"status":null,"summary":null,"preview":null}`)
	weeksPlace  = []byte("<!-- weeks -->\n")
)

// Data is the data that the page shows.
type Data struct {
	Status  status.Status
	Summary *summary.Summary
	Preview *upload.Preview
	Now     time.Time
}

// first is what the page reads when it opens. It reads the counters of a week's preview
// only when someone opens that week.
type first struct {
	Status  status.Status    `json:"status"`
	Summary *summary.Summary `json:"summary"`
	Preview *upload.Counted  `json:"preview"`
	Made    string           `json:"made"`
}

// Page returns the page with data in it. The page loads no other resources, and text
// from files is data in it, never markup.
func Page(data Data) ([]byte, error) {
	raw, err := marshal(first{data.Status, data.Summary, data.Preview.Counted(), data.Now.UTC().Format(time.RFC3339)})
	if err != nil {
		return nil, err
	}
	var weeks bytes.Buffer
	for _, w := range data.Preview.Weeks {
		week, err := marshal(w)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&weeks, "<script type=\"application/json\" id=\"week-%s\">%s</script>\n", html.EscapeString(w.Week), week)
	}
	if bytes.Count(page, placeholder) != 1 || bytes.Count(page, weeksPlace) != 1 {
		return nil, errors.New("making the dashboard: its page has no place for the data")
	}
	return bytes.Replace(bytes.Replace(page, weeksPlace, weeks.Bytes(), 1), placeholder, raw, 1), nil
}

// marshal escapes JSON for HTML, so that no counter name can end the element around it.
func marshal(v any) ([]byte, error) {
	return plainjson.Marshal(v, jsontext.EscapeForHTML(true))
}
