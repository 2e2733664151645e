package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
	"waybill/internal/xlsx/xlsxtest"
)

// transferring runs the commands import and export beside a running server.
type transferring struct {
	*testing.T
	client    *client
	database  string
	directory string
}

func (f transferring) run(said, command string, args ...string) result {
	return runCommand(f.T, said, slices.Concat([]string{command}, args, []string{"--organization=default", "--database=" + f.database})...)
}

// file returns the name of a new file.
func (f transferring) file(name, text string) string {
	f.Helper()
	name = filepath.Join(f.directory, name)
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		f.Fatal(err)
	}
	return name
}

func (f transferring) read(name string) string {
	f.Helper()
	text, err := os.ReadFile(filepath.Join(f.directory, name))
	if err != nil {
		f.Fatal(err)
	}
	return string(text)
}

func (f transferring) is(got result, status int, out string, errs ...string) {
	f.Helper()
	if got.status != status || got.out != out || !slices.ContainsFunc(errs, func(text string) bool { return strings.Contains(got.err, text) }) && len(errs) > 0 {
		f.Errorf("status %d, %q, %q; want %d, %q, %q", got.status, got.out, got.err, status, out, errs)
	}
}

func onFiles(t *testing.T, test func(f transferring)) {
	t.Parallel()
	sqldbtest.Each(t, func(t *testing.T, database string) {
		server := startProcess(t, database)
		test(transferring{t, server.client(server.secret), database, t.TempDir()})
	})
}

// TestImportCommand: a preview changes nothing, wrong rows come into a file that can be mended
// and imported again, and the changes have events with the user.
func TestImportCommand(t *testing.T) {
	sqldbtest.Sequential(t)
	onFiles(t, func(f transferring) {
		file := f.file("c.csv", "external_reference_id;name;phone\nA;Acme;+1\nB;;2\n\"C\";\"Cee\r\ntwo\";\nA;again;\nD;d\n")
		const counts = " 5 rows of customers: 2 created, 0 updated, 0 the same, 3 with errors\n"
		head := feedOf(f.T, f.client, "").Head
		f.is(f.run("", "import", "customers", file, "--dry-run"), 1, "would import"+counts, "line 3: B: name: Field required")
		f.client.expect(f.T, http.StatusNotFound, "GET", customersPath+"/A", "")
		wrong := filepath.Join(f.directory, "wrong.csv")
		f.is(f.run("", "import", "customer", file, "--errors="+wrong), 1, "imported"+counts, "line 6: A: external_reference_id: line 2 has the same reference")
		if got, want := f.read("wrong.csv"), "external_reference_id;name;phone\nB;;2\nA;again;\nD;d\n"; got != want {
			f.Errorf("the wrong rows are %q, want %q", got, want)
		}
		mended := strings.NewReplacer("B;;", "B;b;", "D;d\n", "D;d;\n").Replace(f.read("wrong.csv"))
		f.is(f.run("", "import", "customers", f.file("wrong.csv", mended), "--errors="+wrong), 0, "imported 3 rows of customers: 2 created, 1 updated, 0 the same, 0 with errors\n")
		if got := f.read("wrong.csv"); got != "external_reference_id;name;phone\n" {
			f.Errorf("the wrong rows are %q", got)
		}
		page := feedOf(f.T, f.client, fmt.Sprint("after=", head))
		if len(page.Events) != 5 || page.Events[0].Actor.User == nil || *page.Events[0].Actor.User != systemUser() {
			f.Errorf("the events are %+v", page.Events)
		}
	})
}

// TestExportCommand: an export is imported as it is, and a file has its name only when it is
// whole.
func TestExportCommand(t *testing.T) {
	sqldbtest.Sequential(t)
	onFiles(t, func(f transferring) {
		f.client.expect(f.T, http.StatusCreated, "POST", customersPath, `{"external_reference_id":"A","name":"=1","is_active":false}`)
		f.client.expect(f.T, http.StatusCreated, "POST", customersPath, `{"external_reference_id":"B","name":"b"}`)
		for name, args := range map[string][]string{"a.csv": nil, "a.ndjson": nil, "a.txt": {"--for-spreadsheet"}, "a": {"--format=ndjson"}} {
			output := filepath.Join(f.directory, name)
			f.is(f.run("", "export", append(args, "customers", "--output="+output)...), 0, "", "exported 2 customers, as they were after event 4\n")
			again := []string{"customers", output}
			if name == "a" {
				again = append(again, "--format=ndjson")
			}
			f.is(f.run("", "import", again...), 0, "imported 2 rows of customers: 0 created, 0 updated, 2 the same, 0 with errors\n")
			if info, err := os.Stat(output); err != nil || info.Mode().Perm() != 0o600 {
				f.Errorf("%s has the mode %v, %v", name, info.Mode(), err)
			}
		}
		got := f.run("", "export", "customers", "--filter=is_active=false")
		if got.status != 0 || strings.Count(got.out, "\n") != 1 || !strings.Contains(got.out, `"external_reference_id":"A"`) {
			f.Errorf("%+v", got)
		}
		f.is(f.run(got.out, "import", "customers", "-", "--format=ndjson"), 0, "imported 1 row of customers: 0 created, 0 updated, 1 the same, 0 with errors\n")
		if left, err := filepath.Glob(filepath.Join(f.directory, "*unfinished*")); err != nil || left != nil {
			f.Errorf("left are %v, %v", left, err)
		}
	})
}

