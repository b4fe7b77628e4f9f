package nix

import (
	"slices"
	"strings"
)

// last returns the last name of a dotted one.
func last(function string) string { return function[strings.LastIndexByte(function, '.')+1:] }

// isTransparent reports whether a function returns its argument, or nothing.
func isTransparent(function string) bool {
	switch last(function) {
	case "mkForce", "mkDefault", "mkIf", "mkMerge", "mkBefore", "mkAfter", "mkOverride", "optionalAttrs", "optionalString", "optional", "optionals", "recursiveUpdate":
		return true
	}
	return false
}

// makesDerivation reports whether the attributes in an argument of a function become
// environment variables of a build or a shell.
func makesDerivation(function string) bool {
	for part := range strings.SplitSeq(function, ".") {
		switch part {
		case "mkDerivation", "mkShell", "mkShellNoCC", "overrideAttrs", "runCommand", "runCommandLocal", "runCommandCC", "buildGoPackage", "buildGoApplication":
			return true
		}
		if strings.HasPrefix(part, "buildGo") && strings.HasSuffix(part, "Module") {
			return true
		}
	}
	return false
}

// argument returns the context of an argument of a function; without one, of the value.
func (in context) argument(function string) context {
	if function == "" {
		return in
	}
	if isTransparent(function) {
		in.emptied = nil
		return in
	}
	below := context{derivation: makesDerivation(function), data: in.data}
	switch last(function) {
	case "writeShellScript", "writeShellScriptBin", "writeBash", "writeBashBin", "writeDash", "writeDashBin", "runCommand", "runCommandLocal", "runCommandCC":
		below.script = "sh"
	case "writeFish", "writeFishBin":
		below.script = "fish"
	case "writeShellApplication", "buildFHSEnv", "buildFHSUserEnv":
		below.path = []string{last(function)}
	case "toJSON", "toYAML", "toTOML", "toINI", "generate", "toKeyValue", "writeText":
		below.data = true
	}
	return below
}

// reaches reports whether an attribute below a path becomes an environment variable.
func reaches(path []string, in context) bool {
	if in.data || in.local {
		return false
	}
	if len(path) == 0 {
		return in.derivation
	}
	switch path[len(path)-1] {
	case "env", "sessionVariables", "globalEnvironment", "EnvironmentVariables", "runtimeEnv",
		"go.toolsEnvVars", "go.testEnvVars", "build.env", "gopls.build.env",
		"terminal.integrated.env.linux", "terminal.integrated.env.osx":
		return true
	case "variables":
		return len(path) > 1 && path[len(path)-2] == "environment"
	case "environment":
		return slices.ContainsFunc(path, func(part string) bool {
			return part == "systemd" || part == "launchd" || part == "services" || part == "containers" || part == "language-server"
		})
	}
	return false
}

// isHome reports whether an option is of home-manager.
func isHome(path []string) bool {
	i := slices.Index(path, "sessionVariables")
	return i > 0 && path[i-1] != "environment"
}

// scriptIn returns the language of the script that an attribute has, or "".
func scriptIn(path []string, in context) string {
	name := path[len(path)-1]
	fish := slices.Contains(path, "fish")
	switch name {
	case "shellInit", "interactiveShellInit", "loginShellInit", "shellInitLast":
		if fish {
			return "fish"
		}
		return "sh"
	case "shellHook", "buildCommand", "enterShell", "enterTest", "extraInit",
		"initExtra", "initExtraFirst", "initContent", "profileExtra", "bashrcExtra", "envExtra", "loginExtra", "logoutExtra",
		"preStart", "postStart", "preStop", "postStop", "script":
		return "sh"
	case "exec":
		if slices.Contains(path, "scripts") || slices.Contains(path, "processes") || slices.Contains(path, "tasks") {
			return "sh"
		}
	case "text":
		if path[0] == "writeShellApplication" {
			return "sh"
		}
	case "profile":
		if strings.HasPrefix(path[0], "buildFHS") {
			return "sh"
		}
	}
	if n := len(path); n > 1 && path[n-2] == "shellAliases" {
		return "sh"
	}
	if isHook(name) {
		return "sh"
	}
	return in.script
}

// isHook reports whether an attribute of a derivation is a phase of the build, or runs
// before or after one.
func isHook(name string) bool {
	if strings.HasSuffix(name, "Phase") {
		return true
	}
	for _, when := range []string{"pre", "post"} {
		switch strings.TrimPrefix(name, when) {
		case "Unpack", "Patch", "Configure", "Build", "Check", "Install", "Fixup", "InstallCheck", "Dist":
			return true
		}
	}
	return false
}
