package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

type printVersion struct{}

// Run prints the versions of the program and of Go, and the platform.
func (printVersion) Run(t terminal) error {
	_, err := fmt.Fprintf(t.out, "waybill %s %s %s/%s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// nextVersion is the version of a build without version information: go run and
// go test do not read it from git.
const nextVersion = "v0.1.0-dev"

// releaseVersion and releaseRevision are set by the linker for what make dist makes, which
// then does not depend on what git says of the folder.
var releaseVersion, releaseRevision string

// version returns the version of the program and, if the build knows it, the commit.
func version() string {
	if releaseVersion != "" {
		return strings.TrimSpace(releaseVersion + " " + releaseRevision)
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nextVersion
	}
	version := info.Main.Version
	if version == "" || version == "(devel)" {
		version = nextVersion
	}
	settings := map[string]string{}
	for _, setting := range info.Settings {
		settings[setting.Key] = setting.Value
	}
	if revision := settings["vcs.revision"]; revision != "" {
		version += " " + revision[:min(12, len(revision))]
	}
	if settings["vcs.modified"] == "true" {
		version += " modified"
	}
	return version
}
