package transfer

import "testing"

// Different rows have different encodings.
func TestRowsThatDifferHaveDifferentBytes(t *testing.T) {
	t.Parallel()
	seen := map[string][]any{}
	for _, row := range [][]any{
		{"a", "bc"}, {"ab", "c"}, {"abc", ""}, {"", "abc"}, {nil, "abc"}, {"abc", nil}, {"at\x01", "c"},
		{[]byte("a"), "bc"}, {int64(2), int64(0)}, {int64(0), int64(2)}, {true, false}, {false, true}, {nil, nil},
		{"", ""}, {"n", "n"}, {float64(1), float64(0)}, {int64(-1), int64(0)}, {"yf", ""}, {[]byte{}, []byte{}},
	} {
		var encoded []byte
		for _, value := range row {
			var err error
			if encoded, err = appendValue(encoded, value); err != nil {
				t.Fatal(err)
			}
		}
		if other, ok := seen[string(encoded)]; ok {
			t.Errorf("%v and %v have the same encoding", row, other)
		}
		seen[string(encoded)] = row
	}
	if _, err := appendValue(nil, struct{}{}); err == nil {
		t.Error("a value that cannot be compared was taken")
	}
}
