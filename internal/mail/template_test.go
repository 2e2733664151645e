package mail

import (
	"encoding/json"
	"errors"
	"fmt"
	htmltemplate "html/template"
	"os"
	"slices"
	"strings"
	"testing"
	"text/template/parse"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"waybill/internal/apierr"
	"waybill/internal/schema"
	"waybill/internal/sqldb/sqldbtest"
)

func TestMain(m *testing.M) { os.Exit(sqldbtest.Main(m)) }

// testRoot is the shape of a load with its customer and carrier, as far as tests need it.
var testRoot = testRecords(nil).root

func textProperty(name string) schema.Described {
	return schema.Described{Spec: schema.Spec{Name: name}, Property: schema.Property{Type: "string"}}
}

func described(name string, p schema.Property) schema.Described {
	return schema.Described{Spec: schema.Spec{Name: name}, Property: p}
}

// testRecords are records that a test keeps by noun and reference.
func testRecords(read func(noun string) func(organization int64, key string) ([]byte, error)) *Records {
	list := func(names ...string) schema.Property {
		var fields []schema.Described
		for _, name := range names {
			fields = append(fields, textProperty(name))
		}
		return schema.Property{Type: "array", Items: &schema.Property{Type: "object", Object: fields}}
	}
	member := schema.Property{Type: "object", Object: []schema.Described{textProperty("name"), textProperty("email")}}
	time := schema.Property{Type: "string", Format: "date-time"}
	stops := list("stop_number", "stop_type", "location_name", "location_external_reference_id")
	stops.Items.Object = append(stops.Items.Object, described("early_arrival", time), described("late_arrival", time))
	resources := []Resource{
		{Noun: nounLoad, Fields: []schema.Described{textProperty("external_reference_id"), textProperty("status"), textProperty("description"),
			described("weight", schema.Property{Type: "number"}), described("sales_rep", member), described("dispatcher_rep", member), described("stops", stops)}},
		{Noun: nounCustomer, Fields: []schema.Described{textProperty("external_reference_id"), textProperty("name"), textProperty("phone"),
			described("is_active", schema.Property{Type: "boolean"})}},
		{Noun: nounCarrier, Fields: []schema.Described{textProperty("external_reference_id"), textProperty("name"), textProperty("phone_number"),
			textProperty("email"), described("contacts", list("first_name", "last_name", "primary_email", "primary_phone"))}},
	}
	for i := range resources {
		if read != nil {
			resources[i].Read = readerOf(read(resources[i].Noun))
		}
	}
	return NewRecords(resources...)
}

// hostile are templates that are refused, with the part of the error that names why.
var hostile = []struct{ source, want string }{
	{"{{range 100000000000}}x{{end}}", "line 1, column 9: only a field is allowed here"},
	{`{{printf "%1000000000d" 1}}`, "only a field"},
	{`{{define "t"}}{{template "t"}}{{end}}{{template "t"}}`, "define is not allowed"},
	{`a{{template "x"}}`, "line 1, column 13: template is not allowed"},
	{`{{block "x" .}}{{end}}`, "is not allowed"},
	{"{{$x := .customer.name}}", "only a field"},
	{"{{.customer.name | html}}", "only a field"},
	{"{{call .customer.name}}", "only a field"},
	{"{{js .customer.name}}", "only a field"},
	{"{{with .customer}}{{end}}", "with is not allowed"},
	{"{{range .load.stops}}{{break}}{{end}}", "break is not allowed"},
	{"{{.}}", "only a field"},
	{`{{"text"}}`, "only a field"},
	{"{{(.customer).name}}", "only a field"},
	{"{{.customer}}", "only a single value"},
	{"{{.load.stops}}", "only a single value"},
	{"{{if .customer}}{{end}}", "if takes a single value"},
	{"{{range .customer.name}}{{end}}", "range takes a list"},
	{"{{range .load.stops}}{{range $.load.stops}}{{end}}{{end}}", "a range within a range"},
	{"{{range $i, $e := .load.stops}}{{end}}", "only a field"},
	{"one\n  two {{.customer.phon}}", "line 2, column 9: there is no field .customer.phon"},
	{"{{.secret}}", "there is no field .secret"},
	{"{{range .load.stops}}{{.customer.name}}{{end}}", "there is no field .customer"},
	{"one\ntwo {{.customer.name", "line 2, column 5: "},
	{"{{if .customer.name}}", "unexpected EOF"},
	{strings.Repeat("{{if .customer.name}}", 9) + strings.Repeat("{{end}}", 9), "nested more than 8 deep"},
	{strings.Repeat("{{.customer.name}}", 201), "more than 200 actions"},
	{strings.Repeat("x", mostSource+1), "more than 65536 bytes"},
	{"{{range .load.stops}}" + strings.Repeat("{{.stop_type}}", 50) + "{{end}}", "line 1, column 710: with full lists, there are more than 5000 actions to do"},
	{strings.Repeat("(", 60_000) + "{{" + strings.Repeat("(", 4000), "line 1, column 60001: "},
}

