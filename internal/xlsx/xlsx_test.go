package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/xlsx/xlsxtest"
)

// readAll returns the rows of a workbook with their numbers, and the error at which they end;
// io.EOF is nil.
func readAll(file io.ReaderAt, size int64) (rows []string, err error) {
	r, err := NewReader(file, size)
	if err != nil {
		return nil, err
	}
	for {
		row, cells, err := r.Next()
		if wrong, ok := errors.AsType[*CellError](err); ok {
			rows = append(rows, fmt.Sprintf("%d %s", row, wrong))
			continue
		}
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return rows, err
		}
		rows = append(rows, fmt.Sprintf("%d %q", row, cells))
	}
}

// TestWorkbooksOfOtherPrograms reads what other programs have written.
func TestWorkbooksOfOtherPrograms(t *testing.T) {
	t.Parallel()
	for name, more := range map[string][]string{
		"excelize": nil, "sheetjs": nil,
		"exceljs": {`6 ["D" "a rich text"]`, `7 ["E" "formula"]`},
	} {
		text, err := os.ReadFile(filepath.Join("testdata", name+".xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		got, err := readAll(bytes.NewReader(text), int64(len(text)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		want := append([]string{
			`1 ["external_reference_id" "name" "phone" "is_active" "when"]`,
			`2 ["A" "Ümlaut & Söhne <x>" "+49 30 123" "true" "2026-11-28T12:00:00"]`,
			`3 ["B" "line\nbreak" "4930123456" "false" "2026-02-28"]`,
			`5 ["C" "0.1+0.2" "0.3" "" "2026-11-28T16:48:07"]`,
		}, more...)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the rows of %s (-want +got):\n%s", name, diff)
		}
	}
}

// parts are the parts of a workbook for tests, by their names.
type parts map[string]string

const (
	sheetPart = "xl/worksheets/sheet1.xml"
	textsPart = "xl/sharedStrings.xml"
)

