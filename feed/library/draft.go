package library

import (
	"slices"

	"broadsheet/feed"
)

// Drafts returns up to n articles whose bodies are not in the index yet,
// newest first. Whoever takes them sets them and hands them to [Library.Set].
func (l *Library) Drafts(n int) []Draft {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.waiting == 0 {
		return nil
	}
	var ds []Draft
	for _, e := range l.rows {
		if len(ds) == n {
			break
		}
		if e.number == unset {
			ds = append(ds, Draft{Article: e.whole(), edition: e.edition})
		}
	}
	return ds
}

// Draft returns one article whose body is not in the index yet; false when it
// is not held or needs nothing more.
func (l *Library) Draft(id feed.ID) (Draft, bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	e := l.entries[id]
	if e == nil || e.number != unset {
		return Draft{}, false
	}
	return Draft{Article: e.whole(), edition: e.edition}, true
}

// Draft is an article on its way into the index.
type Draft struct {
	Article feed.Article // whole; its body is turned into Markdown by the taker
	Text    string       // the body as a reader reads it; filled in by the taker
	Cites   []string     // the addresses the body names; filled in by the taker

	edition uint64 // of which text it was made
}

// Set takes articles whose bodies have been read: they are stored in their new
// form, indexed, and counted as citing what they name. A draft whose article
// was replaced or dropped in the meantime is passed over.
func (l *Library) Set(drafts []Draft) {
	l.setting.Lock()
	defer l.setting.Unlock()

	l.mu.RLock()
	number, view := l.next, l.index
	live := l.live()
	l.mu.RUnlock()

	// What takes long is done without the lock; only this method ever changes
	// the index and its next number.
	ready := make([]*entry, len(drafts))
	texts := make([]string, len(drafts))
	for i := range drafts {
		d := &drafts[i]
		texts[i] = fields(&d.Article, d.Text)
		e := &entry{edition: d.edition, number: number, text: texts[i], cites: canonical(d)}
		e.take(d.Article)
		ready[i] = e
		live.add(number)
		number++
	}
	segment, beside := l.build(texts, l.next)
	view = grow(view, segment, live)

	l.mu.Lock()
	defer l.mu.Unlock()
	l.index, l.next = view, number
	put := map[feed.ID]*entry{}
	for i, e := range ready {
		old := l.entries[e.row.ID]
		if old == nil || old.edition != e.edition || old.number != unset {
			continue
		}
		keepMarks(&e.row, &old.row) // it may have been marked while it was being set
		e.pairs = beside[i]
		e.row.Source, e.others, e.print = old.row.Source, old.others, old.print
		put[e.row.ID] = e
	}
	l.publish(put, nil)
}

// live returns the numbers of the index that stand for a held text. The caller
// holds mu.
func (l *Library) live() *set {
	s := newSet(l.next)
	for _, e := range l.rows {
		if e.number != unset {
			s.add(e.number)
		}
	}
	return s
}

// canonical returns what an article names, its own address included, each
// address once.
func canonical(d *Draft) []string {
	var cites []string
	add := func(address string) {
		if c := feed.Canonical(address); c != "" {
			cites = append(cites, c)
		}
	}
	add(d.Article.URL)
	for _, k := range d.Article.Links {
		add(k.URL)
	}
	for _, address := range d.Cites {
		add(address)
	}
	slices.Sort(cites)
	return slices.Compact(cites)
}
