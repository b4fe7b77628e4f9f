package uploadconfig

import (
	"maps"
	"slices"
)

// ApprovedBy lists the programs, sorted by name, for which the upload config approves
// the counter or stack name in at least some reports.
func (c *Config) ApprovedBy(name string) []string {
	var programs []string
	for _, program := range slices.Sorted(maps.Keys(c.programs)) {
		if rate, ok := c.Approves(program, name); ok && rate > 0 {
			programs = append(programs, program)
		}
	}
	return programs
}
