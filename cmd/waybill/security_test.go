package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
)

// sources are the files of Go under the module, by path.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	files := map[string]*ast.File{}
	err := filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "generated" || entry.Name() == "node_modules") {
			return filepath.SkipDir // git ignores both: other programs write them
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		files[filepath.ToSlash(path)], err = parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var namedTest = regexp.MustCompile("`(Test[A-Z][A-Za-z0-9]*)(?:/([^`]*))?`")

// TestSecurityNamesTestsThatExist: what SECURITY.md rests on is there.
func TestSecurityNamesTestsThatExist(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	text, err := os.ReadFile("../../SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	exists := map[string]bool{}
	for path, file := range sources(t) {
		ast.Inspect(file, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.FuncDecl:
				if strings.HasSuffix(path, "_test.go") && node.Recv == nil {
					exists[node.Name.Name] = true
				}
			case *ast.KeyValueExpr: // a subtest of the conformance suite is a function under its name
				if name, ok := node.Key.(*ast.BasicLit); ok && strings.HasSuffix(path, "internal/conformance/conformance.go") {
					exists["TestConformance/"+strings.Trim(name.Value, `"`)] = true
				}
			}
			return true
		})
	}
	named := namedTest.FindAllStringSubmatch(string(text), -1)
	if len(named) < 30 {
		t.Errorf("only %d tests are named", len(named))
	}
	for _, name := range named {
		if whole := strings.Trim(name[0], "`"); !exists[whole] {
			t.Errorf("there is no test %s", whole)
		}
	}
	for _, risk := range []string{"API1:", "API2:", "API3:", "API4:", "API5:", "API6:", "API7:", "API8:", "API9:", "API10:"} {
		if !strings.Contains(string(text), "| "+risk+"2023 ") {
			t.Errorf("nothing is said of %s", risk)
		}
	}
}

// dials are the files that may make an HTTP client. The connections of webhooks are judged by
// their address when they are made. The storage of backups is named by the operator. The server
// that is followed, and the server whose health is asked for, are named on the command line.
var dials = []string{"../../cmd/waybill/health.go", "../../internal/bucket/transport.go", "../../internal/replica/source.go", "../../internal/webhook/dial.go", "../../internal/webhook/send.go"}

// TestNothingIsFetched: only webhooks, backups in a bucket, and the commands follow and health ask
// a server by HTTP.
// The benchmarks do too, and are no part of the server.
func TestNothingIsFetched(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	asks := map[string]bool{"Get": true, "Head": true, "Post": true, "PostForm": true, "Client": true, "DefaultClient": true,
		"Transport": true, "DefaultTransport": true} // a request alone is not sent
	checked := 0
	var found []string
	for path, file := range sources(t) {
		if strings.HasSuffix(path, "_test.go") || strings.Contains(path, "internal/bench/") {
			continue
		}
		checked++
		ast.Inspect(file, func(node ast.Node) bool {
			used, ok := node.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if of, ok := used.X.(*ast.Ident); ok && of.Name == "http" && asks[used.Sel.Name] {
				found = append(found, path)
			}
			return true
		})
	}
	slices.Sort(found)
	if found = slices.Compact(found); !slices.Equal(found, dials) {
		t.Errorf("an HTTP client is made by %v, want only by %v", found, dials)
	}
	if checked < 50 {
		t.Errorf("only %d files were checked", checked)
	}
}
