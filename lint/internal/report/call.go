package report

import (
	"slices"
	"strconv"
	"strings"
)

// Word is a word of a command line, or an element of a list of arguments.
type Word struct {
	Source          // the value, without quotes and escapes; expansions stay as they are written
	Start, End int  // in the file, quotes included
	Constant   bool // the value has no expansions
}

// Call is a command line in any language.
type Call struct {
	Words []Word
	// Remove returns the edits that remove the words from i to j, or the whole command with
	// all of them. nil: a fix is impossible.
	Remove func(i, j int) []Edit
	// Before returns the edits that run another command before this one. nil: impossible.
	Before  func(command string) []Edit
	Context Context
}

// IsGo reports whether the word is the go command.
func (w Word) IsGo() bool {
	name := w.Text
	switch name {
	case "$GO", "${GO}", "$(GO)", "${GO:-go}", "${GO-go}", "$(GOCMD)", "${GOCMD}", "$GOCMD":
		return true
	}
	name = base(name)
	return name == "go" || name == "go.exe"
}

// base returns the last element of a path of any system.
func base(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }

// content returns where the word is in the file, without the quotes around it: a list of
// strings needs them.
func (w Word) content() (start, end int) {
	if start, end = w.At(0), w.At(w.Len()); start > w.Start && end < w.End {
		return start, end
	}
	return w.Start, w.End
}

// Assignment splits NAME=value. ok is false if the word doesn't begin with a name.
func (w Word) Assignment() (name, value string, ok bool) {
	name, value, ok = strings.Cut(w.Text, "=")
	return name, value, ok && IsIdentifier(name)
}

// IsIdentifier reports whether a shell allows name for a variable.
func IsIdentifier(name string) bool {
	for i := range len(name) {
		c := name[i]
		letter := c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return name != ""
}

// Call reports what a command line does: it looks through commands that run others.
func (r *Reporter) Call(c Call) {
	for i := 0; i < len(c.Words); {
		w := c.Words[i]
		if w.IsGo() {
			r.goCommand(c, i)
			return
		}
		next := r.through(&c, i)
		if next <= i {
			return
		}
		i = next
	}
}

// goCommand reports what the go command at word i does.
func (r *Reporter) goCommand(c Call, i int) {
	at := i + 1
	if at+1 < len(c.Words) && c.Words[at].Text == "-C" {
		at += 2
	} else if at < len(c.Words) && strings.HasPrefix(c.Words[at].Text, "-C=") {
		at++
	}
	if at+1 >= len(c.Words) || !c.Words[at].Constant {
		return
	}
	switch c.Words[at].Text {
	case "env":
		r.goEnv(c, at+1)
	case "telemetry":
		r.goTelemetry(c, i, at+1)
	}
}

// goEnv reports the read-only variables that `go env -w` or -u, whose arguments begin at
// word i, can't change.
func (r *Reporter) goEnv(c Call, i int) {
	changes := false
	for ; i < len(c.Words) && strings.HasPrefix(c.Words[i].Text, "-"); i++ {
		flag := strings.TrimLeft(c.Words[i].Text, "-")
		changes = changes || flag == "w" || flag == "u"
	}
	if !changes {
		return
	}
	first := i
	others := otherNames(c.Words[first:])
	for ; i < len(c.Words); i++ {
		name, value, _ := strings.Cut(c.Words[i].Text, "=")
		if !IsName(name) {
			continue
		}
		f := Finding{
			Start: c.Words[i].Start, End: c.Words[i].End, Code: ImmutableGoEnv, Severity: Error,
			Message: envMessage(name, others),
		}
		if name == EnvName && c.Words[i].Constant && (value == "off" || value == "local") {
			f.Account = value
		}
		from, to := i, i+1
		if len(c.Words) == first+1 {
			from, to = 0, len(c.Words)
		}
		if c.Words[i].Constant {
			f.Fix = c.fix("Remove "+name, from, to)
		}
		r.Add(f)
	}
}

// maxOthers bounds how many other variables a message names.
const maxOthers = 20

// otherNames returns the other variables that a command doesn't change.
func otherNames(args []Word) (others []string) {
	for _, w := range args {
		if len(others) == maxOthers {
			return append(others, "...")
		}
		if other, _, _ := strings.Cut(w.Text, "="); !IsName(other) && IsIdentifier(other) && !slices.Contains(others, other) {
			others = append(others, other)
		}
	}
	return others
}

func envMessage(name string, others []string) string {
	message := `Go doesn't let "go env" change ` + name + `, so this command always fails`
	if len(others) > 0 {
		message += ", and " + strings.Join(others, ", ") + " doesn't change either"
	}
	if name == DirName {
		return message + "."
	}
	return message + `. Run "go telemetry off" to turn telemetry off.`
}

// fix returns the fix that removes words.
func (c Call) fix(title string, from, to int) *Fix {
	if c.Remove == nil {
		return nil
	}
	edits := c.Remove(from, to)
	if len(edits) == 0 {
		return nil
	}
	return &Fix{Title: title, Edits: edits}
}

// goTelemetry reports the argument of `go telemetry`, which is word i.
func (r *Reporter) goTelemetry(c Call, command, i int) {
	w := c.Words[i]
	if !w.Constant || w.Text == "" || strings.HasPrefix(w.Text, "-") || i+1 < len(c.Words) && !ends(c.Words[i+1]) {
		return
	}
	switch w.Text {
	case "off", "local":
		if c.Context.Scope != nil && w.Text == "off" {
			c.Context.Scope.Off = true
		}
	case "on":
		if c.Context.Scope != nil {
			r.Add(Finding{
				Start: c.Words[command].Start, End: w.End, Code: UploadingInCI, Severity: Information,
				Message: "This uploads telemetry about automated builds. Use the mode off or local here.",
			})
		}
	default:
		f := Finding{
			Start: w.Start, End: w.End, Code: InvalidMode, Severity: Error,
			Message: quote("go telemetry "+w.Text) + " fails. The modes are on, local and off.",
		}
		start, end := w.content()
		for _, mode := range []string{"off", "local", "on"} {
			f.Choices = append(f.Choices, Fix{Title: "Use the mode " + mode, Edits: []Edit{{start, end, mode}}})
		}
		r.Add(f)
	}
}

// ends reports whether a word belongs to the shell rather than to the command.
func ends(w Word) bool { return strings.HasPrefix(w.Text, "#") }

// quote shortens a command and quotes it like Go: a message must hold no characters that
// control a terminal, and lose none.
func quote(command string) string {
	const longest = 60
	if len(command) > longest {
		command = strings.ToValidUTF8(command[:longest], "") + "..."
	}
	return strconv.Quote(command)
}
