package policy

import "github.com/telemetry-ls/telemetry-ls/internal/lazyregexp"

// URLPattern matches the URLs that a policy can have: printable ASCII that a browser can
// open. The JSON Schemas have the same pattern.
const URLPattern = `^[Hh][Tt][Tt][Pp][Ss]?://([!$%&-.0-;=A-Z_a-z~]*@)?([-.0-9A-Z_a-z~]+|\[[.:0-9A-Fa-f]+\])(:[0-9]*)?([/?#][!-~]*)?$`

var webURL = lazyregexp.New(URLPattern)
