package tokens

import "github.com/telemetry-ls/telemetry-ls/lint/internal/report"

// Command collects the words of a command from lists.
type Command struct {
	// Whole returns the edits that remove the command, or nil.
	Whole func() []report.Edit
	// Only returns the edits that remove element i of a list. nil: its tokens go.
	Only func(list []Element, i, j int) []report.Edit

	file  *File
	words []report.Word
	lists [][]Element // the list of each word
	at    []int       // and its place there
}

// Command starts a command without words.
func (f *File) Command() *Command { return &Command{file: f} }

// Add adds the elements of a list from the first one on.
func (c *Command) Add(list []Element, first int) {
	for i := first; i < len(list); i++ {
		c.words = append(c.words, c.file.Word(list[i]))
		c.lists = append(c.lists, list)
		c.at = append(c.at, i)
	}
}

// Report reports what the command does.
func (c *Command) Report() {
	if len(c.words) > 0 {
		c.file.R.Call(report.Call{Words: c.words, Remove: c.remove})
	}
}

func (c *Command) remove(i, j int) []report.Edit {
	if i == 0 && j == len(c.words) {
		if c.Whole == nil {
			return nil
		}
		return c.Whole()
	}
	from, to := c.at[i], c.at[j-1]+1
	if to-from != j-i {
		return nil // they are in two lists
	}
	if c.Only != nil {
		return c.Only(c.lists[i], from, to)
	}
	return c.file.Remove(c.lists[i], from, to)
}

// Script lints a string that a shell runs. emptied returns the edits that remove what runs
// it; nil: it may be empty.
func (f *File) Script(i int, emptied func() []report.Edit) {
	f.R.Embedded("sh", f.Tokens[i].Value, report.Context{Emptied: emptied})
}
