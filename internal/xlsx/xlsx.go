// Package xlsx reads the rows of the first sheet of a workbook of Excel and of the programs that
// write the same form (ECMA-376), as texts.
//
// The memory that it takes is bounded, whatever the file has: see the constants. A workbook is a
// ZIP of XML files, of which some are read whole (the list of sheets, the formats, and the texts
// that cells share) and the sheet is read row by row. Each is read through a ration, so that
// neither a file that grows when it is unpacked nor a text without an end takes more.
//
// xlsx.go opens a workbook, sheet.go reads its rows, and value.go has the text of a cell.
package xlsx

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// The bounds of a workbook, in bytes of unpacked XML.
const (
	mostDirectory = 4 << 20  // what is read to find the parts of the ZIP
	mostPart      = 16 << 20 // the list of sheets, and the formats
	mostTexts     = 32 << 20 // the texts that cells share
	mostRow       = 1 << 20  // a row of the sheet, a text, or another element
	mostSheet     = 1 << 30  // the whole sheet, which bounds the time
)

// leastText is the fewest bytes of a text that is not empty, which bounds the number of texts.
const leastText = len("<si><t>a</t></si>")

// Reader reads the rows of a sheet. It is for one goroutine.
type Reader struct {
	sheet  *decoder
	texts  texts
	dates  []bool // whether a cell with the format of the number is a date or a time
	is1904 bool   // whether days are counted from 1904
	row    int    // the number of the last row
}

// Error is a file that cannot be read, or not to its end.
type Error struct{ reason string }

// Error returns the reason.
func (e *Error) Error() string { return e.reason }

func unusable(format string, args ...any) error { return &Error{fmt.Sprintf(format, args...)} }

// NewReader opens a workbook. The error is an *Error if the file is no workbook, or exceeds a
// bound.
func NewReader(file io.ReaderAt, size int64) (*Reader, error) {
	if err := checkKind(file); err != nil {
		return nil, err
	}
	directory := &rationedAt{of: file, left: mostDirectory}
	packed, err := zip.NewReader(directory, size)
	if err != nil {
		return nil, unusable("the file is not a workbook (.xlsx): %v", err)
	}
	directory.left = -1
	b := book{parts: map[string]*zip.File{}}
	for _, part := range packed.File {
		b.parts[strings.ToLower(part.Name)] = part
	}
	return b.open()
}

// checkKind recognizes the files that are taken for workbooks most often.
func checkKind(file io.ReaderAt) error {
	start := make([]byte, 4)
	n, err := file.ReadAt(start, 0)
	if n < len(start) {
		return unusable("the file is not a workbook (.xlsx): %v", err)
	}
	switch string(start) {
	case "PK\x03\x04":
		return nil
	case "\xd0\xcf\x11\xe0":
		return unusable("the file is an old workbook (.xls), or has a password: save it as .xlsx without a password")
	}
	return unusable("the file is not a workbook (.xlsx)")
}

// rationedAt bounds how much is read of a file; a negative ration is unlimited.
type rationedAt struct {
	of   io.ReaderAt
	left int64
}

func (r *rationedAt) ReadAt(to []byte, at int64) (int, error) {
	if r.left < 0 {
		return r.of.ReadAt(to, at)
	}
	if int64(len(to)) > r.left {
		return 0, errors.New("it has too many parts")
	}
	r.left -= int64(len(to))
	return r.of.ReadAt(to, at)
}

// book is a workbook that is being opened.
type book struct{ parts map[string]*zip.File }

func (b book) open() (*Reader, error) {
	r := &Reader{}
	name, err := b.firstSheet(r)
	if err != nil {
		return nil, err
	}
	if err := b.readFormats(r); err != nil {
		return nil, err
	}
	if err := b.readTexts(r); err != nil {
		return nil, err
	}
	if r.sheet, err = b.part(name, mostSheet); err != nil {
		return nil, err
	}
	return r, r.findRows()
}

// part opens a part, of which most bytes are read. It holds nothing but memory.
func (b book) part(name string, most int64) (*decoder, error) {
	found := b.parts[strings.ToLower(name)]
	if found == nil {
		return nil, unusable("the workbook has no part %q", name)
	}
	from, err := found.Open()
	if err != nil {
		return nil, unusable("the part %q of the workbook cannot be unpacked: %v", name, err)
	}
	return newDecoder(name, from, most), nil
}

// eachElement calls do for each element of a part that is read whole. Do may read on to the end
// of the element, for which there is one ration.
func (b book) eachElement(name string, most int64, do func(d *decoder, e xml.StartElement) error) error {
	d, err := b.part(name, most)
	if err != nil {
		return err
	}
	for {
		token, err := d.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok {
			d.renew()
			if err := do(d, e); err != nil {
				return err
			}
		}
	}
}

const workbook = "xl/workbook.xml"

