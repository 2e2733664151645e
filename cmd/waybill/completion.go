package main

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// completion prints a completion script for a shell. The scripts contain no commands:
// they run waybill complete, so they are never out of date.
type completion struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

//go:embed completion
var completionScripts embed.FS

// Help shows how each shell loads its script.
func (completion) Help() string {
	return `Load the script by a line in the startup file of the shell.

For bash:

    source <(waybill completion bash)

For zsh, after compinit:

    source <(waybill completion zsh)

For fish:

    waybill completion fish | source`
}

// Run prints the script.
func (c completion) Run(t terminal) error {
	script, err := completionScripts.ReadFile("completion/waybill." + c.Shell)
	if err != nil {
		return err
	}
	_, err = t.out.Write(script)
	return err
}

// complete prints the completions of the last word of a command line.
type complete struct {
	Words []string `arg:"" optional:"" passthrough:"" help:"The words after waybill; the last word is completed."`
}

// Run prints a candidate per line, with its help after a tab.
func (c complete) Run(parsed *kong.Context, t terminal) error {
	for _, found := range candidates(parsed.Model.Node, c.Words) {
		if _, err := fmt.Fprintf(t.out, "%s\t%s\n", found.text, found.help); err != nil {
			return err
		}
	}
	return nil
}

type candidate struct{ text, help string }

// candidates returns the completions of the last word. Without candidates the shell
// offers file names.
func candidates(node *kong.Node, words []string) []candidate {
	words = joinEquals(words)
	if len(words) == 0 {
		return nil
	}
	last := len(words) - 1
	var awaited *kong.Flag // the flag whose value comes next
	for _, word := range words[:last] {
		if awaited != nil {
			awaited = nil
			continue
		}
		if strings.HasPrefix(word, "--") {
			awaited = flagOf(node, word)
			continue
		}
		if child := childOf(node, word); child != nil {
			node = child
		}
	}
	return withPrefix(candidatesAt(node, awaited, words[last]), words[last])
}

func candidatesAt(node *kong.Node, awaited *kong.Flag, word string) []candidate {
	name, _, hasValue := strings.Cut(word, "=")
	switch {
	case awaited != nil:
		return valuesOf(awaited.Value, "")
	case hasValue && strings.HasPrefix(word, "--"):
		if flag := flagOf(node, name); flag != nil {
			return valuesOf(flag.Value, name+"=")
		}
		return nil
	case strings.HasPrefix(word, "-"):
		return flagsOf(node)
	case len(node.Positional) > 0:
		return valuesOf(node.Positional[0], "")
	}
	return childrenOf(node)
}

// joinEquals rejoins --flag=value, which bash splits into three words.
func joinEquals(words []string) []string {
	var joined []string
	for i, word := range words {
		if word != "=" || i == 0 || !strings.HasPrefix(words[i-1], "--") {
			joined = append(joined, word)
		} else if i == len(words)-1 {
			joined = append(joined, "")
		}
	}
	return joined
}

func withPrefix(all []candidate, prefix string) []candidate {
	return slices.DeleteFunc(all, func(c candidate) bool { return !strings.HasPrefix(c.text, prefix) })
}

func childOf(node *kong.Node, name string) *kong.Node {
	for _, child := range node.Children {
		if child.Name == name {
			return child
		}
	}
	return nil
}

func childrenOf(node *kong.Node) (all []candidate) {
	for _, child := range node.Children {
		if !child.Hidden {
			all = append(all, candidate{child.Name, child.Help})
		}
	}
	return all
}

// flagOf returns the flag with this name if it takes a value, or nil.
func flagOf(node *kong.Node, name string) *kong.Flag {
	for _, group := range node.AllFlags(true) {
		for _, flag := range group {
			if "--"+flag.Name == name && !flag.IsBool() {
				return flag
			}
		}
	}
	return nil
}

func flagsOf(node *kong.Node) (all []candidate) {
	for _, group := range node.AllFlags(true) {
		for _, flag := range group {
			all = append(all, candidate{"--" + flag.Name, flag.Help})
			if flag.Tag.Negatable != "" {
				all = append(all, candidate{"--no-" + flag.Name, flag.Help})
			}
		}
	}
	return all
}

func valuesOf(value *kong.Value, before string) (all []candidate) {
	if value.Enum == "" {
		return nil
	}
	for _, text := range value.EnumSlice() {
		all = append(all, candidate{before + text, ""})
	}
	return all
}
