package report

import "strings"

// PipelineVariable returns the variable that a line of output sets for the later steps of
// a job in Azure Pipelines, as in ##vso[task.setvariable variable=NAME;isOutput=true]value.
func PipelineVariable(line string) (name, value string, ok bool) {
	const command = "##vso[task.setvariable "
	line = strings.TrimSpace(line)
	if len(line) < len(command) || !strings.EqualFold(line[:len(command)], command) {
		return "", "", false
	}
	properties, value, ok := strings.Cut(line[len(command):], "]")
	for property := range strings.SplitSeq(properties, ";") {
		if key, v, _ := strings.Cut(strings.TrimSpace(property), "="); strings.EqualFold(key, "variable") {
			name = v
		}
	}
	return name, strings.TrimSpace(strings.TrimSuffix(value, `\n`)), ok && IsName(name)
}
