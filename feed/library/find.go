package library

import (
	"context"
	"fmt"
	"strings"

	"broadsheet/feed"
)

// Find returns the articles that answer a query, newest first, undated ones
// last, those of one moment by headline. It agrees with [feed.Query.Match] on
// headline, deck, body, source and byline; an article whose body has not been
// set yet is found by the other fields, and the listing says that it is
// partial. The only error is that ctx ended.
func (l *Library) Find(ctx context.Context, q feed.Query) (feed.Listing, error) {
	l.mu.RLock()
	rows, index, next := l.rows, l.index, l.next
	list := feed.Listing{Total: len(l.rows), Sources: len(l.count), Partial: l.waiting > 0}
	l.mu.RUnlock()

	found := rows
	if !q.Empty() {
		p := l.plan(index, next, q)
		found = make([]*entry, 0, min(len(rows), p.possible.len()+1))
		for i, e := range rows {
			if i%256 == 0 && ctx.Err() != nil {
				break
			}
			if p.accepts(e) {
				found = append(found, e)
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return feed.Listing{}, fmt.Errorf("find articles: %w", err)
	}
	list.Articles = make([]feed.Article, len(found))
	for i, e := range found {
		list.Articles[i] = e.row
	}
	return list, nil
}

// plan is what the index says about a query.
type plan struct {
	query    feed.Query
	possible *set       // the numbers that may answer it
	pairs    []uint64   // the words that must stand side by side
	rest     feed.Query // the terms that still have to be looked for in the text itself
}

// plan looks a query up in the index. A term that is one word is decided by
// the index alone. Of any other the index knows only which texts have all its
// words, and nearly which have them side by side; it is looked for in those.
func (l *Library) plan(index []*segment, next uint32, q feed.Query) plan {
	p := plan{query: q, possible: newSet(next)}
	p.possible.fill()
	for _, t := range q.Terms {
		words := termWords(t.Text)
		single := len(words) == 1 && words[0].text == t.Text
		if !single {
			p.rest.Terms = append(p.rest.Terms, t)
			if t.Not {
				continue // to have all its words is no reason to be left out
			}
		}
		for i, w := range words {
			in := newSet(next)
			for _, s := range index {
				s.find(w.text, w.prefix, in)
			}
			p.possible.keep(in, t.Not)
			if i > 0 && !w.prefix {
				p.pairs = append(p.pairs, pair(l.hash(words[i-1].text), l.hash(w.text)))
			}
		}
	}
	return p
}

// accepts reports whether an entry answers the query.
func (p *plan) accepts(e *entry) bool {
	if e.number == unset {
		return p.query.Match(e.text)
	}
	return p.possible.has(e.number) && e.pairs.hasAll(p.pairs) && (p.rest.Empty() || p.rest.Match(e.text))
}

// termWord is a word of a term. Where the term ends with it, the text may have
// a longer word there.
type termWord struct {
	text   string
	prefix bool
}

func termWords(term string) []termWord {
	var words []termWord
	eachWord(term, func(w string) { words = append(words, termWord{text: w}) })
	if n := len(words); n > 0 {
		words[n-1].prefix = strings.HasSuffix(term, words[n-1].text)
	}
	return words
}
