package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waybill/internal/sqldb/sqldbtest"
)

// TestHelp expects that every way to ask for help shows it on standard output,
// and that it succeeds.
func TestHelp(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for _, test := range []struct{ args, say string }{
		{"", "Usage: waybill <command>"},
		{"help", "Usage: waybill <command>"},
		{"--help", "Usage: waybill <command>"},
		{"keys", "Usage: waybill keys <command>"},
		{"organizations", "Usage: waybill organizations <command>"},
		{"help keys", "Usage: waybill keys <command>"},
		{"help keys create", "Usage: waybill keys create --organization=NAME"},
		{"keys create --help", "Usage: waybill keys create --organization=NAME"},
		{"help serve", "Usage: waybill serve"},
		{"--version", "waybill " + version() + " go"},
		{"version", "waybill " + version() + " go"},
	} {
		t.Run(test.args, func(t *testing.T) {
			t.Parallel()
			status, out, failed := command(strings.Fields(test.args)...)
			if status != 0 || failed != "" || !strings.HasPrefix(out, test.say) {
				t.Errorf("status %d, standard error %q, output:\n%s", status, failed, out)
			}
		})
	}
	if status, out, failed := command("help", "key"); status != 1 || out != "" || !strings.Contains(failed, `there is no command "key"`) {
		t.Errorf("help of no command: status %d, %q, %q", status, out, failed)
	}
}

// TestGoRunHasAVersion: the tests are built as go run builds, without asking git.
func TestGoRunHasAVersion(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	if got := version(); !regexp.MustCompile(`^v\d+\.\d+\.\d+`).MatchString(got) {
		t.Errorf("the version is %q", got)
	}
}

// commandLines are the lines of the shell examples of a document that call
// waybill, with the words in front of its arguments taken away.
func commandLines(t *testing.T, file string) (lines []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", file))
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range shellBlock.FindAllStringSubmatch(string(text), -1) {
		for line := range strings.Lines(block[1]) {
			if called := callsWaybill.FindString(line); called != "" {
				lines = append(lines, strings.TrimSpace(line))
			}
		}
	}
	return lines
}

var (
	shellBlock   = regexp.MustCompile("(?s)```sh\n(.*?)```")
	callsWaybill = regexp.MustCompile(`^(PG\w+=\S+ )*(go run ./cmd/waybill|(\S*/)?waybill) `)
)

// TestDocumentedCommands parses every command line that the documents show.
// Those of the README work in a fresh clone, where nothing is installed.
func TestDocumentedCommands(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	files, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, file := range append(files, "../../README.md") {
		for _, line := range commandLines(t, strings.TrimPrefix(file, "../../")) {
			count++
			called := callsWaybill.FindString(line)
			if strings.HasSuffix(file, "README.md") && !strings.Contains(called, "go run ./cmd/waybill") {
				t.Errorf("README.md: %q needs a waybill that is installed", line)
			}
			parser, err := newParser(terminal{}, func(int) {})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := parser.Parse(shellWords(t, strings.TrimPrefix(line, called))); err != nil {
				t.Errorf("%s: %q: %v", file, line, err)
			}
		}
	}
	if count < 10 {
		t.Errorf("only %d command lines were found", count)
	}
}

// shellWords splits a line as a shell does.
func shellWords(t *testing.T, line string) []string {
	t.Helper()
	shell := exec.CommandContext(t.Context(), "sh", "-c", `printf '%s\n' `+line)
	shell.Dir = t.TempDir() // of the files that the line writes
	out, err := shell.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}

// TestBuildSharesTheCache expects that make build compiles a package under the
// same name in the build cache as go run and go test do.
func TestBuildSharesTheCache(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	need(t, "make")
	lines := output(t, "make", "-C", "../..", "--no-print-directory", "--dry-run", "build")
	words := strings.Fields(lines)
	at := slices.Index(words, "build")
	if at < 1 || words[at-1] != "go" {
		t.Fatalf("make build runs %q", lines)
	}
	flags := slices.DeleteFunc(shellWords(t, strings.Join(words[at+1:], " ")), func(word string) bool {
		return !strings.HasPrefix(word, "-") || word == "-o"
	})
	cgo := output(t, "env", "-u", "CGO_ENABLED", "make", "-C", "../..", "--no-print-directory", "--eval", "ask-cgo:; @go env CGO_ENABLED", "ask-cgo")
	if want := output(t, "env", "-u", "CGO_ENABLED", "go", "env", "CGO_ENABLED"); cgo != want {
		t.Errorf("make compiles with CGO_ENABLED=%s, go run with %s", cgo, want)
	}
	list := []string{"list", "-export", "-f", "{{.Export}}"}
	const compiled = "waybill/internal/apierr"
	want := output(t, "go", append(list, compiled)...)
	if got := output(t, "go", slices.Concat(list, flags, []string{compiled})...); got != want {
		t.Errorf("make build compiles %s to %s, go run to %s", compiled, got, want)
	}
}

func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).Output()
	if err != nil {
		t.Fatalf("%s %q: %v", name, args, err)
	}
	return strings.TrimSpace(string(out))
}

// need skips a test where a tool is missing, but not in CI, which installs it.
func need(t *testing.T, tool string) {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		cannot(t, err.Error())
	}
}

func TestCandidates(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	parser, err := newParser(terminal{}, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		words string // separated by spaces; the last one is completed
		want  string
	}{
		{"key", "keys"},
		{"keys r", "revoke rotate"},
		{"comp", "completion"}, // and not complete, which is for scripts
		{"keys create --organization x --na", "--name"},
		{"keys create --organization=x --na", "--name"},
		{"serve --log-f", "--log-format"},
		{"serve --log-format ", "auto text json"},
		{"serve --log-format=t", "--log-format=text"},
		{"serve --log-format = t", "text"}, // as bash says it
		{"serve --log-format =", "auto text json"},
		{"serve --no-acc", "--no-access-log"},
		{"serve --access-log --log-format j", "json"},
		{"completion ", "bash zsh fish"},
		{"backup ", ""},
		{"serve --database ", ""},
		{"nonsense --x", ""},
	} {
		var got []string
		for _, c := range candidates(parser.Model.Node, strings.Split(test.words, " ")) {
			got = append(got, c.text)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%q is completed by %q, want %q", test.words, got, test.want)
		}
	}
}

// TestCompletionInShells has each shell complete a word with its script.
func TestCompletionInShells(t *testing.T) {
	sqldbtest.Sequential(t)
	t.Parallel()
	for shell, script := range map[string]string{
		"bash": `source <("$0" completion bash)
			COMP_WORDS=("$0" keys create --or); COMP_CWORD=3; _waybill "$0"; printf '%s\n' "${COMPREPLY[@]}"`,
		// A stub takes the place of zsh's own function, which needs a line editor.
		"zsh": `compdef() { }; source <("$0" completion zsh)
			_describe() { print -l -- ${candidates%%:*} }
			words=("$0" keys create --or); CURRENT=4; _waybill`,
		"fish": `$argv[1] completion fish | source; set -x PATH (dirname $argv[1]) $PATH
			complete --do-complete 'waybill keys create --or' | string split --fields 1 \t`,
	} {
		t.Run(shell, func(t *testing.T) {
			t.Parallel()
			need(t, shell)
			program := filepath.Join(t.TempDir(), "waybill")
			if err := os.Symlink(programFile(t), program); err != nil {
				t.Skip(err) // Windows
			}
			if got := output(t, shell, "-c", script, program); got != "--organization" {
				t.Errorf("completed by %q", got)
			}
		})
	}
}
