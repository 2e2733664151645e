package mail

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	htmltemplate "html/template"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	texttemplate "text/template"
	"text/template/parse"
	"unicode"
	"unicode/utf8"

	"waybill/internal/apierr"
)

const (
	// mostSource and mostOutput bound each part of a mail, in bytes.
	mostSource = 64 << 10
	mostOutput = 256 << 10
	// mostActions is how many {{…}} a part may have, and mostSteps how many of them it may do for
	// a record with full lists, so the time of a part is bounded.
	mostActions = 200
	mostSteps   = 5000
	// mostTags bounds the < of HTML, and mostBetween the bytes from one to the next: html/template
	// reads those again for some of their characters, and decodes them again for each backslash.
	mostTags        = 10_000
	mostBetween     = 16 << 10
	mostBackslashes = 100
	// mostDepth is how deep if and range may be nested.
	mostDepth = 8
	// longestSubject is in code points.
	longestSubject = 255
)

// Content is what a template makes of a record.
type Content struct {
	Subject, Text string
	HTML          string // empty for none
}

// compiled is a template that was judged. It is safe for concurrent use.
type compiled struct {
	subject, text *texttemplate.Template
	html          *htmltemplate.Template // nil for none
	fields        []field                // that the parts use, each once
}

// field is a field that a template uses: the path of a list, or nil, and the path below it.
type field struct{ list, path []string }

func (f field) String() string { return strings.Join(slices.Concat(f.list, f.path), ".") }

