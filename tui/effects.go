package tui

import (
	"context"
	"errors"
	"fmt"

	"broadsheet/feed"
	"broadsheet/render"
	"broadsheet/tui/reader"

	tea "charm.land/bubbletea/v2"
)

// What effects yield. Those that may come late carry the era they were asked
// in.
type (
	listed struct {
		era     int
		listing feed.Listing
		query   feed.Query
		err     error
	}
	newsCame struct {
		news feed.News
		err  error
	}
	articleOpened struct {
		era     int
		article feed.Article
		copy    *render.Copy
		set     pageSet
		err     error
	}
	pageSet struct {
		era   int
		copy  *render.Copy // not nil when it was made anew
		page  *render.Page
		pages <-chan *render.Page
		err   error
	}
	besideFound struct {
		era    int
		beside feed.Beside
		err    error
	}
	sourcesSought struct {
		era    int
		link   feed.Link
		sought feed.Sought
		err    error
	}
	failed struct{ err error }
	told   struct{ text string }
)

// askList asks for the articles that answer the filter.
func (m *Model) askList() tea.Cmd {
	m.listEra++
	desk, ctx, era, q := m.o.Desk, m.ctx, m.listEra, m.query
	return func() tea.Msg {
		l, err := desk.List(ctx, q)
		return listed{era, l, q, err}
	}
}

// askNews waits for the next thing that happens at the desk.
func (m *Model) askNews() tea.Cmd {
	desk, ctx := m.o.Desk, m.ctx
	return func() tea.Msg {
		n, err := desk.News(ctx)
		return newsCame{n, err}
	}
}

// setting is how the open article is to be set in this window.
func (m *Model) setting() render.Options {
	l := m.layout()
	return render.Options{Measure: l.text.w, Tight: l.tight, Clock: m.clock()}
}

// askArticle opens an article at a spot: its first part is set before it is
// shown, the rest comes after. Until then, what the list knows of it stands.
func (m *Model) askArticle(id feed.ID, spot reader.Spot) tea.Cmd {
	m.drop()
	m.visits++
	ctx, cancel := context.WithCancel(m.ctx)
	era := m.article.era + 1
	o := m.setting()
	m.article = article{era: era, id: id, article: m.brief(id), spot: spot, cancel: cancel, measure: o.Measure, tight: o.Tight, waiting: -1}
	desk := m.o.Desk
	open := func() tea.Msg {
		a, err := desk.Article(ctx, id)
		if err != nil {
			return articleOpened{era: era, err: err}
		}
		c := render.NewCopy(a)
		return articleOpened{era: era, article: a, copy: c, set: startSetting(ctx, era, c, o)}
	}
	return tea.Batch(open, m.after(slowTime, slowArticle))
}

// askSetting sets the open article again, for another measure.
func (m *Model) askSetting() tea.Cmd {
	m.drop()
	ctx, cancel := context.WithCancel(m.ctx)
	o := m.setting()
	m.article.era++
	m.article.cancel, m.article.measure, m.article.tight = cancel, o.Measure, o.Tight
	era, c := m.article.era, m.article.copy
	return func() tea.Msg { return startSetting(ctx, era, c, o) }
}

// askCopy makes the open article's copy anew and sets it, since its head has
// changed.
func (m *Model) askCopy() tea.Cmd {
	m.drop()
	ctx, cancel := context.WithCancel(m.ctx)
	o, a := m.setting(), m.article.article
	m.article.era++
	m.article.cancel, m.article.measure, m.article.tight = cancel, o.Measure, o.Tight
	era := m.article.era
	return func() tea.Msg {
		c := render.NewCopy(a)
		set := startSetting(ctx, era, c, o)
		set.copy = c
		return set
	}
}

// startSetting begins to set a copy and returns its first part.
func startSetting(ctx context.Context, era int, c *render.Copy, o render.Options) pageSet {
	pages := make(chan *render.Page)
	go func() {
		defer close(pages)
		defer func() {
			// a page that cannot be set must not take the terminal down with it
			_ = recover()
		}()
		_ = c.Set(ctx, o, func(p *render.Page) bool { // the only error is that nobody wants it any more
			select {
			case pages <- p:
				return true
			case <-ctx.Done():
				return false
			}
		})
	}()
	return nextPage(ctx, era, pages)
}

// errNotSet is told when an article's text breaks the setting of it.
var errNotSet = errors.New("set article: its text could not be laid out; o opens the original in the browser")

func nextPage(ctx context.Context, era int, pages <-chan *render.Page) pageSet {
	p, ok := <-pages
	if !ok && ctx.Err() == nil {
		return pageSet{era: era, err: errNotSet}
	}
	return pageSet{era: era, page: p, pages: pages}
}

// drop ends the setting of the open article.
func (m *Model) drop() {
	if m.article.cancel != nil {
		m.article.cancel()
	}
}

// askBeside looks up what stands beside the open article.
func (m *Model) askBeside() tea.Cmd {
	desk, ctx, era, id := m.o.Desk, m.ctx, m.visits, m.article.id
	return func() tea.Msg {
		b, err := desk.Beside(ctx, id)
		return besideFound{era, b, err}
	}
}

// askSources looks for what a dead link may have meant.
func (m *Model) askSources(l feed.Link) tea.Cmd {
	desk, ctx, era, id := m.o.Desk, m.ctx, m.visits, m.article.id
	return func() tea.Msg {
		s, err := desk.Seek(ctx, id, l)
		return sourcesSought{era, l, s, err}
	}
}

// browse opens an address outside.
func (m *Model) browse(address string) tea.Cmd {
	desk, ctx := m.o.Desk, m.ctx
	return func() tea.Msg {
		if err := desk.Browse(ctx, address); err != nil {
			return failed{err}
		}
		return told{"Opened " + feed.Host(address) + " in the browser."}
	}
}

// mark keeps a state at the desk.
func (m *Model) mark(set func(ctx context.Context, d Desk) error) tea.Cmd {
	desk, ctx := m.o.Desk, m.ctx
	return func() tea.Msg {
		if err := set(ctx, desk); err != nil {
			return failed{err}
		}
		return nil
	}
}

// reload reads the sources again.
func (m *Model) reload() tea.Cmd {
	desk, ctx := m.o.Desk, m.ctx
	return func() tea.Msg {
		if err := desk.Reload(ctx); err != nil {
			return failed{fmt.Errorf("read sources again: %w", err)}
		}
		return told{"The sources have been read again."}
	}
}
