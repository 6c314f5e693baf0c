// Package library owns everything that is held: the articles, what the reader
// has marked in them, and the indexes by which they are found again. For now
// all of it lives in memory. It is safe for concurrent use.
package library

import (
	"cmp"
	"hash/maphash"
	"maps"
	"math"
	"slices"
	"sync"

	"broadsheet/feed"
)

// Library holds articles. Make one with [New].
//
// What a reader of the library sees is never changed under him: an entry, the
// rows and the segments of the index are replaced as a whole. A search takes
// them under the lock and then works without it.
type Library struct {
	setting sync.Mutex // one Set at a time; taken before mu

	mu      sync.RWMutex
	entries map[feed.ID]*entry
	rows    []*entry // newest first
	index   []*segment
	next    uint32 // the next number in the index; changed by Set only
	waiting int    // how many entries are not in the index yet

	sources   map[string]feed.Source
	count     map[string]int       // source → articles
	addresses map[string][]feed.ID // canonical address → the articles published there
	titles    map[string][]feed.ID // title key → articles
	citing    map[string][]feed.ID // canonical address → articles that have it
	naming    map[string][]feed.ID // canonical address or title key → articles that name it as related

	version, edition uint64
	seed             maphash.Seed
}

// entry is one article and what is known about it. It is not changed once it
// is in the library.
type entry struct {
	row        feed.Article // without body, as lists show it
	body       string
	links      []feed.Link
	enclosures []feed.Enclosure

	print   uint64 // of the article as it was put
	edition uint64 // grows with every text put under this ID
	number  uint32 // in the index; unset until the body has been read
	text    string // what queries are matched against, see fields
	pairs   pairs  // of words in text; once it is in the index
	at      int64  // when it was published, for sorting
	place   int    // in its source's own order
	title   string // see titleKey
	cites   []string
	names   []string // what it names as related: canonical addresses and title keys
	others  []string // further sources that bring the same article
}

// unset is the number of an entry that is not in the index yet.
const unset = math.MaxUint32

// New returns an empty library.
func New() *Library {
	return &Library{
		entries:   map[feed.ID]*entry{},
		sources:   map[string]feed.Source{},
		count:     map[string]int{},
		addresses: map[string][]feed.ID{},
		titles:    map[string][]feed.ID{},
		citing:    map[string][]feed.ID{},
		naming:    map[string][]feed.ID{},
		seed:      maphash.MakeSeed(),
	}
}

// Put adds the articles of a source, or replaces their text: what the reader
// marked in them and when they were first seen is kept. It returns how many
// were not held before and how many have another text than before.
//
// An article that another source brought already stays as it is, unless the
// new body is longer: a feed with the whole text is better than one with its
// first lines, and two feeds must not take turns.
func (l *Library) Put(s feed.Source, articles []feed.Article) (added, changed int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sources[s.Key] = s
	fresh := map[feed.ID]*entry{}
	for i := range articles {
		a := articles[i]
		if a.ID == "" {
			a.ID = feed.NewID(&a, "")
		}
		if a.Source == "" {
			a.Source = s.Key
		}
		old := fresh[a.ID] // twice in one delivery: the later one counts
		first := old == nil
		if first {
			old = l.entries[a.ID]
		}
		e := l.entryFor(a, old, i)
		if e == nil {
			continue
		}
		fresh[a.ID] = e
		switch {
		case !first:
		case old == nil:
			added++
		case e.print != old.print:
			changed++
		}
	}
	l.publish(fresh, nil)
	return added, changed
}

// entryFor makes the entry of an article that comes in, at its place in the
// source, while old is held under its ID; nil when old can stay.
func (l *Library) entryFor(a feed.Article, old *entry, place int) *entry {
	p := l.fingerprint(&a)
	if old != nil && old.row.Source != a.Source && len(a.Body) <= len(old.body) {
		if slices.Contains(old.others, a.Source) {
			return nil
		}
		e := *old
		e.others = append(slices.Clip(old.others), a.Source)
		return &e
	}
	if old != nil && old.print == p {
		return nil
	}
	l.edition++
	e := &entry{print: p, edition: l.edition, number: unset, place: place}
	if old != nil {
		keepMarks(&a, &old.row)
		e.others = old.others
		if old.row.Source != a.Source {
			e.others = append(slices.DeleteFunc(slices.Clone(old.others), func(s string) bool { return s == a.Source }), old.row.Source)
		}
	}
	e.take(a)
	e.text = fields(&a, "")
	if c := feed.Canonical(a.URL); c != "" {
		e.cites = []string{c}
	}
	return e
}

// take stores an article in the entry.
func (e *entry) take(a feed.Article) {
	e.row, e.body, e.links, e.enclosures = a.Brief(), a.Body, a.Links, a.Enclosures
	e.title = titleKey(a.Title)
	e.at = math.MinInt64 // undated ones come last
	for _, k := range a.Links {
		if k.Kind != feed.LinkRelated {
			continue
		}
		for _, name := range []string{feed.Canonical(k.URL), titleKey(k.Text)} {
			if name != "" && !slices.Contains(e.names, name) {
				e.names = append(e.names, name)
			}
		}
	}
	if d := a.Dated(); !d.IsZero() {
		e.at = d.Unix()
	}
}

