package tui

import (
	"broadsheet/feed"
	"broadsheet/tui/reader"
	"broadsheet/tui/sheet"
	"broadsheet/tui/side"

	tea "charm.land/bubbletea/v2"
)

// trail is the way that led to the open article, as in a browser.
type trail struct {
	back, forward []stop
}

// stop is one article on the trail, and where the reader was in it.
type stop struct {
	id   feed.ID
	spot reader.Spot
	side bool // the focus was beside the text
	card int  // the card that was chosen there
}

// openSelected opens the article selected in the list.
func (m *Model) openSelected() tea.Cmd {
	a, ok := m.list.Selected()
	if !ok {
		return nil
	}
	m.trail = trail{}
	m.view.focus = onArticle
	read := m.setRead(a.ID, true)
	if a.ID == m.article.id && m.article.err == nil {
		m.read.Find(m.query, !m.query.Empty())
		return read
	}
	ask := m.askArticle(a.ID, reader.Spot{Focus: -1, Query: m.query})
	m.article.find = true
	return tea.Batch(read, ask)
}

// openLinked opens an article from the open one, which stays on the trail.
func (m *Model) openLinked(id feed.ID) tea.Cmd {
	if m.article.id != "" {
		m.trail.back = append(m.trail.back, m.here())
	}
	m.trail.forward = nil
	m.view.focus = onArticle
	m.list.Select(id)
	read, ask := m.setRead(id, true), m.askArticle(id, reader.Spot{Focus: -1})
	m.article.article.Read = true
	return tea.Batch(read, ask)
}

// arriving reports whether the open article has not come yet: what is seen
// until then is another one.
func (m *Model) arriving() bool { return m.article.id != "" && m.article.copy == nil }

// brief is what the list knows of an article.
func (m *Model) brief(id feed.ID) feed.Article {
	for i := range m.listing.Articles {
		if m.listing.Articles[i].ID == id {
			return m.listing.Articles[i]
		}
	}
	return feed.Article{ID: id}
}

func (m *Model) here() stop {
	s := stop{id: m.article.id, spot: m.read.Spot(), side: m.view.focus == onSide, card: m.side.Index()}
	if m.arriving() {
		s.spot = m.article.spot
	}
	return s
}

// goBack returns to where the reader came from: the same line, the same link
// focused. false when there is nowhere to go.
func (m *Model) goBack() (tea.Cmd, bool) {
	n := len(m.trail.back)
	if n == 0 {
		return nil, false
	}
	to := m.trail.back[n-1]
	m.trail.back = m.trail.back[:n-1]
	m.trail.forward = append(m.trail.forward, m.here())
	return m.revisit(to), true
}

// goForward goes the way again that goBack came.
func (m *Model) goForward() tea.Cmd {
	n := len(m.trail.forward)
	if n == 0 {
		return m.tell("Nothing ahead.", false)
	}
	to := m.trail.forward[n-1]
	m.trail.forward = m.trail.forward[:n-1]
	m.trail.back = append(m.trail.back, m.here())
	return m.revisit(to)
}

func (m *Model) revisit(to stop) tea.Cmd {
	m.view.focus = onArticle
	if to.side {
		m.view.focus = onSide
	}
	m.list.Select(to.id)
	if to.id == m.article.id && !m.arriving() && m.read.Page() != nil {
		m.read.Open(m.read.Page(), to.spot)
		m.side.To(to.card)
		return nil
	}
	ask := m.askArticle(to.id, to.spot)
	m.article.card = to.card
	return ask
}

// openNeighbour opens the next article of the list (1) or the one before (-1).
func (m *Model) openNeighbour(direction int) tea.Cmd {
	if !m.list.Move(direction) {
		return m.tell(map[bool]string{true: "This was the last article.", false: "This was the first article."}[direction > 0], false)
	}
	if m.view.focus == onList {
		return m.preview()
	}
	if len(m.trail.back) > 0 { // it joins the way back
		a, _ := m.list.Selected()
		m.view.focus = onArticle
		return m.openLinked(a.ID)
	}
	return m.openSelected()
}

func (m *Model) takeArticle(msg articleOpened) tea.Cmd {
	if msg.era != m.article.era {
		return nil
	}
	if msg.err == nil {
		msg.err = msg.set.err
	}
	if msg.err != nil {
		m.article.err = msg.err
		m.kept = nil
		m.read, m.side = reader.New(), side.Pane{}
		return nil // its page says it
	}
	msg.article.Read = msg.article.Read || m.article.article.Read // it may have been marked meanwhile
	m.article.article, m.article.copy = msg.article, msg.copy
	m.side.Set(feed.Beside{})
	m.read.Open(msg.set.page, m.article.spot)
	if q := m.article.spot.Query; m.article.find && !q.Empty() {
		m.read.Find(q, true)
	}
	return tea.Batch(m.more(msg.set), m.askBeside(), m.catchUp())
}

func (m *Model) takePage(msg pageSet) tea.Cmd {
	switch {
	case msg.era != m.article.era || msg.page == nil && msg.err == nil:
		return nil
	case msg.err != nil:
		return m.tell(msg.err.Error(), true)
	}
	if msg.copy != nil {
		m.article.copy = msg.copy
	}
	m.read.Grow(msg.page)
	return m.more(msg)
}

// more waits for the next part of a page that is still being set.
func (m *Model) more(s pageSet) tea.Cmd {
	if s.page == nil || s.page.Done {
		return nil
	}
	ctx := m.ctx
	return func() tea.Msg { return nextPage(ctx, s.era, s.pages) }
}

// fit sets the open article again when the window has another measure for it.
func (m *Model) fit() tea.Cmd {
	if m.article.copy == nil || m.w == 0 {
		return nil
	}
	l := m.layout()
	if !l.columns[onArticle].shown() || l.text.w == m.article.measure && l.tight == m.article.tight {
		return nil
	}
	return m.askSetting()
}

func (m *Model) takeBeside(msg besideFound) tea.Cmd {
	if msg.era != m.visits {
		return nil
	}
	m.article.beside = true
	if msg.err != nil {
		return m.tell(msg.err.Error(), true)
	}
	m.side.Set(msg.beside)
	m.side.To(m.article.card)
	if n := m.focusedNumber(); n > 0 && m.view.focus != onSide {
		m.side.Choose(n)
	}
	if p := m.article.waiting; p >= 0 {
		m.article.waiting = -1
		return m.followPlace(p)
	}
	return nil
}

// takeSought shows what a dead link may have meant. A headline that is the very
// one that was named opens at once.
func (m *Model) takeSought(msg sourcesSought) tea.Cmd {
	if msg.era != m.visits {
		return nil
	}
	if msg.err != nil {
		return m.tell(msg.err.Error(), true)
	}
	found := msg.sought.Found
	if len(found) > 0 && found[0].Via == feed.ViaNamed && found[0].Article.ID != "" {
		return m.openLinked(found[0].Article.ID)
	}
	m.sought, m.search = found, msg.sought.Search
	m.sheet = sheet.Sources(msg.link, found, m.clock())
	return nil
}

// openSought opens what a row of the sheet stands for: an article, or, on the
// last row, a search in the browser.
func (m *Model) openSought(row int) tea.Cmd {
	m.sheet = nil
	if row < len(m.sought) {
		return m.openLinked(m.sought[row].Article.ID)
	}
	if m.search == "" {
		return nil
	}
	return m.browse(m.search)
}
