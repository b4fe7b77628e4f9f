package main

import (
	"github.com/google/jsonschema-go/jsonschema"

	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
)

// policySchema returns the schema of a policy file. Unlike other schemas, it allows no
// unknown keys, because the program doesn't either.
func policySchema(file policy.Source) *jsonschema.Schema {
	s := closed(policy.FileKeys(), file, map[string]*jsonschema.Schema{
		"policy":  policyValue(file),
		"lint":    closed([]policy.Key{{Name: "exclude", Doc: "Patterns of files to leave out, as in a .gitignore file."}}, file, map[string]*jsonschema.Schema{"exclude": {Type: "array", Items: &jsonschema.Schema{Type: "string"}}}),
		"$schema": {Type: "string"},
	})
	if file == policy.Machine {
		s.Title, s.Description = "The policy of a machine", "The file telemetry-ls/policy.json of the system, which says which telemetry mode the users of a machine may choose."
		s.Required = []string{"policy"}
	} else {
		s.Title, s.Description = "The settings of a repository", "The file "+policy.WorkspaceName+", which says which telemetry mode a repository wants and which files the lint leaves out."
	}
	return s
}

// policyValue returns the schema of the value of the key policy.
func policyValue(file policy.Source) *jsonschema.Schema {
	oneMode := func() *jsonschema.Schema {
		s := &jsonschema.Schema{Type: "string"}
		words(mode.All()...)(s)
		return s
	}
	s := closed(policy.Keys(), file, map[string]*jsonschema.Schema{
		"mode":    oneMode(),
		"allowed": {Type: "array", Items: oneMode(), MinItems: new(1)},
		"reason":  {Type: "string"},
		"url":     {Type: "string", Pattern: policy.URLPattern},
		"apply":   {Type: "boolean"},
	})
	s.OneOf = []*jsonschema.Schema{{Required: []string{"mode"}}, {Required: []string{"allowed"}}}
	return s
}

// closed returns the schema of an object with the keys that can be in a file, and no others.
func closed(keys []policy.Key, file policy.Source, values map[string]*jsonschema.Schema) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{}, AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}}}
	for _, k := range keys {
		if k.In(file) {
			values[k.Name].Description = k.Doc
			s.Properties[k.Name] = values[k.Name]
			s.PropertyOrder = append(s.PropertyOrder, k.Name)
		}
	}
	return s
}

// policySchemas returns the schemas of both files, in the docs and in the VS Code extension,
// which contributes them.
func policySchemas() (files []generated) {
	for name, file := range map[string]policy.Source{"policy": policy.Machine, "workspace": policy.Workspace} {
		for _, dir := range []string{"docs/schemas/", "editors/vscode/schemas/"} {
			files = append(files, generated{dir + name + ".json", func([]byte) ([]byte, error) { return schemaText(policySchema(file)) }})
		}
	}
	return files
}
