package test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// tokenFile keeps Go from uploading more than once in 24 hours.
const tokenFile = "local/upload.token"

// obstacles adds other files that can be in the directory. A name that ends in a slash is
// a directory, and content that begins with an arrow makes a link.
func (s *scene) obstacles() {
	days := slices.Sorted(maps.Keys(s.answers))
	day := pick(s, days...)
	if s.one(5) {
		s.files["upload/"+day+".json.lock"] = ""
	}
	if s.one(10) {
		s.files["local/"+day+".json"] = pick(s, "null", "null\n", "{", "", "[]", "{}")
	}
	if s.one(6) {
		s.files["upload/"+s.day(pick(s, 5, 12, 35, 0, -2))+".json"] = "{}"
	}
	if s.one(12) {
		s.files["upload/"+pick(s, "note", "zzz", "9999-12-31")+".json"] = "{}"
	}
	if s.one(8) {
		future := s.day(-1 - s.IntN(5))
		s.files["local/"+future+".json"] = s.report(future)
	}
	if s.one(10) {
		s.files["local/copy-"+pick(s, days...)+".json"] = s.report(day)
	}
	if s.one(12) {
		name := "local/" + pick(s, day+".json", "local."+day+".json", "folder.v1.count")
		delete(s.files, name)
		s.files[name+"/"] = ""
	}
	if s.one(12) {
		target := s.files["local/2.v1.count"]
		s.files["aside/file"], s.files["local/link.v1.count"] = target, "->../aside/file"
	}
	if s.one(20) {
		s.files["aside/report"], s.files["local/"+s.day(6)+".json"] = s.report(s.day(6)), "->../aside/report"
	}
	s.token()
	switch s.IntN(24) {
	case 0:
		s.files["local/"+pick(s, "0.json", "z.json")] = "{}"
	case 1:
		s.files["local/z.v1.count"] = magic + strings.Repeat("\x00", 16<<10)
	case 2:
		s.files["upload"] = "a file"
		maps.DeleteFunc(s.files, func(name, _ string) bool { return strings.HasPrefix(name, "upload/") })
	}
	s.files["debug/README"] = "" // with this directory, Go writes a log
}

const magic = "# telemetry/counter file v1\n"

// token makes the file that limits Go to one run a day.
func (s *scene) token() {
	switch s.IntN(6) {
	case 0:
		s.files[tokenFile], s.ages[tokenFile] = "", time.Hour*time.Duration(s.IntN(23))
	case 1, 2:
		s.files[tokenFile], s.ages[tokenFile] = "", time.Hour*time.Duration(25+s.IntN(100))
	}
}

// between makes the changes between two runs of the go command. Usually the token is a
// day older. The server accepts every report, and the user may remove what blocks Go or
// switch the mode.
func (s *scene) between(t *testing.T, dir string) {
	t.Helper()
	token := filepath.Join(dir, filepath.FromSlash(tokenFile))
	if _, err := os.Stat(token); err == nil && !s.one(4) {
		s.age(t, token, 25*time.Hour)
	}
	for week := range s.answers {
		s.answers[week] = 200
	}
	if s.one(2) {
		for _, pattern := range []string{"upload/*.lock", "local/[0z].json", "local/z.v1.count"} {
			paths, _ := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
			for _, path := range paths {
				_ = os.Remove(path)
			}
		}
	}
	if s.one(4) {
		s.mode()
		writeFile(t, filepath.Join(dir, "mode"), s.files["mode"])
	}
}

// write writes the files of the scene to a telemetry directory.
func (s *scene) write(t *testing.T, dir string) {
	t.Helper()
	for name, content := range s.files {
		s.writeOne(t, filepath.Join(dir, filepath.FromSlash(name)), name, content)
		if age, ok := s.ages[name]; ok {
			s.age(t, filepath.Join(dir, filepath.FromSlash(name)), age)
		}
	}
}

func (s *scene) writeOne(t *testing.T, path, name, content string) {
	t.Helper()
	target, link := strings.CutPrefix(content, "->")
	switch {
	case strings.HasSuffix(name, "/"):
		if err := os.MkdirAll(path, 0o755); err != nil {
			t.Fatal(err)
		}
	case link:
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(filepath.FromSlash(target), path); err != nil {
			t.Fatal(err)
		}
	default:
		writeFile(t, path, content)
	}
}

func (s *scene) age(t *testing.T, path string, age time.Duration) {
	t.Helper()
	at := s.now.Add(-age)
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
}
