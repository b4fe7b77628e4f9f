package lint

import (
	"slices"
	"strings"
)

// Languages returns the languageIds and the names of Markdown fences that the lint knows,
// for front ends.
func Languages() []string { return columns(func(l language) string { return l.ids }) }

// Files returns the patterns of the files that the lint knows, for front ends: for the name
// of a file or, if they have a slash, for the end of its path.
func Files() []string { return columns(func(l language) string { return l.files }) }

// columns returns the words of a column of the table.
func columns(column func(language) string) []string {
	var words []string
	for _, l := range languages {
		words = append(words, strings.Fields(column(l))...)
	}
	slices.Sort(words)
	return slices.Compact(words)
}
