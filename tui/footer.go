package tui

import (
	"strings"

	"broadsheet/feed"
	"broadsheet/render"
	"broadsheet/render/theme"
)

// footerGap is the least white between what is focused and the keys.
const footerGap = 4

// hint is a key in the footer, and its word.
type hint struct{ key, word string }

// footer is the last line: at the left what the focused thing is, at the right
// the keys that make sense now. Keys are dropped before it crowds.
func (m *Model) footer(l layout) string {
	w := l.inner().w
	left := m.footLeft(w)
	hints := m.footHints()
	var right render.Line
	for ; len(hints) > 0; hints = hints[1:] { // the last one, the help, stays longest
		right = hintLine(hints)
		if left.Width()+footerGap+right.Width() <= w || len(hints) == 1 {
			break
		}
	}
	if left.Width()+right.Width()+1 > w {
		right = nil
	}
	if gap := w - left.Width() - right.Width(); gap > 0 {
		left = append(left, render.Text(strings.Repeat(" ", gap), theme.Look{}))
	}
	return m.line(l, append(left, right...))
}

func hintLine(hints []hint) render.Line {
	var l render.Line
	for i, h := range hints {
		if i > 0 {
			l = append(l, render.Text("   ", theme.Look{}))
		}
		l = append(l, render.Text(h.key, theme.Look{Ink: theme.Second, Attr: theme.Bold}), render.Text(" "+h.word, theme.Look{Ink: theme.Third}))
	}
	return l
}

// footLeft says what is focused, or what has just happened.
func (m *Model) footLeft(w int) render.Line {
	second, third := theme.Look{Ink: theme.Second}, theme.Look{Ink: theme.Third}
	switch {
	case m.prompt.mode == finding:
		return m.findLine()
	case m.prompt.mode == filtering:
		return render.Line{render.Text("Filter  ", theme.Look{Ink: theme.Head, Attr: theme.Bold}), render.Text("words · \"a phrase\" · -not", third)}
	case m.note.text != "" && m.note.bad:
		return render.Line{render.Text("! ", theme.Look{Ink: theme.Bad, Attr: theme.Bold}), render.Text(render.Trim(render.Narrow(m.note.text), w-2), theme.Look{Ink: theme.Bad})}
	case m.note.text != "":
		return render.Line{render.Text(render.Trim(render.Narrow(m.note.text), w), second)}
	case m.digits != "":
		return render.Line{render.Text("Link "+m.digits+"_", second)}
	case m.follow != nil:
		what := "type a letter"
		if m.follow.copy {
			what = "type a letter to copy its address"
		}
		return render.Line{render.Text("Follow  ", theme.Look{Ink: theme.Head, Attr: theme.Bold}), render.Text(what+" "+m.follow.typed, third)}
	}
	what, how := m.focused()
	room := max(10, w*3/5)
	line := render.Line{render.Text(render.TrimMiddle(render.Narrow(what), room), second)}
	if how != "" {
		line = append(line, render.Text("  "+how, third))
	}
	return line
}

func (m *Model) findLine() render.Line {
	line := render.Line{render.Text("Find  ", theme.Look{Ink: theme.Head, Attr: theme.Bold}), render.Text(render.Narrow(m.prompt.input.Value()), theme.Look{})}
	if s := m.matchCount(); s != "" {
		line = append(line, render.Text("   "+s, theme.Look{Ink: theme.Third}))
	}
	return line
}

func (m *Model) matchCount() string {
	current, total := m.read.Matches()
	switch {
	case m.read.Query().Empty():
		return ""
	case total == 0:
		return "not in this article"
	}
	return counted(current, total)
}

// focused says what the focused thing is, and what Enter does with it.
func (m *Model) focused() (what, how string) {
	switch m.view.focus {
	case onSide:
		return m.focusedCard()
	case onArticle:
		if p, ok := m.read.Link(); ok {
			return m.linkWords(p)
		}
		if s := m.matchCount(); s != "" {
			return s, "n next   N before"
		}
		if a := m.article.article; a.URL != "" {
			return feed.Label(a.URL), ""
		}
		return m.article.article.Paper, ""
	}
	if m.list.Len() == 0 {
		return "", ""
	}
	return counted(m.list.Index()+1, m.list.Len()), ""
}

func (m *Model) linkWords(p render.Place) (what, how string) {
	switch {
	case p.Note > 0:
		return "Footnote", "enter goes there"
	case p.Link.Kind == feed.LinkAnchor:
		return p.Link.URL, "in this article"
	case p.Link.Kind == feed.LinkDead:
		return "No address", "enter finds the source"
	}
	how = "opens in the browser"
	if r := m.side.Reference(p.Link.N); r != nil && r.Held != "" {
		how = "opens here"
	}
	return feed.Label(p.Link.URL), how
}

func (m *Model) focusedCard() (what, how string) {
	c, ok := m.side.Card()
	switch {
	case !ok:
		return "", ""
	case c.Related != nil:
		return c.Related.Why, ""
	case c.Reference.Kind == feed.LinkDead:
		return "No address", "enter finds the source"
	case c.Reference.Held != "":
		return feed.Label(c.Reference.URL), "opens here"
	}
	return feed.Label(c.Reference.URL), "opens in the browser"
}

// footHints are the keys that make sense now, the most useful last to go. They
// come from the table of commands.
func (m *Model) footHints() []hint {
	switch {
	case m.sheet != nil:
		return []hint{{"esc", "closes"}}
	case m.prompt.mode != noPrompt:
		return []hint{{"enter", "keep"}, {"esc", "clear"}}
	case m.follow != nil:
		return []hint{{"shift", "opens in browser"}, {"y", "copies"}, {"esc", "stops"}}
	}
	switch m.view.focus {
	case onList:
		return []hint{m.hint("read", ""), m.hint("star", ""), m.hint("filter", ""), m.hint("open", "read"), m.hint("help", "")}
	case onSide:
		return []hint{m.hint("browser", ""), m.hint("column.left", "article"), m.hint("open", "open"), m.hint("help", "")}
	}
	hints := []hint{m.hint("next", ""), m.hint("column.right", "references")}
	if m.read.Focus() >= 0 {
		hints = append(hints, m.hint("open", "follow"))
	}
	back := "list"
	if len(m.trail.back) > 0 {
		back = "back"
	}
	return append(hints, m.hint("back", back), m.hint("help", ""))
}

// hint is a command's key and its word in the footer, or another word that
// says what it does just now.
func (m *Model) hint(id, word string) hint {
	for _, c := range m.commands {
		if c.ID == id {
			if word == "" {
				word = c.hint
			}
			key, _, _ := strings.Cut(c.Shown(), " ")
			return hint{key, word}
		}
	}
	return hint{}
}
