package lint

import (
	"path"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/gosource"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/cmd"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/dockerfile"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/dotenv"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/fish"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/javascript"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/jenkins"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/jsonc"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/just"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/makefile"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/nix"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/powershell"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/python"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/rust"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/shell"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/systemd"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/toml"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/yaml"
)

// language says how a language is recognized, and who lints it.
type language struct {
	lint  report.Linter
	ids   string // languageIds of editors, and names of Markdown fences
	files string // patterns for the name, or, if they have a slash, for the end of the path
	first string // interpreters in the first line
}

// languages is the table of languages. The first row that matches a path wins.
var languages = []language{
	{
		lint:  shell.Lint,
		ids:   "shellscript sh bash shell",
		files: "*.sh *.bash *.ksh .bashrc .bash_profile .bash_login .bash_logout .bash_aliases .profile .envrc bashrc profile PKGBUILD APKBUILD *.ebuild *.bats */etc/environment.d/*.sh",
		first: "sh bash dash ksh ash",
	},
	{
		lint:  yaml.GitHub,
		ids:   "github-actions-workflow yaml.github",
		files: ".github/workflows/*.yml .github/workflows/*.yaml .gitea/workflows/*.yml .gitea/workflows/*.yaml .forgejo/workflows/*.yml .forgejo/workflows/*.yaml action.yml action.yaml",
	},
	{
		lint:  yaml.GitLab,
		ids:   "gitlab yaml.gitlab",
		files: "*.gitlab-ci.yml *.gitlab-ci.yaml .gitlab-ci/*.yml .gitlab-ci/*.yaml .gitlab-ci/*/*.yml .gitlab/ci/*.yml .gitlab/ci/*.yaml",
	},
	{lint: yaml.CircleCI, files: ".circleci/*.yml .circleci/*.yaml .circleci/*/*.yml .circleci/*/*/*.yml"},
	{
		lint:  yaml.Azure,
		ids:   "azure-pipelines",
		files: "azure-pipelines*.yml azure-pipelines*.yaml .azure*/*.yml .azure*/*.yaml .azure*/*/*.yml .azure*/*/*.yaml",
	},
	{
		lint:  yaml.Compose,
		ids:   "dockercompose yaml.docker-compose",
		files: "compose*.yml compose*.yaml docker-compose*.yml docker-compose*.yaml",
	},
	{lint: yaml.Taskfile, files: "Taskfile*.yml Taskfile*.yaml taskfile*.yml taskfile*.yaml"},
	{lint: yaml.Travis, files: ".travis.yml"},
	{lint: yaml.Drone.Lint, files: ".drone.yml .drone.yaml .woodpecker*.yml .woodpecker*.yaml .woodpecker/*.yml .woodpecker/*.yaml"},
	{lint: yaml.Buildkite.Lint, files: ".buildkite/*.yml .buildkite/*.yaml buildkite.yml buildkite.yaml"},
	{lint: yaml.Bitbucket.Lint, files: "bitbucket-pipelines.yml"},
	{lint: yaml.Cirrus.Lint, files: ".cirrus.yml"},
	{lint: yaml.AppVeyor, files: "appveyor.yml .appveyor.yml"},
	{lint: yaml.Semaphore.Lint, files: ".semaphore/*.yml"},
	{lint: yaml.SourceHut, files: ".build.yml .builds/*.yml"},
	{lint: yaml.CodeBuild.Lint, files: "buildspec*.yml buildspec*.yaml"},
	{lint: yaml.CloudBuild.Lint, files: "cloudbuild*.yml cloudbuild*.yaml"},
	{lint: yaml.Goreleaser.Lint, files: ".goreleaser*.yml .goreleaser*.yaml goreleaser*.yml goreleaser*.yaml .ko.yaml"},
	{lint: yaml.Lefthook.Lint, files: "lefthook.yml lefthook.yaml .lefthook.yml .lefthook.yaml lefthook-local.yml"},
	{lint: yaml.Snapcraft.Lint, files: "snapcraft.yaml"},
	{lint: yaml.Melange.Lint, files: "melange.yaml .melange.yaml apko.yaml"},
	{lint: yaml.Gitpod.Lint, files: ".gitpod.yml"},
	{lint: yaml.Process.Lint, files: "process-compose*.yml process-compose*.yaml mprocs.yaml"},
	{lint: yaml.Serverless.Lint, files: "serverless.yml serverless.yaml"},
	{lint: yaml.Render.Lint, files: "render.yaml"},
	{lint: yaml.Ansible.Lint, ids: "ansible yaml.ansible"},
	{
		lint:  yaml.Lint,
		ids:   "yaml yml helm",
		files: "*.yml *.yaml *.yml.j2 *.yaml.j2 *.yml.tmpl *.yaml.tmpl *.yml.tpl *.yaml.tpl",
	},
	{
		lint:  shell.LintZsh,
		ids:   "zsh",
		files: "*.zsh .zshrc .zshenv .zprofile .zlogin .zlogout zshrc zshenv zprofile",
		first: "zsh",
	},
	{
		lint:  makefile.Lint,
		ids:   "makefile make",
		files: "Makefile makefile GNUmakefile Makefile.* *.mk *.mak",
		first: "make",
	},
	{
		lint:  just.Lint,
		ids:   "just",
		files: "justfile Justfile .justfile JUSTFILE *.just",
		first: "just",
	},
	{
		lint:  fish.Lint,
		ids:   "fish",
		files: "*.fish",
		first: "fish",
	},
	{
		lint:  powershell.Lint,
		ids:   "powershell pwsh ps1 ps",
		files: "*.ps1 *.psm1",
		first: "pwsh powershell",
	},
	{
		lint:  cmd.Lint,
		ids:   "bat batch cmd dos dosbatch",
		files: "*.bat *.cmd",
	},
	{lint: jsonc.Devcontainer, files: "devcontainer.json .devcontainer.json devcontainer-feature.json"},
	{lint: jsonc.Settings, files: ".vscode/settings.json User/settings.json Machine/settings.json User/profiles/*/settings.json"},
	{lint: jsonc.Workspace, files: "*.code-workspace"},
	{lint: jsonc.Tasks, files: ".vscode/tasks.json User/tasks.json"},
	{lint: jsonc.Launch, files: ".vscode/launch.json"},
	{lint: jsonc.Zed, files: ".zed/settings.json zed/settings.json"},
	{lint: jsonc.ZedTasks, files: ".zed/tasks.json zed/tasks.json .zed/debug.json zed/debug.json"},
	{lint: jsonc.MCP, files: "mcp.json .mcp.json"},
	{lint: jsonc.Agent, files: ".claude/settings.json .claude/settings.local.json .gemini/settings.json"},
	{lint: jsonc.Package, files: "package.json composer.json"},
	{lint: jsonc.Deno, files: "deno.json deno.jsonc"},
	{lint: jsonc.Devbox, files: "devbox.json"},
	{lint: jsonc.Other, ids: "json jsonc json5", files: "*.json *.jsonc *.json5"},
	{
		lint:  markdown.Lint,
		ids:   "markdown mdx md quarto",
		files: "*.md *.markdown *.mdx *.mdc *.qmd *.Rmd *.rmd .cursorrules .windsurfrules .clinerules",
	},
	{
		lint:  dockerfile.Lint,
		ids:   "dockerfile docker containerfile",
		files: "Dockerfile dockerfile Containerfile *.dockerfile *.Dockerfile *.containerfile *.Containerfile Dockerfile.* dockerfile.* Containerfile.*",
	},
	{lint: toml.Mise, files: "mise.toml .mise.toml mise.*.toml .mise.*.toml .mise/*.toml mise/*.toml mise/conf.d/*.toml .config/mise.toml .config/mise.*.toml .rtx.toml"},
	{lint: toml.Cargo, files: ".cargo/config.toml .cargo/config"},
	{lint: toml.Python, files: "pyproject.toml"},
	{lint: toml.Pixi, files: "pixi.toml"},
	{lint: toml.Netlify, files: "netlify.toml"},
	{lint: toml.Fly, files: "fly.toml fly.*.toml"},
	{lint: toml.Air, files: ".air.toml air.toml .air.*.toml"},
	{lint: toml.Containers, files: "containers.conf containers.conf.d/*.conf"},
	{lint: toml.Helix, files: "languages.toml"},
	{lint: toml.Codex, files: ".codex/config.toml"},
	{lint: toml.Other, ids: "toml"},
	{lint: gosource.Lint, ids: "go golang", files: "*.go"},
	{
		lint:  dotenv.Lint,
		ids:   "dotenv env properties-env",
		files: ".env .env.* .env-* *.env environment.d/*.conf etc/environment go/env",
	},
	{
		lint:  systemd.Lint,
		ids:   "systemd systemd-unit-file service ini",
		files: "*.service *.service.d/*.conf *.container *.container.d/*.conf *.nspawn mkosi.conf mkosi.conf.d/*.conf systemd/system.conf systemd/user.conf system.conf.d/*.conf user.conf.d/*.conf",
	},
	{
		lint:  jenkins.Lint,
		ids:   "jenkinsfile jenkins groovy",
		files: "Jenkinsfile jenkinsfile Jenkinsfile.* *.jenkinsfile *.Jenkinsfile *.groovy",
	},
	{lint: javascript.Lint, ids: "javascript typescript javascriptreact typescriptreact js ts jsx tsx mjs cjs", files: "*.js *.mjs *.cjs *.ts *.mts *.cts *.jsx *.tsx", first: "node deno bun zx tsx ts-node"},
	{lint: rust.Lint, ids: "rust rs", files: "*.rs", first: "rust-script"},
	{lint: python.Lint, ids: "python py python3", files: "*.py *.pyw SConstruct wscript", first: "python pypy uv"},
	{lint: nix.Lint, ids: "nix", files: "*.nix"},
}

