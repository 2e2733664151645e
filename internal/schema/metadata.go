package schema

import (
	"fmt"
	"slices"
	"strings"

	"waybill/internal/apierr"
	"waybill/internal/jsonvalue"
)

// The limits of the metadata of a record: how many names it has, and the code points of a
// name and of a text.
const (
	MetadataNames      = 50
	MetadataNameLength = 40
	MetadataTextLength = 500
)

// MetadataMember is the member of a body that has the metadata.
const MetadataMember = "metadata"

var (
	metadataName = textLimits{least: 1, most: MetadataNameLength}
	metadataText = textLimits{most: MetadataTextLength}
)

// DecodeMetadata reads a body with the texts of names. In a change, the text of a name may
// be null, which the result has as nil. Strict makes other members of the body errors. The
// error is an apierr.Error, whose places begin at the body.
func DecodeMetadata(body Body, isChange, strict bool) (map[string]*string, error) {
	object, err := body.object()
	if err != nil {
		return nil, err
	}
	var sent value
	unknown := unknownMembers{strict: strict}
	members(object, func(name []byte, v value) {
		if string(name) == MetadataMember {
			sent = v
		} else {
			unknown.add(name)
		}
	})
	texts, broken := readMetadata(sent, isChange)
	broken = broken.In(MetadataMember)
	broken.Join(unknown.broken)
	return texts, apierr.InvalidInput(broken)
}

func readMetadata(sent value, isChange bool) (map[string]*string, apierr.Details) {
	switch {
	case sent == nil:
		return nil, *invalid(missing())
	case !sent.isObject():
		return nil, *invalid(notADictionary())
	}
	// A name that is sent twice has the last text, at the place of the first.
	texts, last := map[string]*string{}, map[string]value{}
	var names []value
	pairs(sent, func(name, v value) {
		if _, known := last[string(name)]; !known {
			names = append(names, name)
		}
		last[string(name)] = v
	})
	var broken apierr.Details
	for _, name := range names {
		broken.Join(readMetadataText(name, last[string(name)], isChange, texts))
	}
	if broken.IsEmpty() && !isChange {
		broken = CheckMetadataNames(len(texts))
	}
	return texts, broken
}

// readMetadataText reads a name and its text.
func readMetadataText(name, v value, isChange bool, texts map[string]*string) (broken apierr.Details) {
	known, wrong := metadataName.read(name)
	if wrong != nil {
		place, _ := name.text()
		return wrong.In("[key]").In(place)
	}
	if isChange && v.isNull() {
		texts[known] = nil
		return broken
	}
	text, wrong := metadataText.read(v)
	if wrong != nil {
		return wrong.In(known)
	}
	texts[known] = &text
	return broken
}

// CheckMetadataNames returns the error of a record that has too many names.
func CheckMetadataNames(count int) (broken apierr.Details) {
	if count > MetadataNames {
		broken.Add(apierr.Detail{Type: "too_long", Msg: fmt.Sprintf(
			"Dictionary should have at most %d items after validation, not %d", MetadataNames, count)})
	}
	return broken
}

// AppendMetadata appends the body with the metadata of a record, in the order of the names.
func AppendMetadata(dst []byte, texts map[string]string, names []string) []byte {
	dst = append(dst, `{"`+MetadataMember+`":{`...)
	for i, name := range names {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = jsonvalue.AppendText(append(jsonvalue.AppendText(dst, name), ':'), texts[name])
	}
	return append(dst, "}}"...)
}

// metadataFilters is the most filters by metadata that a query may have.
const metadataFilters = 10

// MetadataFilter is a filter by the text of a name.
type MetadataFilter struct{ Name, Text string }

// Metadata reads the filters by metadata, whose parameters are called metadata[name], in
// the order of the names. A parameter that only resembles them is an error, because
// without its filter the list would have more records than the client asked for.
func (p *Parameters) Metadata() (filters []MetadataFilter) {
	var parameters []string
	for parameter := range p.given {
		if parameter == MetadataMember || strings.HasPrefix(parameter, MetadataMember+"[") {
			parameters = append(parameters, parameter)
		}
	}
	slices.Sort(parameters)
	for _, parameter := range parameters {
		text, _ := p.lookUp(parameter)
		name, ok := metadataParameter(parameter)
		switch {
		case !ok:
			p.add(parameter, invalid(notADictionary()))
		case hasNUL(name) || hasNUL(text):
			p.add(parameter, invalid(containsNUL()))
		}
		filters = append(filters, MetadataFilter{name, text})
	}
	if len(filters) > metadataFilters {
		p.add(MetadataMember, invalid(tooManyItems(metadataFilters, len(filters))))
	}
	return filters
}

// metadataParameter returns the name in the brackets of a parameter such as metadata[po].
func metadataParameter(parameter string) (name string, ok bool) {
	name, begins := strings.CutPrefix(parameter, MetadataMember+"[")
	name, ends := strings.CutSuffix(name, "]")
	return name, begins && ends && name != ""
}
