package tui

import (
	"strings"

	"broadsheet/feed"
	"broadsheet/render"
	"broadsheet/render/theme"
	"broadsheet/tui/list"
	"broadsheet/tui/reader"
	"broadsheet/tui/sheet"
	"broadsheet/tui/side"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// View draws the screen from what is at hand.
func (m *Model) View() tea.View {
	v := tea.View{AltScreen: true, MouseMode: tea.MouseModeCellMotion, WindowTitle: m.title()}
	if m.ground {
		v.BackgroundColor, v.ForegroundColor = m.theme.Background(), m.theme.Foreground()
	}
	if m.w == 0 || m.quitting {
		return v
	}
	l := m.layout()
	rows := m.rows(l)
	if m.sheet != nil {
		rows = m.overlay(rows)
	}
	v.SetContent(screened(strings.Join(rows, "\n")))
	v.Cursor = m.cursor(l)
	return v
}

func (m *Model) title() string {
	if t := m.article.article.Title; t != "" && m.view.focus != onList {
		return t + " – The Broadsheet"
	}
	return "The Broadsheet"
}

// rows are the lines of the screen: as many as the window has, each as wide.
func (m *Model) rows(l layout) []string {
	rows := make([]string, 0, l.h)
	rows = append(rows, m.headRows(l)...)
	rows = append(rows, m.bodyRows(l)...)
	if !l.bare {
		rows = append(rows, m.bottomRule(l))
	}
	if len(rows) < l.h {
		rows = append(rows, m.footer(l))
	}
	for len(rows) < l.h {
		rows = append(rows, strings.Repeat(" ", l.w))
	}
	return rows[:l.h]
}

// bodyRows draws the columns side by side.
func (m *Model) bodyRows(l layout) []string {
	drawn := [3][]string{}
	height := max(1, l.body-l.air)
	for c, s := range l.columns {
		if !s.shown() {
			continue
		}
		blank := strings.Repeat(" ", s.w)
		for range l.air {
			drawn[c] = append(drawn[c], blank)
		}
		drawn[c] = append(drawn[c], m.columnRows(column(c), l, height)...)
	}
	rule := m.theme.SGR(theme.Look{Ink: theme.Hairline}) + "│" + m.theme.SGR(theme.Look{})
	rows := make([]string, l.body)
	var b strings.Builder
	for y := range rows {
		b.Reset()
		x, next := 0, 0
		for c, s := range l.columns {
			if !s.shown() {
				continue
			}
			if next < len(l.rules) && l.rules[next] < s.x {
				b.WriteString(strings.Repeat(" ", l.rules[next]-x))
				b.WriteString(rule)
				x = l.rules[next] + 1
				next++
			}
			b.WriteString(strings.Repeat(" ", max(0, s.x-x)))
			b.WriteString(drawn[c][y])
			x = s.x + s.w
		}
		b.WriteString(strings.Repeat(" ", max(0, l.w-x)))
		rows[y] = b.String()
	}
	return rows
}

func (m *Model) columnRows(c column, l layout, height int) []string {
	s := l.columns[c]
	switch c {
	case onList:
		return m.listRows(l, s, height)
	case onSide:
		return m.side.View(m.sideOptions(l, s, height))
	}
	if m.article.id == "" || m.article.err != nil {
		return m.emptyRows(s, height)
	}
	text := m.read.View(reader.Options{Width: l.text.w, Height: height, Theme: m.theme, Visited: m.visited, Hints: m.hintPlaces()})
	left, right := strings.Repeat(" ", l.text.x-s.x), strings.Repeat(" ", max(0, s.x+s.w-l.text.x-l.text.w))
	if left != "" || right != "" {
		for i := range text {
			text[i] = left + text[i] + right
		}
	}
	return text
}

// filterRows is what the filter takes of the list: itself and a hairline.
const filterRows = 2

func (m *Model) filterShown() bool {
	return (m.prompt.mode == filtering || m.typed != "") && m.layout().body > filterRows+2
}

func (m *Model) listRows(l layout, s span, height int) []string {
	var rows []string
	if m.filterShown() {
		rows = m.filterLines(s)
	}
	if m.list.Len() == 0 {
		return append(rows, m.noArticles(s, height-len(rows))...)
	}
	return append(rows, m.list.View(list.Options{
		Width: s.w, Height: height - len(rows), Focused: m.view.focus == onList, Theme: m.theme, Clock: m.clock(),
		Roomy: l.roomy, Decks: l.decks, Short: l.bare,
	})...)
}

// filterLines draws the filter above the list, and how much it leaves.
func (m *Model) filterLines(s span) []string {
	right := counted(m.list.Len(), m.listing.Total)
	if m.listing.Partial {
		right += " so far"
	}
	text := render.Trim("/ "+m.typed, max(1, s.w-render.Width(right)-2))
	if m.prompt.mode == filtering {
		text = "/ " + tail(m.typed, max(1, s.w-render.Width(right)-5))
	}
	gap := max(1, s.w-render.Width(text)-render.Width(right))
	line := render.Line{render.Text(text, theme.Look{Ink: theme.Head, Attr: theme.Bold}),
		render.Text(strings.Repeat(" ", gap)+right, theme.Look{Ink: theme.Third})}
	rule := render.Line{render.Text(strings.Repeat("─", s.w), theme.Look{Ink: theme.Line})}
	return []string{render.PaintLine(m.theme, line, s.w, theme.Paper), render.PaintLine(m.theme, rule, s.w, theme.Paper)}
}

// tail returns the end of what is being typed, where the cursor is.
func tail(s string, w int) string {
	if over := render.Width(s) - w; over > 0 {
		return ansi.TruncateLeft(s, over, "")
	}
	return s
}

// noArticles is the empty list's page.
func (m *Model) noArticles(s span, height int) []string {
	say := "No paper yet. Reading …"
	switch {
	case m.typed != "":
		say = "Nothing on “" + m.typed + "”."
	case m.listing.Sources > 0:
		say = "No articles here."
	}
	return m.page(s, height, []string{say})
}

// emptyRows is the article's column without an article.
func (m *Model) emptyRows(s span, height int) []string {
	if m.article.err == nil {
		return m.page(s, height, nil)
	}
	return m.page(s, height, []string{"This article did not open.", "", m.article.err.Error(), "",
		"o     open the original in the browser", "esc   back to the list"})
}

// page draws a few lines of the house's voice.
func (m *Model) page(s span, height int, say []string) []string {
	rows := make([]string, 0, max(1, height))
	for i, t := range say {
		look := theme.Look{Ink: theme.Second}
		if i == 0 {
			look = theme.Look{Ink: theme.Head, Attr: theme.Bold}
		}
		lines := render.Wrap(render.Narrow(t), s.w)
		if lines == nil {
			lines = []string{""}
		}
		for _, part := range lines {
			rows = append(rows, render.PaintLine(m.theme, render.Line{render.Text(part, look)}, s.w, theme.Paper))
		}
	}
	for len(rows) < height {
		rows = append(rows, strings.Repeat(" ", s.w))
	}
	return rows[:max(0, height)]
}

func (m *Model) sideOptions(l layout, s span, height int) side.Options {
	numbers, _ := m.read.InView()
	o := side.Options{
		Width: s.w, Height: height, Focused: m.view.focus == onSide, Theme: m.theme, Clock: m.clock(), Roomy: l.h >= 24,
		InView: func(n int) bool { return numbers[n] }, Link: m.focusedNumber(),
		Loading: !m.article.beside && m.article.id != "", NoArticle: m.article.id == "",
	}
	if m.follow != nil {
		o.Letters = m.follow.numbers
	}
	return o
}

func (m *Model) hintPlaces() map[int]string {
	if m.follow == nil {
		return nil
	}
	return m.follow.places
}

// visited reports whether the article behind a place has been read.
func (m *Model) visited(place int) bool {
	page := m.read.Page()
	if page == nil || place >= len(page.Places) {
		return false
	}
	link := page.Places[place].Link
	if link.Kind == feed.LinkDead {
		return false
	}
	r := m.side.Reference(link.N)
	return r != nil && r.Read
}

func (m *Model) sheetOptions() sheet.Options {
	return sheet.Options{Width: m.w, Height: m.h, Theme: m.theme}
}

// overlay lays the sheet over the rows.
func (m *Model) overlay(rows []string) []string {
	o := m.sheetOptions()
	x, y, w, _ := m.sheet.Place(o)
	for i, line := range m.sheet.View(o) {
		if y+i >= len(rows) {
			break
		}
		under := rows[y+i]
		rows[y+i] = ansi.Truncate(under, x, "") + m.theme.SGR(theme.Look{}) + line + ansi.TruncateLeft(under, x+w, "")
	}
	return rows
}

// cursor shows where one types.
func (m *Model) cursor(l layout) *tea.Cursor {
	if m.sheet != nil {
		return nil
	}
	before := ansi.Truncate(m.prompt.input.Value(), 0, "")
	if v := []rune(m.prompt.input.Value()); len(v) > 0 {
		before = string(v[:min(len(v), m.prompt.input.Position())])
	}
	switch m.prompt.mode {
	case filtering:
		s := l.columns[onList]
		if !s.shown() {
			return nil
		}
		right := render.Width(counted(m.list.Len(), m.listing.Total))
		return tea.NewCursor(s.x+2+min(render.Width(before), max(1, s.w-right-5)), l.head+l.air)
	case finding:
		return tea.NewCursor(min(l.w-1, l.inner().x+6+render.Width(before)), l.h-1)
	}
	return nil
}
