package lint_test

import "testing"

func FuzzJSON(f *testing.F)      { fuzzLanguage(f, "json", ".devcontainer/devcontainer.json") }
func FuzzTasks(f *testing.F)     { fuzzLanguage(f, "json", ".vscode/tasks.json") }
func FuzzTOML(f *testing.F)      { fuzzLanguage(f, "toml", "mise.toml") }
func FuzzPyproject(f *testing.F) { fuzzLanguage(f, "toml", "pyproject.toml") }
func FuzzNix(f *testing.F)       { fuzzLanguage(f, "nix", "shell.nix") }
