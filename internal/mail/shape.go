package mail

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"waybill/internal/schema"
)

// shape says which names a template may use: those of the members of an object, or of the
// objects of a list. A shape without members and item is a value.
type shape struct {
	members map[string]*shape // of an object; nil for another shape
	item    *shape            // of a list; nil for another shape
	most    int               // how many elements a list has at most
	isTime  bool
	isBool  bool
}

// mostElements is how many elements a list of a record has that says no number.
const mostElements = 100

// digitsSuffix is the end of the name of a member that has the digits of a phone number.
const digitsSuffix = "_digits"

// isPhone reports whether a field has a phone number.
func isPhone(name string) bool {
	return name == "phone" || name == "phone_number" || name == "primary_phone"
}

// shapeOf returns the shape of an object with fields.
func shapeOf(fields []schema.Described) *shape {
	s := &shape{members: map[string]*shape{"id": {}}}
	for _, f := range fields {
		s.members[f.Name] = shapeOfProperty(&f.Property)
		if isPhone(f.Name) {
			s.members[f.Name+digitsSuffix] = &shape{}
		}
	}
	return s
}

func shapeOfProperty(p *schema.Property) *shape {
	switch {
	case p.Type == "object":
		return shapeOf(p.Object)
	case p.Type == "array" && p.Items.Type == "object":
		return &shape{item: shapeOf(p.Items.Object), most: cmp.Or(p.MaxItems, mostElements)}
	}
	return &shape{isTime: p.Format == "date-time", isBool: p.Type == "boolean"}
}

// fill returns a decoded JSON value in the form that templates read. Every member of the
// shape exists: a text that is null is "", so no template fails or prints a null.
func (s *shape) fill(value any) any {
	switch {
	case s.members != nil:
		return s.fillObject(value)
	case s.item != nil:
		list, _ := value.([]any)
		filled := make([]any, len(list))
		for i := range list {
			filled[i] = s.item.fill(list[i])
		}
		return filled
	case s.isBool:
		is, _ := value.(bool)
		return is
	case value == nil:
		return ""
	}
	text := fmt.Sprint(value)
	if at, err := time.Parse(time.RFC3339Nano, text); s.isTime && err == nil {
		return at.UTC().Format("2006-01-02 15:04 UTC")
	}
	return text
}

func (s *shape) fillObject(value any) map[string]any {
	object, _ := value.(map[string]any)
	filled := make(map[string]any, len(s.members))
	for name, member := range s.members {
		if phone, ok := strings.CutSuffix(name, digitsSuffix); ok {
			text, _ := object[phone].(string)
			filled[name] = digitsOf(text)
			continue
		}
		filled[name] = member.fill(object[name])
	}
	return filled
}

// decodeRecord decodes a record. Numbers keep their digits.
func decodeRecord(data []byte) (record map[string]any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&record); err != nil {
		return nil, fmt.Errorf("read a record: %w", err)
	}
	return record, nil
}

// digitsOf returns what a phone is to dial: the digits of a number with its +, up to an
// extension.
func digitsOf(phone string) string {
	var digits []byte
	for i := range len(phone) {
		switch c := phone[i]; {
		case c >= '0' && c <= '9', c == '+' && len(digits) == 0:
			digits = append(digits, c)
		case len(digits) > 1 && isExtension(c):
			return string(digits)
		}
	}
	return string(digits)
}

// isExtension reports whether a byte begins an extension, as in "x12", "ext. 12" or "#12".
func isExtension(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '#' || c == ',' || c == ';'
}
