package schema_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waybill/internal/schema"
)

// invoice has a list in a column.
type invoice struct{ Lines []line }

type line struct {
	Text   string
	Amount float64
	Note   *string
	Rep    *person
}

func embeddedLines() *schema.EmbeddedField[invoice, line] {
	return schema.Embedded("lines", func(i *invoice) *[]line { return &i.Lines },
		schema.Text("text", func(l *line) *string { return &l.Text }).Length(1, 50).Required(),
		schema.Number("amount", func(l *line) *float64 { return &l.Amount }),
		schema.OptionalText("note", func(l *line) **string { return &l.Note }),
		schema.Struct("rep", func(l *line) **person { return &l.Rep }, personFields()...))
}

// scanLines scans a stored list into an invoice that has another one.
func scanLines(stored string) (invoice, error) {
	note := "of the row before"
	scanned := invoice{Lines: []line{{Text: "old", Note: &note}, {Text: "older"}, {Text: "oldest"}}}
	dest := embeddedLines().Columns()[0].Dest(&scanned).(interface{ ScanText(string) error })
	err := dest.ScanText(stored)
	return scanned, err
}

// A list is read from its column as it was stored.
func TestEmbeddedRoundTrip(t *testing.T) {
	t.Parallel()
	note, rep := "a\"\n\\é", &person{}
	rep.Name = &note
	for _, want := range [][]line{
		nil,
		{{Text: "漢字😀\u2028"}},
		{{Text: "</script>", Amount: 0.30000000000000004, Note: &note}, {Text: "]}", Amount: -math.MaxFloat64, Rep: rep}, {Text: ",", Amount: 5e-324}},
	} {
		stored := embeddedLines().Columns()[0].Value(&invoice{want}).(string)
		got, err := scanLines(stored)
		if err != nil {
			t.Errorf("%s: %v", stored, err)
		}
		if diff := cmp.Diff(want, got.Lines); diff != "" {
			t.Errorf("%s (-want +got):\n%s", stored, diff)
		}
	}
}

// Objects that were stored before a field was declared have its default.
func TestEmbeddedFieldsThatAreNew(t *testing.T) {
	t.Parallel()
	got, err := scanLines(`[["a",2.5],["b"]]`)
	want := []line{{Text: "a", Amount: 2.5}, {Text: "b"}}
	if diff := cmp.Diff(want, got.Lines); diff != "" || err != nil {
		t.Errorf("%v, (-want +got):\n%s", err, diff)
	}
}

// A stored text that the server has not written is an error, which names the list.
func TestEmbeddedTextsThatAreNotLists(t *testing.T) {
	t.Parallel()
	for _, stored := range []string{``, ` `, `null`, `{}`, `"[]"`, `[`, `[]]`, `[["a"]`, `[1]`, `[null]`, `[{"text":"a"}]`,
		`[[]]`, `[[1]]`, `[["a","x"]]`, `[["a"],["a","x"]]`, `[["a",1,null,null,1]]`} {
		if got, err := scanLines(stored); err == nil || !strings.Contains(err.Error(), "lines") {
			t.Errorf("%q is read as %v, %v, want an error that names the lines", stored, got.Lines, err)
		}
	}
}

// A reference or a list of children needs a table.
func TestEmbeddedReferencesPanic(t *testing.T) {
	t.Parallel()
	type stay struct{ At schema.Ref }
	type trip struct{ Stays []stay }
	defer func() {
		if recover() == nil {
			t.Error("a reference in a column was declared")
		}
	}()
	target := schema.Target{Noun: "Customer", Table: "customers"}
	at := schema.Link("customer", target, func(s *stay) *schema.Ref { return &s.At }).Members("id", "external_reference_id")
	schema.Embedded("stays", func(t *trip) *[]stay { return &t.Stays }, at...)
}
