// Command typecheck checks the types of all packages of a module for other platforms, as the
// compiler does, and makes no machine code. It is a module of its own, so that its dependencies
// are not dependencies of Waybill.
//
//	typecheck FOLDER OS/ARCHITECTURE...
//
// It prints the errors of each platform, and exits with status 1 if there are any. Bodies of
// functions are checked in the packages of the module in FOLDER, and not in their dependencies.
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/packages"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: typecheck FOLDER OS/ARCHITECTURE...")
		os.Exit(2)
	}
	failed := false
	for _, platform := range os.Args[2:] {
		found, err := check(os.Args[1], platform)
		if err != nil {
			found = append(found, err.Error())
		}
		for _, text := range found {
			fmt.Printf("%s: %s\n", platform, text)
		}
		failed = failed || len(found) > 0
	}
	if failed {
		os.Exit(1)
	}
}

// check returns the errors of the packages of the module in a folder, for a platform such as
// linux/arm64. The error is not nil when the packages cannot be listed.
func check(folder, platform string) (found []string, err error) {
	folder, err = filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	system, architecture, ok := strings.Cut(platform, "/")
	if !ok {
		return nil, fmt.Errorf("%q is no platform such as linux/arm64", platform)
	}
	loaded, err := packages.Load(&packages.Config{
		Mode:      packages.LoadAllSyntax,
		Dir:       folder,
		Env:       append(os.Environ(), "GOOS="+system, "GOARCH="+architecture, "CGO_ENABLED=0"),
		ParseFile: fileParser{folder + string(filepath.Separator)}.parse,
	}, "./...")
	if err != nil {
		return nil, fmt.Errorf("list the packages of %s: %w", folder, err)
	}
	if len(loaded) == 0 {
		return nil, fmt.Errorf("%s has no packages", folder)
	}
	for _, p := range loaded {
		for _, e := range p.Errors {
			found = append(found, e.Error())
		}
	}
	return found, nil
}

// fileParser parses the files in a folder, and those elsewhere without the bodies of functions.
type fileParser struct{ folder string }

func (p fileParser) parse(files *token.FileSet, name string, text []byte) (*ast.File, error) {
	if strings.HasPrefix(name, p.folder) {
		return parser.ParseFile(files, name, text, parser.AllErrors|parser.SkipObjectResolution)
	}
	file, err := parser.ParseFile(files, name, text, parser.SkipObjectResolution)
	if file == nil {
		return nil, err
	}
	for _, declared := range file.Decls {
		if function, ok := declared.(*ast.FuncDecl); ok {
			function.Body = nil
		}
	}
	return file, err
}
