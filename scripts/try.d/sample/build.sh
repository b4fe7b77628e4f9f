#!/bin/sh
# Builds the program. The line below is meant to turn telemetry off but does nothing:
# Go ignores it.
export GOTELEMETRY=off
go build ./...
