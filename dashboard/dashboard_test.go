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
		Preview: &upload.Preview{},
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
	for _, outside := range []string{`src="http`, `href="http`, `url(http`, "@import"} {
		if strings.Contains(string(raw), outside) {
			t.Errorf("the page loads a resource: %s", outside)
		}
	}
}