// recognize returns the linter of a file, or nil. The path tells more than the editor's
// language: a GitHub workflow is YAML to an editor.
func recognize(f File) report.Linter {
	for _, l := range languages {
		if l.hasPath(f.Path) {
			return l.lint
		}
	}
	if strings.HasPrefix(f.Text, "#!") {
		name := report.Interpreter(f.Text)
		for _, l := range languages {
			if in(l.first, name) {
				return l.lint
			}
		}
	}
	return byName(f.Language)
}

// byName returns the linter of a language by one of its ids, or nil.
func byName(name string) report.Linter {
	for _, l := range languages {
		if in(l.ids, name) {
			return l.lint
		}
	}
	return nil
}

func in(list, word string) bool {
	for item := range strings.FieldsSeq(list) {
		if item == word {
			return true
		}
	}
	return false
}

// hasPath reports whether one of the patterns matches.
func (l language) hasPath(file string) bool {
	name := path.Base(file)
	for pattern := range strings.FieldsSeq(l.files) {
		tail := name
		if n := strings.Count(pattern, "/"); n > 0 {
			tail = lastElements(file, n+1)
		}
		if ok, _ := path.Match(pattern, tail); ok {
			return true
		}
	}
	return false
}

// lastElements returns the last n elements of a path.
func lastElements(file string, n int) string {
	elements := strings.Split(file, "/")
	return strings.Join(elements[max(0, len(elements)-n):], "/")
}

// isTest reports whether the file is a test by the conventions of its language.
func isTest(file string) bool {
	name := path.Base(file)
	return strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "test_") && strings.HasSuffix(name, ".py") ||
		strings.HasSuffix(name, "_test.py") || name == "conftest.py" || strings.Contains(name, ".test.") || strings.Contains(name, ".spec.") ||
		strings.HasSuffix(name, ".bats")
}
