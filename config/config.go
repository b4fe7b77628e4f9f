// Package config reads the user's configuration file,
// <UserConfigDir>/telemetry-ls/config.json.
//
// The file holds settings that must not come from a repository. Editors merge workspace
// settings into those of a language server; this file is outside every workspace. Start
// reading at [Load].
package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"path/filepath"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/internal/declare"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// maxSize is the largest file that Load reads.
const maxSize = 64 << 10

// User is the content of the user's configuration file.
type User struct {
	// DefaultMode is the telemetry mode for environments without a chosen mode.
	// It is empty if the file sets none.
	DefaultMode mode.Mode
}

// Params declares the keys.
func (u *User) Params() []declare.Param {
	return []declare.Param{
		{
			Name: "defaultMode", Value: declare.OneOf(&u.DefaultMode, mode.All()...),
			Doc: "The telemetry mode for environments without a chosen mode. Omit it to be asked instead.",
		},
	}
}

// Path returns the path of the file in the user's configuration directory.
func Path(configDir string) string {
	return filepath.Join(configDir, "telemetry-ls", "config.json")
}

// Load reads the file under configDir, the result of os.UserConfigDir. If the file is
// missing or configDir is empty, it returns an empty User. It ignores unknown keys,
// which later versions may add. Any other error is an *[Error] or a *[ClosedError].
func Load(configDir string) (User, error) {
	if configDir == "" {
		return User{}, nil
	}
	path := Path(configDir)
	data, err := smallfile.Read(path, maxSize)
	if errors.Is(err, fs.ErrNotExist) {
		return User{}, nil
	}
	if errors.Is(err, fs.ErrPermission) {
		if closed := Closed(configDir); closed != nil {
			return User{}, closed
		}
	}
	if err != nil {
		return User{}, &Error{Path: path, Cause: err, hint: "make it a readable file of at most 64 KiB, or remove it"}
	}
	u, err := parse(data)
	var e *Error
	if errors.As(err, &e) {
		e.Path = path
		return User{}, e
	}
	return u, err
}

// parse decodes the content of the file. Its error is an *Error without the path.
func parse(data []byte) (User, error) {
	// Notepad writes a byte order mark.
	body := bytes.TrimPrefix(data, []byte("\ufeff"))
	// Use a map, because struct fields would match keys in any letter case.
	var keys map[string]json.RawMessage
	err := json.Unmarshal(body, &keys)
	switch {
	case err != nil:
		return User{}, &Error{Cause: smallfile.Locate(body, err), hint: hintExample}
	case keys == nil:
		return User{}, &Error{Cause: errors.New("null, not a JSON object"), hint: hintExample}
	}
	var u User
	for _, p := range u.Params() {
		raw, ok := keys[p.Name]
		if ok && p.Decode(jsontext.Value(raw)) != nil {
			return User{}, &Error{Key: p.Name, Cause: errors.New("must be " + p.Want()), hint: "correct the key or remove it"}
		}
	}
	return u, nil
}
