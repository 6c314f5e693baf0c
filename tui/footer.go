package tui

import (
	"strconv"
	"strings"

	"broadsheet/feed"
	"broadsheet/render"
	"broadsheet/render/theme"
)

// footerGap is the least white between what is focused and the keys.
const footerGap = 4

// hint is a key in the footer, and its word. Those with the highest rank are
// dropped first.
type hint struct {
	key, word string
	rank      int
}

// footer is the last line: at the left what the focused thing is, at the right
// the keys that make sense now. Keys are dropped before it crowds.
func (m *Model) footer(l layout) string {
	w := l.inner().w
	left := m.footLeft(w)
	hints := m.footHints()
	for len(hints) > 1 && left.Width()+footerGap+hintLine(hints).Width() > w {
		hints = fewer(hints)
	}
	right := hintLine(hints)
	if gap := w - left.Width() - right.Width(); gap >= footerGap || gap > 0 && len(left) == 0 {
		left = append(append(left, render.Text(strings.Repeat(" ", gap), theme.Look{})), right...)
	}
	return m.line(l, left)
}

// fewer drops the hint that is missed least.
func fewer(hints []hint) []hint {
	least := 0
	for i, h := range hints {
		if h.rank >= hints[least].rank {
			least = i
		}
	}
	return append(hints[:least:least], hints[least+1:]...)
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
	name := theme.Look{Ink: theme.Accent, Attr: theme.Bold}
	switch {
	case m.sheet != nil:
		return nil
	case m.prompt.mode != noPrompt:
		return m.promptLine(w)
	case len(m.faults) > 0:
		return m.faultLine(w)
	case m.note != "":
		return render.Line{render.Text(render.Trim(render.Narrow(m.note), w), second)}
	case m.digits != "":
		return render.Line{render.Text("Link "+m.digits+"_", second)}
	case m.follow != nil:
		what := "type a letter"
		if m.follow.copy {
			what = "type a letter to copy its address"
		}
		return render.Line{render.Text("Follow  ", name), render.Text(render.Trim(what+" "+m.follow.typed, w-len("Follow  ")), third)}
	}
	what, how := m.focused()
	what = render.Narrow(what)
	if how == "" || w < render.Width(how)+2+leastAddress {
		return render.Line{render.Text(render.TrimMiddle(what, min(w, max(leastAddress, w*3/5))), second)}
	}
	what = render.TrimMiddle(what, min(max(leastAddress, w*3/5), w-render.Width(how)-2))
	return render.Line{render.Text(what, second), render.Text("  "+how, third)}
}

// faultLine says what went wrong, and how much else did.
func (m *Model) faultLine(w int) render.Line {
	bad, more := theme.Look{Ink: theme.Bad}, ""
	if n := len(m.faults) - 1; n > 0 {
		more = "   and " + strconv.Itoa(n) + " more"
	}
	text := render.Trim(render.Narrow(m.faults[0]), w-2-len(more))
	return render.Line{render.Text("! ", theme.Look{Ink: theme.Bad, Attr: theme.Bold}), render.Text(text, bad), render.Text(more, theme.Look{Ink: theme.Third})}
}

// leastAddress is how many cells of an address are shown at least.
const leastAddress = 12

// promptLine is what is being typed, when it is not typed above the list.
func (m *Model) promptLine(w int) render.Line {
	label := render.Text(m.promptLabel(), theme.Look{Ink: theme.Accent, Attr: theme.Bold})
	third := theme.Look{Ink: theme.Third}
	if m.prompt.mode == filtering && m.filterHeight(m.layout()) > 0 {
		return render.Line{label, render.Text(render.Trim("words · \"a phrase\" · -not", w-label.Width), third)}
	}
	line := render.Line{label, render.Text(tail(render.Narrow(m.prompt.input.Value()), m.promptRoom(w)), theme.Look{})}
	if s := m.promptCount(); s != "" {
		line = append(line, render.Text("   "+s, third))
	}
	return line
}

func (m *Model) promptLabel() string {
	if m.prompt.mode == filtering {
		return "Filter  "
	}
	return "Find  "
}

// promptRoom is how many cells there are for what is typed in the footer.
func (m *Model) promptRoom(w int) int {
	return max(1, w-len(m.promptLabel())-render.Width(m.promptCount())-footerGap)
}

func (m *Model) promptCount() string {
	if m.prompt.mode == filtering {
		return m.filterCount()
	}
	return m.matchCount()
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
		if _, total := m.read.Matches(); total > 0 {
			return m.matchCount(), "n next   N before"
		} else if s := m.matchCount(); s != "" {
			return s, ""
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
	case c.Reference.Held != "" && c.Reference.Held != m.article.id:
		return feed.Label(c.Reference.URL), "opens here"
	}
	return feed.Label(c.Reference.URL), "opens in the browser"
}

// footHints are the keys that make sense now. They come from the table of
// commands.
func (m *Model) footHints() []hint {
	h := m.hint
	switch {
	case m.sheet != nil && m.sheet.Choice():
		return []hint{h("open", "opens", 1), h("back", "closes", 0)}
	case m.sheet != nil:
		return []hint{h("back", "closes", 0)}
	case m.prompt.mode != noPrompt:
		return []hint{h("open", "keep", 1), h("back", "clear", 0)}
	case m.follow != nil:
		return []hint{{"shift", "opens in browser", 2}, h("copy", "copies", 1), h("back", "stops", 0)}
	}
	switch m.view.focus {
	case onList:
		return m.listHints()
	case onSide:
		return []hint{h("open", m.cardVerb(), 1), h("browser", "", 3), h("column.left", "article", 2), h("help", "", 0)}
	}
	back := "list"
	if len(m.trail.back) > 0 {
		back = "back"
	}
	switch {
	case m.article.err != nil && m.article.article.URL != "":
		return []hint{h("browser", "", 2), h("back", back, 1), h("help", "", 0)}
	case m.article.err != nil:
		return []hint{h("back", back, 1), h("help", "", 0)}
	}
	var hints []hint
	if _, ok := m.read.Link(); ok {
		hints = append(hints, h("open", "follow", 1))
	}
	if page := m.read.Page(); page != nil && len(page.Places) > 0 {
		hints = append(hints, h("next", "", 4))
	}
	return append(hints, h("column.right", "references", 3), h("back", back, 2), h("help", "", 0))
}

func (m *Model) listHints() []hint {
	h := m.hint
	a, ok := m.list.Selected()
	switch {
	case !ok && (m.typed != "" || m.section != ""):
		return []hint{h("back", "clear", 1), h("help", "", 0)}
	case !ok:
		return []hint{h("help", "", 0), h("quit", "quit", 1)}
	}
	star, read := "", ""
	if a.Starred {
		star = "unstar"
	}
	if a.Read {
		read = "mark unread"
	}
	return []hint{h("open", "read", 1), h("filter", "", 2), h("star", star, 3), h("read", read, 4), h("help", "", 0)}
}

// cardVerb is what Enter does with the chosen card.
func (m *Model) cardVerb() string {
	if c, ok := m.side.Card(); ok && c.Related != nil && c.Related.Article.ID != "" {
		return "read"
	}
	return "follow"
}

// hint is a command's key and its word in the footer, or another word that
// says what it does just now.
func (m *Model) hint(id, word string, rank int) hint {
	for _, c := range m.commands {
		if c.ID == id {
			if word == "" {
				word = c.hint
			}
			key, _, _ := strings.Cut(c.Shown(), " ")
			return hint{key, word, rank}
		}
	}
	return hint{}
}
