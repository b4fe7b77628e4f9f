package running

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/internal/fault"
)

const (
	// maxMaps limits how much find reads for one process. Some map far more files than
	// any Go program does.
	maxMaps = 32 << 20
	// maxLine has room for the longest path with every byte escaped.
	maxLine = 32 << 10
	// maxFiles limits how many open files of a process find examines.
	maxFiles = 4096
)

// finder looks for the counter files of one directory.
type finder struct {
	ctx   context.Context
	proc  string
	local []string    // the directory as the caller named it, and with links followed
	info  fs.FileInfo // describes the directory, nil if it doesn't exist
	found map[Program]bool
	fault error // stopped the search; it doesn't mean that no programs are running

	lines  *bufio.Reader
	reader counterfile.Reader
}

func find(ctx context.Context, proc, telemetryDir string) (Programs, error) {
	if _, err := os.Stat(filepath.Join(proc, "self")); fault.Temporary(err) {
		return Programs{}, failed(err)
	} else if err != nil {
		return Programs{Programs: []Program{}}, ctx.Err()
	}
	f := &finder{ctx: ctx, proc: proc, found: map[Program]bool{}, lines: bufio.NewReaderSize(nil, maxLine)}
	if telemetryDir != "" {
		f.look(filepath.Join(telemetryDir, "local"))
	}
	if err := ctx.Err(); err != nil || f.fault == nil {
		return Programs{Supported: true, Programs: sorted(f.found)}, err
	}
	return Programs{}, failed(f.fault)
}

// hindered records err if this process or the machine lacks something. Such an error says
// nothing about the programs.
func (f *finder) hindered(err error) {
	if f.fault == nil && fault.Temporary(err) {
		f.fault = err
	}
}

// more reports whether to look at more processes.
func (f *finder) more() bool { return f.fault == nil && f.ctx.Err() == nil }

func (f *finder) look(local string) {
	f.local = []string{local, followed(local)}
	f.info, _ = os.Stat(local)
	all, err := os.Open(f.proc)
	if err != nil {
		f.hindered(err)
		return
	}
	defer all.Close()
	names, err := all.Readdirnames(-1) // after an error, use the names read so far
	f.hindered(err)
	for _, name := range names {
		if pid, err := strconv.Atoi(name); err == nil && f.more() {
			f.process(pid)
		}
	}
}

// followed returns path with links followed, as far as it exists.
func followed(path string) string {
	rest := ""
	for at := path; ; at = filepath.Dir(at) {
		if resolved, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(resolved, rest)
		}
		if filepath.Dir(at) == at {
			return path
		}
		rest = filepath.Join(filepath.Base(at), rest)
	}
}

func (f *finder) path(pid int, elements ...string) string {
	return filepath.Join(slices.Concat([]string{f.proc, strconv.Itoa(pid)}, elements)...)
}

// process looks at one process if it belongs to this user.
func (f *finder) process(pid int) {
	info, err := os.Stat(f.path(pid))
	if err != nil {
		f.hindered(err)
		return // it has ended
	}
	if owner, ok := info.Sys().(*syscall.Stat_t); !ok || int(owner.Uid) != os.Geteuid() {
		return
	}
	maps, err := os.Open(f.path(pid, "maps"))
	if err != nil {
		f.hindered(err)
		return
	}
	defer maps.Close()
	f.lines.Reset(io.LimitReader(maps, maxMaps))
	for f.ctx.Err() == nil {
		line, err := f.lines.ReadSlice('\n')
		if m, ok := counterFile(line); ok && err == nil && f.here(pid, m.dir) {
			f.add(pid, m)
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			f.hindered(err)
			return
		}
	}
}

// here reports whether dir, as process pid sees it, is the directory of the search. Links
// and mounts can give it other names. In a process with a different root, another directory
// can have its name.
func (f *finder) here(pid int, dir string) bool {
	if info, err := os.Stat(f.path(pid, "root", dir)); err == nil && f.info != nil {
		return os.SameFile(info, f.info)
	}
	return slices.Contains(f.local, dir)
}

func (f *finder) add(pid int, m mapping) {
	span, err := f.read(pid, m)
	if err != nil || span.Program == "" {
		span.Program, span.Version = fromName(m.name)
	}
	f.found[Program{Program: valid(span.Program), PID: pid, Version: valid(span.Version)}] = true
}

// read reads the metadata of a mapped counter file. It reads a deleted file through the
// descriptor that the program keeps open.
func (f *finder) read(pid int, m mapping) (counterfile.Header, error) {
	file := filepath.Join(f.local[0], m.name)
	if m.deleted {
		var err error
		if file, err = f.descriptor(pid, filepath.Join(m.dir, m.name)+" (deleted)"); err != nil {
			return counterfile.Header{}, err
		}
	}
	if err := f.reader.Open(file); err != nil {
		return counterfile.Header{}, err
	}
	defer f.reader.Close()
	return f.reader.Header(), nil
}

// descriptor returns the path in /proc of the file target that process pid has open.
func (f *finder) descriptor(pid int, target string) (string, error) {
	folder, err := os.Open(f.path(pid, "fd"))
	if err != nil {
		return "", err
	}
	defer folder.Close()
	names, _ := folder.Readdirnames(maxFiles)
	for _, name := range names {
		file := f.path(pid, "fd", name)
		if to, err := os.Readlink(file); err == nil && to == target {
			return file, nil
		}
	}
	return "", fs.ErrNotExist
}

// valid returns text from a file as valid UTF-8.
func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }
