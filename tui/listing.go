package tui

import (
	"context"
	"sort"
	"time"

	"broadsheet/feed"
	"broadsheet/tui/reader"

	tea "charm.land/bubbletea/v2"
)

// section is a part of the paper, and how many articles it has.
type section struct {
	name  string
	count int
}

// previewDelay is how long the selection rests before its article is set
// beside the list, so that a held key runs through.
const previewDelay = 80 * time.Millisecond

func (m *Model) takeList(msg listed) tea.Cmd {
	if msg.era != m.listEra {
		return nil
	}
	m.narrowing = false
	if msg.err != nil {
		return m.tell(msg.err.Error(), true)
	}
	m.listing = msg.listing
	if msg.query.Empty() {
		m.sections = sectionsOf(msg.listing.Articles)
	}
	m.showList()
	if !m.touched { // sources come in one after the other: start at the newest of all
		m.list.First()
	}
	shown := m.preview()
	if m.listing.Total == 0 {
		return shown
	}
	return tea.Batch(shown, m.catchUp())
}

// showList lists what belongs to the section.
func (m *Model) showList() {
	rows := m.listing.Articles
	if m.section != "" {
		rows = nil
		for _, a := range m.listing.Articles {
			if a.Section == m.section {
				rows = append(rows, a)
			}
		}
	}
	m.list.Set(rows, m.query)
}

// sectionsOf counts the sections, largest first.
func sectionsOf(articles []feed.Article) []section {
	at := map[string]int{}
	var out []section
	for i := range articles {
		name := articles[i].Section
		if name == "" {
			continue
		}
		k, ok := at[name]
		if !ok {
			k = len(out)
			at[name] = k
			out = append(out, section{name: name})
		}
		out[k].count++
	}
	sort.SliceStable(out, func(i, k int) bool { return out[i].count > out[k].count })
	return out
}

// turnSection goes to the next section (1) or the one before (-1).
func (m *Model) turnSection(direction int) tea.Cmd {
	if len(m.sections) == 0 {
		return nil
	}
	at := 0
	for i, s := range m.sections {
		if s.name == m.section {
			at = i + 1
		}
	}
	return m.toSection((at + direction + len(m.sections) + 1) % (len(m.sections) + 1))
}

// toSection lists a section by its place on the sections line, 0 for all.
func (m *Model) toSection(i int) tea.Cmd {
	if i > len(m.sections) {
		return nil
	}
	m.section = ""
	if i > 0 {
		m.section = m.sections[i-1].name
	}
	m.showList()
	m.list.First()
	return m.preview()
}

func (m *Model) takeNews(msg newsCame) tea.Cmd {
	if msg.err != nil { // the desk has closed
		return nil
	}
	next := m.askNews()
	switch msg.news.Kind {
	case feed.NewsArrived:
		return tea.Batch(next, m.askList())
	case feed.NewsTrouble:
		return tea.Batch(next, m.tell(msg.news.Text, true))
	case feed.NewsQuiet:
		m.quiet = true
	}
	return next
}

// preview sets the selected article beside the list, where there is room.
func (m *Model) preview() tea.Cmd {
	if m.view.focus != onList || !m.layout().columns[onArticle].shown() {
		return nil
	}
	a, ok := m.list.Selected()
	if !ok {
		return nil
	}
	if a.ID == m.article.id {
		if !sameQuery(m.read.Query(), m.query) {
			m.read.Find(m.query, !m.query.Empty())
		}
		return nil
	}
	m.trail = trail{}
	ask := m.askArticle(a.ID, reader.Spot{Focus: -1, Query: m.query})
	m.article.find = true // what is filtered by is seen, wherever it stands
	return ask
}

// rest sees to it that the selection is shown once it rests.
func (m *Model) rest() tea.Cmd {
	if !m.layout().columns[onArticle].shown() {
		return nil
	}
	return m.after(previewDelay, previewTime)
}

// changeState changes what is known of an article, here and at the desk.
func (m *Model) changeState(id feed.ID, change func(*feed.Article), keep func(context.Context, Desk) error) tea.Cmd {
	for i := range m.listing.Articles {
		if m.listing.Articles[i].ID == id {
			change(&m.listing.Articles[i])
		}
	}
	m.list.Change(id, change)
	if m.article.id == id {
		change(&m.article.article)
	}
	return m.mark(keep)
}

func (m *Model) setRead(id feed.ID, read bool) tea.Cmd {
	m.side.Change(id, read)
	return m.changeState(id, func(a *feed.Article) { a.Read = read },
		func(ctx context.Context, d Desk) error { return d.SetRead(ctx, id, read) })
}

func (m *Model) setStarred(id feed.ID, starred bool) tea.Cmd {
	return m.changeState(id, func(a *feed.Article) { a.Starred = starred },
		func(ctx context.Context, d Desk) error { return d.SetStarred(ctx, id, starred) })
}

// current is the article that keys like "star" are about: the one selected in
// the list, else the open one.
func (m *Model) current() (feed.Article, bool) {
	if m.view.focus == onList {
		return m.list.Selected()
	}
	a := m.article.article
	a.ID = m.article.id
	return a, a.ID != ""
}
