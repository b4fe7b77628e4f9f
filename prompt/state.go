package prompt

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// schemaVersion is the version of the file format that this program writes.
const schemaVersion = 1

// state is the content of prompt.json. Times are in UTC, truncated to seconds.
type state struct {
	Schema   int      `json:"schema"`
	Attempts []record `json:"attempts"`
	Answer   *answer  `json:"answer,omitempty"`
	// DeclinedDefault is the default mode that the user undid.
	DeclinedDefault string `json:"declinedDefault,omitempty"`
}

// record is one attempt to ask the question.
type record struct {
	Asked time.Time `json:"asked"`
	// NotNow is when the user postponed the question, or zero.
	NotNow time.Time `json:"notNow,omitzero"`
	// ClockSetBack is when the other times were found to be in the future.
	ClockSetBack time.Time `json:"clockSetBack,omitzero"`
}

// answer is the choice of a mode.
type answer struct {
	Choice string    `json:"choice"` // on, local or off
	Given  time.Time `json:"given"`
}

// instants returns the known times of r. A record without any counts as old, not as
// one in the future.
func (r record) instants() []time.Time {
	ts := []time.Time{r.Asked}
	for _, t := range []time.Time{r.NotNow, r.ClockSetBack} {
		if !t.IsZero() {
			ts = append(ts, t)
		}
	}
	return ts
}

// last returns the latest attempt made at asked, or nil if it was removed.
func (s *state) last(asked time.Time) *record {
	for i := range slices.Backward(s.Attempts) {
		if s.Attempts[i].Asked.Equal(asked) {
			return &s.Attempts[i]
		}
	}
	return nil
}

// clone returns a deep copy of s.
func (s state) clone() state {
	s.Attempts = slices.Clone(s.Attempts)
	if s.Answer != nil {
		a := *s.Answer
		s.Answer = &a
	}
	return s
}

// parseState parses the content of prompt.json. The path is for errors. With an
// error, the state is empty.
func parseState(path string, data []byte) (state, error) {
	s, schema, err := decodeState(data)
	switch {
	case schema > schemaVersion:
		return emptyState(), &NewerStateError{Path: path, Schema: schema}
	case err != nil:
		return emptyState(), &DamagedStateError{Path: path, Cause: smallfile.Locate(data, err)}
	}
	return s, nil
}

func emptyState() state {
	return state{Schema: schemaVersion, Attempts: []record{}}
}

// decodeState reads the schema first: a newer one may have any shape.
func decodeState(data []byte) (s state, schema int, err error) {
	var head struct {
		Schema *int `json:"schema"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return s, 0, err
	}
	if head.Schema == nil || *head.Schema < 1 {
		return s, 0, errors.New(`key "schema" is missing or below 1`)
	}
	if *head.Schema > schemaVersion {
		return s, *head.Schema, nil
	}
	if err := json.Unmarshal(data, &s); err != nil {
		return s, schemaVersion, err
	}
	return s, schemaVersion, s.normalize()
}

// normalize converts s to the form that is written, or returns an error.
func (s *state) normalize() error {
	if s.Attempts == nil {
		s.Attempts = []record{}
	}
	for i := range s.Attempts {
		a := &s.Attempts[i]
		for _, t := range []*time.Time{&a.Asked, &a.NotNow, &a.ClockSetBack} {
			if err := normalizeTime(t); err != nil {
				return fmt.Errorf("attempt %d: %w", i+1, err)
			}
		}
	}
	if s.DeclinedDefault != "" {
		if _, err := mode.Parse(s.DeclinedDefault); err != nil {
			return fmt.Errorf("declinedDefault: %w", err)
		}
	}
	if s.Answer == nil {
		return nil
	}
	if _, err := mode.Parse(s.Answer.Choice); err != nil {
		return fmt.Errorf("answer: %w", err)
	}
	return normalizeTime(&s.Answer.Given)
}

// normalizeTime converts t to UTC and truncates it to seconds. It rejects years that
// JSON cannot represent in UTC, such as that of 0000-01-01 east of Greenwich.
func normalizeTime(t *time.Time) error {
	*t = t.UTC().Truncate(time.Second)
	if y := t.Year(); y < 1 || y > 9999 {
		return fmt.Errorf("year %d is out of range", y)
	}
	return nil
}

// encode returns the content of prompt.json for s.
func (s state) encode() ([]byte, error) {
	data, err := json.MarshalIndent(s, "", "  ")
	return append(data, '\n'), err
}
