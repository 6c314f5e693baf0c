package desk

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"broadsheet/feed"
	"broadsheet/feed/markup"
)

const (
	maxRelated = 12 // articles called related, in all
	maxByWords = 6  // of them by their words only

	// An address that many articles cite says nothing about two that do: the
	// paper's own front page, the author's account.
	citedByMost = 8  // always few enough
	citedShare  = 20 // or one in so many articles
)

// Beside returns what stands beside an article: what it rests on and what it
// is related to. It knows the bodies that have been set so far.
func (d *Desk) Beside(ctx context.Context, id feed.ID) (feed.Beside, error) {
	a, err := d.Article(ctx, id)
	if err != nil {
		return feed.Beside{}, err
	}
	b, edition, ok := d.remembered(id)
	if !ok {
		refs := d.references(&a)
		b = feed.Beside{References: refs, Related: d.relatedTo(&a, refs)}
		d.remember(id, edition, b)
	}
	return feed.Beside{References: slices.Clone(b.References), Related: slices.Clone(b.Related)}, nil
}

// edition says from what an answer was made: it changes with every change of
// the library, and when what is near what has been settled anew.
type edition struct{ version, settled uint64 }

// memory remembers answers of Beside.
type memory struct {
	sync.Mutex
	beside  map[feed.ID]feed.Beside
	made    edition // from which all of them are
	settled uint64
}

// remembered returns the answer for an article when there is one of the present
// edition, and that edition.
func (d *Desk) remembered(id feed.ID) (feed.Beside, edition, bool) {
	d.memory.Lock()
	defer d.memory.Unlock()
	now := edition{d.library.Version(), d.memory.settled}
	b, ok := d.memory.beside[id]
	return b, now, ok && d.memory.made == now
}

func (d *Desk) remember(id feed.ID, made edition, b feed.Beside) {
	d.memory.Lock()
	defer d.memory.Unlock()
	if d.memory.beside == nil || d.memory.made != made || len(d.memory.beside) >= keptBeside {
		d.memory.beside = map[feed.ID]feed.Beside{}
	}
	d.memory.beside[id], d.memory.made = b, made
}

// forgetBeside is called when what is near what has been settled.
func (d *Desk) forgetBeside() {
	d.memory.Lock()
	defer d.memory.Unlock()
	d.memory.settled++
}

// references looks up the links of an article, its original address first.
func (d *Desk) references(a *feed.Article) []feed.Reference {
	var refs []feed.Reference
	own := feed.Canonical(a.URL)
	if a.URL != "" {
		refs = append(refs, feed.Reference{Link: feed.Link{URL: a.URL, Kind: feed.LinkOriginal, Places: 1}, Host: feed.Host(a.URL)})
	}
	for _, l := range markup.Links(a.Body) {
		r := feed.Reference{Link: l, Host: feed.Host(l.URL)}
		// In a link blog several items have the address of the page they are
		// about: a link to it means the page, not another item.
		if held, ok := d.at(l.URL, a.ID); ok && feed.Canonical(l.URL) != own {
			r.Held, r.Title, r.Read = held.ID, held.Title, held.Read
		}
		refs = append(refs, r)
	}
	return refs
}

// at returns the article held under an address, other than the one that asks.
func (d *Desk) at(address string, asks feed.ID) (feed.Article, bool) {
	for _, held := range d.library.ByAddress(address) {
		if held.ID != asks {
			return held, true
		}
	}
	return feed.Article{}, false
}

// gathering collects related articles, each with the first reason found. Two
// sources may bring one article; that is one here.
type gathering struct {
	known     map[feed.ID]bool
	addresses map[string]bool
	found     []feed.Related
}

func gather(a *feed.Article) *gathering {
	g := &gathering{known: map[feed.ID]bool{}, addresses: map[string]bool{}}
	g.note(a)
	return g
}

func (g *gathering) full() bool { return len(g.found) >= maxRelated }

// has reports whether an article is the one that asks, or was found before.
func (g *gathering) has(a *feed.Article) bool {
	return g.known[a.ID] || g.addresses[feed.Canonical(a.URL)]
}

func (g *gathering) note(a *feed.Article) {
	if a.ID != "" {
		g.known[a.ID] = true
	}
	if c := feed.Canonical(a.URL); c != "" {
		g.addresses[c] = true
	}
}

func (g *gathering) add(r feed.Related) {
	if g.full() || g.has(&r.Article) {
		return
	}
	g.note(&r.Article)
	g.found = append(g.found, r)
}

