package report

import "strings"

// runner is a command that runs another one.
type runner struct {
	valued string // options whose value is the next word, separated by spaces
	skip   int    // arguments before the command
	sets   bool   // NAME=value arguments come before the command
	splits bool   // the value of -S is a command line
}

// runners lists the commands that Call looks through. Those with rules of their own are
// in [Reporter.through].
var runners = map[string]runner{
	"env":             {valued: "-u --unset -C --chdir", sets: true, splits: true},
	"sudo":            {valued: "-u --user -g --group -h --host -p --prompt -C -T -r -t -D --chdir -R -U", sets: true},
	"doas":            {valued: "-u -C", sets: true},
	"exec":            {valued: "-a"},
	"gosu":            {skip: 1},
	"su-exec":         {skip: 1},
	"time":            {valued: "-f --format -o --output"},
	"gtime":           {valued: "-f --format -o --output"},
	"command":         {},
	"builtin":         {},
	"nohup":           {},
	"setsid":          {},
	"nice":            {valued: "-n --adjustment"},
	"ionice":          {valued: "-c -n -p"},
	"stdbuf":          {valued: "-i -o -e"},
	"timeout":         {valued: "-s --signal -k --kill-after", skip: 1},
	"xargs":           {valued: "-I -n -P -L -d -E -s -a"},
	"retry":           {valued: "-t -d"},
	"cross-env":       {sets: true},
	"cross-env-shell": {sets: true},
	"systemd-run":     {valued: "-p --property -E --setenv -u --unit -G --slice -M", sets: false},
	"npx":             {},
	"wsl":             {valued: "-d --distribution -u --user --cd", sets: true},
	"chroot":          {skip: 1},
	"fakeroot":        {},
	"unbuffer":        {},
	"then":            {},
	"do":              {},
	"else":            {},
	"!":               {},
}

// through reports what the command at word i sets for another one, and returns the
// index of that other command, or i if it runs none.
func (r *Reporter) through(c *Call, i int) int {
	name := strings.TrimSuffix(base(c.Words[i].Text), ".exe")
	switch name {
	case "sudo", "doas", "su", "runuser", "ssh", "systemd-run", "wsl", "chroot", "gosu", "su-exec":
		c.elsewhere()
	}
	if run, ok := runners[name]; ok {
		return r.runner(*c, i+1, run)
	}
	switch name {
	case "docker", "podman", "nerdctl", "finch", "docker-compose", "podman-compose":
		c.elsewhere()
		return r.container(*c, i)
	case "sh", "bash", "zsh", "dash", "ksh", "ash", "busybox", "fish", "pwsh", "powershell", "cmd", "su", "runuser", "eval", "nix-shell", "nix", "ssh", "watch", "parallel", "flock", "trap", "mise", "asdf", "flox", "devbox":
		return r.script(*c, i, name)
	case "find":
		r.find(*c, i+1)
	case "setx":
		r.pair(*c, i+1, "")
	case "launchctl":
		r.pair(*c, i+2, "setenv")
	case "systemctl":
		r.assignments(*c, i+1, "set-environment")
	case "wrapProgram", "makeWrapper", "makeBinaryWrapper":
		r.wrapper(*c, i+1)
	case "kubectl", "oc":
		c.elsewhere()
		return r.kubectl(*c, i)
	}
	return i
}

// runner walks over the options and assignments of a runner, which begin at word i.
func (r *Reporter) runner(c Call, i int, run runner) int {
	for ; i < len(c.Words); i++ {
		w := c.Words[i]
		switch {
		case w.Text == "--":
			return r.sets(c, i+1, run)
		case w.Text == "-E" || w.Text == "--setenv":
			if hasOption(run.valued, w.Text) {
				r.argument(c, i, i+1)
				i++
			}
		case run.splits && (w.Text == "-S" || w.Text == "--split-string") && i+1 < len(c.Words) && isScript(c.Words[i+1]):
			r.nested(c, i+1, "sh")
			return len(c.Words)
		case strings.HasPrefix(w.Text, "--setenv="):
			r.inOption(c, i, len("--setenv="))
		case hasOption(run.valued, w.Text):
			i++
		case !strings.HasPrefix(w.Text, "-"):
			return r.sets(c, i, run) + run.skip
		}
	}
	return i
}

// elsewhere says that what follows runs for another user, or in another container or
// machine: a command before this one changes nothing there.
func (c *Call) elsewhere() {
	c.Before = nil
	if c.Context.Scope != nil {
		c.Context.Scope = &Scope{Off: c.Context.Scope.Off, Elsewhere: true}
	}
}

