package jsonvalue

import (
	"encoding/json"
	"testing"
	"time"
)

func TestAppend(t *testing.T) {
	t.Parallel()
	noon := time.Date(2026, 11, 1, 12, 0, 0, 999, time.FixedZone("", 3600))
	for name, test := range map[string]struct{ got, want string }{
		"text":            {string(AppendText([]byte("x"), "a\"\n\u2028é")), "x\"a\\\"\\n\u2028é\""},
		"bytes":           {string(AppendText(nil, "a\xffb")), "\"a\ufffdb\""},
		"empty text":      {string(AppendText(nil, "")), `""`},
		"text or null":    {string(AppendTextOrNull(nil, "a")), `"a"`},
		"no text":         {string(AppendTextOrNull([]byte("x"), "")), `xnull`},
		"texts":           {string(AppendTexts(nil, []string{"a", `"`})), `["a","\""]`},
		"no texts":        {string(AppendTexts(nil, nil)), `[]`},
		"time":            {string(AppendTime(nil, noon)), `"2026-11-01T11:00:00Z"`},
		"zero time":       {string(AppendTime(nil, time.Time{})), `"0001-01-01T00:00:00Z"`},
		"time or null":    {string(AppendTimeOrNull(nil, noon)), `"2026-11-01T11:00:00Z"`},
		"no time":         {string(AppendTimeOrNull([]byte("x"), time.Time{})), `xnull`},
		"text with quote": {string(AppendText(nil, `\`)), `"\\"`},
	} {
		if test.got != test.want {
			t.Errorf("%s: %s, want %s", name, test.got, test.want)
		}
		if v := []byte(test.got); v[0] != 'x' && !json.Valid(v) {
			t.Errorf("%s: %s is no JSON", name, test.got)
		}
	}
}
