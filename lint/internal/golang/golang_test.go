package golang_test

import (
	"testing"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/golang"
)

func TestImage(t *testing.T) {
	for image, want := range map[string]golang.Release{
		"golang":                               golang.Current,
		"golang:1.22":                          golang.Old,
		"golang:1.23-alpine":                   golang.Current,
		"golang:1.24-${VARIANT}":               golang.Current,
		"golang:1.2$X":                         golang.Unknown,
		"golang:1$X":                           golang.Unknown,
		"golang:alpine$X":                      golang.Current,
		"golang:$GO":                           golang.Unknown,
		"golang:<< parameters.go >>":           golang.Unknown,
		"golang:${{ matrix.go }}":              golang.Unknown,
		"golang@sha256:00":                     golang.Current,
		"golang:1.20@sha256:00":                golang.Old,
		"docker.io/library/golang:1":           golang.Current,
		"registry:5000/golang":                 golang.Current,
		"cimg/go:1.22.5":                       golang.Old,
		"cimg/go:1.25":                         golang.Current,
		"gcr.io/cloud-builders/go":             golang.Current,
		"cgr.dev/chainguard/go:latest":         golang.Current,
		"golangci/golangci-lint":               golang.Unknown,
		"acme/go-tools:1.25":                   golang.Unknown,
		"":                                     golang.Unknown,
		"mcr.microsoft.com/oss/go/golang:1.25": golang.Current,
	} {
		if got := golang.Image(image); got != want {
			t.Errorf("Image(%q) = %v, want %v", image, got, want)
		}
	}
}

func TestVersion(t *testing.T) {
	for version, want := range map[string]golang.Release{
		"":             golang.Current,
		"stable":       golang.Current,
		"1.x":          golang.Current,
		"1.22.x":       golang.Old,
		" ~1.21":       golang.Old,
		"v1.25":        golang.Current,
		"go1.9":        golang.Old,
		"^1.18":        golang.Current,
		">=1.18":       golang.Current,
		">=1.18 <1.22": golang.Unknown,
		">=$(version)": golang.Unknown,
		"<1.30":        golang.Unknown,
		"$(version)":   golang.Unknown,
		"2.0":          golang.Current,
	} {
		if got := golang.Version(version); got != want {
			t.Errorf("Version(%q) = %v, want %v", version, got, want)
		}
	}
}