// compile judges the parts of a template. Errors are rules that the template breaks, at its
// parts.
func compile(t *Template, root *shape) (*compiled, error) {
	c := &compiled{}
	var broken apierr.Details
	used := map[string]field{}
	for _, part := range []struct{ name, source string }{{"subject", t.Subject}, {"text", t.Text}, {"html", t.HTML}} {
		tree, err := judge(part.source, root, used)
		if err == nil {
			err = c.add(part.name, part.source, tree, root)
		}
		if err != nil {
			broken.Add(apierr.Detail{Type: "value_error", Loc: []any{part.name}, Msg: "Value error, " + err.Error()})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(used)) {
		c.fields = append(c.fields, used[name])
	}
	return c, apierr.InvalidInput(broken)
}

func (c *compiled) add(name, source string, tree *parse.Tree, root *shape) (err error) {
	switch name {
	case "subject":
		c.subject, err = texttemplate.New(name).AddParseTree(name, tree)
	case "text":
		c.text, err = texttemplate.New(name).AddParseTree(name, tree)
	case "html":
		if source == "" {
			return nil
		}
		if at := strings.Index(strings.ToLower(source), "<script"); at >= 0 {
			return errorAt(source, at, "mails have no scripts")
		}
		if found := oddElement.FindStringIndex(source); found != nil {
			return errorAt(source, found[0], "the name of an element has letters and digits only")
		}
		if err := judgeLength(source); err != nil {
			return err
		}
		splitText(tree.Root)
		if c.html, err = htmltemplate.New(name).AddParseTree(name, tree); err != nil {
			return err
		}
		// The first execution finds out where each field stands, and refuses what it cannot tell.
		if err := c.html.Execute(io.Discard, root.fill(nil)); err != nil {
			return contextError(source, err)
		}
		err = judgePlaces(source, tree.Root)
	}
	return err
}

// judgeLength refuses HTML that html/template takes long to read.
func judgeLength(source string) error {
	tags, backslashes, begin := 0, 0, 0
	for i := range len(source) {
		switch source[i] {
		case '<':
			tags, begin = tags+1, i
		case '\\':
			backslashes++
		}
		if tags > mostTags {
			return errorAt(source, i, fmt.Sprintf("there are more than %d characters <", mostTags))
		}
		if i-begin >= mostBetween {
			return errorAt(source, begin, fmt.Sprintf("there are more than %d bytes up to the next <", mostBetween))
		}
		if backslashes > mostBackslashes {
			return errorAt(source, i, fmt.Sprintf("there are more than %d backslashes", mostBackslashes))
		}
	}
	return nil
}

// splitText makes each < of a text begin a node of its own. Html/template reads a node to its end
// for each < that begins no element. No token has a < but as its first character.
func splitText(list *parse.ListNode) {
	if list == nil {
		return
	}
	var split []parse.Node
	for _, node := range list.Nodes {
		switch node := node.(type) {
		case *parse.TextNode:
			split = append(split, textNodes(node)...)
			continue
		case *parse.IfNode:
			splitText(node.List)
			splitText(node.ElseList)
		case *parse.RangeNode:
			splitText(node.List)
			splitText(node.ElseList)
		}
		split = append(split, node)
	}
	list.Nodes = split
}

// textNodes returns the nodes into which a text is split.
func textNodes(node *parse.TextNode) (nodes []parse.Node) {
	for begin := 0; begin < len(node.Text); {
		end := len(node.Text)
		if next := bytes.IndexByte(node.Text[begin+1:], '<'); next >= 0 {
			end = begin + 1 + next
		}
		part := *node
		part.Text, part.Pos = node.Text[begin:end:end], node.Pos+parse.Pos(begin)
		nodes, begin = append(nodes, &part), end
	}
	return nodes
}

// oddElement finds an element whose name html/template and browsers would end at different
// places.
var oddElement = regexp.MustCompile(`</?[A-Za-z][A-Za-z0-9:-]*[^A-Za-z0-9:\-\s/>]`)

// contextError returns the error of html/template with its place in the source.
func contextError(source string, err error) error {
	refused, ok := errors.AsType[*htmltemplate.Error](err)
	if !ok {
		return err
	}
	sentence, _, _ := strings.Cut(refused.Description, ": {state")
	if refused.Node != nil {
		return errorAt(source, int(refused.Node.Position()), sentence)
	}
	return errorAt(source, offsetOf(source, refused.Line), sentence)
}

// judgePlaces refuses fields that stand in a script or are the name of an attribute. Html/template
// has added to each field the functions that escape it where it stands.
func judgePlaces(source string, list *parse.ListNode) error {
	if list == nil {
		return nil
	}
	for _, node := range list.Nodes {
		var err error
		switch node := node.(type) {
		case *parse.ActionNode:
			if escapers := node.Pipe.String(); strings.Contains(escapers, "_html_template_js") || strings.Contains(escapers, "_html_template_htmlnamefilter") {
				err = errorAt(source, int(node.Position()), "a field cannot stand in a script, or be the name of an attribute")
			}
		case *parse.IfNode:
			err = cmp.Or(judgePlaces(source, node.List), judgePlaces(source, node.ElseList))
		case *parse.RangeNode:
			err = cmp.Or(judgePlaces(source, node.List), judgePlaces(source, node.ElseList))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// judge parses a part and checks that it has only fields, if, and range over a list. It adds
// the fields to used.
func judge(source string, root *shape, used map[string]field) (*parse.Tree, error) {
	if len(source) > mostSource {
		return nil, fmt.Errorf("has more than %d bytes", mostSource)
	}
	if at := strings.IndexFunc(source, func(r rune) bool { return r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r) }); at >= 0 {
		return nil, errorAt(source, at, "a character of control is not allowed")
	}
	trees := map[string]*parse.Tree{}
	tree := parse.New(mainTree)
	tree.Mode = parse.SkipFuncCheck
	tree, err := tree.Parse(source, "", "", trees)
	if err != nil {
		return nil, parseError(source, err)
	}
	for name, other := range trees {
		if name != mainTree {
			return nil, errorAt(source, int(other.Root.Position()), "define is not allowed")
		}
	}
	j := judgement{source: source, root: root, used: used}
	return tree, j.list(tree.Root, scope{dot: root, times: 1}, 0)
}

// mainTree is the name of the tree of a part. No template can name it.
const mainTree = "\x00"

var parserMessage = regexp.MustCompile(`(?s)^template: \x00:(\d+)(?::\d+)?: (.*)$`)

// parseError returns an error of the parser with its place. The parser knows the line.
func parseError(source string, err error) error {
	found := parserMessage.FindStringSubmatch(err.Error())
	if found == nil {
		return errorAt(source, 0, "is no template")
	}
	line, _ := strconv.Atoi(found[1]) // digits
	return errorAt(source, offsetOf(source, line), found[2])
}

// offsetOf returns the offset of the first action in a line, or else of the line.
func offsetOf(source string, line int) int {
	offset := 0
	for range line - 1 {
		next := strings.IndexByte(source[offset:], '\n')
		if next < 0 {
			break
		}
		offset += next + 1
	}
	rest, _, _ := strings.Cut(source[offset:], "\n")
	return offset + max(strings.Index(rest, "{{"), 0)
}

// errorAt returns an error that names the line and column of an offset, both from 1.
func errorAt(source string, offset int, sentence string) error {
	before := source[:min(max(offset, 0), len(source))]
	line := 1 + strings.Count(before, "\n")
	column := 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
	return fmt.Errorf("line %d, column %d: %s", line, column, printable(sentence, 200))
}

// scope is what . stands for.
type scope struct {
	dot   *shape
	list  []string // the path of the list whose elements . stands for; nil outside of range
	times int      // how often an action is done at most
}

type judgement struct {
	source  string
	root    *shape
	used    map[string]field
	actions int
	steps   int // that the actions take
}

func (j *judgement) refuse(node parse.Node, sentence string) error {
	return errorAt(j.source, int(node.Position()), sentence)
}

func (j *judgement) list(list *parse.ListNode, s scope, depth int) error {
	if list == nil {
		return nil
	}
	for _, node := range list.Nodes {
		if err := j.node(node, s, depth); err != nil {
			return err
		}
	}
	return nil
}

func (j *judgement) node(node parse.Node, s scope, depth int) error {
	if node.Type() == parse.NodeText || node.Type() == parse.NodeComment {
		return nil
	}
	if j.actions++; j.actions > mostActions {
		return j.refuse(node, fmt.Sprintf("there are more than %d actions", mostActions))
	}
	if j.steps += s.times; j.steps > mostSteps {
		return j.refuse(node, fmt.Sprintf("with full lists, there are more than %d actions to do", mostSteps))
	}
	switch node := node.(type) {
	case *parse.ActionNode:
		found, err := j.pipe(node.Pipe, node, s)
		if err == nil && (found.members != nil || found.item != nil) {
			err = j.refuse(node, "only a single value can be printed: name a field of it, or use range")
		}
		return err
	case *parse.IfNode:
		return j.branch(&node.BranchNode, s, depth)
	case *parse.RangeNode:
		return j.ranges(&node.BranchNode, s, depth)
	}
	word, _, _ := strings.Cut(strings.Trim(node.String(), "{} "), " ")
	return j.refuse(node, printable(word, 20)+" is not allowed: there are fields, if, and range")
}

func (j *judgement) branch(node *parse.BranchNode, s scope, depth int) error {
	if depth >= mostDepth {
		return j.refuse(node, fmt.Sprintf("if and range are nested more than %d deep", mostDepth))
	}
	found, err := j.pipe(node.Pipe, node, s)
	if err != nil {
		return err
	}
	if found.members != nil {
		return j.refuse(node, "if takes a single value or a list: name a field of it")
	}
	return j.lists(node, s, s, depth)
}

func (j *judgement) ranges(node *parse.BranchNode, s scope, depth int) error {
	if depth >= mostDepth {
		return j.refuse(node, fmt.Sprintf("if and range are nested more than %d deep", mostDepth))
	}
	if s.list != nil {
		return j.refuse(node, "a range within a range is not allowed")
	}
	found, err := j.pipe(node.Pipe, node, s)
	if err != nil {
		return err
	}
	if found.item == nil {
		return j.refuse(node, "range takes a list of the record, such as .load.stops")
	}
	path, _, _ := j.path(node.Pipe, s)
	return j.lists(node, scope{dot: found.item, list: path, times: found.most}, s, depth)
}

// lists judges both lists of a branch.
func (j *judgement) lists(node *parse.BranchNode, s, ofElse scope, depth int) error {
	if err := j.list(node.List, s, depth+1); err != nil {
		return err
	}
	return j.list(node.ElseList, ofElse, depth+1)
}

// pipe returns the shape of the field that a pipeline is.
func (j *judgement) pipe(pipe *parse.PipeNode, node parse.Node, s scope) (*shape, error) {
	path, inList, ok := j.path(pipe, s)
	if !ok {
		return nil, j.refuse(node, "only a field is allowed here, such as .customer.phone: no functions, variables, or texts")
	}
	found, of := j.root, field{path: path}
	if inList {
		found, of.list = s.dot, s.list
	}
	for i, name := range path {
		if found = found.members[name]; found == nil {
			return nil, j.refuse(node, "there is no field ."+printable(strings.Join(path[:i+1], "."), 80))
		}
	}
	if found.members == nil && found.item == nil {
		j.used[of.String()] = of
	}
	return found, nil
}

// path returns the path of the field that a pipeline is, and whether it begins at an element
// of a list. It reports false for any other pipeline.
func (j *judgement) path(pipe *parse.PipeNode, s scope) (path []string, inList, ok bool) {
	if len(pipe.Decl) > 0 || len(pipe.Cmds) != 1 || len(pipe.Cmds[0].Args) != 1 {
		return nil, false, false
	}
	switch node := pipe.Cmds[0].Args[0].(type) {
	case *parse.FieldNode:
		return node.Ident, s.list != nil, true
	case *parse.VariableNode:
		return node.Ident[1:], false, node.Ident[0] == "$"
	}
	return nil, false, false
}

// errTooLong says that a part has more than mostOutput bytes.
var errTooLong = fmt.Errorf("the mail is longer than %d bytes", mostOutput)

// limited is a buffer that takes mostOutput bytes.
type limited struct{ bytes.Buffer }

// Write returns errTooLong for what has no room.
func (l *limited) Write(p []byte) (int, error) {
	if l.Len()+len(p) > mostOutput {
		return 0, errTooLong
	}
	return l.Buffer.Write(p)
}

// render makes the content of a mail. It returns errTooLong, perhaps wrapped, for a mail that
// is too long.
func (c *compiled) render(values map[string]any) (content Content, err error) {
	run := func(execute func(io.Writer, any) error) string {
		var out limited
		if err == nil {
			err = execute(&out, values)
		}
		return out.String()
	}
	content.Subject = oneLine(run(c.subject.Execute), longestSubject)
	content.Text = run(c.text.Execute)
	if c.html != nil {
		content.HTML = run(c.html.Execute)
	}
	if err != nil {
		return Content{}, fmt.Errorf("make a mail of its template: %w", err)
	}
	return content, nil
}

// missing returns the fields that the template uses and the record does not have.
func (c *compiled) missing(values map[string]any) (names []string) {
	for _, f := range c.fields {
		if f.list == nil {
			if at(values, f.path) == "" {
				names = append(names, f.String())
			}
			continue
		}
		elements, _ := at(values, f.list).([]any)
		if slices.ContainsFunc(elements, func(e any) bool { return at(e, f.path) == "" }) {
			names = append(names, f.String())
		}
	}
	return names
}

func at(value any, path []string) any {
	for _, name := range path {
		object, _ := value.(map[string]any)
		value = object[name]
	}
	return value
}

// oneLine returns a text with single spaces for spaces and control characters, cut to a number
// of code points.
func oneLine(text string, most int) string {
	words := strings.FieldsFunc(strings.ToValidUTF8(text, "\uFFFD"), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
	runes := []rune(strings.Join(words, " "))
	if len(runes) > most {
		runes = append(runes[:most-1], '…')
	}
	return string(runes)
}

// printable returns a text for an error: without control characters, and cut.
func printable(text string, most int) string { return oneLine(text, most) }
