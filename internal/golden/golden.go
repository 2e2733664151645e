// Package golden compares what tests make with golden files, which show in review what a
// change does. The flag -update of go test writes the files.
package golden

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

// Update says that the tests write their golden files instead of failing.
var Update = flag.Bool("update", false, "write golden files, and the database of the newest version where there is none yet")

// Compare fails the test if a file does not have the content got.
func Compare(t *testing.T, file string, got []byte) {
	t.Helper()
	if *Update {
		write(t, file, got)
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is out of date; go test -run %s -update writes it:\n%s", file, t.Name(), firstDifference(got, want))
	}
}

func write(t *testing.T, file string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil { //nolint:gosec // everybody may read the repository
		t.Fatal(err)
	}
	if err := os.WriteFile(file, content, 0o644); err != nil { //nolint:gosec // everybody may read the repository
		t.Fatal(err)
	}
}

// firstDifference returns the first line of got that is not the same line of want.
func firstDifference(got, want []byte) []byte {
	lines := bytes.Split(want, []byte("\n"))
	for i, line := range bytes.Split(got, []byte("\n")) {
		if i >= len(lines) || !bytes.Equal(line, lines[i]) {
			return line
		}
	}
	return nil
}
