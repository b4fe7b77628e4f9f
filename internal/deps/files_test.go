package deps

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// knowConnection lists the only files of server that may import internal/lsprpc. The
// features reach the editor through editor.go.
var knowConnection = []string{"editor.go", "methods.go", "server.go"}

func TestFeaturesDontKnowTheConnection(t *testing.T) {
	files, err := filepath.Glob("../../server/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var importers []string
	for _, file := range files {
		if !strings.HasSuffix(file, "_test.go") && slices.Contains(importsOf(t, file), module+"internal/lsprpc") {
			importers = append(importers, filepath.Base(file))
		}
	}
	if !slices.Equal(importers, knowConnection) {
		t.Errorf("files of server that import internal/lsprpc: %q, want %q", importers, knowConnection)
	}
}
