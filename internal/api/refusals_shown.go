package api

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"waybill/internal/apierr"
	"waybill/internal/jsonvalue"
	"waybill/internal/schema"
)

// This file renders a refused request for the list of refusals. The list has no data of
// the request: a value is masked (refusals_masked.go), and a name is shown only if it is
// declared. So nothing has to be removed from it when a record is erased.

const (
	// shownErrors is how many broken rules of a request the list shows.
	shownErrors = 5
	// masked stands for a name or a text that the client chose.
	masked = "*"
)

// declarations has what the routes of resources declare.
type declarations map[declaredRoute]declaredNames

type declaredRoute struct{ method, path string }

// declaredNames are the names that stand in an object, by name. Those of a request are
// "body" and "query".
type declaredNames map[string]*declaredName

type declaredName struct {
	inside declaredNames // of an object, or of the objects in a list
	values []string      // the only values; nil for any
	unsent string        // why a client cannot send it; empty if it can
}

// declare returns what the routes of groups declare.
func declare(groups []Group) declarations {
	all := declarations{}
	for _, g := range groups {
		for i := range g.Routes {
			r := &g.Routes[i]
			all[declaredRoute{r.Method, r.Path}] = declaredNames{
				"query": {inside: g.declaredQuery(r)},
				"body":  {inside: g.declaredBody(r.Operation)},
			}
		}
	}
	return all
}

func (g Group) declaredQuery(r *Route) declaredNames {
	names := declaredNames{}
	var filters []*schema.Filter
	switch r.Operation {
	case List, Find:
		filters = g.Resource.Parameters
	case Show:
		filters = g.View(r).Parameters
	case Batch:
		names["atomic"] = &declaredName{}
	case Get:
		filters = PastParameters()
	case ListHistory:
		filters = HistoryParameters()
	}
	if r.Operation.Writes() {
		names[DryRunParameter] = &declaredName{}
	}
	for _, f := range filters {
		names[f.Name] = &declaredName{values: f.Property.Enum}
	}
	return names
}

func (g Group) declaredBody(o Operation) declaredNames {
	record := declaredFields(g.Resource.Fields)
	for _, name := range []string{"id", "created_at", "updated_at"} {
		record[name] = &declaredName{unsent: setByServer}
	}
	switch o {
	case Create:
		return record
	case Update, Patch:
		record[schema.ExternalReferenceID] = &declaredName{unsent: "it cannot be changed"}
		return record
	case Batch:
		return declaredNames{"items": {inside: declaredNames{
			"operation":                      {values: schema.Operations()},
			schema.ExternalReferenceID:       {},
			strings.ToLower(g.Resource.Noun): {inside: record},
		}}}
	case PutMetadata, PatchMetadata:
		return declaredNames{schema.MetadataMember: {}}
	case Restore:
		return declaredNames{schema.VersionMember: {}}
	}
	return nil
}

const setByServer = "the server sets it"

func declaredFields(fields []schema.Described) declaredNames {
	names := declaredNames{}
	for _, f := range fields {
		of := f.Property
		if of.Items != nil {
			of = *of.Items
		}
		name := &declaredName{inside: declaredFields(of.Object), values: of.Enum}
		if f.ReadOnly {
			name.unsent = setByServer
		}
		names[f.Name] = name
	}
	return names
}

// appendRefusal appends a request that was refused as JSON.
func (d declarations) appendRefusal(dst []byte, c *call, failure *apierr.Error, err error, now time.Time) []byte {
	dst = jsonvalue.AppendTime(append(dst, `{"timestamp":`...), now)
	dst = jsonvalue.AppendText(append(dst, `,"method":`...), knownMethod(c.Method))
	dst = jsonvalue.AppendText(append(dst, `,"route":`...), c.report.pattern)
	dst = strconv.AppendInt(append(dst, `,"status":`...), int64(failure.Kind.Status()), 10)
	dst = jsonvalue.AppendText(append(dst, `,"request_id":`...), c.id)
	dst = jsonvalue.AppendText(append(dst, `,"key_id":`...), c.principal.KeyID)
	all := d.refusalErrors(c, failure, err)
	dst = strconv.AppendInt(append(dst, `,"error_count":`...), int64(len(all)), 10)
	dst = append(dst, `,"errors":[`...)
	for i := range all[:min(len(all), shownErrors)] {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = all[i].appendJSON(dst)
	}
	return append(dst, "]}"...)
}

// refusalError is an error of a refused request. A field that is empty is null.
type refusalError struct {
	field, rule, message string
	value                *maskedValue
	hint                 string
}

