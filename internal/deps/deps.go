// Package deps holds the rules about which package may import which; the test in
// it enforces them.
package deps
