// Package extract owns the way from HTML to what is read: a fragment becomes
// Markdown or one line of text, a feed item's body is set, and a web page
// becomes an article with what its makers say about it. It fetches nothing.
package extract

import (
	"strings"

	"broadsheet/feed"
)

// Set turns an HTML body into Markdown, counts its words and washes the
// article. Addresses are resolved against a.Base, or a.URL when there is no
// base. A first heading that repeats the headline and a first paragraph that
// repeats the deck are left out, unless nothing else would be left. Of a body
// that is Markdown already only the words are counted.
func Set(a *feed.Article) {
	if a.Form != feed.HTML {
		a.Words = words(a.Body)
		return
	}
	base := feed.Base(a.Base, a.URL)
	page := feed.Base(a.URL)
	body := convert(a.Body, &setter{base: base, page: page, title: feed.Fold(feed.WashLine(a.Title)), deck: feed.Fold(feed.WashLine(a.Deck))})
	if body == "" {
		body = convert(a.Body, &setter{base: base, page: page})
	}
	a.Body, a.Form = body, feed.Markdown
	a.Words = words(body)
	a.Wash()
}

// words counts the reading words of Markdown, without the addresses of links
// and the texts of pictures. It does not parse it: marks are no words, and
// what is left over is right to a fraction of a per cent.
func words(md string) int {
	if !strings.Contains(md, "](") {
		return feed.CountWords(md)
	}
	var b strings.Builder
	b.Grow(len(md))
	for {
		i := strings.Index(md, "](")
		if i < 0 {
			break
		}
		label := md[:i]
		if k := strings.LastIndex(label, "!["); k >= 0 {
			label = label[:k]
		}
		b.WriteString(label)
		md = md[i+2:]
		depth, end := 1, 0
		for end < len(md) && depth > 0 && md[end] > ' ' {
			switch md[end] {
			case '(':
				depth++
			case ')':
				depth--
			}
			end++
		}
		md = md[end:]
	}
	b.WriteString(md)
	return feed.CountWords(b.String())
}
