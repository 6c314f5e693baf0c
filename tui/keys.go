package tui

import (
	"broadsheet/feed"

	tea "charm.land/bubbletea/v2"
)

// key takes a key: what is laid over the page first, then what is typed into,
// then the table of commands.
func (m *Model) key(k tea.KeyPressMsg) tea.Cmd {
	m.note = "" // what is focused next says what it is
	if len(m.faults) > 0 {
		m.faults = m.faults[1:]
	}
	name := k.String()
	switch {
	case name == "ctrl+c":
		return m.close()
	case name == "ctrl+z":
		return tea.Suspend
	case m.sheet != nil:
		return m.sheetKey(name)
	case m.prompt.mode != noPrompt:
		return m.promptKey(k)
	case m.follow != nil:
		return m.followKey(k)
	}
	if m.early(k) {
		return nil
	}
	if m.digits != "" {
		switch {
		case digitKey(name) || name == "0":
			return m.digit(name)
		case name == "esc" || name == "backspace":
			m.digits = ""
			return nil
		}
		m.digits = ""
	}
	for _, i := range m.keys[name] {
		c := m.commands[i]
		if !c.in.has(m.view.focus) {
			continue
		}
		if c.run == nil {
			return m.digit(name)
		}
		return c.run(m)
	}
	if m.view.focus == onList && digitKey(name) {
		return m.toSection(int(name[0] - '1'))
	}
	return nil
}

func digitKey(name string) bool { return len(name) == 1 && name[0] >= '1' && name[0] <= '9' }

func (m *Model) sheetKey(name string) tea.Cmd {
	s := m.sheet
	switch name {
	case "esc", "q", "?", "backspace":
		m.sheet = nil
	case "j", "down", "tab":
		s.Move(1)
	case "k", "up", "shift+tab":
		s.Move(-1)
	case "space", "pgdown":
		s.Page(1)
	case "b", "pgup":
		s.Page(-1)
	case "enter":
		if s.Choice() {
			return m.openSought(s.Row())
		}
		m.sheet = nil
	}
	return nil
}

// move goes n lines, articles or cards down.
func (m *Model) move(n int) tea.Cmd {
	switch m.view.focus {
	case onList:
		if m.list.Move(n) {
			return m.rest()
		}
	case onArticle:
		m.read.Scroll(n)
	case onSide:
		m.side.Move(n)
		m.showCard()
	}
	return nil
}

// turn goes a page, or half of one.
func (m *Model) turn(direction int, half bool) tea.Cmd {
	switch m.view.focus {
	case onList:
		if m.list.Page(direction) {
			return m.rest()
		}
	case onSide:
		m.side.Move(direction * 5)
		m.showCard()
	default:
		m.read.Turn(direction, half)
	}
	return nil
}

func (m *Model) toEnd(direction int) tea.Cmd {
	switch m.view.focus {
	case onList:
		moved := direction < 0 && m.list.First() || direction > 0 && m.list.Last()
		if moved {
			return m.rest()
		}
	case onSide:
		m.side.Move(direction * m.side.Len())
		m.showCard()
	default:
		if direction < 0 {
			m.read.Begin()
		} else {
			m.read.End()
		}
	}
	return nil
}

// step goes to the next link, unread article or card.
func (m *Model) step(direction int) tea.Cmd {
	switch m.view.focus {
	case onList:
		if !m.list.Unread(direction) {
			return m.tell("No unread article that way.", false)
		}
		return m.rest()
	case onSide:
		return m.move(direction)
	}
	return m.stepLink(direction)
}

// column moves the focus to the next column.
func (m *Model) column(direction int) tea.Cmd {
	to := m.view.focus + column(direction)
	if to < onList || to > onSide {
		return nil
	}
	if m.view.focus == onList {
		return m.openSelected()
	}
	if to == onSide && m.article.id == "" {
		return nil
	}
	m.view.alone = false
	m.view.focus = to
	if to == onSide {
		m.enterSide()
	}
	return nil
}

// enterSide chooses the card of the focused link, or of the first in view.
func (m *Model) enterSide() {
	if n := m.focusedNumber(); n > 0 {
		m.side.Choose(n)
	} else {
		m.side.To(0)
	}
}

// showCard has the article show the sentence of the chosen card.
func (m *Model) showCard() {
	if c, ok := m.side.Card(); ok && c.Reference != nil && c.Reference.N > 0 {
		m.read.FocusNumber(c.Reference.N)
	}
}