// TestFilesThatCannotBeUsed: each mistake is one line that says what is wrong.
func TestFilesThatCannotBeUsed(t *testing.T) {
	sqldbtest.Sequential(t)
	onFiles(t, func(f transferring) {
		kept := f.file("kept.csv", "kept")
		for want, got := range map[string]result{
			"did you mean name?": f.run("", "import", "customers", f.file("a.csv", "external_reference_id,naame\nA,b\n")),
			"no resource":        f.run("", "import", "people", kept),
			"no such file":       f.run("", "import", "customers", filepath.Join(f.directory, "none.csv")),
			"--charset utf-7":    f.run("", "import", "customers", kept, "--charset=utf-7"),
			"--format xml":       f.run("", "import", "customers", kept, "--format=xml"),
			"has no value":       f.run("", "export", "customers", "--filter=is_active"),
			"is_activ":           f.run("", "export", "customers", "--filter=is_activ=true", "--output="+kept),
			"is_active":          f.run("", "export", "customers", "--filter=is_active=perhaps", "--output="+kept),
			"more than":          f.run("", "import", "customers", f.file("b.ndjson", strings.Repeat("x", 2<<20))),
		} {
			if got.status != 1 || !strings.Contains(got.err, want) {
				f.Errorf("%+v, want %q", got, want)
			}
		}
		if got := f.read("kept.csv"); got != "kept" {
			f.Errorf("the file has become %q", got)
		}
	})
}

// TestProgressOfAFile: a bar on a terminal shows how much of the file is read, and is removed
// before other lines.
func TestProgressOfAFile(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	var to bytes.Buffer
	p := &fileProgress{to: &to, terminal: true, size: 200, read: &countingReader{count: 100}}
	p.show(7)
	p.clear()
	p.clear()
	if got, want := to.String(), "\r\x1b[K[===============               ] 7 rows, 50% of the file\r\x1b[K"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	to.Reset()
	lines := &fileProgress{to: &to, read: &countingReader{}}
	lines.show(1)
	if lines.clear(); to.Len() > 0 {
		t.Errorf("%q", to.String())
	}
}

func workbook(rows string) string { return string(xlsxtest.Workbook(rows)) }

// TestImportOfAWorkbook: lines are those of the sheet, a cell that cannot be read is an error of
// its row only, and the wrong rows come into a file of CSV.
func TestImportOfAWorkbook(t *testing.T) {
	sqldbtest.Sequential(t)
	onFiles(t, func(f transferring) {
		book := workbook(xlsxtest.Row(2, "external_reference_id", "name", "phone", "is_active") +
			xlsxtest.Row(3, "A", "Acme\nFreight", "+49 1") +
			`<row r="7"><c r="A7" t="inlineStr"><is><t>B</t></is></c><c r="B7" t="e"><v>#N/A</v></c></row>` +
			`<row r="8"><c r="A8"><v>4711</v></c><c r="B8" t="str"><f>A1</f><v>Cee</v></c><c r="D8" t="b"><v>0</v></c></row>` +
			xlsxtest.Row(9, "") + xlsxtest.Row(12, "A", "again") + xlsxtest.Row(13, "D", "x", "", "", "more"))
		file, wrong := f.file("c.XLSX", book), filepath.Join(f.directory, "wrong.csv")
		const counts = " 5 rows of customers: 2 created, 0 updated, 0 the same, 3 with errors\n"
		for _, say := range []string{"line 7: the cell B7 has the error #N/A", "line 12: A: external_reference_id: line 3 has the same reference", "line 13: the row has 5 cells, and the first row 4"} {
			f.is(f.run("", "import", "customers", file, "--dry-run"), 1, "would import"+counts, say)
		}
		f.client.expect(f.T, http.StatusNotFound, "GET", customersPath+"/A", "")
		f.is(f.run("", "import", "customers", file, "--errors="+wrong), 1, "imported"+counts)
		if got, want := f.read("wrong.csv"), "external_reference_id,name,phone,is_active\nB,,,\nA,again,,\nD,x,,,more\n"; got != want {
			f.Errorf("the wrong rows are %q, want %q", got, want)
		}
		for reference, want := range map[string]string{"A": `"name":"Acme\nFreight"`, "4711": `"is_active":false`} {
			if got := f.client.expect(f.T, http.StatusOK, "GET", customersPath+"/"+reference, ""); !strings.Contains(string(got.body), want) {
				f.Errorf("%s is %s, want %s", reference, got.body, want)
			}
		}
		for say, args := range map[string][]string{
			"is not read from standard input": {"customers", "-", "--format=xlsx"},
			"is not a workbook (.xlsx)":       {"customers", f.file("no.xlsx", "external_reference_id,name\n")},
			"did you mean":                    {"customers", f.file("wrong.xlsx", workbook(xlsxtest.Row(1, "external_reference_id", "nname")))},
			"has no row of columns":           {"customers", f.file("none.xlsx", workbook(""))},
		} {
			f.is(f.run(book, "import", args...), 1, "", say)
		}
		cut := workbook(xlsxtest.Row(1, "external_reference_id", "name") + xlsxtest.Row(2, "Z", "z") + `<row r="1"/>`)
		f.is(f.run("", "import", "customers", f.file("cut.xlsx", cut)), 1, "imported 1 row of customers: 1 created, 0 updated, 0 the same, 0 with errors\n", "has ended before the end of the file")
	})
}
