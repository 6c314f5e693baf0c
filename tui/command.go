package tui

import (
	"strings"

	"broadsheet/tui/sheet"

	tea "charm.land/bubbletea/v2"
)

// Command is one thing a reader can do. The one table of them makes the keys,
// the footer, the sheet of keys, the key table of the README and what
// "broadsheet keys" prints.
type Command struct {
	ID    string   // "article.open"
	Group string   // "Move", "Read" …
	Name  string   // what it does, in words
	Keys  []string // as Bubble Tea names them

	show string // the keys as they are written; "" writes Keys
	hint string // the word in the footer
	in   scope  // where the key works
	run  func(*Model) tea.Cmd
}

// scope is a set of columns.
type scope uint8

const (
	inList scope = 1 << iota
	inArticle
	inSide
	anywhere = inList | inArticle | inSide
	inText   = inArticle | inSide
)

func (s scope) has(c column) bool { return s&(1<<c) != 0 }

// Shown returns the keys as they are written for people: "j k  ↓ ↑".
func (c Command) Shown() string {
	if c.show != "" {
		return c.show
	}
	return strings.Join(c.Keys, " ")
}

// Commands returns the table of commands, in the order in which it is shown.
func Commands() []Command {
	var all []Command
	for _, group := range [][]Command{moveCommands(), readCommands(), markCommands(), findCommands(), sendCommands(), pressCommands()} {
		all = append(all, group...)
	}
	return all
}

func moveCommands() []Command {
	c := func(id, name string, in scope, run func(*Model) tea.Cmd, show, hint string, keys ...string) Command {
		return Command{ID: id, Group: "Move", Name: name, Keys: keys, show: show, hint: hint, in: in, run: run}
	}
	return []Command{
		c("move.down", "down a line or entry", anywhere, func(m *Model) tea.Cmd { return m.move(1) }, "j ↓", "", "j", "down"),
		c("move.up", "up a line or entry", anywhere, func(m *Model) tea.Cmd { return m.move(-1) }, "k ↑", "", "k", "up"),
		c("page.on", "page on", anywhere, func(m *Model) tea.Cmd { return m.turn(1, false) }, "space", "", "space", "pgdown"),
		c("page.back", "page back", anywhere, func(m *Model) tea.Cmd { return m.turn(-1, false) }, "b", "", "b", "pgup"),
		c("half.on", "half a page on", anywhere, func(m *Model) tea.Cmd { return m.turn(1, true) }, "", "", "ctrl+d"),
		c("half.back", "half a page back", anywhere, func(m *Model) tea.Cmd { return m.turn(-1, true) }, "", "", "ctrl+u"),
		c("move.top", "to the top", anywhere, func(m *Model) tea.Cmd { return m.toEnd(-1) }, "g", "", "g", "home"),
		c("move.end", "to the end", anywhere, func(m *Model) tea.Cmd { return m.toEnd(1) }, "G", "", "G", "end"),
		c("column.right", "column to the right", inList|inArticle, func(m *Model) tea.Cmd { return m.column(1) }, "→ l", "", "right", "l"),
		c("column.left", "column to the left", inText, func(m *Model) tea.Cmd { return m.column(-1) }, "← h", "", "left", "h"),
		c("next", "next link, unread", anywhere, func(m *Model) tea.Cmd { return m.step(1) }, "", "next link", "tab"),
		c("previous", "the one before", anywhere, func(m *Model) tea.Cmd { return m.step(-1) }, "⇧tab", "", "shift+tab"),
		c("article.next", "next article", anywhere, func(m *Model) tea.Cmd { return m.openNeighbour(1) }, "", "", "J"),
		c("article.previous", "article before", anywhere, func(m *Model) tea.Cmd { return m.openNeighbour(-1) }, "", "", "K"),
		c("section.next", "next section", inList, func(m *Model) tea.Cmd { return m.turnSection(1) }, "", "", "]"),
		c("section.previous", "section before", inList, func(m *Model) tea.Cmd { return m.turnSection(-1) }, "", "", "["),
	}
}

