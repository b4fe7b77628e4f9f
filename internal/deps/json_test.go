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

// jsonModule makes errors of what is no UTF-8; only internal/plainjson may let it.
const jsonModule = "github.com/go-json-experiment/json"

// TestOneMakerOfJSON checks that only plainjson makes JSON: other encoders fail on
// names that are not UTF-8.
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
			t.Errorf("%s makes JSON by itself; use internal/plainjson", file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
