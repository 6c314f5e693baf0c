package tui

import (
	"strings"

	"broadsheet/feed"
	"broadsheet/render"
	"broadsheet/render/theme"
	"broadsheet/tui/list"
	"broadsheet/tui/reader"
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
		m.overlay(rows)
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
	if m.article.id == "" || m.article.err != nil || m.article.slow && m.arriving() {
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

// filterHeight is how many rows the filter takes of the list: itself, a
// hairline and, where there is room, a blank.
func (m *Model) filterHeight(l layout) int {
	switch {
	case m.prompt.mode != filtering && m.typed == "" || l.body < 5:
		return 0
	case l.roomy:
		return 3
	}
	return 2
}

func (m *Model) listRows(l layout, s span, height int) []string {
	var rows []string
	if above := m.filterHeight(l); above > 0 {
		rows = m.filterLines(s)
		for len(rows) < above {
			rows = append(rows, strings.Repeat(" ", s.w))
		}
	}
	if m.list.Len() == 0 {
		return append(rows, m.noArticles(l, s, height-len(rows))...)
	}
	return append(rows, m.list.View(list.Options{
		Width: s.w, Height: height - len(rows), Focused: m.view.focus == onList, Theme: m.theme, Clock: m.clock(),
		Roomy: l.roomy, Decks: l.decks, Short: l.bare,
	})...)
}

// filterMargin is what the filter's line has besides what is typed and the
// count: the stroke, the cursor, blanks.
const filterMargin = 5

// filterLines draws the filter above the list, and how much it leaves.
func (m *Model) filterLines(s span) []string {
	right := m.filterCount()
	room := max(1, s.w-render.Width(right)-filterMargin)
	text := render.Trim(render.Narrow(m.typed), room)
	if m.prompt.mode == filtering {
		text = tail(render.Narrow(m.typed), room)
	}
	gap := max(1, s.w-2-render.Width(text)-render.Width(right))
	line := render.Line{render.Text("/ ", theme.Look{Ink: theme.Accent, Attr: theme.Bold}), render.Text(text, theme.Look{}),
		render.Text(strings.Repeat(" ", gap)+right, theme.Look{Ink: theme.Third})}
	rule := render.Line{render.Text(strings.Repeat("─", s.w), theme.Look{Ink: theme.Line})}
	return []string{render.PaintLine(m.theme, line, s.w, theme.Paper), render.PaintLine(m.theme, rule, s.w, theme.Paper)}
}

// filterCount says how much the filter leaves.
func (m *Model) filterCount() string {
	s := counted(m.list.Len(), m.listing.Total)
	if m.listing.Partial {
		s += " so far"
	}
	return s
}

// tail returns the end of what is being typed, where the cursor is.
func tail(s string, w int) string {
	if over := render.Width(s) - w; over > 0 {
		return ansi.TruncateLeft(s, over, "")
	}
	return s
}

// noArticles is the empty list's page.
func (m *Model) noArticles(l layout, s span, height int) []string {
	head, second, third := theme.Look{Ink: theme.Head, Attr: theme.Bold}, theme.Look{Ink: theme.Second}, theme.Look{Ink: theme.Third}
	switch {
	case m.listing.Total == 0 && m.quiet:
		return m.page(s, height, true, render.Text("No paper yet.", head), render.Run{},
			render.Text("Nothing that could be read was found.", second),
			render.Text("Start it with a file, a folder or an address of news.", second))
	case m.listing.Total == 0:
		return m.page(s, height, true, render.Text("No paper yet.", head), render.Run{}, render.Text("Reading …", second))
	case m.typed != "":
		return m.page(s, height, false, render.Text("Nothing on “"+render.Narrow(m.typed)+"”.", head), render.Run{},
			render.Text("esc clears the filter", third))
	}
	return m.page(s, height, false, render.Text("No articles here.", head))
}

// emptyRows is the article's column without an article.
func (m *Model) emptyRows(s span, height int) []string {
	plain, head := theme.Look{}, theme.Look{Ink: theme.Head, Attr: theme.Bold}
	switch {
	case m.article.id == "":
		return m.page(s, height, false)
	case m.article.err == nil:
		return m.page(s, height, false, render.Text(render.Narrow(m.article.article.Title), head), render.Run{},
			render.Text("Opening the article …", theme.Look{Ink: theme.Second}))
	}
	say := []render.Run{render.Text("This article did not open.", theme.Look{Ink: theme.Bad, Attr: theme.Bold}), {},
		render.Text(render.Narrow(feed.WashLine(m.article.err.Error())), plain), {}}
	if m.article.article.URL != "" {
		say = append(say, render.Text("o     open the original in the browser", plain))
	}
	say = append(say, render.Text("esc   one step back", plain))
	if t := m.article.article.Title; t != "" { // so that one knows where one is
		say = append([]render.Run{render.Text(render.Narrow(t), head), {}}, say...)
	}
	return m.page(s, height, false, say...)
}

// page draws a few lines of the house's voice, at the top left or centred.
func (m *Model) page(s span, height int, centred bool, say ...render.Run) []string {
	var lines []render.Line
	for _, r := range say {
		broken := render.Break([]render.Run{r}, s.w)
		if r.Text == "" {
			broken = []render.Line{nil}
		}
		for _, l := range broken {
			if pad := (s.w - l.Width()) / 2; centred && pad > 0 {
				l = append(render.Line{render.Text(strings.Repeat(" ", pad), theme.Look{})}, l...)
			}
			lines = append(lines, l)
		}
	}
	above := 0
	if centred {
		above = max(0, (height-len(lines))/3)
	}
	rows := make([]string, max(0, height))
	for i := range rows {
		var l render.Line
		if k := i - above; k >= 0 && k < len(lines) {
			l = lines[k]
		}
		rows[i] = render.PaintLine(m.theme, l, s.w, theme.Paper)
	}
	return rows
}

func (m *Model) sideOptions(l layout, s span, height int) side.Options {
	numbers, _ := m.read.InView()
	o := side.Options{
		Width: s.w, Height: height, Focused: m.view.focus == onSide, Theme: m.theme, Clock: m.clock(), Roomy: l.h >= 24,
		InView: func(n int) bool { return numbers[n] }, Link: m.focusedNumber(),
		Loading: !m.article.beside && m.article.id != "", NoArticle: m.article.id == "" || m.article.err != nil,
	}
	if m.follow != nil {
		o.Letters, o.RelatedLetters = m.follow.numbers, m.follow.related
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
	if page == nil || m.arriving() || place >= len(page.Places) {
		return false
	}
	link := page.Places[place].Link
	if link.Kind == feed.LinkDead {
		return false
	}
	r := m.side.Reference(link.N)
	return r != nil && r.Read
}
