package parse

import (
	"cmp"
	"strings"

	"broadsheet/feed"

	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"
)

// rssItem reads an item of RSS, under all the names that its parts go by.
func (rd *reader) rssItem(it *rss.Item, g *gofeed.Item, n itemNote) story {
	m := readMedia(it.Extensions)
	s := story{
		base: n.base, linkBase: n.linkBase, textBase: n.textBase, lang: n.lang,
		published: g.PublishedParsed, updated: g.UpdatedParsed,
		title:   text{s: cmp.Or(g.Title, extension(it.Extensions, "dcterms", "title"), m.title, extension(it.Extensions, "itunes", "title"))},
		authors: rssAuthors(it, g),
		figure:  m.figure,
	}
	if s.published == nil {
		s.dates = rssDates(it)
	}
	if it.GUID != nil {
		s.guid = it.GUID.Value
	}
	if s.guid == "" {
		s.guid = cmp.Or(extension(it.Extensions, "atom", "id"), n.about, extension(it.Extensions, "dc", "identifier"))
	}
	s.links = rssLinks(it, n)
	rssTexts(&s, it, g, m)
	if len(g.Categories) > 0 {
		s.section = g.Categories[0]
	}
	if l := extension(it.Extensions, "dc", "language"); l != "" {
		s.lang = l
	}
	for _, e := range it.Enclosures {
		s.enclosures = append(s.enclosures, feed.Enclosure{URL: e.URL, Type: e.Type, Length: length(e.Length)})
	}
	s.enclosures = append(s.enclosures, m.files...)
	if s.figure.URL == "" && g.Image != nil {
		s.figure.URL = g.Image.URL
	}
	return s
}

// rssTexts finds the body and the deck.
func rssTexts(s *story, it *rss.Item, g *gofeed.Item, m media) {
	content := g.Content
	if content == "" {
		content = cmp.Or(custom(it, "fullitem"), custom(it, "body"), custom(it, "fulltext"), custom(it, "content"),
			extension(it.Extensions, "xhtml", "body"))
	}
	description := cmp.Or(g.Description, extension(it.Extensions, "dcterms", "abstract"), custom(it, "summary"), custom(it, "abstract"))
	subtitle := extension(it.Extensions, "itunes", "subtitle")
	switch {
	case content == "":
		content, description = description, ""
	case len(description) > 2*len(content): // the "whole" text is the shorter one
		content, description = description, content
	}
	if content == "" {
		content, subtitle = cmp.Or(extension(it.Extensions, "itunes", "summary"), m.description, subtitle), ""
	}
	s.body, s.deck, s.decks = text{s: content}, text{s: description}, []string{subtitle}
}

// rssLinks lists what may be an item's address, best first.
func rssLinks(it *rss.Item, n itemNote) []string {
	links := []string{extension(it.Extensions, "feedburner", "origLink")}
	links = append(links, it.Links...)
	for _, name := range []string{"atom", "atom10", "atom03"} {
		for _, l := range it.Extensions[name]["link"] {
			if rel := l.Attrs["rel"]; rel == "" || rel == "alternate" {
				links = append(links, l.Attrs["href"])
			}
		}
	}
	if it.GUID != nil && (looksLikeAddress(it.GUID.Value) || strings.EqualFold(it.GUID.IsPermalink, "true") && strings.HasPrefix(it.GUID.Value, "/")) {
		links = append(links, it.GUID.Value)
	}
	for _, id := range []string{n.about, extension(it.Extensions, "dc", "identifier"), extension(it.Extensions, "atom", "id")} {
		if looksLikeAddress(id) {
			links = append(links, id)
		}
	}
	links = append(links, custom(it, "url"), custom(it, "href"))
	if len(it.Enclosures) == 0 {
		links = append(links, it.Comments)
	}
	out := links[:0]
	for _, l := range links {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// rssAuthors lists an item's authors. gofeed takes the first of several, and
// loses what is no name and no mail address.
func rssAuthors(it *rss.Item, g *gofeed.Item) []string {
	if dc := it.DublinCoreExt; dc != nil && it.Author == "" && len(dc.Creator) > 0 {
		return dc.Creator
	}
	if names := people(g.Authors); len(names) > 0 {
		return names
	}
	if it.Author != "" {
		return []string{it.Author}
	}
	var names []string
	for _, e := range it.Extensions["dcterms"]["creator"] {
		names = append(names, e.Value)
	}
	return append(names, custom(it, "creator"))
}

// rssDates lists an item's dates that gofeed cannot read or does not know.
func rssDates(it *rss.Item) []string {
	dates := []string{it.PubDate}
	if dc := it.DublinCoreExt; dc != nil {
		dates = append(dates, dc.Date...)
	}
	for _, name := range []string{"issued", "created", "date", "available", "modified"} {
		dates = append(dates, extension(it.Extensions, "dcterms", name))
	}
	for _, name := range []string{"published", "issued", "created", "updated", "modified"} {
		dates = append(dates, extension(it.Extensions, "atom", name), extension(it.Extensions, "atom03", name))
	}
	for _, name := range []string{"date", "published", "pubdate", "updated", "modified"} {
		dates = append(dates, custom(it, name))
	}
	return append(dates, extension(it.Extensions, "prism", "publicationDate"))
}

// custom returns an element that gofeed does not know, whatever the case of
// its name.
func custom(it *rss.Item, name string) string {
	if v := it.Custom[name]; v != "" {
		return v
	}
	for k, v := range it.Custom {
		if strings.EqualFold(k, name) {
			return v
		}
	}
	return ""
}

// extension returns the text of the first element of a namespace and name.
func extension(es ext.Extensions, space, name string) string {
	if es == nil {
		return ""
	}
	for _, e := range es[space][name] {
		if e.Value != "" {
			return e.Value
		}
	}
	return ""
}