// relatedTo gathers what is related to an article, the strongest reason first.
func (d *Desk) relatedTo(a *feed.Article, refs []feed.Reference) []feed.Related {
	g := gather(a)
	d.gatherNamed(g, a)
	for _, r := range refs {
		if held, ok := d.library.Row(r.Held); ok {
			g.add(feed.Related{Article: held, Score: 1, Why: "linked in this article", Via: feed.ViaLinked})
		}
	}
	d.gatherBacklinks(g, a)
	d.gatherCiting(g, a)
	d.gatherNear(g, a)
	return g.found
}

// gatherNamed adds what the article names as related, also what is not held.
func (d *Desk) gatherNamed(g *gathering, a *feed.Article) {
	var missing []feed.Related
	named := map[string]bool{}
	for _, l := range a.Links {
		if l.Kind != feed.LinkRelated {
			continue
		}
		if held, _, ok := d.resolve(l, a.ID); ok {
			g.add(feed.Related{Article: held, Score: 1, Why: "named in the article", Via: feed.ViaNamed})
			continue
		}
		if key := cmp.Or(feed.Canonical(l.URL), feed.Fold(l.Text)); key != "" && !named[key] {
			named[key] = true
			missing = append(missing, feed.Related{
				Article: feed.Article{Title: cmp.Or(l.Text, l.URL), URL: l.URL}, Score: 1,
				Why: "named in the article, not among your papers", Via: feed.ViaNamed,
			})
		}
	}
	for _, r := range missing {
		g.add(r)
	}
}

// resolve finds the article that a related link names: by its address, else by
// its headline. exact says that it is the headline, not only nearly so.
func (d *Desk) resolve(l feed.Link, asks feed.ID) (held feed.Article, exact, ok bool) {
	if held, ok := d.at(l.URL, asks); ok {
		return held, true, true
	}
	for _, held := range d.library.ByTitle(l.Text) {
		if held.ID != asks {
			return held, feed.Fold(held.Title) == feed.Fold(l.Text), true
		}
	}
	return feed.Article{}, false, false
}

// gatherBacklinks adds the articles that name this one as related or link to
// it, newest first.
func (d *Desk) gatherBacklinks(g *gathering, a *feed.Article) {
	why := map[feed.ID]string{}
	own := feed.Canonical(a.URL)
	if own != "" {
		for _, id := range d.library.Citing(own) {
			why[id] = "links to this article"
		}
		for _, twin := range d.library.ByAddress(a.URL) { // they only share the address
			delete(why, twin.ID)
		}
	}
	for _, id := range d.library.Naming(a.URL, a.Title) {
		why[id] = "names this article as related"
	}
	for _, row := range d.library.Rows(slices.Collect(maps.Keys(why))) {
		g.add(feed.Related{Article: row, Score: 1, Why: why[row.ID], Via: feed.ViaBacklink})
	}
}

// gatherCiting adds the articles that cite what this one cites. An address
// counts for more the fewer cite it.
func (d *Desk) gatherCiting(g *gathering, a *feed.Article) {
	type shared struct {
		score float64
		rare  int // how many cite the rarest address
		host  string
	}
	by := map[feed.ID]*shared{}
	most := max(citedByMost, d.library.Len()/citedShare)
	own := feed.Canonical(a.URL)
	for _, address := range d.library.Cites(a.ID) {
		ids := d.library.Citing(address)
		if address == own || len(ids) > most {
			continue
		}
		for _, id := range ids {
			if g.known[id] {
				continue
			}
			s := by[id]
			if s == nil {
				s = &shared{rare: most + 1}
				by[id] = s
			}
			s.score += 1 / float64(len(ids))
			if len(ids) < s.rare {
				s.rare, s.host = len(ids), feed.Host("https://"+address)
			}
		}
	}
	rows := d.library.Rows(slices.Collect(maps.Keys(by)))
	slices.SortStableFunc(rows, func(a, b feed.Article) int { return cmp.Compare(by[b.ID].score, by[a.ID].score) })
	for _, row := range rows {
		s := by[row.ID]
		g.add(feed.Related{Article: row, Score: min(1, s.score), Why: "cites the same page at " + s.host, Via: feed.ViaCites})
	}
}

// gatherNear adds the articles that use the same rare words.
func (d *Desk) gatherNear(g *gathering, a *feed.Article) {
	n := 0
	for _, c := range d.related.Near(a.ID, maxByWords+len(g.known)) {
		if n == maxByWords || g.full() {
			return
		}
		row, ok := d.library.Row(c.ID)
		if !ok || g.has(&row) {
			continue
		}
		n++
		g.add(feed.Related{Article: row, Score: c.Score, Why: "shares " + strings.Join(c.Shared, ", "), Via: feed.ViaWords})
	}
}
