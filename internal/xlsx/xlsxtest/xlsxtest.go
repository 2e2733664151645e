// Package xlsxtest makes workbooks for tests.
package xlsxtest

import (
	"archive/zip"
	"bytes"
	"fmt"
)

// Workbook returns a workbook whose first sheet has some rows of XML.
func Workbook(rows string) []byte {
	return Pack(map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`,
	})
}

// Row returns a row of texts, which must be XML.
func Row(number int, texts ...string) string {
	row := fmt.Sprintf(`<row r="%d">`, number)
	for i, text := range texts {
		row += fmt.Sprintf(`<c r="%c%d" t="inlineStr"><is><t>%s</t></is></c>`, 'A'+i, number, text)
	}
	return row + `</row>`
}

// Pack returns a ZIP of some parts, by their names.
func Pack(parts map[string]string) []byte {
	var file bytes.Buffer
	to := zip.NewWriter(&file)
	for name, text := range parts {
		part, err := to.Create(name)
		if err == nil && text != "" {
			_, err = part.Write([]byte(text))
		}
		if err != nil {
			panic(err) // a buffer takes everything
		}
	}
	if err := to.Close(); err != nil {
		panic(err)
	}
	return file.Bytes()
}
