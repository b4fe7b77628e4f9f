package deps

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mustNotLink lists packages that the server doesn't need. Their initialization would slow
// down every start.
var mustNotLink = []string{
	"golang.org/x/telemetry",                 // brings the uploader
	"golang.org/x/telemetry/internal/upload", // and the uploader an HTTP client
	"net/http", "crypto/tls", "crypto/x509", "crypto/rand", "math/big",
	"text/template", "html/template", "encoding/gob", "encoding/xml", "expvar", "net/rpc",
	"testing",
}

// TestLinked asks the go command which packages the server links. The test cache doesn't
// know the inputs of the go command, so the test reads them: each Go file of the module,
// and the versions of the other modules.
func TestLinked(t *testing.T) {
	readInputs(t)
	cmd := exec.Command("go", "list", "-deps", "-test=false", "./cmd/telemetry-ls")
	cmd.Dir = filepath.Join("..", "..")
	cmd.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0", "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if errors.Is(err, exec.ErrNotFound) {
		t.Skip("no go command on PATH")
	}
	if err != nil {
		t.Fatalf("listing the packages that the server links: %v\n%s", err, &stderr)
	}
	linked := strings.Fields(string(out))
	for _, pkg := range mustNotLink {
		if slices.Contains(linked, pkg) {
			t.Errorf("the server links %s; to see what imports it, run: go mod why %[1]s", pkg)
		}
	}
	for _, pkg := range []string{module + "cmd/telemetry-ls", "golang.org/x/telemetry/counter"} {
		if !slices.Contains(linked, pkg) {
			t.Errorf("the list of packages that the server links lacks %s", pkg)
		}
	}
}

// readInputs reads the files that the list of linked packages depends on. Otherwise the
// go command would use a cached test result after an import has changed.
func readInputs(t *testing.T) {
	t.Helper()
	err := filepath.WalkDir("../..", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains([]string{".git", ".cache", "editors", "scripts", "testdata", "node_modules", "dist", "bin"}, d.Name()) {
			return filepath.SkipDir
		}
		if name := d.Name(); strings.HasSuffix(name, ".go") || name == "go.mod" || name == "go.sum" {
			_, err = os.ReadFile(file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