func (e *refusalError) appendJSON(dst []byte) []byte {
	dst = jsonvalue.AppendTextOrNull(append(dst, `{"field":`...), e.field)
	dst = jsonvalue.AppendText(append(dst, `,"rule":`...), e.rule)
	dst = jsonvalue.AppendTextOrNull(append(dst, `,"message":`...), e.message)
	dst = e.value.appendJSON(append(dst, `,"value":`...))
	return append(jsonvalue.AppendTextOrNull(append(dst, `,"hint":`...), e.hint), '}')
}

// refusalErrors returns the errors of a refused request. Those after the first
// shownErrors are empty.
func (d declarations) refusalErrors(c *call, failure *apierr.Error, err error) []refusalError {
	failure, item := firstFailure(failure, err)
	var place []any
	if item >= 0 {
		place = []any{"body", "items", item}
	}
	if failure.Kind != apierr.Invalid {
		names, _, _ := d.of(c).resolve(place)
		return []refusalError{{field: names, rule: ruleOf(failure.Kind), message: strings.TrimPrefix(failure.Text, "; ")}}
	}
	details := failure.Details.All()
	all := make([]refusalError, len(details))
	sent := sentValues{c.sent, nil}
	for i, detail := range details[:min(len(details), shownErrors)] {
		detail.Loc = append(place[:len(place):len(place)], detail.Loc...)
		all[i] = d.of(c).refusalError(c, &sent, detail)
	}
	return all
}

// of returns what the route of a request declares.
func (d declarations) of(c *call) declaredNames {
	if c.route == nil {
		return nil
	}
	return d[declaredRoute{c.route.Method, c.route.Path}]
}

// ruleOf names a kind of errors: by its code, or else by its status.
func ruleOf(kind apierr.Kind) string {
	if code := kind.Code(); code != "" {
		return code
	}
	return strings.ToUpper(strings.ReplaceAll(http.StatusText(kind.Status()), " ", "_"))
}

func (d declaredNames) refusalError(c *call, sent *sentValues, detail apierr.Detail) refusalError {
	field, at, isDeclared := d.resolve(detail.Loc)
	if !isDeclared && isParameter(detail) {
		field, isDeclared = "query."+detail.Loc[1].(string), true
	}
	value := sent.at(c, detail.Loc)
	e := refusalError{field: field, rule: detail.Type, message: detail.Msg, value: maskedOf(value)}
	if detail.Type == "value_error" {
		e.message = withoutQuoted(detail.Msg) // it may quote the value
	}
	switch detail.Type {
	case "extra_forbidden":
		if isDeclared {
			e.hint = at.unsent
			break
		}
		if e.hint = hintForUnknown(at, detail.Loc, sent.around(c, detail.Loc)); e.hint != "" {
			e.field = strings.TrimSuffix(field, masked) + detail.Loc[len(detail.Loc)-1].(string)
		}
	case "enum":
		if isDeclared && at != nil {
			e.hint = hintForEnum(at.values, value)
		}
	}
	return e
}

// isParameter reports whether an error is that of a parameter which the server has read.
// The server reads no parameter that it does not declare, except those of metadata.
func isParameter(d apierr.Detail) bool {
	if len(d.Loc) != 2 || d.Loc[0] != "query" || d.Type == "extra_forbidden" {
		return false
	}
	name, ok := d.Loc[1].(string)
	return ok && !strings.Contains(name, "[")
}

// resolve returns a place as a text, in which the names that are not declared are
// masked. It returns the last name of the place if it is declared, and otherwise the
// name of the object around it.
func (d declaredNames) resolve(loc []any) (text string, at *declaredName, isDeclared bool) {
	var places []string
	isDeclared = true
	for _, place := range loc {
		name, ok := place.(string)
		if !ok {
			places = append(places, strconv.Itoa(place.(int)))
			continue
		}
		next := d[name]
		if next == nil && (name == "body" || name == "query") && len(places) == 0 {
			next = &declaredName{}
		}
		if !isDeclared || next == nil {
			isDeclared = false
			places = append(places, masked)
			continue
		}
		places = append(places, name)
		at, d = next, next.inside
	}
	return strings.Join(places, "."), at, isDeclared
}

// withoutQuoted masks what stands between the first and the last quote of a message.
func withoutQuoted(message string) string {
	first, last := strings.IndexByte(message, '\''), strings.LastIndexByte(message, '\'')
	if first == last {
		return message
	}
	return message[:first+1] + masked + message[last:]
}
