// The documents for the server: Go files, files in which people set telemetry, and the
// server's pages.
import type { DocumentSelector } from "vscode-languageclient/node";

const languages = [
  "go",
  "go.mod",
  "go.sum",
  "go.work",
  "shellscript",
  "fish",
  "powershell",
  "bat",
  "dockerfile",
  "dockercompose",
  "makefile",
  "yaml",
  "github-actions-workflow",
  "dotenv",
  "properties",
  "ini",
  "toml",
  "json",
  "jsonc",
  "nix",
  "groovy",
];

// Files that are plain text in VS Code without the matching extension.
const patterns = [
  "**/go.mod",
  "**/go.work",
  "**/{Dockerfile,Containerfile}*",
  "**/{Makefile,makefile,GNUmakefile,justfile,Jenkinsfile}",
  "**/.env*",
  "**/.{bashrc,bash_profile,profile,zshrc,zprofile,zshenv,envrc}",
  "**/*.fish",
];

export const selector: DocumentSelector = [
  ...languages.map((language) => ({ scheme: "file", language })),
  ...patterns.map((pattern) => ({ scheme: "file", pattern })),
  { scheme: "go-telemetry" },
];
