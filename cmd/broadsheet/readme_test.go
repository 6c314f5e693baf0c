package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"broadsheet/tui"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the README's table of keys again")

// keysMarkdown is the table of keys as the README has it.
func keysMarkdown(commands []tui.Command) string {
	var b strings.Builder
	for _, g := range groups(commands) {
		fmt.Fprintf(&b, "\n| %s | |\n|---|---|\n", g.name)
		for _, c := range g.commands {
			fmt.Fprintf(&b, "| `%s` | %s |\n", strings.ReplaceAll(c.Shown(), "|", `\|`), c.Name)
		}
	}
	return b.String() + "\n"
}

func TestReadmeKeys(t *testing.T) {
	path := filepath.Join(root, "README.md")
	readme, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := bytes.Cut(readme, []byte("<!-- keys -->\n"))
	old, after, ok2 := bytes.Cut(rest, []byte("<!-- /keys -->\n"))
	if !ok || !ok2 {
		t.Fatal("README.md has no place for the keys")
	}
	want := keysMarkdown(tui.Commands())
	if *update {
		all := string(before) + "<!-- keys -->\n" + want + "<!-- /keys -->\n" + string(after)
		if err := os.WriteFile(path, []byte(all), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(want, string(old)); d != "" {
		t.Errorf("the README's keys are not the program's; go test ./cmd/broadsheet -run TestReadme -update\n%s", d)
	}
}

func TestWriteKeys(t *testing.T) {
	commands := []tui.Command{
		{Group: "Move", Name: "line down", Keys: []string{"j", "↓"}},
		{Group: "Leave", Name: "quit", Keys: []string{"q"}},
		{Group: "Move", Name: "to the end", Keys: []string{"G"}},
		{Group: "Move", Name: "has no key"},
	}
	var b strings.Builder
	if err := writeKeys(&b, commands); err != nil {
		t.Fatal(err)
	}
	want := "Move\n  j ↓  line down\n  G    to the end\n\nLeave\n  q    quit\n"
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Error(d)
	}
}
