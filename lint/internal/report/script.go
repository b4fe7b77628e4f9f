package report

import "strings"

// script looks through a command that runs a script or a command in its arguments.
func (r *Reporter) script(c Call, i int, name string) int {
	switch name {
	case "eval", "watch", "parallel", "ssh":
		return r.joined(c, i, name)
	case "trap":
		if i+1 < len(c.Words) {
			r.trap(c, i+1)
		}
		return i
	case "nix", "mise", "asdf", "flox", "devbox", "busybox":
		return r.afterMark(c, i)
	}
	language := map[string]string{"fish": "fish", "pwsh": "pwsh", "powershell": "pwsh", "cmd": "cmd"}[name]
	if language == "" {
		language = "sh"
	}
	for at := i + 1; at+1 < len(c.Words); at++ {
		if isScriptOption(name, c.Words[at].Text) {
			if len(c.Words) == at+2 || language == "sh" || language == "fish" {
				r.nested(c, at+1, language)
			} else {
				return at + 1 // pwsh and cmd join the arguments
			}
			return i
		}
	}
	if name == "flock" {
		return r.runner(c, i+1, runner{valued: "-w --timeout -E", skip: 1})
	}
	return i
}

// isScriptOption reports whether the argument after option is a script.
func isScriptOption(name, option string) bool {
	switch name {
	case "pwsh", "powershell":
		lower := strings.ToLower(option)
		return lower == "-c" || lower == "-command"
	case "cmd":
		return strings.EqualFold(option, "/c") || strings.EqualFold(option, "/k")
	case "nix-shell":
		return option == "--run" || option == "--command"
	case "su", "runuser", "flock":
		return option == "-c" || option == "--command"
	case "fish":
		return option == "-c" || option == "--command"
	}
	// -c, -lc, -euxc
	return len(option) > 1 && option[0] == '-' && option[1] != '-' && strings.HasSuffix(option, "c")
}

// afterMark returns the index of the command after --, -c or --command, or of the one
// after the first arguments of busybox.
func (r *Reporter) afterMark(c Call, i int) int {
	if base(c.Words[i].Text) == "busybox" {
		return i + 1
	}
	for at := i + 1; at+1 < len(c.Words); at++ {
		switch c.Words[at].Text {
		case "--", "-c", "--command":
			return at + 1
		}
		if i+1 == at && c.Words[at].Text == "exec" && base(c.Words[i].Text) == "asdf" {
			return at + 1
		}
	}
	return i
}

// nested lints the script in word i. If nothing remains of it, the command goes: without
// a script, `sh -c` would do nothing, but ssh would open a session.
func (r *Reporter) nested(c Call, i int, language string) {
	r.Embedded(language, c.Words[i].Source, Context{Scope: c.Context.Scope, Emptied: func() []Edit {
		if c.Remove == nil {
			return nil
		}
		return c.Remove(0, len(c.Words))
	}})
}

// trap lints the script in word i, which a signal runs. A script must remain: with none,
// the signal would be ignored, and without the command, it would end the shell.
func (r *Reporter) trap(c Call, i int) {
	r.Embedded("sh", c.Words[i].Source, Context{Scope: c.Context.Scope, Emptied: func() []Edit {
		start, end := c.Words[i].content()
		return []Edit{{Start: start, End: end, New: ":"}}
	}})
}

// isScript reports whether a word is a command with arguments.
func isScript(w Word) bool { return strings.ContainsAny(w.Text, " \t\n") }

// joinedOptions are the options, with a value in the next word, of commands that join
// their arguments to a script.
var joinedOptions = map[string]string{
	"ssh":      "-b -B -c -D -E -e -F -I -i -J -L -l -m -O -o -p -P -Q -R -S -W -w",
	"watch":    "-n --interval -q --equexit",
	"parallel": "-j --jobs -a --arg-file -I --delay --timeout -S --sshlogin -C --colsep -N -n -L --joblog --results",
}

// joined looks through a command that joins its arguments to a script. It returns the
// index of the command in it, or i if there is none or it has been looked at.
func (r *Reporter) joined(c Call, i int, name string) int {
	options := func(at int) int {
		for at < len(c.Words) && strings.HasPrefix(c.Words[at].Text, "-") {
			if hasOption(joinedOptions[name], c.Words[at].Text) {
				at++
			}
			at++
		}
		return at
	}
	at := options(i + 1)
	if name == "ssh" {
		at = options(at + 1) // the host
	}
	scripts := false
	for k := at; k < len(c.Words); k++ {
		if isScript(c.Words[k]) {
			scripts = true
			r.nested(c, k, "sh")
		}
	}
	if scripts || at >= len(c.Words) {
		return i
	}
	return r.sets(c, at, runner{sets: true})
}

// find looks at the commands that find runs, from word i on. Without one, find would
// print what it finds.
func (r *Reporter) find(c Call, i int) {
	for ; i < len(c.Words); i++ {
		switch c.Words[i].Text {
		case "-exec", "-execdir", "-ok", "-okdir":
		default:
			continue
		}
		first := i + 1
		for i = first; i < len(c.Words) && c.Words[i].Text != ";" && c.Words[i].Text != "+"; {
			i++
		}
		command := c
		command.Words = c.Words[first:i]
		command.Remove = func(from, to int) []Edit {
			if c.Remove == nil || from == 0 && to == len(command.Words) {
				return nil
			}
			return c.Remove(first+from, first+to)
		}
		r.Call(command)
	}
}

// containerOptions are the options of `docker run`, exec and create without a value of
// their own, which a reader needs to find the command.
const containerFlags = " -d --detach -i --interactive -t --tty -it -ti -dit -itd --rm --init --privileged --read-only -P --publish-all --no-healthcheck --oom-kill-disable --sig-proxy --quiet -q --help --service-ports --no-deps --build -T --remove-orphans --use-aliases "

// container reports what docker and the like set in a container, and returns the index
// of the command in the container.
func (r *Reporter) container(c Call, i int) int {
	at := i + 1
	for ; at < len(c.Words) && !isContainerCommand(c.Words[at].Text); at++ {
		if c.Words[at].Text == "build" || c.Words[at].Text == "buildx" {
			r.buildArguments(c, at+1)
			return i
		}
	}
	for at++; at < len(c.Words); at++ {
		w := c.Words[at].Text
		switch {
		case w == "-e" || w == "--env":
			r.argument(c, at, at+1)
			at++
		case strings.HasPrefix(w, "--env="):
			r.inOption(c, at, len("--env="))
		case strings.HasPrefix(w, "-e="):
			r.inOption(c, at, len("-e="))
		case strings.HasPrefix(w, "-e") && !strings.HasPrefix(w, "--"):
			r.inOption(c, at, len("-e"))
		case w == "--":
			return at + 2
		case !strings.HasPrefix(w, "-"):
			return at + 1 // the image or the container
		case strings.Contains(w, "=") || strings.Contains(containerFlags, " "+w+" "):
		default:
			at++ // the value of the option
		}
	}
	return i
}

func isContainerCommand(word string) bool {
	return word == "run" || word == "exec" || word == "create"
}

// buildArguments reports the --build-arg options from word i on.
func (r *Reporter) buildArguments(c Call, i int) {
	for ; i < len(c.Words); i++ {
		switch w := c.Words[i].Text; {
		case w == "--build-arg":
			r.argument(c, i, i+1)
			i++
		case strings.HasPrefix(w, "--build-arg="):
			r.inOption(c, i, len("--build-arg="))
		}
	}
}
