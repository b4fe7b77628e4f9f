package tree

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// doNothing is a command that does nothing in sh, cmd and PowerShell.
const doNothing = "exit 0"

// Task returns the rule for the script of a task, whose name is the key of the item. A
// task that others run stays, even if nothing remains to do.
func Task(language string) func(l *Linter, item *Item) {
	return func(l *Linter, item *Item) {
		if l.isUsed(item) {
			item = withoutRemoval(item)
		}
		l.script(language, item)
	}
}

// TaskCommand returns the rule for a script that is a member of a task with others.
func TaskCommand(language string) func(l *Linter, item *Item) {
	return func(l *Linter, item *Item) {
		if task := l.around[len(l.around)-1]; l.isUsed(task) || len(task.Value.Items) > 1 {
			item = withoutRemoval(item)
		}
		l.script(language, item)
	}
}

// TaskProgram is a script, or a list of arguments, that is a member of a task.
func TaskProgram(l *Linter, item *Item) {
	if item.Value.Kind != List {
		TaskCommand("sh")(l, item)
		return
	}
	remove := item.Remove
	if l.isUsed(l.around[len(l.around)-1]) {
		remove = nil
	}
	l.call(nil, item.Value, remove)
}

// Required returns the rule for a script that can't be missing.
func Required(language string) func(l *Linter, item *Item) {
	return func(l *Linter, item *Item) { l.script(language, withoutRemoval(item)) }
}

// withoutRemoval returns the item with what makes it do nothing instead of removing it.
func withoutRemoval(item *Item) *Item {
	kept, value := *item, *item.Value
	switch {
	case value.Kind == String:
		text := value.Text
		kept.Remove = func() []report.Edit { return []report.Edit{text.Replace(0, text.Len(), doNothing)} }
	case value.Kind == List && len(value.Items) == 1:
		value.Items = []*Item{withoutRemoval(value.Items[0])}
		kept.Value = &value
	}
	return &kept
}

const (
	// maxSearch bounds how much of a file isUsed searches for the names of all its tasks.
	maxSearch = 64 << 20
	// hitCost is what a name costs that is found, as if so many bytes were searched.
	hitCost = 64
)

// isUsed reports whether the file names a task elsewhere, as in `depends = ["name"]` or
// `npm run name`. In a large file with very many tasks, it doesn't look and says so.
func (l *Linter) isUsed(task *Item) bool {
	text, name := l.Source.Text, task.Key
	for at := 0; name != ""; {
		if l.searched > maxSearch {
			return true
		}
		n := strings.Index(text[at:], name)
		if n < 0 {
			l.searched += len(text) - at
			break
		}
		l.searched += n + hitCost
		start := at + n
		at = start + len(name)
		if start > 0 && (task.KeyStart > start || start >= task.KeyEnd) && isReference(text[:start], text[at:]) {
			return true
		}
	}
	return false
}

// isReference reports whether a name between two texts is that of a task to run.
func isReference(before, after string) bool {
	if after != "" && strings.IndexByte("\"' \t&;|\\\r\n", after[0]) < 0 {
		return false
	}
	quoted := strings.TrimSuffix(before, "@") // of composer
	quote := quoted[len(quoted)-1]
	if quote == '"' || quote == '\'' {
		rest := strings.TrimLeft(strings.TrimPrefix(after, string(quote)), " \t")
		return rest != "" && strings.IndexByte(":=.", rest[0]) < 0 // no key
	}
	command := before[strings.LastIndexAny(before, "\"'&;|\n")+1:]
	if !strings.HasSuffix(command, " ") {
		return false
	}
	for word := range strings.FieldsSeq(command) {
		switch word {
		case "run", "task", "poe", "pnpm", "yarn", "bun", "run-s", "run-p", "npm-run-all":
			return true
		}
	}
	return false
}
