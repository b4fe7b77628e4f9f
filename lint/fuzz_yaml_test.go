package lint_test

import "testing"

func FuzzGitHub(f *testing.F) { fuzzLanguage(f, "github", ".github/workflows/ci.yml") }

func FuzzGitLab(f *testing.F)     { fuzzLanguage(f, "gitlab", ".gitlab-ci.yml") }
func FuzzCircleCI(f *testing.F)   { fuzzLanguage(f, "circleci", ".circleci/config.yml") }
func FuzzAzure(f *testing.F)      { fuzzLanguage(f, "azure", "azure-pipelines.yml") }
func FuzzCompose(f *testing.F)    { fuzzLanguage(f, "compose", "compose.yaml") }
func FuzzKubernetes(f *testing.F) { fuzzLanguage(f, "kubernetes", "x.yaml") }
func FuzzTaskfile(f *testing.F)   { fuzzLanguage(f, "taskfile", "Taskfile.yml") }
func FuzzTravis(f *testing.F)     { fuzzLanguage(f, "pipelines", ".travis.yml") }
func FuzzBuildkite(f *testing.F)  { fuzzLanguage(f, "pipelines", ".buildkite/pipeline.yml") }
func FuzzYAML(f *testing.F)       { fuzzLanguage(f, "yaml", "x.yml") }
