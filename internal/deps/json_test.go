package deps

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// jsonModule returns errors for text that is not UTF-8. Only internal/plainjson, which
// turns that off, may use it.
const jsonModule = "github.com/go-json-experiment/json"

// TestOneMakerOfJSON checks that only plainjson encodes JSON. Other encoders fail for names
// that are not UTF-8.
func TestOneMakerOfJSON(t *testing.T) {
	makes := regexp.MustCompile(`\bjson\.(Marshal\w*|NewEncoder)\(`)
	err := filepath.WalkDir("../..", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains([]string{".git", ".cache", "editors", "scripts", "plainjson", "node_modules", "dist", "bin"}, d.Name()) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		src, err := os.ReadFile(file)
		if err == nil && slices.Contains(importsOf(t, file), jsonModule) && makes.Match(src) {
			t.Errorf("%s encodes JSON itself; use internal/plainjson", file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