// firstSheet returns the name of the part of the first sheet.
func (b book) firstSheet(r *Reader) (name string, err error) {
	var id string
	err = b.eachElement(workbook, mostPart, func(_ *decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			is1904 := attribute(e, "date1904")
			r.is1904 = is1904 == "1" || is1904 == "true"
		case "sheet":
			for _, a := range e.Attr {
				if id == "" && a.Name.Local == "id" && a.Name.Space != "" {
					id = a.Value
				}
			}
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	err = b.eachElement("xl/_rels/workbook.xml.rels", mostPart, func(_ *decoder, e xml.StartElement) error {
		if e.Name.Local == "Relationship" && id != "" && attribute(e, "Id") == id {
			name = attribute(e, "Target")
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	if name == "" {
		return "", unusable("the workbook has no sheet")
	}
	if strings.HasPrefix(name, "/") {
		return name[1:], nil
	}
	return path.Join("xl", name), nil
}

// readFormats finds the formats of dates and times. A workbook without formats has none.
func (b book) readFormats(r *Reader) error {
	const styles = "xl/styles.xml"
	if b.parts[styles] == nil {
		return nil
	}
	own, inFormats := map[string]bool{}, false
	return b.eachElement(styles, mostPart, func(_ *decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			own[attribute(e, "numFmtId")] = isDateFormat(attribute(e, "formatCode"))
		case "cellXfs":
			inFormats = true
		case "cellStyles", "dxfs":
			inFormats = false
		case "xf":
			if inFormats {
				number := attribute(e, "numFmtId")
				known, is := own[number]
				r.dates = append(r.dates, is && known || !is && isBuiltInDate(number))
			}
		}
		return nil
	})
}

// texts are the texts that cells share, one behind the other.
type texts struct {
	all  []byte
	ends []uint32
}

// get returns the text with a number, and false if there is none.
func (t *texts) get(number int) (string, bool) {
	if number < 0 || number >= len(t.ends) {
		return "", false
	}
	begin := uint32(0)
	if number > 0 {
		begin = t.ends[number-1]
	}
	return string(t.all[begin:t.ends[number]]), true
}

// readTexts reads the shared texts. A workbook without them has none.
func (b book) readTexts(r *Reader) error {
	const shared = "xl/sharedStrings.xml"
	part := b.parts[strings.ToLower(shared)]
	if part == nil {
		return nil
	}
	// A text has no more bytes than its XML, so nothing has to grow, which would take twice as much.
	r.texts.all = make([]byte, 0, min(part.UncompressedSize64, mostTexts))
	return b.eachElement(shared, mostTexts, func(d *decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		if len(r.texts.ends) == mostTexts/leastText {
			return unusable("the workbook has too many texts: save the sheet as CSV")
		}
		text, err := d.richText()
		r.texts.all = append(r.texts.all, text...)
		r.texts.ends = append(r.texts.ends, uint32(len(r.texts.all)))
		return err
	})
}

// attribute returns the value of an attribute, or an empty text.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// decoder reads the XML of a part, with a ration that can be renewed.
type decoder struct {
	name  string
	xml   *xml.Decoder
	from  io.Reader
	left  int64 // of the ration
	total int64 // bytes that may be read in all
}

func newDecoder(name string, from io.Reader, most int64) *decoder {
	d := &decoder{name: name, from: from, left: mostRow, total: most}
	d.xml = xml.NewDecoder(d)
	return d
}

// errRation says that a ration is used up.
var errRation = errors.New("it is too large")

// Read reads from the part.
func (d *decoder) Read(to []byte) (int, error) {
	if d.left <= 0 || d.total <= 0 {
		return 0, errRation
	}
	n, err := d.from.Read(to[:min(int64(len(to)), d.left)])
	d.left -= int64(n)
	d.total -= int64(n)
	return n, err
}

// renew begins a new ration.
func (d *decoder) renew() { d.left = mostRow }

// next returns the next token. The error is io.EOF at the end, and otherwise an *Error.
func (d *decoder) next() (xml.Token, error) {
	token, err := d.xml.Token()
	switch {
	case err == nil || errors.Is(err, io.EOF):
		return token, err
	case errors.Is(err, errRation):
		return nil, unusable("the part %q of the workbook, or a row of it, is too large: save the sheet as CSV", d.name)
	}
	return nil, unusable("the part %q of the workbook cannot be read: %v", d.name, err)
}

// text returns the text of the element that has begun, with all elements in it.
func (d *decoder) text() (string, error) {
	var text strings.Builder
	for depth := 1; depth > 0; {
		token, err := d.inside()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			text.Write(t)
		}
	}
	return text.String(), nil
}

// inside is next within an element.
func (d *decoder) inside() (xml.Token, error) {
	token, err := d.next()
	if errors.Is(err, io.EOF) {
		return nil, unusable("the part %q of the workbook ends early", d.name)
	}
	return token, err
}

// richText returns the text of the element that has begun: of its parts, without the hints how
// it is pronounced.
func (d *decoder) richText() (string, error) {
	var all strings.Builder
	for {
		token, err := d.inside()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.EndElement:
			if t.Name.Local == "si" || t.Name.Local == "is" {
				return unescaped(all.String()), nil
			}
		case xml.StartElement:
			if t.Name.Local != "t" && t.Name.Local != "rPh" {
				continue
			}
			text, err := d.text()
			if err != nil {
				return "", err
			}
			if t.Name.Local == "t" {
				all.WriteString(text)
			}
		}
	}
}

// number parses a number of a row, a text or a format.
func number(text string) (int, bool) {
	parsed, err := strconv.ParseUint(text, 10, 31)
	return int(parsed), err == nil
}
