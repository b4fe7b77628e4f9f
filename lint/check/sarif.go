package check

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// SARIF is a report in the format SARIF 2.1.0, for encoding as JSON.
type SARIF struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool        sarifTool         `json:"tool"`
	Invocations []sarifInvocation `json:"invocations"`
	ColumnKind  string            `json:"columnKind"`
	Results     []sarifResult     `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string      `json:"name"`
	Version        string      `json:"version"`
	InformationURI string      `json:"informationUri"`
	Rules          []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID                   string       `json:"id"`
	ShortDescription     sarifText    `json:"shortDescription"`
	FullDescription      sarifText    `json:"fullDescription"`
	HelpURI              string       `json:"helpUri"`
	DefaultConfiguration sarifDefault `json:"defaultConfiguration"`
}

type sarifDefault struct {
	Level string `json:"level"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifInvocation struct {
	Successful    bool                `json:"executionSuccessful"`
	Notifications []sarifNotification `json:"toolExecutionNotifications"`
}

type sarifNotification struct {
	Level      string          `json:"level"`
	Message    sarifText       `json:"message"`
	Locations  []sarifLocation `json:"locations"`
	Descriptor sarifDescriptor `json:"descriptor"`
}

type sarifDescriptor struct {
	ID string `json:"id"`
}

type sarifResult struct {
	RuleID    string          `json:"ruleId"`
	RuleIndex int             `json:"ruleIndex"`
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations"`
	Fixes     []sarifFix      `json:"fixes,omitempty"`
}

type sarifLocation struct {
	Physical sarifPhysical `json:"physicalLocation"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitzero"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

type sarifFix struct {
	Description sarifText     `json:"description"`
	Changes     []sarifChange `json:"artifactChanges"`
}

type sarifChange struct {
	Artifact     sarifArtifact      `json:"artifactLocation"`
	Replacements []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	Deleted  sarifRegion `json:"deletedRegion"`
	Inserted sarifText   `json:"insertedContent"`
}

// ToSARIF returns a report in the format SARIF. version is that of this program.
func ToSARIF(r Report, version string) SARIF {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{"telemetry-ls", version, lint.HelpPage, sarifRules()}},
		ColumnKind: "utf16CodeUnits",
		Results:    make([]sarifResult, len(r.Findings)),
	}
	for i, f := range r.Findings {
		run.Results[i] = sarifResultOf(f)
	}
	done := sarifInvocation{Successful: len(r.Problems) == 0}
	for _, p := range r.Problems {
		done.Notifications = append(done.Notifications, sarifNotification{
			"error", sarifText{p.Message}, []sarifLocation{{sarifPhysical{artifact(p.File), nil}}}, sarifDescriptor{p.Code},
		})
	}
	run.Invocations = []sarifInvocation{done}
	return SARIF{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}}
}

func sarifRules() []sarifRule {
	var rules []sarifRule
	for _, r := range lint.Rules() {
		level := sarifDefault{sarifLevel(severities[r.Severity])}
		rules = append(rules, sarifRule{string(r.Code), sarifText{r.Title}, sarifText{r.Doc}, lint.Help(r.Code), level})
	}
	return rules
}

func sarifResultOf(f Finding) sarifResult {
	at := artifact(f.File)
	r := sarifResult{
		RuleID:    f.Code,
		RuleIndex: slices.IndexFunc(lint.Rules(), func(r lint.Rule) bool { return string(r.Code) == f.Code }),
		Level:     sarifLevel(f.Severity),
		Message:   sarifText{f.Message},
		Locations: []sarifLocation{{sarifPhysical{at, &sarifRegion{f.Line, f.Column, f.EndLine, f.EndColumn}}}},
	}
	if f.Fix != nil {
		change := sarifChange{Artifact: at}
		for _, e := range f.Fix.Edits {
			change.Replacements = append(change.Replacements, sarifReplacement{
				sarifRegion{e.Line, e.Column, e.EndLine, e.EndColumn}, sarifText{e.NewText},
			})
		}
		r.Fixes = []sarifFix{{sarifText{f.Fix.Title}, []sarifChange{change}}}
	}
	return r
}

// sarifLevel returns the word of SARIF for a severity.
func sarifLevel(severity string) string {
	if severity == severities[lint.Information] {
		return "note"
	}
	return severity
}

// artifact returns the URI of a file: relative if its path is.
func artifact(file string) sarifArtifact {
	drive := len(file) > 2 && file[1] == ':' && file[2] == '/'
	switch {
	case drive:
		return sarifArtifact{(&url.URL{Scheme: "file", Path: "/" + file}).String()}
	case path.IsAbs(file):
		return sarifArtifact{(&url.URL{Scheme: "file", Path: file}).String()}
	}
	return sarifArtifact{(&url.URL{Path: strings.TrimPrefix(file, "./")}).String()}
}
