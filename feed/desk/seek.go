package desk

import (
	"context"
	"net/url"
	"strings"

	"broadsheet/feed"
)

const (
	maxSought    = 8  // articles that may be the source
	searchWords  = 12 // of a sentence that a web search is asked for
	maxSearchFor = 200
)

// Seek looks for what a link without an address may have meant: the article
// with the headline that a related link names, else those that have most of the
// words of the link's sentence. It also makes the address of a web search,
// which is not opened here.
func (d *Desk) Seek(ctx context.Context, id feed.ID, l feed.Link) (feed.Sought, error) {
	a, err := d.Article(ctx, id)
	if err != nil {
		return feed.Sought{}, err
	}
	text := l.Sentence
	if l.Kind == feed.LinkRelated || text == "" {
		text = l.Text
	}
	g := gather(&a)
	if l.Kind == feed.LinkRelated {
		if held, exact, ok := d.resolve(l, id); ok {
			why := "has nearly this headline"
			if exact {
				why = "has this headline"
			}
			g.add(feed.Related{Article: held, Score: 1, Why: why, Via: feed.ViaNamed})
		}
	}
	for _, c := range d.related.NearText(text, maxSought+2) { // one is the article itself, one has been found
		if row, ok := d.library.Row(c.ID); ok && len(g.found) < maxSought {
			g.add(feed.Related{Article: row, Score: c.Score, Why: "shares " + strings.Join(c.Shared, ", "), Via: feed.ViaWords})
		}
	}
	return feed.Sought{Found: g.found, Search: d.searchFor(l, text)}, nil
}

// searchFor makes the address of a web search: for a headline as it stands,
// for a sentence by its most telling words.
func (d *Desk) searchFor(l feed.Link, text string) string {
	query := strings.Join(d.related.Telling(text, searchWords), " ")
	if l.Kind == feed.LinkRelated {
		query = `"` + strings.ReplaceAll(text, `"`, " ") + `"`
	}
	query = url.QueryEscape(feed.Shorten(feed.WashLine(query), maxSearchFor))
	if before, after, ok := strings.Cut(d.o.SearchAddress, "%s"); ok {
		return before + query + after
	}
	return d.o.SearchAddress + query
}
