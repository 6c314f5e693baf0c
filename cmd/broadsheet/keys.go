package main

import (
	"fmt"
	"io"
	"strings"

	"broadsheet/tui"

	"github.com/charmbracelet/x/ansi"
)

// writeKeys prints the table of keys: each group under its name, each command
// with its keys first.
func writeKeys(w io.Writer, commands []tui.Command) error {
	wide := 0
	for _, c := range commands {
		wide = max(wide, ansi.StringWidth(c.Shown()))
	}
	var b strings.Builder
	for i, g := range groups(commands) {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintln(&b, g.name)
		for _, c := range g.commands {
			keys := c.Shown()
			fmt.Fprintf(&b, "  %s%s  %s\n", keys, strings.Repeat(" ", wide-ansi.StringWidth(keys)), c.Name)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// group is the commands that belong together, in the table's order.
type group struct {
	name     string
	commands []tui.Command
}

// groups sorts commands with keys into their groups, both in the table's order.
func groups(commands []tui.Command) []group {
	var gs []group
	at := map[string]int{}
	for _, c := range commands {
		if len(c.Keys) == 0 {
			continue
		}
		i, ok := at[c.Group]
		if !ok {
			i = len(gs)
			at[c.Group] = i
			gs = append(gs, group{name: c.Group})
		}
		gs[i].commands = append(gs[i].commands, c)
	}
	return gs
}