// workbookOf returns a workbook whose sheet has some rows, with further parts, or others.
func workbookOf(rows string, more parts) []byte {
	all := parts{
		"xl/workbook.xml": `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
			<sheet name="S" sheetId="1" r:id="rId1"/><sheet name="T" sheetId="2" r:id="rId2"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId2" Target="other.xml"/><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.00 &quot;days&quot;"/><numFmt numFmtId="165" formatCode="[$-409]d\-mmm\-yy"/></numFmts>
			<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
		textsPart: `<sst count="99999999999"><si><t>shared</t></si><si><r><t>ri</t></r><r><t xml:space="preserve">ch </t></r><rPh sb="0" eb="1"><t>spoken</t></rPh></si><si/></sst>`,
		sheetPart: `<worksheet><sheetData>` + rows + `</sheetData><mergeCells/></worksheet>`,
	}
	for name, text := range more {
		all[name] = text
	}
	return xlsxtest.Pack(all)
}

func readBook(file []byte) ([]string, error) { return readAll(bytes.NewReader(file), int64(len(file))) }

// TestCells reads a cell of each kind.
func TestCells(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		`<c r="A1" t="s"><v>0</v></c>`:                                                 `1 ["shared"]`,
		`<c r="A1" t="s"><v>1</v></c>`:                                                 `1 ["rich "]`,
		`<c r="A1" t="s"><v>3</v></c>`:                                                 `1 the cell A1 has a text that the workbook does not have`,
		`<c r="A1" t="s"><v>-1</v></c>`:                                                `1 the cell A1 has a text that the workbook does not have`,
		`<c r="B1" t="inlineStr"><is><t>in </t></is></c>`:                              `1 ["" "in "]`,
		`<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>`:          `1 ["ab"]`,
		`<c r="A1" t="inlineStr"><is><t>a_x000D_b_x005F_x000D_</t></is></c>`:           `1 ["a\rb_x000D_"]`,
		`<c r="A1" t="inlineStr"><is><t><![CDATA[<a>]]>&amp;<!-- no -->b</t></is></c>`: `1 ["<a>&b"]`,
		`<c r="A1" t="str"><f>A2</f><v>formula</v></c>`:                                `1 ["formula"]`,
		`<c r="A1"><f>A2</f></c>`:                                                      `1 the cell A1 has a formula without a result: open the workbook in a spreadsheet and save it`,
		`<c r="AB1" t="e"><v>#N/A</v></c>`:                                             `1 the cell AB1 has the error #N/A`,
		`<c r="A1" t="b"><v>1</v></c>`:                                                 `1 ["true"]`,
		`<c r="A1" t="d"><v>2026-11-28T00:00:00</v></c>`:                               `1 ["2026-11-28T00:00:00"]`,
		`<c r="A1"><v>0.30000000000000004</v></c>`:                                     `1 ["0.3"]`,
		`<c r="A1"><v>1.5E-7</v></c>`:                                                  `1 ["0.00000015"]`,
		`<c r="A1"><v>123456789012345</v></c>`:                                         `1 ["123456789012345"]`,
		`<c r="A1"><v>1E+20</v></c>`:                                                   `1 the cell A1 has a number of more than 15 digits, of which a spreadsheet keeps 15: format the column as text, and enter it again`,
		`<c r="A1"><v>-0</v></c>`:                                                      `1 ["0"]`,
		`<c r="A1"><v>NaN</v></c>`:                                                     `1 the cell A1 has no number where there should be one`,
		`<c r="A1" s="1"><v>46354</v></c>`:                                             `1 ["2026-11-28"]`,
		`<c r="A1" s="1"><v>46354.7000810185</v></c>`:                                  `1 ["2026-11-28T16:48:07"]`,
		`<c r="A1" s="1"><v>46353.9999999999</v></c>`:                                  `1 ["2026-11-28"]`,
		`<c r="A1" s="1"><v>0.5</v></c>`:                                               `1 ["12:00:00"]`,
		`<c r="A1" s="1"><v>1</v></c>`:                                                 `1 ["1900-01-01"]`,
		`<c r="A1" s="1"><v>61</v></c>`:                                                `1 ["1900-03-01"]`,
		`<c r="A1" s="1"><v>-1</v></c>`:                                                `1 the cell A1 has a date outside of the years 1900 to 9999`,
		`<c r="A1" s="1"><v>1E+9</v></c>`:                                              `1 the cell A1 has a date outside of the years 1900 to 9999`,
		`<c r="A1" s="2"><v>46354</v></c>`:                                             `1 ["46354"]`,
		`<c r="A1" s="3"><v>46354</v></c>`:                                             `1 ["2026-11-28"]`,
		`<c r="A1" s="9"><v>46354</v></c>`:                                             `1 the cell A1 has a format that the workbook does not have`,
		`<c r="A1" t="e"><v>#N/A</v></c><c r="B1"><v>1</v></c>`:                        `1 the cell A1 has the error #N/A`,
	} {
		got, err := readBook(workbookOf(`<row r="1">`+cell+`</row>`, nil))
		if err != nil || len(got) != 1 || got[0] != want {
			t.Errorf("%s is %q, %v, want %q", cell, got, err, want)
		}
	}
	// The other epoch, which old programs of Apple used.
	got, err := readBook(workbookOf(`<row r="1"><c r="A1" s="1"><v>44892</v></c><c r="B1" s="1"><v>0.5</v></c></row>`, parts{
		"xl/workbook.xml": `<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet r:id="rId1"/></sheets></workbook>`}))
	if want := `1 ["2026-11-28" "12:00:00"]`; err != nil || len(got) != 1 || got[0] != want {
		t.Errorf("a date from 1904 on is %q, %v, want %q", got, err, want)
	}
}