// enter opens or follows what is focused.
func (m *Model) enter() tea.Cmd {
	switch {
	case m.view.focus == onList:
		return m.openSelected()
	case m.arriving():
		return nil
	case m.view.focus == onSide:
		c, ok := m.side.Card()
		switch {
		case !ok:
			return nil
		case c.Related != nil:
			return m.followRelated(c.Related)
		}
		return m.followReference(c.Reference)
	}
	if _, ok := m.read.Link(); !ok {
		return m.tell("No link is focused: tab goes to the next one.", false)
	}
	return m.followPlace(m.read.Focus())
}

// escape undoes the last thing: a find, a followed link, the way into a column,
// a filter.
func (m *Model) escape() tea.Cmd {
	switch m.view.focus {
	case onSide:
		m.view.focus = onArticle
		return nil
	case onArticle:
		if !m.read.Query().Empty() && !sameQuery(m.read.Query(), m.query) {
			m.read.Find(m.query, false)
			return nil
		}
		if cmd, ok := m.goBack(); ok {
			return cmd
		}
		m.view.focus, m.view.alone = onList, false
		return nil
	}
	if m.typed != "" {
		return m.setFilter("")
	}
	if m.section != "" {
		return m.toSection(0)
	}
	return nil
}

func sameQuery(a, b feed.Query) bool {
	if len(a.Terms) != len(b.Terms) {
		return false
	}
	for i := range a.Terms {
		if a.Terms[i] != b.Terms[i] {
			return false
		}
	}
	return true
}

// quit closes what is open; on the list it leaves the program.
func (m *Model) quit() tea.Cmd {
	if m.view.focus != onList {
		m.view.focus, m.view.alone = onList, false
		m.trail = trail{}
		return nil
	}
	return m.close()
}

func (m *Model) enterAlone() tea.Cmd {
	if m.view.focus == onList {
		cmd := m.openSelected()
		m.view.alone = m.view.focus == onArticle // there may be nothing to open
		return cmd
	}
	m.view.focus = onArticle
	return nil
}

func (m *Model) widen(n int) tea.Cmd {
	before, was := m.layout().text.w, m.view.wider
	if wanted := before + n; wanted >= leastMeasure && wanted <= mostMeasure {
		m.view.wider += n
	}
	if m.layout().text.w == before { // the window has no room for it
		m.view.wider = was
		return m.tell("The column is as "+map[bool]string{true: "wide", false: "narrow"}[n > 0]+" as it can be.", false)
	}
	return nil
}

func (m *Model) star() tea.Cmd {
	a, ok := m.current()
	if !ok {
		return nil
	}
	cmd := tea.Batch(m.setStarred(a.ID, !a.Starred), m.sign(a.Starred, "The star is taken away.", "Starred."))
	if a.ID == m.article.id && m.article.copy != nil {
		return tea.Batch(cmd, m.askCopy())
	}
	return cmd
}

func (m *Model) toggleRead() tea.Cmd {
	a, ok := m.current()
	if !ok {
		return nil
	}
	return tea.Batch(m.setRead(a.ID, !a.Read), m.sign(a.Read, "Marked as unread.", "Marked as read."))
}

// sign says in the footer what a mark has become, where the list does not show
// it.
func (m *Model) sign(was bool, off, on string) tea.Cmd {
	if m.view.focus == onList {
		return nil
	}
	if was {
		return m.tell(off, false)
	}
	return m.tell(on, false)
}

func (m *Model) openOutside() tea.Cmd { return m.browseIf(m.address()) }

func (m *Model) copyThis() tea.Cmd { return m.copyAddress(m.address()) }

// address is the address of what is focused: a link, a card, else the article.
func (m *Model) address() string {
	switch m.view.focus {
	case onArticle:
		if p, ok := m.read.Link(); ok && p.Link.Kind != feed.LinkAnchor {
			return p.Link.URL
		}
	case onSide:
		if c, ok := m.side.Card(); ok {
			if c.Related != nil {
				return c.Related.Article.URL
			}
			return c.Reference.URL
		}
	}
	a, _ := m.current()
	return a.URL
}

func (m *Model) nextMatch(direction int) tea.Cmd {
	switch {
	case m.view.focus == onList:
		return m.tell("n and N go through an article: enter opens it.", false)
	case m.read.Query().Empty():
		return m.tell("Nothing is being looked for: / finds.", false)
	case !m.read.NextMatch(direction):
		return m.tell("It is not in this article.", false)
	}
	return nil
}
