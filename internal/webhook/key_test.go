package webhook

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// TestKeyFile: the key is made once, for its owner alone, also by several instances at once.
func TestKeyFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "waybill.key")
	if _, err := ReadKey(file); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	var made sync.Map
	var creating sync.WaitGroup
	for range 8 {
		creating.Go(func() {
			key, err := ReadOrCreateKey(file)
			if err != nil {
				t.Error(err)
			}
			made.Store(key.Fingerprint(), true)
		})
	}
	creating.Wait()
	count := 0
	made.Range(func(any, any) bool { count++; return true })
	if count != 1 {
		t.Errorf("%d keys were made", count)
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the mode is %v, %v", info.Mode(), err)
	}
	if entries, err := os.ReadDir(filepath.Dir(file)); err != nil || len(entries) != 1 {
		t.Errorf("the folder has %v, %v", entries, err)
	}
	for _, text := range []string{"", "xyz", strings.Repeat("ab", keySize-1), strings.Repeat("ab", keySize+1)} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadOrCreateKey(file); err == nil || !strings.Contains(err.Error(), file) {
			t.Errorf("the key %q: %v", text, err)
		}
	}
}

// TestSecrets: a secret depends on the key, the endpoint and the generation, and always is the
// same. Another derivation would make all secrets invalid. The expected values are those of
// RFC 5869 in Python.
func TestSecrets(t *testing.T) {
	t.Parallel()
	key, other := testKey(), Key{make([]byte, keySize)}
	seen := map[string]bool{}
	for _, secret := range []string{key.Secret("wh_1", 1), key.Secret("wh_1", 2), key.Secret("wh_2", 1), key.Secret("wh_11", 1), other.Secret("wh_1", 1)} {
		if seen[secret] || !strings.HasPrefix(secret, "whsec_") {
			t.Errorf("the secret %s", secret)
		}
		seen[secret] = true
	}
	if got := key.Secret("wh_1", 1); got != "whsec_LnP+bI4aNLynjyvjPkxR0FkHxk9cOfigY5wDDR0LTzY=" {
		t.Errorf("the secret is derived in another way: %s", got)
	}
	if got := key.Fingerprint(); got != "13cefe7c88e612f5" {
		t.Errorf("the fingerprint is made in another way: %s", got)
	}
}