func TestHostileTemplatesAreRefused(t *testing.T) {
	t.Parallel()
	for _, test := range hostile {
		for _, part := range []string{"subject", "text", "html"} {
			template := &Template{Subject: "s", Text: "t"}
			switch part {
			case "subject":
				template.Subject = test.source
			case "text":
				template.Text = test.source
			case "html":
				template.HTML = test.source
			}
			_, err := compile(template, testRoot)
			if err == nil || !strings.Contains(err.Error(), test.want) || apierr.KindOf(err) != apierr.Invalid {
				t.Errorf("%s %.60q: %v, want %s", part, test.source, err, test.want)
			}
		}
	}
	for source, want := range map[string]string{
		"\n<p>{{if .customer.name}}<a href=\"{{end}}":                            "line 2, column 9: {{if}} branches end",
		"<sCript>{{.customer.name}}</script>":                                    "line 1, column 1: mails have no scripts",
		"<p onclick='{{.customer.name}}'>":                                       "line 1, column 15: a field cannot stand in a script",
		"a<psä style='{{.customer.name}}'>":                                      "line 1, column 2: the name of an element",
		"<p a\x01='{{.customer.name}}'>":                                         "line 1, column 5: a character of control",
		"<p {{.customer.name}}>":                                                 "line 1, column 6: a field cannot stand in a script",
		strings.Repeat("<", mostTags+1):                                          "line 1, column 10001: there are more than 10000 characters <",
		"<p>\n<b>" + strings.Repeat("x", mostBetween):                            "line 2, column 1: there are more than 16384 bytes up to the next <",
		"<p style=\"a:url('" + strings.Repeat(`\a`, mostBackslashes+1) + "')\">": "line 1, column 218: there are more than 100 backslashes",
	} {
		if _, err := compile(&Template{Subject: "s", Text: "t", HTML: source}, testRoot); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", source, err)
		}
	}
}

// marked are values with markup, quotes and characters of control in every text.
const mark = `<b a='x' c="y">&amp;</b>{{.}}` + "\r\nBcc: x@example.com\u2028"

// filled returns values in which every text is a mark, and lists have three elements.
func (s *shape) filled(text string) any {
	switch {
	case s.members != nil:
		object := map[string]any{}
		for name, member := range s.members {
			object[name] = member.filled(text)
		}
		return object
	case s.item != nil:
		return []any{s.item.filled(text), s.item.filled(text), s.item.filled(text)}
	case s.isBool:
		return true
	}
	return text
}

func valuesWith(text string) map[string]any {
	return testRoot.fill(testRoot.filled(text)).(map[string]any)
}

