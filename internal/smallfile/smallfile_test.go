package smallfile

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestRead(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte("1234"), 0o600); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(dir, "empty")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		path       string
		limit      int64
		want, fail string
	}{
		{file, 4, "1234", ""},
		{file, 3, "", "larger than 3 bytes"},
		{empty, 4, "", ""},
		{dir, 4, "", "not a regular file"},
	} {
		got, err := Read(test.path, test.limit)
		if string(got) != test.want || (err == nil) != (test.fail == "") || err != nil && err.Error() != test.fail {
			t.Errorf("Read(%s, %d) = %q, %v, want %q, %s", test.path, test.limit, got, err, test.want, test.fail)
		}
	}
	if _, err := Read(filepath.Join(dir, "none"), 4); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

func TestLocate(t *testing.T) {
	for data, want := range map[string]string{
		"{\n \"é\": x}":   "line 2, column 7: invalid character 'x' looking for beginning of value",
		"{\n\"Key\": 1}":  `line 2, column 8: key "Key" cannot be a JSON number`,
		"[]":              "a JSON array, not an object",
		"":                "line 1, column 1: unexpected end of JSON input",
		`{"Key": "fine"}`: "",
	} {
		var v struct{ Key string }
		err := json.Unmarshal([]byte(data), &v)
		got := ""
		if err != nil {
			got = Locate([]byte(data), err).Error()
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", data, got, want)
		}
	}
}
