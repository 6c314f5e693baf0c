package extract

import (
	"errors"
	"fmt"
	"strings"

	"broadsheet/feed"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// ErrNoArticle says that a page holds no article: it is a list of links, a
// form, or empty.
var ErrNoArticle = errors.New("page holds no article")

// Page makes an article out of a whole web page: its body is what Readability
// (Mozilla's algorithm) takes for the article, the rest what the page says
// about itself in JSON-LD, OpenGraph and meta elements. The address is where
// the page was fetched from; "" for a saved page, whose own word is taken then.
//
// The error is ErrNoArticle when the page holds none; the article returned with
// it still has the page's title and address. A page that is nested too deep to
// be parsed gives its text.
func Page(src string, address string) (feed.Article, error) {
	var doc *html.Node
	err := errBulky
	if !unwieldy(src) {
		doc, err = html.Parse(strings.NewReader(src))
	}
	if err != nil {
		return pageOfText(src, address)
	}
	about := describe(doc)
	a := about.article(address)
	base := feed.Base(about.base(a.URL), a.URL)
	s := &setter{base: base, title: feed.Fold(a.Title), deck: feed.Fold(feed.WashLine(a.Deck)), page: feed.Base(a.URL)}

	parser := readability.NewParser()
	found, err := parser.ParseAndMutate(doc, base)
	if err != nil {
		return pageOfText(src, address)
	}
	if a.Title == "" {
		a.Title = found.Title()
	}
	if found.Node != nil {
		s.root = found.Node
		s.walk(found.Node, context{})
		a.Body = s.finish()
		if a.Byline == "" {
			a.Byline = cleanByline(found.Byline())
		}
	}
	a.Words = words(a.Body)
	a.Wash()
	if listing(s, a.Words, about) {
		a.Body, a.Words = "", 0
		return a, fmt.Errorf("read page %s: %w", nameOf(a.URL), ErrNoArticle)
	}
	return a, nil
}

// errBulky is why no tree is built of a page.
var errBulky = errors.New("too many elements")

// nameOf returns how a page is called in an error.
func nameOf(address string) string {
	if address == "" {
		return "without an address"
	}
	return address
}

// listing reports whether what was found is no article: next to nothing, or a
// list of links.
func listing(s *setter, count int, about *about) bool {
	if count == 0 {
		return true
	}
	if about.isArticle {
		return false
	}
	return count < 12 || s.linkShare() > 0.6
}

// linkShare returns which part of the written words are links, 0 to 1.
func (s *setter) linkShare() float64 {
	md := string(s.out)
	linked, rest := 0, md
	for {
		i := strings.Index(rest, "](")
		if i < 0 {
			break
		}
		from := strings.LastIndexByte(rest[:i], '[')
		if from > 0 && rest[from-1] == '!' {
			from = -1
		}
		if from >= 0 {
			linked += feed.CountWords(rest[from:i])
		}
		rest = rest[i+2:]
	}
	return float64(linked) / float64(max(1, words(md)))
}

// pageOfText makes an article of a page that cannot be parsed: its title and
// its text, from the element that holds the article when there is one.
func pageOfText(src, address string) (feed.Article, error) {
	a := feed.Article{URL: address, Title: Plain(between(src, "title"))}
	base := feed.Base(address)
	body := src
	for _, name := range []string{"article", "main", "body"} {
		if inner := between(src, name); inner != "" {
			body = inner
			break
		}
	}
	s := &setter{base: base, title: feed.Fold(a.Title)}
	s.tokens(body)
	a.Body = s.finish()
	a.Words = words(a.Body)
	a.Wash()
	if a.Words == 0 {
		return a, fmt.Errorf("read page %s: %w", nameOf(a.URL), ErrNoArticle)
	}
	return a, nil
}

// between returns what stands between the first tag and the last closing tag
// of a name.
func between(src, name string) string {
	open := indexTag(src, "<"+name)
	if open < 0 {
		return ""
	}
	src = src[open:]
	i := strings.IndexByte(src, '>')
	if i < 0 {
		return ""
	}
	src = src[i+1:]
	if name == "title" {
		if end := indexTag(src, "</title"); end >= 0 {
			return src[:end]
		}
		return ""
	}
	if end := strings.LastIndex(src, "</"+name); end >= 0 {
		return src[:end]
	}
	return src
}

// indexTag returns where a tag begins, its name in any case; -1 when it is not
// there.
func indexTag(src, mark string) int {
	for i := 0; ; i++ {
		k := strings.IndexByte(src[i:], '<')
		if k < 0 || i+k+len(mark) >= len(src) {
			return -1
		}
		i += k
		if strings.EqualFold(src[i:i+len(mark)], mark) && !isAlpha(src[i+len(mark)]) {
			return i
		}
	}
}

// Feeds returns the feeds that a page declares, those of comments last. The
// address is where the page was fetched from, "" when unknown: then only feeds
// with a whole address are found.
func Feeds(src string, address string) []feed.Source {
	base := feed.Base(address)
	title := ""
	var found, comments []feed.Source
	known := map[string]bool{}
	z := html.NewTokenizer(strings.NewReader(src))
	z.SetMaxBuf(maxToken)
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		t := z.Token()
		n := &html.Node{DataAtom: t.DataAtom, Attr: t.Attr}
		switch {
		case t.DataAtom == atom.Title && title == "":
			if z.Next() == html.TextToken {
				title = feed.WashLine(z.Token().Data)
			}
		case t.DataAtom == atom.Base:
			if u, kind := feed.Resolve(base, attr(n, "href")); kind == feed.LinkPage {
				base = feed.Base(u, address)
			}
		case t.DataAtom == atom.Link && declaresFeed(n):
			u, _ := feed.Resolve(base, attr(n, "href"))
			if u == "" || known[u] || u[0] == '#' {
				continue
			}
			known[u] = true
			s := feed.Source{Key: u, URL: u, Title: attr(n, "title"), Site: address}
			if s.Title == "" {
				s.Title = title
			}
			s.Wash()
			if strings.Contains(strings.ToLower(s.Title+" "+u), "comments") {
				comments = append(comments, s)
			} else {
				found = append(found, s)
			}
		}
	}
	return append(found, comments...)
}

// declaresFeed reports whether a link element names a feed.
func declaresFeed(n *html.Node) bool {
	rel := " " + strings.ToLower(strings.Join(strings.Fields(attr(n, "rel")), " ")) + " "
	if !strings.Contains(rel, " alternate ") && !strings.Contains(rel, " feed ") || strings.Contains(rel, " stylesheet ") {
		return false
	}
	kind, _, _ := strings.Cut(strings.ToLower(attr(n, "type")), ";")
	switch strings.TrimSpace(kind) {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/x.atom+xml", "application/x-atom+xml":
		return true
	case "application/json", "text/xml", "application/xml":
		return strings.Contains(attr(n, "href"), "feed") || strings.Contains(attr(n, "href"), "rss")
	}
	return strings.Contains(rel, " feed ")
}
