package main

import (
	"encoding/json"
	"testing"
)

func TestGarbleAndRestore(t *testing.T) {
	var q questions
	change := func(f func(map[string]json.RawMessage) error, body string) string {
		t.Helper()
		var message map[string]json.RawMessage
		if err := json.Unmarshal([]byte(body), &message); err != nil {
			t.Fatal(err)
		}
		if f(message) != nil {
			return body
		}
		raw, err := json.Marshal(message)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	for _, test := range []struct {
		change          func(map[string]json.RawMessage) error
		message, wanted string
	}{
		{
			q.garble,
			`{"id":7,"method":"window/showMessageRequest","params":{"actions":[{"title":"On: yes","short":"On","mode":"on"},{"title":"Later"}],"goTelemetry":{"kind":"prompt","facts":["a"],"lead":"b"},"message":"Which?","type":3}}`,
			`{"id":7,"method":"window/showMessageRequest","params":{"actions":[{"mode":"on","title":"Off plugh"},{"title":"On xyzzy 1"},{"title":"On xyzzy 2"}],"goTelemetry":{"facts":["a"],"kind":"prompt","lead":"Plugh prompt?"},"message":"Plugh prompt?","type":3}}`,
		},
		{q.garble, `{"method":"window/showMessage","params":{"message":"Oh.","type":3}}`, `{"method":"window/showMessage","params":{"message":"Plugh \u003cnil\u003e.","type":3}}`},
		{q.garble, `{"method":"goTelemetry/status","params":{"mode":"on"}}`, `{"method":"goTelemetry/status","params":{"mode":"on"}}`},
		{q.restore, `{"id":7,"result":{"title":"On xyzzy 1"}}`, `{"id":7,"result":{"title":"Later"}}`},
		{q.restore, `{"id":7,"result":{"title":"On xyzzy 2"}}`, `{"id":7,"result":null}`},
		{q.restore, `{"id":7,"result":{"title":"Off plugh"}}`, `{"id":7,"result":{"title":"On: yes"}}`},
		{q.restore, `{"id":7,"result":{"title":"Off plugh","mode":"on"}}`, `{"id":7,"result":{"title":"Off plugh","mode":"on"}}`},
		{q.restore, `{"id":7,"result":null}`, `{"id":7,"result":null}`},
		{q.restore, `{"id":8,"result":{"title":"Later"}}`, `{"id":8,"result":{"title":"Later"}}`},
	} {
		if got := change(test.change, test.message); got != test.wanted {
			t.Errorf("%s\nbecomes %s\nwant    %s", test.message, got, test.wanted)
		}
	}
}
