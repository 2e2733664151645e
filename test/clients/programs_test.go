package clients

import (
	"os"
	"os/exec"
	"testing"
)

// TestTypeScript runs the programs of the folder typescript, each against a
// client of another generator.
func TestTypeScript(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"openapi-typescript", "hey-api", "orval"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			key, limited := newKeys(t)
			program := exec.CommandContext(t.Context(), "node", "generated/js/typescript/"+name+".js")
			program.Env = append(os.Environ(), "SERVER="+shared.url, "KEY="+key, "LIMITED_KEY="+limited)
			if said, err := program.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, said)
			}
		})
	}
}

// TestPostman runs the imported collection with nothing but the address and the
// key set.
func TestPostman(t *testing.T) {
	t.Parallel()
	key, _ := newKeys(t)
	run := exec.CommandContext(t.Context(), "node", "postman.mjs", "generated/postman.json", shared.url, key)
	if said, err := run.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, said)
	}
}