// TestFormats tells dates from numbers by their formats.
func TestFormats(t *testing.T) {
	t.Parallel()
	for format, want := range map[string]bool{
		"yyyy-mm-dd": true, "[$-407]d. mmm yyyy": true, "[h]:mm": true, "mm:ss.0": true, `dd/mm/yyyy\ hh:mm;@`: true, "h:mm AM/PM": true,
		"0.00": false, "#,##0.00 \"days\"": false, `0\d`: false, "[Red]0;[Yellow]-0": false, "General": false, "0.00E+00": false, `_-* #,##0_d`: false, "@": false,
	} {
		if got := isDateFormat(format); got != want {
			t.Errorf("%q is a date: %v", format, got)
		}
	}
}

// TestRowsAndColumns: gaps are kept, and what is in no order is refused.
func TestRowsAndColumns(t *testing.T) {
	t.Parallel()
	one := func(at string) string { return `<c r="` + at + `"><v>1</v></c>` }
	for rows, want := range map[string]string{
		`<row r="2">` + one("C2") + `</row><row r="9">` + one("A9") + `</row>`: `2 ["" "" "1"]; 9 ["1"]`,
		`<row>` + one("A1") + `</row><row/><row>` + one("A3") + `</row>`:       `1 ["1"]; 3 ["1"]`,
		`<row r="1">` + one("XFD1") + `</row>`:                                 "XFD",
		`<row r="1">` + one("XFE1") + `</row>`:                                 `the cell "XFE1" of the row 1 is in no column, or twice`,
		`<row r="1">` + one("AAAAAAAAAAAAAAAAAAAA1") + `</row>`:                `is in no column, or twice`,
		`<row r="1">` + one("B1") + one("A1") + `</row>`:                       `the cell "A1" of the row 1 is in no column, or twice`,
		`<row r="1">` + one("A1") + one("A1") + `</row>`:                       `the cell "A1" of the row 1 is in no column, or twice`,
		`<row r="2">` + one("A2") + `</row><row r="2">` + one("A2") + `</row>`: `the row "2" follows the row 2`,
		`<row r="1048577">` + one("A1") + `</row>`:                             `the row "1048577" follows the row 0`,
		`<row r="x">` + one("A1") + `</row>`:                                   `the row "x" follows the row 0`,
		`<row r="1"><c><v>1</v></c></row>`:                                     `does not say in which column it is`,
		`<row r="1"><c r="A1" s="1"/></row>`:                                   ``,
	} {
		got, err := readBook(workbookOf(rows, nil))
		text := strings.Join(got, "; ")
		if err != nil {
			text += err.Error()
		}
		if want == "XFD" {
			if len(got) != 1 || strings.Count(got[0], `"`) != 2*mostColumns {
				t.Errorf("the last column: %d bytes, %v", len(text), err)
			}
			continue
		}
		if !strings.Contains(text, want) || (text == "") != (want == "") {
			t.Errorf("%s is %q, want %q", rows, text, want)
		}
	}
}

