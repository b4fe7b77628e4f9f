// Package deps contains the rules about which package may import which. Its test enforces
// them.
package deps
