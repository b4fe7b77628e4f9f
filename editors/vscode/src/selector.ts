// The documents that the server may see: Go files, files in which people set telemetry, and
// the server's pages. attachment.ts decides which of them it sees.
import type { DocumentSelector } from "vscode-languageclient/node";
import { lintFiles, lintLanguages } from "./generated";

/** The languages of Go's own files. */
export const goLanguages = ["go", "go.mod", "go.sum", "go.work"];

// VS Code knows go.mod and go.work, and many files of the lint, only with another extension.
const files = ["go.mod", "go.work", ...lintFiles];

export const selector: DocumentSelector = [
  ...[...goLanguages, ...lintLanguages].map((language) => ({ scheme: "file", language })),
  ...files.map((file) => ({ scheme: "file", pattern: `**/${file}` })),
  { scheme: "go-telemetry" },
];
