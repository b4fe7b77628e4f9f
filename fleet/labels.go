package fleet

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/lazyregexp"
	"github.com/telemetry-ls/telemetry-ls/internal/printable"
)

// Label is a name and a value that a user adds to everything that is exported, to
// distinguish machines or accounts.
type Label struct{ Name, Value string }

// camelCase is what promtool check metrics rejects in the name of a label.
var camelCase = lazyregexp.New(`[a-z][A-Z]`)

// MetricLabels reads labels such as account=alice for [Metrics].
func MetricLabels(texts []string) ([]Label, error) {
	labels, err := readLabels(texts, func(name string) error {
		switch {
		case strings.HasPrefix(name, "__"):
			return errors.New("names that begin with __ belong to Prometheus")
		case name == "job" || name == "instance":
			return errors.New("each scrape of Prometheus sets it")
		case slices.Contains([]string{"mode", "chosen", "since", "source", "code"}, name):
			return errors.New("it is a label of a metric")
		case name == "le" || name == "quantile":
			return errors.New("only histograms and summaries of Prometheus have it")
		}
		return nil
	})
	for _, l := range labels {
		if camelCase().MatchString(l.Name) {
			return nil, hint.New(fmt.Errorf("the label %s is in camelCase, which promtool check metrics rejects", l.Name), "write it in snake_case, such as team_name")
		}
	}
	return labels, err
}

// RowLabels reads labels such as machine=build-7 for [WriteRows].
func RowLabels(texts []string) ([]Label, error) {
	return readLabels(texts, func(name string) error {
		if slices.ContainsFunc(rowKeys(), func(key string) bool { return strings.EqualFold(key, name) }) {
			return errors.New("it is a key of every object")
		}
		return nil
	})
}

// readLabels reads labels; reserved returns why a name can't be used, or nil. Databases
// don't distinguish the case of column names.
func readLabels(texts []string, reserved func(name string) error) ([]Label, error) {
	var labels []Label
	for _, text := range texts {
		l, err := parseLabel(text)
		if err != nil {
			return nil, err
		}
		if err := reserved(l.Name); err != nil {
			return nil, hint.New(fmt.Errorf("the label %s is reserved: %w", l.Name, err), "choose another name, such as account or team")
		}
		if slices.ContainsFunc(labels, func(o Label) bool { return strings.EqualFold(o.Name, l.Name) }) {
			return nil, hint.New(fmt.Errorf("the label %s is there twice", l.Name), "give each label once")
		}
		labels = append(labels, l)
	}
	return labels, nil
}

func parseLabel(text string) (Label, error) {
	name, value, ok := strings.Cut(text, "=")
	switch {
	case !ok:
		return Label{}, hint.New(fmt.Errorf("the label %s has no value", printable.Quote(text)), "write it as NAME=VALUE, such as account=alice")
	case !validName(name):
		return Label{}, hint.New(fmt.Errorf("invalid name of a label: %s", printable.Quote(name)), "use letters, digits and _; the first is not a digit")
	case value == "":
		return Label{}, hint.New(fmt.Errorf("the label %s has an empty value, which Prometheus takes for no label", name), "give it a value, or leave it out")
	case !utf8.ValidString(value):
		return Label{}, hint.New(fmt.Errorf("the value of the label %s is not UTF-8", name), "use UTF-8 text")
	case printable.Text(value) != value: // a terminal would get it escaped, as Prometheus doesn't read it
		return Label{}, hint.New(fmt.Errorf("the value of the label %s has a control character or an invisible one", name), "use plain text")
	}
	return Label{name, value}, nil
}

// validName reports whether Prometheus accepts the name of a label.
func validName(name string) bool {
	for i, r := range name {
		letter := r == '_' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
		if !letter && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return name != ""
}
