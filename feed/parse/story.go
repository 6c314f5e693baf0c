package parse

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"broadsheet/feed"

	"github.com/mmcdole/gofeed"
)

// story is an item of any kind of feed, before it is an article.
type story struct {
	guid       string
	title      text
	links      []string // candidates for its address, best first
	base       *url.URL // xml:base of the item; nil when there is none
	linkBase   *url.URL // … of its link
	textBase   *url.URL // … of its body
	body       text
	deck       text
	decks      []string // others that may serve when there is no deck
	authors    []string
	section    string
	lang       string
	published  *time.Time
	updated    *time.Time
	dates      []string // other dates, unread, for when published is unknown
	figure     feed.Figure
	enclosures []feed.Enclosure
}

// articles turns stories into articles and gives each its identity.
func (rd *reader) articles(stories []story) {
	rd.r.Articles = make([]feed.Article, len(stories))
	guids := make([]string, len(stories))
	for i := range stories {
		rd.r.Articles[i] = rd.article(&stories[i])
		guids[i] = stories[i].guid
	}
	rd.r.Articles = identify(rd.r.Articles, guids)
}

// article makes an article of a story.
func (rd *reader) article(s *story) feed.Article {
	a := feed.Article{
		Source: rd.o.Key, Paper: rd.r.Source.Title, Seen: rd.o.Now,
		Byline: byline(s.authors), Section: text{s: s.section}.line(), Lang: language(s.lang, rd.lang),
		Body: s.body.body(), Form: feed.HTML,
		Published: s.date(), Figure: s.figure, Enclosures: s.enclosures,
	}
	if a.Byline == "" {
		a.Byline = byline(rd.bylines)
	}
	if s.updated != nil {
		a.Updated, _ = feed.WashDate(*s.updated)
	}
	if b := rd.resolveBase(s.textBase, s.base); b != nil {
		a.Base = feed.WashAddress(b.String())
	}
	base := rd.resolveBase(s.base)
	for i := range a.Enclosures {
		a.Enclosures[i].URL, _ = feed.Resolve(base, a.Enclosures[i].URL)
	}
	a.Enclosures = addressed(a.Enclosures)
	a.Figure.URL, _ = feed.Resolve(base, a.Figure.URL)
	a.URL = address(rd.resolveBase(s.linkBase, s.base), s.links, a.Enclosures)
	a.Deck = s.pickDeck()
	a.Title = s.title.line()
	if a.Title == "" {
		a.Title = untitled(&a)
	}
	a.Wash()
	return a
}

// pickDeck returns the deck: what the feed has beside the body, when it is
// more than the body's start.
func (s *story) pickDeck() string {
	const longest = 3000 // beyond it is another body
	for _, d := range append([]text{s.deck}, literals(s.decks)...) {
		if d.empty() || len(d.s) > longest || s.body.empty() {
			continue
		}
		line := d.line()
		if line == "" || repeats(d.s, s.body.s) || strings.EqualFold(line, s.title.line()) {
			continue
		}
		return line
	}
	return ""
}

func literals(ss []string) []text {
	var out []text
	for _, s := range ss {
		out = append(out, text{s: s})
	}
	return out
}

// date is when the story was published: what gofeed read, else what can be
// made of the other dates.
func (s *story) date() time.Time {
	if s.published != nil {
		if t, ok := feed.WashDate(*s.published); ok {
			return t
		}
	}
	for _, d := range s.dates {
		if t, ok := feed.ParseDate(d); ok {
			return t
		}
	}
	return time.Time{}
}

// address is the first candidate that is an address; else the file that came
// with the item.
func address(base *url.URL, links []string, enclosures []feed.Enclosure) string {
	for _, l := range links {
		switch a, kind := feed.Resolve(base, l); kind {
		case feed.LinkPage, feed.LinkMedia:
			return a
		}
	}
	if len(enclosures) > 0 {
		return enclosures[0].URL
	}
	return ""
}

// addressed drops the enclosures without address, and repeated ones.
func addressed(es []feed.Enclosure) []feed.Enclosure {
	out := es[:0]
	seen := map[string]bool{}
	for _, e := range es {
		if e.URL != "" && e.URL[0] != '#' && !seen[e.URL] {
			seen[e.URL] = true
			out = append(out, e)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// untitled is the headline of an item that has none: its first words, else
// what its address says.
func untitled(a *feed.Article) string {
	if t := firstWords(a.Body); t != "" {
		return t
	}
	if u, err := url.Parse(a.URL); err == nil && u.Host != "" {
		part := strings.Trim(u.Path, "/")
		part = part[strings.LastIndexByte(part, '/')+1:]
		if part = feed.WashLine(strings.NewReplacer("-", " ", "_", " ").Replace(part)); part != "" {
			return part
		}
		return feed.Host(a.URL)
	}
	return "Untitled"
}

// byline joins names, which may be HTML.
func byline(names []string) string {
	var lines []string
	for _, n := range names {
		lines = append(lines, line(n))
	}
	return feed.Byline(lines...)
}

// people are the names of persons; an address where there is no name.
func people(ps []*gofeed.Person) []string {
	var out []string
	for _, p := range ps {
		switch {
		case p == nil:
		case p.Name != "":
			out = append(out, p.Name)
		case p.Email != "":
			out = append(out, p.Email)
		}
	}
	return out
}

// language returns the first that is a language tag.
func language(tags ...string) string {
	for _, t := range tags {
		t = strings.ReplaceAll(strings.TrimSpace(t), "_", "-")
		first, _, _ := strings.Cut(t, "-")
		if len(first) < 2 || len(first) > 3 || len(t) > 35 {
			continue
		}
		if strings.IndexFunc(t, func(r rune) bool {
			return r != '-' && (r < '0' || r > '9') && (r|0x20 < 'a' || r|0x20 > 'z')
		}) < 0 {
			return t
		}
	}
	return ""
}

func length(s string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// identify gives every article its identity. An identifier or an address that
// several different items share says nothing; items that are the same in
// everything are one.
func identify(as []feed.Article, guids []string) []feed.Article {
	type key struct{ url, title string }
	guidOf, urlOf := map[string]key{}, map[string]string{}
	sharedGUID, sharedURL := map[string]bool{}, map[string]bool{}
	for i := range as {
		k := key{as[i].URL, as[i].Title}
		if g := guids[i]; g != "" {
			if old, ok := guidOf[g]; ok && old != k {
				sharedGUID[g] = true
			}
			guidOf[g] = k
		}
		if old, ok := urlOf[k.url]; ok && old != k.title {
			sharedURL[k.url] = true
		}
		urlOf[k.url] = k.title
	}
	seen := map[feed.ID]bool{}
	out := as[:0]
	for i, a := range as {
		if sharedGUID[guids[i]] {
			guids[i] = ""
		}
		named := a
		if sharedURL[a.URL] {
			named.URL = ""
			if a.Title != "" && !a.Published.IsZero() {
				named.Body = "" // it may change
			}
		}
		a.ID = feed.NewID(&named, guids[i])
		if seen[a.ID] && named.Body == "" {
			named.Body = a.Body
			a.ID = feed.NewID(&named, "")
		}
		if !seen[a.ID] {
			seen[a.ID] = true
			out = append(out, a)
		}
	}
	return out
}
