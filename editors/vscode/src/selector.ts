// The documents that the server may see: Go files, files in which people set telemetry, and
// the server's pages. attachment.ts decides which of them it sees.
import type { DocumentSelector } from "vscode-languageclient/node";

/** The languages of Go's own files. */
export const goLanguages = ["go", "go.mod", "go.sum", "go.work"];

const otherLanguages = [
  "shellscript",
  "fish",
  "powershell",
  "bat",
  "makefile",
  "just",
  "dockerfile",
  "dockercompose",
  "yaml",
  "github-actions-workflow",
  "azure-pipelines",
  "json",
  "jsonc",
  "toml",
  "dotenv",
  "properties",
  "ini",
  "systemd-unit-file",
  "nix",
  "groovy",
  "jenkinsfile",
  "python",
  "javascript",
  "javascriptreact",
  "typescript",
  "typescriptreact",
  "rust",
  "markdown",
];

// Files that are plain text in VS Code without the matching extension.
const patterns = [
  "**/go.{mod,work}",
  "**/{Dockerfile,Containerfile}*",
  "**/{Makefile,makefile,GNUmakefile,justfile,Justfile,.justfile,Jenkinsfile}",
  "**/*.{just,fish,nix,toml,service,bats,ebuild}",
  "**/{.env,.env.*,*.env}",
  "**/.{bashrc,bash_profile,bash_aliases,profile,zshrc,zprofile,zshenv,envrc}",
  "**/{PKGBUILD,APKBUILD}",
];

export const selector: DocumentSelector = [
  ...[...goLanguages, ...otherLanguages].map((language) => ({ scheme: "file", language })),
  ...patterns.map((pattern) => ({ scheme: "file", pattern })),
  { scheme: "go-telemetry" },
];
