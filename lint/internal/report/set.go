package report

// Set is a place that sets one of the variables for a program.
type Set struct {
	Name       string
	Value      string
	Constant   bool // the value is a literal
	Start, End int  // in the file
	Remove     []Edit
	// Replace is the edit that runs `go telemetry off` there instead; nil: impossible.
	Replace []Edit
	// OneCommand says that only one command gets the variable, so nothing else can read it.
	OneCommand bool
	// Kept are the forms that can still read the variable after Remove, such as "$(" in a
	// Makefile that no longer exports it.
	Kept []string
	// Managed says that home-manager manages the mode, so a fix belongs elsewhere.
	Managed bool
}

// Set reports a place that sets a variable. It ignores other variables, and values that
// unset a variable.
func (r *Reporter) Set(s Set, scope *Scope) {
	if !IsName(s.Name) || s.Constant && s.Value == "" || r.ignored(s.Start) {
		return
	}
	s.Managed = s.Managed || r.Managed
	f := Finding{Start: s.Start, End: s.End, Code: IneffectiveEnv, Severity: Warning}
	if s.Name == DirName {
		f.Code = IneffectiveDir
	} else if s.Constant && (s.Value == "off" || s.Value == "local") {
		f.Account = s.Value
	}
	f.Message = r.setMessage(s, scope)
	switch {
	case r.reads(s):
	case !s.Constant || s.Managed && s.Name == EnvName && s.Value != "on" && s.Value != "local":
	case f.Account == "off" && scope != nil && scope.Go && !scope.Off && len(s.Replace) > 0:
		f.Fix = &Fix{Title: "Replace it with `" + TurnOff + "`", Edits: s.Replace}
		scope.Off = true
	case len(s.Remove) > 0:
		f.Fix = &Fix{Title: "Remove " + s.Name, Edits: s.Remove}
	}
	r.Add(f)
}

// TurnOff is the command that does what people want with GOTELEMETRY=off.
const TurnOff = "go telemetry off"

func (r *Reporter) setMessage(s Set, scope *Scope) string {
	switch {
	case s.Name == DirName:
		return "Go ignores GOTELEMETRYDIR in the environment, so this doesn't move the telemetry directory. Go keeps it in the user's configuration directory, which only XDG_CONFIG_HOME, HOME or AppData moves."
	case s.Managed:
		return `Go ignores GOTELEMETRY in the environment, so this doesn't change the telemetry mode. Set programs.go.telemetry.mode in home-manager.`
	case r.Test:
		return `Go ignores GOTELEMETRY in the environment, so this doesn't change the telemetry mode. To turn telemetry off in a test, write "off" to go/telemetry/mode in a scratch configuration directory.`
	}
	mode := "off"
	if s.Constant && (s.Value == "on" || s.Value == "local") {
		mode = s.Value
	}
	where := "once on the machine or in the image."
	if r.pipeline && (scope == nil || !scope.Elsewhere) {
		where = "in the job, after Go is installed."
	}
	return `Go ignores GOTELEMETRY in the environment, so this doesn't change the telemetry mode. Run "go telemetry ` + mode + `" ` + where
}