func hasOption(list, option string) bool {
	return strings.HasPrefix(option, "-") && strings.Contains(" "+list+" ", " "+option+" ")
}

// sets reports the assignments from word i on and returns the index of the first other
// word.
func (r *Reporter) sets(c Call, i int, run runner) int {
	for ; run.sets && i < len(c.Words); i++ {
		if _, _, ok := c.Words[i].Assignment(); !ok {
			break
		}
		r.argument(c, i, i)
	}
	return i
}

// argument reports the assignment in word at, which is removed with the words since from.
func (r *Reporter) argument(c Call, from, at int) {
	if at < len(c.Words) {
		r.argumentIn(c, at, from, at+1)
	}
}

// argumentIn reports the assignment in word at, which is removed with the words from i to j.
func (r *Reporter) argumentIn(c Call, at, i, j int) {
	w := c.Words[at]
	name, value, ok := w.Assignment()
	if !ok || !IsName(name) {
		return
	}
	s := Set{Name: name, Value: value, Constant: w.Constant, Start: w.Start, End: w.End, OneCommand: true}
	r.setIn(c, s, i, j)
}

// inOption reports the assignment in word i after an option of n bytes, as in
// --env=NAME=value.
func (r *Reporter) inOption(c Call, i, n int) {
	w := c.Words[i]
	name, value, ok := Word{Source: w.Slice(n, w.Len())}.Assignment()
	if !ok || !IsName(name) {
		return
	}
	// A quote around the whole word begins before the option; one around the assignment
	// belongs to it.
	start := w.At(n)
	end := w.End
	if file := w.file; start > w.Start && strings.ContainsRune(`"'`, rune(file[start-1])) && file[start-1] == file[end-1] && w.At(0) == w.Start {
		start--
	} else if w.At(0) > w.Start {
		end = w.At(w.Len())
	}
	s := Set{Name: name, Value: value, Constant: w.Constant, Start: start, End: end, OneCommand: true}
	r.setIn(c, s, i, i+1)
}

// setIn reports an argument that sets a variable; without it, the words from i to j go.
func (r *Reporter) setIn(c Call, s Set, i, j int) {
	if c.Remove != nil {
		s.Remove = c.Remove(i, j)
		if c.Before != nil && len(s.Remove) > 0 {
			s.Replace = merge(c.Before(TurnOff), s.Remove)
		}
	}
	r.Set(s, c.Context.Scope)
}

// merge returns both edits in order. They are disjoint: a command is inserted before the
// words.
func merge(before, after []Edit) []Edit {
	if len(before) == 0 {
		return nil
	}
	return Join(append(before[:len(before):len(before)], after...))
}

// assignments reports NAME=value arguments after a subcommand at word i.
func (r *Reporter) assignments(c Call, i int, subcommand string) {
	for i < len(c.Words) && strings.HasPrefix(c.Words[i].Text, "-") {
		i++
	}
	if i >= len(c.Words) || c.Words[i].Text != subcommand {
		return
	}
	first := i + 1
	for at := first; at < len(c.Words); at++ {
		from := at
		if len(c.Words) == first+1 {
			from = 0 // nothing remains to set
		}
		r.argument(c, from, at)
	}
}

// pair reports a command that sets a variable by two arguments, from word i on.
func (r *Reporter) pair(c Call, i int, subcommand string) {
	if subcommand != "" && (i < 1 || i > len(c.Words) || c.Words[i-1].Text != subcommand) || i+1 >= len(c.Words) {
		return
	}
	name, value := c.Words[i], c.Words[i+1]
	r.setIn(c, Set{
		Name: name.Text, Value: value.Text, Constant: name.Constant && value.Constant,
		Start: name.Start, End: value.End,
	}, 0, len(c.Words))
}

// wrapper reports the variables that a wrapper of Nix sets by options from word i on.
func (r *Reporter) wrapper(c Call, i int) {
	for ; i+2 < len(c.Words); i++ {
		if option := c.Words[i].Text; option != "--set" && option != "--set-default" {
			continue
		}
		name, value := c.Words[i+1], c.Words[i+2]
		r.setIn(c, Set{
			Name: name.Text, Value: value.Text, Constant: name.Constant && value.Constant,
			Start: name.Start, End: value.End,
		}, i, i+3)
		i += 2
	}
}
