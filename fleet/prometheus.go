package fleet

import (
	"fmt"
	"slices"
	"strings"
)

// prefix begins the name of each metric.
const prefix = "go_telemetry_"

// Metrics returns the metrics in the text format of Prometheus. Each sample gets the
// labels of [MetricLabels] too.
func Metrics(a Account, labels []Label) string {
	var b strings.Builder
	for _, m := range metrics {
		samples := m.samples(a)
		if len(samples) == 0 {
			continue
		}
		fmt.Fprintf(&b, "# HELP %[1]s%[2]s %[3]s\n# TYPE %[1]s%[2]s gauge\n", prefix, m.name, m.help)
		for _, s := range samples {
			fmt.Fprintf(&b, "%s%s%s %d\n", prefix, m.name, labelText(slices.Concat(s.labels, labels)), s.value)
		}
	}
	b.WriteString("# EOF\n")
	return b.String()
}

// escaper escapes the value of a label.
var escaper = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)

func labelText(labels []Label) string {
	if len(labels) == 0 {
		return ""
	}
	var parts []string
	for _, l := range labels {
		parts = append(parts, l.Name+`="`+escaper.Replace(l.Value)+`"`)
	}
	return "{" + strings.Join(parts, ",") + "}"
}
