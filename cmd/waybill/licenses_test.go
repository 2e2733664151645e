package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waybill/internal/golden"
	"waybill/internal/sqldb/sqldbtest"
)

// platforms are those of the Makefile. The modules of the program differ between them.
func platforms(t *testing.T) []string {
	t.Helper()
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^PLATFORMS := (.*)$`).FindSubmatch(makefile)
	if found == nil {
		t.Fatal("the Makefile has no PLATFORMS")
	}
	return strings.Fields(string(found[1]))
}

// programModules gives the folders of the modules that the program contains on any platform.
func programModules(t *testing.T) map[string]string {
	t.Helper()
	folders := map[string]string{}
	for _, platform := range platforms(t) {
		system, architecture, _ := strings.Cut(platform, "/")
		list := exec.CommandContext(t.Context(), "go", "list", "-deps",
			"-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", "waybill/cmd/waybill")
		list.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+architecture, "CGO_ENABLED=0")
		listed, err := list.Output()
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(listed)) {
			if module, folder, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				folders[module] = folder
			}
		}
	}
	return folders
}

var licenseFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)([-.].*)?$`)

// licenseTexts reads the licenses of a module, by their files.
func licenseTexts(t *testing.T, folder string) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == "vendor") {
			return filepath.SkipDir
		}
		if !entry.Type().IsRegular() || !licenseFile.MatchString(entry.Name()) || strings.HasSuffix(path, ".go") {
			return nil
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(folder, path)
		texts[filepath.ToSlash(name)] = strings.TrimRight(strings.ReplaceAll(string(text), "\r\n", "\n"), " \n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// TestGoldenLicenses makes THIRD_PARTY_LICENSES of the modules that the program contains.
// Modules with the same text share it.
func TestGoldenLicenses(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	modules := programModules(t)
	if len(modules) < 20 {
		t.Errorf("only %d modules were found", len(modules))
	}
	users := map[string][]string{} // of a text
	for module, folder := range modules {
		texts := licenseTexts(t, folder)
		if len(texts) == 0 {
			t.Errorf("%s has no license", module)
		}
		for name, text := range texts {
			users[text] = append(users[text], module+", "+name)
		}
	}
	golang, err := os.ReadFile(filepath.Join(output(t, "go", "env", "GOROOT"), "LICENSE"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.TrimSpace(string(golang))
	users[text] = append(users[text], "Go, LICENSE")
	var file bytes.Buffer
	file.WriteString("Licenses of the modules that are part of the program.\n" +
		"A test writes this file: go test ./cmd/waybill -run Golden -update\n")
	for _, of := range users {
		slices.Sort(of)
	}
	for _, text := range slices.SortedFunc(maps.Keys(users), func(a, b string) int { return slices.Compare(users[a], users[b]) }) {
		line := strings.Repeat("-", 80)
		fmt.Fprintf(&file, "\n%[1]s\n%[2]s\n%[1]s\n\n%[3]s\n", line, strings.Join(users[text], "\n"), text)
	}
	golden.Compare(t, "../../THIRD_PARTY_LICENSES", file.Bytes())
}
