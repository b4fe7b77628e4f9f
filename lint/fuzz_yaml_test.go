package lint_test

import "testing"

func FuzzGitHub(f *testing.F) { fuzzLanguage(f, "github", ".github/workflows/ci.yml") }
