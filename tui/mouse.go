package tui

import (
	tea "charm.land/bubbletea/v2"
)

// wheelLines is how far one notch of the wheel scrolls.
const wheelLines = 3

// wheel scrolls the column under the pointer; the focus stays where it is.
func (m *Model) wheel(e tea.Mouse) tea.Cmd {
	n := wheelLines
	switch e.Button {
	case tea.MouseWheelUp:
		n = -wheelLines
	case tea.MouseWheelDown:
	default:
		return nil
	}
	if m.sheet != nil {
		m.sheet.Move(n)
		return nil
	}
	l := m.layout()
	c, ok := l.at(e.X, e.Y)
	if !ok {
		return nil
	}
	switch c {
	case onList:
		m.list.Scroll(n / wheelLines)
		if m.view.focus == onList {
			return m.rest()
		}
	case onArticle:
		m.follow = nil // its letters are for what was in view
		m.read.Scroll(n)
	case onSide:
		m.side.Move(n / wheelLines)
		if m.view.focus == onSide {
			m.showCard()
		}
	}
	return nil
}

// click selects, and opens what was selected already.
func (m *Model) click(e tea.Mouse) tea.Cmd {
	if e.Button != tea.MouseLeft && e.Button != tea.MouseMiddle {
		return nil
	}
	if m.sheet != nil {
		return m.clickSheet(e)
	}
	l := m.layout()
	above := m.filterHeight(l)
	m.follow, m.digits, m.prompt = nil, "", prompt{}
	if !l.bare && e.Y == l.head+l.body && l.columns[onArticle].shown() && l.columns[onArticle].holds(e.X) {
		s := l.columns[onArticle]
		m.read.Go(float64(e.X-s.x) / float64(s.w))
		return nil
	}
	if e.Y < l.head {
		return m.clickHead(l, e)
	}
	c, ok := l.at(e.X, e.Y)
	if !ok {
		return nil
	}
	line := e.Y - l.head - l.air
	switch c {
	case onList:
		return m.clickList(line - above)
	case onSide:
		return m.clickSide(line, e.Button == tea.MouseMiddle)
	}
	return m.clickText(line, e.X-l.text.x, e.Button == tea.MouseMiddle)
}

func (m *Model) clickSheet(e tea.Mouse) tea.Cmd {
	x, y, w, h := m.sheet.Place(m.sheetOptions())
	if e.X < x || e.X >= x+w || e.Y < y || e.Y >= y+h {
		m.sheet = nil
		return nil
	}
	if again, ok := m.sheet.Click(e.Y - y); ok && again {
		return m.openSought(m.sheet.Row())
	}
	return nil
}

// clickHead changes the section, or returns to the front page.
func (m *Model) clickHead(l layout, e tea.Mouse) tea.Cmd {
	if l.front && e.Y == sectionsRow {
		for _, s := range m.sectionSpans(l) {
			if e.X >= s.x && e.X < s.x+s.w {
				return m.toSection(s.index)
			}
		}
		return nil
	}
	m.view.focus, m.view.alone = onList, false
	return nil
}

func (m *Model) clickList(line int) tea.Cmd {
	was := m.view.focus
	again, ok := m.list.Click(line)
	if !ok {
		return nil
	}
	m.view.focus = onList
	if again && was == onList || !m.layout().columns[onArticle].shown() {
		return m.openSelected()
	}
	return m.rest()
}

func (m *Model) clickSide(line int, outside bool) tea.Cmd {
	_, ok := m.side.Click(line)
	m.view.focus = onSide
	if !ok {
		return nil
	}
	m.showCard()
	if outside {
		return m.openOutside()
	}
	return m.enter()
}

// clickText focuses the article; a click on a link follows it.
func (m *Model) clickText(line, col int, outside bool) tea.Cmd {
	var read tea.Cmd
	if m.view.focus == onList {
		if a, ok := m.list.Selected(); ok && a.ID == m.article.id {
			read = m.setRead(a.ID, true)
		}
	}
	m.view.focus = onArticle
	page := m.read.Page()
	if page == nil || line < 0 {
		return read
	}
	place := page.At(m.read.Top()+line, col)
	if place < 0 {
		return read
	}
	m.focusPlace(place)
	if outside {
		return tea.Batch(read, m.openOutside())
	}
	return tea.Batch(read, m.followPlace(place))
}