// TestHostileWorkbooks: each is refused with its reason, and none takes more than its bound.
func TestHostileWorkbooks(t *testing.T) {
	t.Parallel()
	const good = `<row r="1"><c r="A1"><v>1</v></c></row>`
	long := strings.Repeat("a", mostRow+1<<16)
	whole := workbookOf(good, nil)
	many := parts{}
	for n := range 60_000 {
		many[fmt.Sprintf("%060d", n)] = ""
	}
	for name, test := range map[string]struct {
		file []byte
		say  string
	}{
		"a text without an end":   {workbookOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>`+long+`</t></is></c></row>`, nil), "too large"},
		"an attribute":            {workbookOf(`<row r="1"><c r="`+long+`"/></row>`, nil), "too large"},
		"a comment":               {workbookOf(`<!--`+long+`-->`, nil), "too large"},
		"something between rows":  {workbookOf(good+long+good, nil), "too large"},
		"many cells":              {workbookOf(`<row r="1">`+strings.Repeat(`<c r="A1"/>`, 200_000)+`</row>`, nil), "too large"},
		"an attribute of formats": {workbookOf(good, parts{"xl/styles.xml": `<cellXfs a="` + long + `"/>`}), "too large"},
		"a long shared text":      {workbookOf(good, parts{textsPart: "<sst><si><t>" + long + "</t></si></sst>"}), "too large"},
		"many empty texts":        {workbookOf(good, parts{textsPart: "<sst>" + strings.Repeat("<si/>", mostTexts/leastText+1) + "</sst>"}), "too many texts"},
		"many shared texts":       {workbookOf(good, parts{textsPart: "<sst>" + strings.Repeat("<si><t>abcdefgh</t></si>", mostTexts/24+1) + "</sst>"}), "too large"},
		"many formats":            {workbookOf(good, parts{"xl/styles.xml": "<cellXfs>" + strings.Repeat("<xf/>", mostPart/5+1) + "</cellXfs>"}), "too large"},
		"many parts":              {workbookOf(good, many), "too many parts"},
		"entities":                {workbookOf(good, parts{sheetPart: `<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&a;</v></c></row></sheetData></worksheet>`}), "invalid character entity"},
		"no sheet":                {workbookOf(good, parts{"xl/workbook.xml": "<workbook/>"}), "no sheet"},
		"a sheet that is missing": {workbookOf(good, parts{"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="none.xml"/></Relationships>`}), `no part "xl/none.xml"`},
		"a sheet of a chart":      {workbookOf(good, parts{sheetPart: "<chartsheet/>"}), "has no cells"},
		"a sheet that was cut":    {workbookOf(good, parts{sheetPart: "<worksheet><sheetData>" + good}), "unexpected EOF"},
		"a row that was cut":      {workbookOf(good, parts{sheetPart: `<worksheet><sheetData><row r="1"><c r="A1"><v>1`}), "unexpected EOF"},
		"a sheet that ends early": {workbookOf(good, parts{sheetPart: "<worksheet><sheetData>" + good + "</sheetData>"}), "unexpected EOF"},
		"an old workbook":         {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "old workbook (.xls), or has a password"},
		"CSV":                     {[]byte("external_reference_id,name\n"), "is not a workbook"},
		"an empty file":           {nil, "is not a workbook"},
		"half a file":             {whole[:len(whole)/2], "is not a workbook"},
		"another ZIP":             {workbookOf("", parts{"xl/workbook.xml": ""}), "no sheet"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := readBook(test.file)
			if _, ok := errors.AsType[*Error](err); !ok || !strings.Contains(err.Error(), test.say) {
				t.Errorf("the error is %v, want one with %q", err, test.say)
			}
		})
	}
}

// TestAFlippedByte: a workbook with a wrong byte has the same rows, or ends with an error; no row
// is lost in silence.
func TestAFlippedByte(t *testing.T) {
	t.Parallel()
	whole := workbookOf(`<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>text</t></is></c></row>`+
		`<row r="3"><c r="A3" s="1"><v>46354</v></c></row>`, nil)
	want, err := readBook(whole)
	if err != nil || len(want) != 3 {
		t.Fatal(want, err)
	}
	for at := range whole {
		flipped := bytes.Clone(whole)
		flipped[at] ^= 0x10
		got, err := readBook(flipped)
		named := strings.Contains(strings.Join(got, ""), " the cell A")
		if err == nil && !named && !cmp.Equal(got, want) {
			t.Errorf("with byte %d flipped the rows are %q, and there is no error", at, got)
		}
	}
}

// FuzzSheet: no sheet panics, and each ends.
func FuzzSheet(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`)
	f.Add(`<row><c r="A1" s="3"><f>1</f><v>46354.5</v></c><c r="B1" t="inlineStr"><is><r><t>a</t></r></is></c></row>`)
	f.Fuzz(func(_ *testing.T, rows string) {
		_, _ = readBook(workbookOf(rows, nil))
	})
}