func TestShippedTemplates(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Ä", 255)
	for _, name := range Shipped() {
		if name == contactTemplate {
			continue // it must not show the phone
		}
		c, err := compile(shipped[name], testRoot)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, text := range []string{"312-555-0100", "", long, mark} {
			values := valuesWith(text)
			content, err := c.render(values)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if strings.ContainsAny(content.Subject, "\r\n\u2028") || len([]rune(content.Subject)) > longestSubject {
				t.Errorf("%s: the subject is %q", name, content.Subject)
			}
			if !strings.Contains(content.Text, text) {
				t.Errorf("%s: the text has no phone %q: %s", name, text, content.Text)
			}
			if got := textOf(t, content.HTML); !strings.Contains(got, normalized(text)) {
				t.Errorf("%s: the page has no phone %q: %s", name, text, got)
			}
			checkEscaped(t, content.HTML)
		}
		content, _ := c.render(valuesWith("+1 (312) 555-0100 ext. 7"))
		if !strings.Contains(content.HTML, `href="tel:&#43;13125550100"`) {
			t.Errorf("%s: no link to dial: %s", name, content.HTML)
		}
		empty := testRoot.fill(nil).(map[string]any)
		if missing := c.missing(empty); !slices.Contains(missing, "customer.phone") {
			t.Errorf("%s: missing is %q", name, missing)
		}
		if content, _ := c.render(empty); strings.Contains(content.Text+content.HTML, "tel:") || !strings.Contains(content.Text, "phone number") {
			t.Errorf("%s without a phone: %s", name, content.Text)
		}
	}
}

// normalized returns a text as a parser of HTML gives it.
func normalized(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

// textOf returns the text of a page.
func textOf(t *testing.T, page string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for node := range root.Descendants() {
		if node.Type == html.TextNode {
			all.WriteString(node.Data)
		}
	}
	return normalized(all.String())
}

// checkEscaped fails if an element or attribute of the page comes from a mark.
func checkEscaped(t *testing.T, page string) {
	t.Helper()
	if strings.Contains(page, "<b a=") || strings.Contains(page, "c=\"y\">") {
		t.Errorf("the page has an element of a value: %s", page)
	}
}

func TestValuesOfTemplates(t *testing.T) {
	t.Parallel()
	var raw any
	record := `{"load":{"id":"load_1","weight":42000.50,"stops":[{"early_arrival":"2026-02-01T08:00:00Z"},{"location_name":"Chicago"}],"sales_rep":null},
		"customer":{"name":null,"is_active":true,"phone":"Tel. 312/555-0100x9"}}`
	if err := json.Unmarshal([]byte(record), &raw); err != nil {
		t.Fatal(err)
	}
	values := testRoot.fill(raw).(map[string]any)
	template := &Template{
		Subject: "{{.load.id}}\r\n{{.load.sales_rep.name}} x",
		Text: "{{range .load.stops}}[{{.early_arrival}}|{{.location_name}}|{{$.customer.phone_digits}}]{{else}}none{{end}}" +
			"{{if .customer.is_active}}active{{else if .customer.name}}named{{end}} {{.customer.is_active}} {{.carrier.name}} {{.load.weight}}",
	}
	c, err := compile(template, testRoot)
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.render(values)
	if err != nil {
		t.Fatal(err)
	}
	want := Content{Subject: "load_1 x", Text: "[2026-02-01 08:00 UTC||3125550100][|Chicago|3125550100]active true  42000.5"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	wantMissing := []string{"carrier.name", "customer.name", "load.sales_rep.name", "load.stops.early_arrival", "load.stops.location_name"}
	if diff := cmp.Diff(wantMissing, c.missing(values)); diff != "" {
		t.Error(diff)
	}
}

func TestTheOutputIsBounded(t *testing.T) {
	t.Parallel()
	c, err := compile(&Template{Subject: "s", Text: "{{range .load.stops}}" + strings.Repeat("{{.location_name}}", 40) + "{{end}}"}, testRoot)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.render(valuesWith(strings.Repeat("x", 255))); err != nil {
		t.Error(err)
	}
	if _, err := c.render(valuesWith(strings.Repeat("x", 2500))); err == nil || !strings.Contains(err.Error(), errTooLong.Error()) {
		t.Errorf("%v", err)
	}
}

// TestTextIsSplit: each < begins a node, and the page is that of a template that is not split.
func TestTextIsSplit(t *testing.T) {
	t.Parallel()
	for _, source := range []string{
		"", "<", "<<", "a<b> <<c> <", strings.Repeat("<", 1000) + "<p>", "</<!<!doctype html><p>1 < 2</p>", "<!-- <b> -->{{if .customer.name}}a<i>b<{{else}}<<{{end}}<p>",
		`<p title="a< b< {{.customer.name}}<">`, `<title><b>{{.customer.name}}</b></title>`, "<style>a{b:'<'}/*<*/</style><p style=\"a:url('<{{.customer.name}}<')\">",
		"{{range .load.stops}}<b>{{.stop_type}}<{{end}}", `<a href="?< {{.customer.name}}< a">x</a>`, `<p onclick="a < b <!-- c">{{.customer.name}}`, shipped["load_booked"].HTML,
	} {
		c, err := compile(&Template{Subject: "s", Text: "t", HTML: source}, testRoot)
		if err != nil {
			t.Fatalf("%.60q: %v", source, err)
		}
		if source == "" {
			continue
		}
		values := valuesWith(mark)
		got, err := c.render(values)
		if err != nil {
			t.Fatal(err)
		}
		var want strings.Builder
		if err := htmltemplate.Must(htmltemplate.New("").Parse(source)).Execute(&want, values); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.String(), got.HTML); diff != "" {
			t.Errorf("%.60q: %s", source, diff)
		}
		tree, err := judge(source, testRoot, map[string]field{})
		if err != nil {
			t.Fatal(err)
		}
		splitText(tree.Root)
		if written := tree.Root.String(); written != source {
			t.Errorf("%.60q is %.60q", source, written)
		}
		eachText(tree.Root, func(text *parse.TextNode) {
			if at := strings.LastIndex(string(text.Text), "<"); at > 0 || !strings.HasPrefix(source[text.Position():], string(text.Text)) {
				t.Errorf("%.60q has the node %q", source, text.Text)
			}
		})
	}
}

// eachText calls do with each text of a list.
func eachText(list *parse.ListNode, do func(*parse.TextNode)) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch node := node.(type) {
		case *parse.TextNode:
			do(node)
		case *parse.IfNode:
			eachText(node.List, do)
			eachText(node.ElseList, do)
		case *parse.RangeNode:
			eachText(node.List, do)
			eachText(node.ElseList, do)
		}
	}
}

