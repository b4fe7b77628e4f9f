package dashboard

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
)

var dataElement = regexp.MustCompile(`(?s)<script type="application/json" id="dashboard-data">(.*?)</script>`)

func TestPage(t *testing.T) {
	hostile := `</script><img src=x onerror=alert(1)>`
	raw, err := Page(Data{
		Summary: &summary.Summary{Programs: []summary.Program{{Program: hostile}}},
		Preview: &upload.Preview{Weeks: []upload.Week{{
			Week: "2026-11-29", Withheld: []upload.WithheldCount{{Counter: hostile}, {Counter: "x"}},
		}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(raw, []byte(hostile)) {
		t.Error("a name from a file became markup in the page")
	}
	m := dataElement.FindSubmatch(raw)
	if m == nil {
		t.Fatal("the page contains no data")
	}
	var got struct {
		Summary struct{ Programs []struct{ Program string } }
	}
	if err := json.Unmarshal(m[1], &got, json.MatchCaseInsensitiveNames(true)); err != nil {
		t.Fatal(err)
	}
	if len(got.Summary.Programs) != 1 || got.Summary.Programs[0].Program != hostile {
		t.Errorf("got data %s", m[1])
	}
	if want := `"week":"2026-11-29"`; !bytes.Contains(m[1], []byte(want)) || !bytes.Contains(m[1], []byte(`"withheld":2`)) {
		t.Errorf("the first data have no numbers of counters of each week: %s", m[1])
	}
	week := regexp.MustCompile(`(?s)<script type="application/json" id="week-2026-11-29">(.*?)</script>`).FindSubmatch(raw)
	var detail upload.Week
	if week == nil || json.Unmarshal(week[1], &detail) != nil || len(detail.Withheld) != 2 || detail.Withheld[0].Counter != hostile {
		t.Errorf("the counters of a week: got %s", week)
	}
	for _, outside := range []string{`src="http`, `href="http`, `url(http`, "@import"} {
		if strings.Contains(string(raw), outside) {
			t.Errorf("the page loads a resource: %s", outside)
		}
	}
}
