package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
)

// questions knows the titles of open questions, by the id of the request.
type questions struct {
	mu     sync.Mutex // guards titles
	titles map[string]map[string]string
}

// errAsItIs leaves a message as it is.
var errAsItIs = errors.New("not a message to people")

// misleading is what a button says that chooses a mode.
var misleading = map[string]string{"on": "Off plugh", "local": "On plugh", "off": "Local plugh"}

// garble turns what the server says to people into nonsense.
func (q *questions) garble(message map[string]json.RawMessage) error {
	method := text(message["method"])
	if !strings.HasPrefix(method, "window/showMessage") {
		return errAsItIs
	}
	var params map[string]any
	if err := json.Unmarshal(message["params"], &params); err != nil {
		return err
	}
	about, _ := params["goTelemetry"].(map[string]any)
	params["message"] = fmt.Sprintf("Plugh %v.", about["kind"])
	if actions, ok := params["actions"].([]any); ok {
		params["message"] = fmt.Sprintf("Plugh %v?", about["kind"])
		params["actions"] = q.rename(string(message["id"]), actions)
	}
	if about["lead"] != nil {
		about["lead"] = params["message"]
	}
	raw, err := json.Marshal(params)
	message["params"] = raw
	return err
}

// rename gives actions other titles, and adds one.
func (q *questions) rename(id string, actions []any) []any {
	titles := map[string]string{}
	unnamed := 0
	for _, a := range actions {
		action, _ := a.(map[string]any)
		mode, _ := action["mode"].(string)
		title, ok := misleading[mode]
		if !ok {
			unnamed++
			title = fmt.Sprintf("On xyzzy %d", unnamed)
		}
		titles[title], _ = action["title"].(string)
		action["title"] = title
		delete(action, "short")
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.titles == nil {
		q.titles = map[string]map[string]string{}
	}
	q.titles[id] = titles
	return append(actions, map[string]any{"title": fmt.Sprintf("On xyzzy %d", unnamed+1)})
}

// restore gives an answer without a mode the title that the server knows. With a
// mode, the server is to look at that.
func (q *questions) restore(message map[string]json.RawMessage) error {
	q.mu.Lock()
	titles, asked := q.titles[string(message["id"])]
	q.mu.Unlock()
	if !asked || message["method"] != nil {
		return errAsItIs
	}
	var answer map[string]any
	if err := json.Unmarshal(message["result"], &answer); err != nil || answer == nil || answer["mode"] != nil {
		return errAsItIs
	}
	title, _ := answer["title"].(string)
	original, known := titles[title]
	if !known {
		message["result"] = json.RawMessage("null")
		return nil
	}
	raw, err := json.Marshal(map[string]any{"title": original})
	message["result"] = raw
	return err
}

func text(raw json.RawMessage) (s string) {
	_ = json.Unmarshal(raw, &s) // what is no text is none
	return s
}