// BenchmarkTemplates measures the mails that take longest, with their compilation.
func BenchmarkTemplates(b *testing.B) {
	stops := func(action string) string {
		return "{{range .load.stops}}" + strings.Repeat(action, (mostSteps-1)/mostElements) + "{{end}}"
	}
	fill := func(begin, unit string) string { return begin + strings.Repeat(unit, (mostBetween-100)/len(unit)) }
	for name, html := range map[string]string{
		"shipped":   shipped["load_booked"].HTML,
		"less":      strings.Repeat("<", mostTags),
		"elements":  strings.Repeat("<p style=''>", mostSource/12),
		"doctypes":  strings.Repeat("<!doctype>", mostSource/10),
		"quotes":    strings.Repeat(fill("<style>", "''")+"</style>", 4),
		"comments":  strings.Repeat(fill("<style>", "/**/")+"</style>", 4),
		"open":      strings.Repeat(fill(`<p style="a:'`, "(")+`'">`, 4),
		"backslash": "<style>a:url('" + strings.Repeat("x", mostBetween-300) + strings.Repeat(`\a`, mostBackslashes) + "')</style>",
		"css":       "<style>" + stops("a:{{$.load.description}};") + "</style>",
		"url":       stops(`<a href="{{$.load.description}}">`),
		"srcset":    `<img srcset="` + stops("{{$.load.description}} ,") + `">`,
	} {
		for _, value := range []struct{ name, text string }{
			{"letter", "x"}, {"scheme", strings.Repeat("x", 1999) + ":"}, {"escapes", strings.Repeat(`\61 `, 499) + "<"},
		} {
			b.Run(name+"/"+value.name, func(b *testing.B) {
				values := valuesWith(value.text)
				load := values["load"].(map[string]any)
				load["stops"] = slices.Repeat(load["stops"].([]any)[:1], mostElements)
				template := &Template{Subject: stops("{{.stop_type}}"), Text: stops("{{.stop_type}}"), HTML: html}
				for b.Loop() {
					c, err := compile(template, testRoot)
					if err != nil {
						b.Fatal(err)
					}
					if _, err := c.render(values); err != nil && !errors.Is(err, errTooLong) {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func TestDigits(t *testing.T) {
	t.Parallel()
	for phone, want := range map[string]string{
		"": "", "312-555-0100": "3125550100", "+1 (312) 555-0100": "+13125550100", "312.555.0100 ext 5": "3125550100",
		"call 312 555": "312555", "555-0100#12": "5550100", "none": "", "١٢٣": "", "1x": "1", "0049/89;1": "004989",
	} {
		if got := digitsOf(phone); got != want {
			t.Errorf("%q: %q, want %q", phone, got, want)
		}
	}
}

// FuzzTemplates: no template makes the program panic, is longer than the limit, or shows a value
// in HTML that is not escaped.
func FuzzTemplates(f *testing.F) {
	for _, test := range hostile {
		f.Add(test.source, mark)
	}
	for _, name := range Shipped() {
		f.Add(shipped[name].Text, "312-555-0100")
		f.Add(shipped[name].HTML, mark)
	}
	for _, source := range []string{
		`<a href="{{.customer.name}}">`, `<a href='x?{{.customer.name}}'>`, `<p onclick="{{.customer.name}}">`, `<p style="color:{{.customer.name}}">`,
		`<style>{{.customer.name}}</style>`, `<p {{.customer.name}}>`, `<p class={{.customer.name}}>`, `<!-- {{.customer.name}} -->`,
		`<textarea>{{.customer.name}}</textarea>`, `<{{.customer.name}}>`, `<title>{{.customer.name}}`, "<p title=`{{.customer.name}}`>",
		"<ps\x92yle=\"color:{{.customer.name}}\">", `<psäyle="color:{{.customer.name}}">`,
		`<img srcset="{{.customer.name}}">`, `<svg><a xlink:href="{{.customer.name}}"></svg>`, `<iframe srcdoc="{{.customer.name}}">`,
	} {
		f.Add(source, mark)
		f.Add(source, "javascript:alert(1)")
	}
	f.Fuzz(func(t *testing.T, source, value string) {
		for _, template := range []*Template{{Subject: source, Text: "t"}, {Subject: "s", Text: source}, {Subject: "s", Text: "t", HTML: source}} {
			c, err := compile(template, testRoot)
			if err != nil {
				if !strings.Contains(err.Error(), "line ") && !strings.Contains(err.Error(), "bytes") {
					t.Errorf("no place: %v", err)
				}
				continue
			}
			content, err := c.render(valuesWith(value))
			if err != nil && !strings.Contains(err.Error(), errTooLong.Error()) {
				t.Fatalf("%q: %v", source, err)
			}
			if len(content.Subject) > 4*longestSubject || len(content.Text) > mostOutput || len(content.HTML) > mostOutput {
				t.Fatal("too long")
			}
			if template.HTML == "" || err != nil {
				continue
			}
			// A value never changes the elements of a page: it has those of the page with a letter.
			plain, err := c.render(valuesWith("x"))
			if err != nil {
				t.Fatal(err)
			}
			if strings.TrimSpace(value) == "" {
				continue // if takes another way, and an attribute without quotes ends
			}
			if want, got := elements(t, plain.HTML), elements(t, content.HTML); want != got {
				t.Fatalf("%q with %q: the elements are %s, with a letter %s", source, value, got, want)
			}
		}
	})
}

// elements returns the elements of a page with the names of their attributes.
func elements(t *testing.T, page string) string {
	t.Helper()
	var all strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(page))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		token := tokens.Token()
		fmt.Fprintf(&all, "<%s", token.Data)
		for _, a := range token.Attr {
			fmt.Fprintf(&all, " %s", a.Key)
		}
		all.WriteString(">")
	}
	return all.String()
}
