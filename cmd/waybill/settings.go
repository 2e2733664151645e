package main

import (
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/netip"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/kong"
	"github.com/dustin/go-humanize"

	"waybill/internal/spelling"
	"waybill/internal/sqldb"
)

// settingTypes returns the parsers of the values of flags and variables. Each error
// is one line that shows a correct value. A number or a time is never negative, and
// is zero only if its field does not have the tag positive.
func settingTypes() []kong.Option {
	return []kong.Option{
		kong.TypeMapper(reflect.TypeFor[time.Duration](), mapper(parseDuration)),
		kong.TypeMapper(reflect.TypeFor[slog.Level](), mapper(parseLevel)),
		kong.TypeMapper(reflect.TypeFor[netip.Prefix](), mapper(parseNetwork)),
		kong.NamedMapper("bytes", mapper(parseBytes)),
	}
}

// mapper makes a kong.Mapper of a function that parses a text.
func mapper[T any](parse func(text string, positive bool) (T, error)) kong.MapperFunc {
	return func(ctx *kong.DecodeContext, target reflect.Value) error {
		token, err := ctx.Scan.PopValue(ctx.Value.Name)
		if err != nil {
			return err
		}
		parsed, err := parse(token.String(), ctx.Value.Tag.Has("positive"))
		if err != nil {
			return err
		}
		target.Set(reflect.ValueOf(parsed).Convert(target.Type()))
		return nil
	}
}

const (
	day = 24 * time.Hour
	// longest prevents overflow of sums of times.
	longest = 3650 * day
)

var days = regexp.MustCompile(`^([+-]?)(\d{1,6})d(.*)$`)

// parseDuration is time.ParseDuration with d for days.
func parseDuration(text string, positive bool) (time.Duration, error) {
	rest, whole := text, time.Duration(0)
	if found := days.FindStringSubmatch(text); found != nil {
		number, _ := strconv.Atoi(found[2]) // six digits at most
		whole, rest = time.Duration(number)*day, found[1]+found[3]
		if found[3] == "" {
			rest = found[1] + "0s"
		}
	}
	parsed, err := time.ParseDuration(rest)
	if strings.HasPrefix(text, "-") {
		whole = -whole
	}
	parsed += whole
	switch {
	case err != nil:
		return 0, fmt.Errorf("%q is not a time: write a number and a unit, as in 500ms, 30s, 5m, 2h or 1d", text)
	case parsed < 0:
		return 0, fmt.Errorf("%s is negative: the least is 0s", text)
	case positive && parsed == 0:
		return 0, fmt.Errorf("%s is too short: write a time above zero, as in 30s", text)
	case parsed > longest:
		return 0, fmt.Errorf("%s is too long: the most is 3650d", text)
	}
	return parsed, nil
}

// parseBytes reads a number of bytes, with or without a unit.
func parseBytes(text string, positive bool) (int64, error) {
	parsed, err := humanize.ParseBytes(text)
	switch {
	case err != nil || parsed > math.MaxInt32 && strconv.IntSize == 32 || parsed > math.MaxInt64:
		return 0, fmt.Errorf("%q is not a size: write a number of bytes, as in 65536, 64KiB or 10MiB", text)
	case positive && parsed == 0:
		return 0, errors.New("0 is too small: write a size above zero, as in 64KiB")
	}
	return int64(parsed), nil
}

func parseLevel(text string, _ bool) (level slog.Level, err error) {
	if err := level.UnmarshalText([]byte(text)); err != nil {
		return 0, fmt.Errorf("%q is not a level: write debug, info, warn or error", text)
	}
	return level, nil
}

func parseNetwork(text string, _ bool) (netip.Prefix, error) {
	network, err := netip.ParsePrefix(text)
	if err == nil {
		return network, nil
	}
	if address, err := netip.ParseAddr(text); err == nil {
		return network, fmt.Errorf("%s is an address and not a network: write %[1]s/%d for that address alone", text, address.BitLen())
	}
	return network, fmt.Errorf("%q is not a network: write an address and a number of bits, as in 10.0.0.0/8", text)
}

// variablePrefix begins the names of the variables that are settings.
const variablePrefix = "WAYBILL_"

// unknownVariables returns a warning for each WAYBILL_ variable that is not a
// setting, with the setting that was probably meant.
func unknownVariables(model *kong.Application, environment []string) (warnings []string) {
	known := append(variables(model.Node), keyVariable)
	for _, assignment := range environment {
		name, _, _ := strings.Cut(assignment, "=")
		if !strings.HasPrefix(name, variablePrefix) || slices.Contains(known, name) || strings.HasPrefix(name, "WAYBILL_TEST_") {
			continue
		}
		warning := "there is no setting " + name + "; the variable is ignored"
		if guess := nearestVariable(name, known); guess != "" {
			warning += "; did you mean " + guess + "?"
		}
		warnings = append(warnings, warning)
	}
	return warnings
}

// nearestVariable returns the variable whose name is nearest after the prefix that all have.
func nearestVariable(name string, known []string) string {
	var rests []string
	for _, other := range known {
		if rest, ok := strings.CutPrefix(other, variablePrefix); ok {
			rests = append(rests, rest)
		}
	}
	if found := nearest(strings.TrimPrefix(name, variablePrefix), rests); found != "" {
		return variablePrefix + found
	}
	return ""
}

func variables(node *kong.Node) (names []string) {
	for _, flag := range node.Flags {
		names = append(names, flag.Envs...)
	}
	for _, child := range node.Children {
		names = append(names, variables(child)...)
	}
	return names
}

// nearest returns the word with the smallest edit distance, or "" when no word is
// near.
func nearest(word string, words []string) (found string) {
	least := len(word)/3 + 1
	for _, other := range words {
		if changes := spelling.Distance(word, other); changes < least {
			found, least = other, changes
		}
	}
	return found
}

// conceal redacts the addresses of databases, SMTP servers and storages of the arguments and the
// environment in a text: an error may quote its input, which may contain a password.
func conceal(text string, args []string) string {
	for _, variable := range []string{"WAYBILL_DATABASE", "WAYBILL_SMTP", "WAYBILL_BACKUP_TO", "WAYBILL_BACKUP_ENDPOINT"} {
		args = append(slices.Clip(args), os.Getenv(variable))
	}
	for _, arg := range args {
		_, value, _ := strings.Cut(arg, "=")
		for _, part := range []string{arg, value} {
			if redacted := sqldb.Redacted(part); part != "" && redacted != part && !isOfBucket(part) {
				text = strings.ReplaceAll(text, part, redacted)
			}
		}
	}
	return text
}
