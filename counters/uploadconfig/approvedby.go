package uploadconfig

import (
	"maps"
	"slices"
)

// ApprovedBy lists the programs, in their order, for which the upload config
// approves the counter or stack name, for some reports at least.
func (c *Config) ApprovedBy(name string) []string {
	var programs []string
	for _, program := range slices.Sorted(maps.Keys(c.programs)) {
		if rate, ok := c.Approves(program, name); ok && rate > 0 {
			programs = append(programs, program)
		}
	}
	return programs
}