func readCommands() []Command {
	c := func(id, name string, in scope, run func(*Model) tea.Cmd, show, hint string, keys ...string) Command {
		return Command{ID: id, Group: "Read", Name: name, Keys: keys, show: show, hint: hint, in: in, run: run}
	}
	return []Command{
		c("open", "open, follow", anywhere, (*Model).enter, "", "read", "enter"),
		c("back", "one step back", anywhere, (*Model).escape, "esc ⌫", "back", "esc", "backspace"),
		c("forward", "forward again", anywhere, (*Model).goForward, "", "", "L"),
		c("follow", "follow by letter", inArticle, (*Model).startFollow, "", "", "f"),
		{ID: "link.number", Group: "Read", Name: "choose link, section", show: "1 – 9",
			Keys: []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}, in: inText},
		c("alone", "article alone", anywhere, func(m *Model) tea.Cmd {
			m.view.alone = !m.view.alone
			if m.view.alone && m.view.focus != onArticle {
				return m.enterAlone()
			}
			return nil
		}, "", "", "z"),
		c("columns", "columns: auto, three", anywhere, func(m *Model) tea.Cmd {
			m.view.pinned = !m.view.pinned
			return nil
		}, "", "", "v"),
		c("narrower", "narrower column", inText, func(m *Model) tea.Cmd { return m.widen(-2) }, "", "", "-"),
		c("wider", "wider column", inText, func(m *Model) tea.Cmd { return m.widen(2) }, "", "", "+", "="),
	}
}

func markCommands() []Command {
	return []Command{
		{ID: "star", Group: "Mark", Name: "star", Keys: []string{"s"}, hint: "star", in: anywhere, run: (*Model).star},
		{ID: "read", Group: "Mark", Name: "read or unread", Keys: []string{"m"}, hint: "mark read", in: anywhere, run: (*Model).toggleRead},
	}
}

func findCommands() []Command {
	return []Command{
		{ID: "filter", Group: "Find", Name: "filter, find in text", Keys: []string{"/"}, hint: "filter", in: anywhere, run: (*Model).ask},
		{ID: "match.next", Group: "Find", Name: "next match", Keys: []string{"n"}, in: anywhere, run: func(m *Model) tea.Cmd { return m.nextMatch(1) }},
		{ID: "match.previous", Group: "Find", Name: "match before", Keys: []string{"N"}, in: anywhere, run: func(m *Model) tea.Cmd { return m.nextMatch(-1) }},
	}
}

func sendCommands() []Command {
	return []Command{
		{ID: "browser", Group: "Send", Name: "open in the browser", Keys: []string{"o"}, hint: "browser", in: anywhere, run: (*Model).openOutside},
		{ID: "copy", Group: "Send", Name: "copy the address", Keys: []string{"y"}, in: anywhere, run: (*Model).copyThis},
	}
}

func pressCommands() []Command {
	return []Command{
		{ID: "reload", Group: "Press", Name: "read sources again", Keys: []string{"r"}, in: anywhere, run: (*Model).reload},
		{ID: "paper", Group: "Press", Name: "paper: light, dark …", Keys: []string{"t"}, in: anywhere, run: func(m *Model) tea.Cmd {
			m.theme, m.chosen = m.theme.Next(), true
			return m.tell("Paper: "+m.theme.Name, false)
		}},
		{ID: "help", Group: "Press", Name: "the keys", Keys: []string{"?"}, hint: "help", in: anywhere, run: (*Model).help},
		{ID: "quit", Group: "Press", Name: "close, then quit", Keys: []string{"q"}, in: anywhere, run: (*Model).quit},
		{ID: "leave", Group: "Press", Name: "quit at once", Keys: []string{"ctrl+c"}, in: anywhere, run: (*Model).close},
	}
}

// help lays the sheet of keys over the page.
func (m *Model) help() tea.Cmd {
	var groups []sheet.Group
	for _, c := range m.commands {
		if len(groups) == 0 || groups[len(groups)-1].Name != c.Group {
			groups = append(groups, sheet.Group{Name: c.Group})
		}
		g := &groups[len(groups)-1]
		g.Keys = append(g.Keys, sheet.Key{Keys: c.Shown(), Does: c.Name})
	}
	m.sheet = sheet.Keys(groups)
	return nil
}
