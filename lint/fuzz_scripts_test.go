package lint_test

import "testing"

func FuzzMake(f *testing.F)       { fuzzLanguage(f, "make", "Makefile") }
func FuzzFish(f *testing.F)       { fuzzLanguage(f, "fish", "config.fish") }
func FuzzPowerShell(f *testing.F) { fuzzLanguage(f, "powershell", "build.ps1") }
func FuzzCmd(f *testing.F)        { fuzzLanguage(f, "cmd", "build.bat") }
func FuzzJust(f *testing.F)       { fuzzLanguage(f, "just", "justfile") }