// newer is the order of lists: newest first, undated last. Articles of one
// moment, or of none, stand as their sources have them: an editor put them so.
func newer(a, b *entry) int {
	return cmp.Or(cmp.Compare(b.at, a.at), cmp.Compare(a.place, b.place), cmp.Compare(a.title, b.title), cmp.Compare(a.row.ID, b.row.ID))
}

// Remove drops the articles of a source that are not among keep, and returns
// them. One that another source brings as well is handed over to it.
func (l *Library) Remove(source string, keep []feed.ID) []feed.ID {
	l.mu.Lock()
	defer l.mu.Unlock()
	stay := make(map[feed.ID]bool, len(keep))
	for _, id := range keep {
		stay[id] = true
	}
	put, gone := map[feed.ID]*entry{}, map[feed.ID]bool{}
	for _, old := range l.rows {
		id := old.row.ID
		switch {
		case stay[id]:
		case old.row.Source != source:
			if i := slices.Index(old.others, source); i >= 0 {
				e := *old
				e.others = slices.Delete(slices.Clone(old.others), i, i+1)
				put[id] = &e
			}
		case len(old.others) > 0:
			e := *old
			e.row.Source, e.others = old.others[0], old.others[1:]
			put[id] = &e
		default:
			gone[id] = true
		}
	}
	l.publish(put, gone)
	return slices.Sorted(maps.Keys(gone))
}

// publish replaces entries and drops the gone ones, in every map and in the
// rows. The caller holds mu.
func (l *Library) publish(put map[feed.ID]*entry, gone map[feed.ID]bool) {
	if len(put)+len(gone) == 0 {
		return
	}
	l.version++
	for id := range gone {
		l.unlink(l.entries[id])
		delete(l.entries, id)
	}
	fresh := make([]*entry, 0, len(put))
	for id, e := range put {
		if old := l.entries[id]; old != nil {
			l.unlink(old)
		}
		l.entries[id] = e
		l.link(e)
		fresh = append(fresh, e)
	}
	slices.SortFunc(fresh, newer)
	rows := make([]*entry, 0, len(l.entries))
	for _, e := range l.rows {
		if put[e.row.ID] != nil || gone[e.row.ID] {
			continue
		}
		for len(fresh) > 0 && newer(fresh[0], e) < 0 {
			rows, fresh = append(rows, fresh[0]), fresh[1:]
		}
		rows = append(rows, e)
	}
	l.rows = append(rows, fresh...)
}

func (l *Library) link(e *entry) {
	id := e.row.ID
	if e.number == unset {
		l.waiting++
	}
	l.count[e.row.Source]++
	if c := feed.Canonical(e.row.URL); c != "" {
		l.addresses[c] = append(l.addresses[c], id)
	}
	if e.title != "" {
		l.titles[e.title] = append(l.titles[e.title], id)
	}
	for _, c := range e.cites {
		l.citing[c] = append(l.citing[c], id)
	}
	for _, n := range e.names {
		l.naming[n] = append(l.naming[n], id)
	}
}

func (l *Library) unlink(e *entry) {
	id := e.row.ID
	if e.number == unset {
		l.waiting--
	}
	if l.count[e.row.Source]--; l.count[e.row.Source] == 0 {
		delete(l.count, e.row.Source)
	}
	drop(l.addresses, feed.Canonical(e.row.URL), id)
	drop(l.titles, e.title, id)
	for _, c := range e.cites {
		drop(l.citing, c, id)
	}
	for _, n := range e.names {
		drop(l.naming, n, id)
	}
}

// drop takes an article out of the list under a key.
func drop(m map[string][]feed.ID, key string, id feed.ID) {
	ids := m[key]
	i := slices.Index(ids, id)
	switch {
	case i < 0:
	case len(ids) == 1:
		delete(m, key)
	default:
		m[key] = slices.Delete(ids, i, i+1) // nobody outside holds the list: see Citing
	}
}

// Version grows with every change of what the library holds.
func (l *Library) Version() uint64 {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.version
}

// Len returns how many articles are held.
func (l *Library) Len() int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return len(l.rows)
}

// Source returns the source with a key.
func (l *Library) Source(key string) (feed.Source, bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	s, ok := l.sources[key]
	return s, ok
}

// Article returns an article whole, its body in the form in which it is held.
func (l *Library) Article(id feed.ID) (feed.Article, bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	e := l.entries[id]
	if e == nil {
		return feed.Article{}, false
	}
	return e.whole(), true
}

func (e *entry) whole() feed.Article {
	a := e.row
	a.Body, a.Links, a.Enclosures = e.body, slices.Clone(e.links), slices.Clone(e.enclosures)
	return a
}

// Row returns an article as lists hold it.
func (l *Library) Row(id feed.ID) (feed.Article, bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	e := l.entries[id]
	if e == nil {
		return feed.Article{}, false
	}
	return e.row, true
}
