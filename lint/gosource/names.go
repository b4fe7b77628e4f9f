package gosource

import (
	"fmt"
	"strings"
	"unicode"
)

// maxName is the longest name that a counter file can hold.
const maxName = 4096

// CheckName says which rule the name of a counter breaks, or returns "".
func CheckName(name string) string {
	switch {
	case name == "":
		return "the name of a counter must not be empty"
	case len(name) > maxName:
		return fmt.Sprintf("the name of a counter has %d bytes; a counter file holds at most %d", len(name), maxName)
	case strings.Count(name, ":") > 1:
		return "the name of a counter has at most one colon, between the chart and the bucket"
	}
	for _, r := range name {
		switch {
		case unicode.IsSpace(r):
			return fmt.Sprintf("the name of a counter must not hold white space (%U)", r)
		case !unicode.IsPrint(r) || r == unicode.ReplacementChar:
			return fmt.Sprintf("the name of a counter must be printable (it holds %U)", r)
		}
	}
	return ""
}
