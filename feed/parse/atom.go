package parse

import (
	"cmp"
	"strings"

	"broadsheet/feed"
	"broadsheet/feed/extract"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
)

// atomItem reads an entry of Atom.
func (rd *reader) atomItem(e *atom.Entry, g *gofeed.Item, n itemNote) story {
	m := readMedia(e.Extensions)
	s := story{
		guid: e.ID, base: n.base, linkBase: n.linkBase, textBase: n.textBase, lang: n.lang,
		title:     atomText(e.Title, n.titleType),
		authors:   people(g.Authors),
		published: g.PublishedParsed, updated: g.UpdatedParsed,
		dates:  []string{e.Published, e.Updated, extension(e.Extensions, "atom03", "created"), extension(e.Extensions, "dc", "date"), extension(e.Extensions, "dcterms", "issued")},
		figure: m.figure,
	}
	if s.title.empty() {
		s.title = text{s: m.title}
	}
	if len(s.authors) == 0 {
		s.authors = atomAuthors(e)
	}
	s.links = atomLinks(e)
	if len(g.Categories) > 0 {
		s.section = g.Categories[0]
	}
	atomTexts(&s, e, n, m)
	for _, x := range g.Enclosures {
		s.enclosures = append(s.enclosures, feed.Enclosure{URL: x.URL, Type: x.Type, Length: length(x.Length)})
	}
	s.enclosures = append(s.enclosures, m.files...)
	if s.figure.URL == "" {
		for _, x := range s.enclosures {
			if strings.HasPrefix(x.Type, "image/") {
				s.figure.URL = x.URL
				break
			}
		}
	}
	return s
}

// atomText says what an Atom text is by its type. Texts without one are
// literal, as the standard has it.
func atomText(s, kind string) text {
	switch kind = strings.ToLower(kind); {
	case kind == "", kind == "text", kind == "text/plain":
		return text{s: s, literal: true}
	}
	return text{s: s}
}

// atomTexts finds the body and the deck of an entry. A body that says nothing
// of its type and is full of tags is HTML, whatever the standard says.
func atomTexts(s *story, e *atom.Entry, n itemNote, m media) {
	s.deck = atomText(e.Summary, n.deckType)
	if n.deckType == "" && extract.Tagged(e.Summary) {
		s.deck.literal = false
	}
	if e.Content != nil && e.Content.Src == "" {
		kind := cmp.Or(e.Content.Type, n.bodyType)
		s.body = atomText(e.Content.Value, kind)
		if kind == "" && extract.Tagged(s.body.s) {
			s.body.literal = false
		}
		if binaryType(kind) {
			s.body = text{}
		}
	}
	if s.body.empty() {
		s.body, s.deck = s.deck, text{}
	}
	if s.body.empty() {
		s.body = text{s: cmp.Or(m.description, extension(e.Extensions, "content", "encoded"), extension(e.Extensions, "xhtml", "body"), extension(e.Extensions, "dc", "description"))}
	}
	s.decks = []string{extension(e.Extensions, "itunes", "subtitle")}
}

func binaryType(kind string) bool {
	for _, p := range []string{"image/", "audio/", "video/", "application/pdf", "application/octet-stream", "application/zip"} {
		if strings.HasPrefix(strings.ToLower(kind), p) {
			return true
		}
	}
	return false
}

// atomLinks lists what may be an entry's address, best first: the page it
// stands on, then whatever else leads to it.
func atomLinks(e *atom.Entry) []string {
	var best, pages, others []string
	best = append(best, extension(e.Extensions, "feedburner", "origLink"))
	for _, l := range e.Links {
		switch rel := l.Rel; {
		case rel == "alternate" && (l.Type == "" || strings.Contains(l.Type, "html")):
			best = append(best, l.Href)
		case rel == "alternate":
			pages = append(pages, l.Href)
		case rel == "related" || rel == "via" || rel == "canonical" || strings.HasSuffix(rel, "/alternate"):
			others = append(others, l.Href)
		}
	}
	out := append(append(best, pages...), others...)
	if e.Content != nil {
		out = append(out, e.Content.Src)
	}
	if looksLikeAddress(e.ID) {
		out = append(out, e.ID)
	}
	return out
}

// atomAuthors lists who else may have written an entry: those of the feed it
// was taken from, and Dublin Core's.
func atomAuthors(e *atom.Entry) []string {
	var names []string
	for _, x := range e.Extensions["dc"]["creator"] {
		names = append(names, x.Value)
	}
	if len(names) == 0 && e.Source != nil {
		for _, a := range e.Source.Authors {
			names = append(names, cmp.Or(a.Name, a.Email))
		}
	}
	return names
}
