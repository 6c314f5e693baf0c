package extract

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"broadsheet/feed"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// about is what a page says about itself.
type about struct {
	meta      map[string]string // property, name or itemprop, in lower case → content; the first one counts
	authors   []string          // of the meta elements
	titleTag  string
	headings  []string // the h1 elements
	canonical string
	baseHref  string
	lang      string
	time      string // of the first time element
	ld        posting
	isArticle bool // it says that it is one
}

// posting is the article that a page describes in JSON-LD.
type posting struct {
	headline, published, modified, publisher, image, deck, section, lang, url string
	authors                                                                   []string
}

// describe gathers what a page says about itself, in one walk.
func describe(doc *html.Node) *about {
	d := &about{meta: map[string]string{}}
	for n := doc; n != nil; n = next(n, doc, n.DataAtom == atom.Svg) {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			d.lang = attr(n, "lang")
		case atom.Title:
			if d.titleTag == "" {
				d.titleTag = feed.WashLine(textOf(n))
			}
		case atom.Meta:
			d.take(n)
		case atom.Base:
			if d.baseHref == "" {
				d.baseHref = attr(n, "href")
			}
		case atom.Link:
			if d.canonical == "" && strings.EqualFold(strings.TrimSpace(attr(n, "rel")), "canonical") {
				d.canonical = attr(n, "href")
			}
		case atom.H1:
			if t := feed.WashLine(textOf(n)); t != "" && len(d.headings) < 4 {
				d.headings = append(d.headings, t)
			}
		case atom.Time:
			if d.time == "" {
				d.time = attr(n, "datetime")
			}
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
				d.linkedData(textOf(n))
			}
		}
	}
	d.isArticle = d.isArticle || d.meta["og:type"] == "article" || d.meta["article:published_time"] != ""
	return d
}

// take keeps the content of a meta element.
func (d *about) take(n *html.Node) {
	content := strings.TrimSpace(attr(n, "content"))
	if content == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop"} {
		for name := range strings.FieldsSeq(strings.ToLower(attr(n, key))) {
			if name == "author" || name == "article:author" || name == "citation_author" {
				d.authors = append(d.authors, content)
			}
			if d.meta[name] == "" {
				d.meta[name] = content
			}
		}
	}
}

// first returns the first of the meta contents that is there.
func (d *about) first(names ...string) string {
	for _, name := range names {
		if v := d.meta[name]; v != "" {
			return Plain(v)
		}
	}
	return ""
}

// base returns what the page says its addresses are relative to.
func (d *about) base(address string) string {
	u, kind := feed.Resolve(feed.Base(address), d.baseHref)
	if kind != feed.LinkPage && kind != feed.LinkMedia {
		return ""
	}
	return u
}

// article returns the article without its body.
func (d *about) article(address string) feed.Article {
	a := feed.Article{URL: address}
	if a.URL == "" {
		for _, u := range []string{d.canonical, d.meta["og:url"], d.ld.url} {
			if a.URL = feed.WashAddress(u); a.URL != "" {
				break
			}
		}
	}
	a.Paper = cmp.Or(d.first("og:site_name"), d.ld.publisher, d.first("application-name"), feed.Host(a.URL))
	a.Title = d.headline(a.Paper)
	a.Byline = d.byline()
	a.Deck = cmp.Or(d.first("og:description"), d.first("description"), d.ld.deck, d.first("twitter:description"))
	a.Section = cmp.Or(d.first("article:section"), d.ld.section)
	a.Lang = cmp.Or(d.lang, d.ld.lang, strings.ReplaceAll(d.first("og:locale"), "_", "-"))
	a.Published = firstDate(d.ld.published, d.meta["article:published_time"], d.meta["datepublished"], d.meta["og:published_time"],
		d.meta["parsely-pub-date"], d.meta["citation_publication_date"], d.meta["dc.date.issued"], d.meta["dcterms.created"], d.meta["dc.date"],
		d.meta["dcterms.date"], d.meta["pubdate"], d.meta["publish-date"], d.meta["publishdate"], d.meta["sailthru.date"], d.meta["date"], d.time)
	a.Updated = firstDate(d.ld.modified, d.meta["article:modified_time"], d.meta["og:updated_time"], d.meta["datemodified"], d.meta["last-modified"])
	if u, kind := feed.Resolve(feed.Base(d.base(a.URL), a.URL), cmp.Or(d.meta["og:image"], d.meta["og:image:url"], d.meta["twitter:image"], d.ld.image)); kind == feed.LinkMedia || kind == feed.LinkPage {
		a.Figure.URL = u
		a.Figure.Alt = d.first("og:image:alt", "twitter:image:alt")
	}
	return a
}

// headline returns the page's title without the name of the site. The heading
// on the page is believed when one of the titles agrees with it.
func (d *about) headline(site string) string {
	titles := []string{d.ld.headline, d.first("og:title"), d.first("twitter:title", "title", "dc.title"), d.titleTag}
	for _, h := range d.headings {
		for _, t := range titles {
			if t != "" && agree(feed.Fold(h), feed.Fold(t)) {
				return h
			}
		}
	}
	t := cmp.Or(titles...)
	if t == "" && len(d.headings) == 1 {
		t = d.headings[0]
	}
	return untail(t, site)
}

// agree reports whether a title is a heading, or a heading and a tail.
func agree(heading, title string) bool {
	return heading == title || len(heading) >= 8 && (strings.HasPrefix(title, heading) || strings.HasSuffix(title, heading))
}

// untail takes the name of the site off a title.
func untail(title, site string) string {
	if site == "" {
		return title
	}
	folded := feed.Fold(site)
	for _, sep := range []string{" | ", " – ", " — ", " - ", " · ", " • ", " :: ", " » ", " « ", ": "} {
		if i := strings.LastIndex(title, sep); i > 0 && feed.Fold(title[i+len(sep):]) == folded {
			return strings.TrimSpace(title[:i])
		}
		if head, rest, ok := strings.Cut(title, sep); ok && feed.Fold(head) == folded {
			return strings.TrimSpace(rest)
		}
	}
	return title
}

// byline returns the authors' names.
func (d *about) byline() string {
	names := d.ld.authors
	if len(names) == 0 {
		names = slices.Concat(d.authors, []string{d.meta["parsely-author"], d.meta["dc.creator"], d.meta["sailthru.author"], d.meta["byl"]})
	}
	var kept []string
	for _, name := range names[:min(len(names), maxAuthors)] {
		kept = append(kept, cleanByline(Plain(name)))
	}
	return feed.Byline(kept...)
}

// maxAuthors is how many authors of a page are named.
const maxAuthors = 8

// cleanByline returns the names in a byline, "" for what is an address, a date
// or too long to be names.
func cleanByline(s string) string {
	digits := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			digits++
		}
	}
	if strings.Contains(s, "://") || len(s) > 200 || strings.HasPrefix(s, "@") || digits > 3 {
		return ""
	}
	return feed.Byline(s)
}

// firstDate returns the first of the dates that can be read; zero when there is
// none.
func firstDate(values ...string) time.Time {
	for _, v := range values {
		if t, ok := feed.ParseDate(v); ok {
			return t
		}
	}
	return time.Time{}
}

// linkedData reads one piece of JSON-LD. The first article in it counts.
func (d *about) linkedData(text string) {
	text = strings.TrimSpace(text)
	text = strings.TrimSuffix(strings.TrimPrefix(text, "<!--"), "-->")
	text = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(text, "//<![CDATA["), "//]]>"))
	var v any
	if len(text) > 4<<20 || json.Unmarshal([]byte(text), &v) != nil {
		return
	}
	d.search(v, v, 0)
}
