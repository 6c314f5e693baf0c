package parse

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"broadsheet/feed"
	"broadsheet/feed/markup"
)

// maxFile is the most bytes an article file may have.
const maxFile = 20 << 20

var (
	errFileEmpty  = errors.New("the file is empty; give it a headline, as in \"# News\", and a text")
	errFileLarge  = fmt.Errorf("it has more than %d MB; no article is that long, split it", maxFile>>20)
	errFileBinary = errors.New("it holds no text; articles are text files (.md, .markdown, .txt), pages (.html) or feeds")
)

// File reads an article file, Markdown or plain text in UTF-8 of at most 20
// MB. What stands round the text finds its place in the article and leaves the
// body: front matter, headline, dates, byline, deck, picture with caption and
// credit, "Related article:" lines, and the original address. Paragraphs that
// a page break tore in two are rejoined, raw HTML becomes Markdown, links are
// listed with their sentences, the related ones last. Of a file without a
// headline the name is made into one.
//
// The error says which file could not be read and why: it is empty, too large
// or no text.
func File(data []byte, o Options) (feed.Article, error) {
	if err := readable(data); err != nil {
		return feed.Article{}, fail("article", o, err)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	a := feed.Article{Source: o.Key, URL: o.URL, Seen: o.Now}
	f, text := splitFront(feed.WashText(string(data)))
	f.apply(&a)
	p := newPage(&a, untag(text, feed.Base(a.URL)))
	p.head(o.Name)
	p.furniture()
	base := feed.Base(a.URL)
	a.Body = markup.Resolve(p.body(), base)
	if base != nil && a.Figure.URL != "" {
		a.Figure.URL, _ = feed.Resolve(base, a.Figure.URL)
	}
	d := markup.Parse(a.Body)
	d.Sentences()
	a.Links = append(d.Numbered(), f.related(base)...)
	for _, l := range p.related {
		a.Links = append(a.Links, relatedLink(base, l.Text, l.URL))
	}
	a.Words = feed.CountWords(d.Plain())
	a.Wash()
	a.ID = feed.NewID(&a, "")
	return a, nil
}

// readable reports why bytes are no article file, nil when they may be one.
func readable(data []byte) error {
	switch {
	case len(data) > maxFile:
		return errFileLarge
	case len(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))) == 0:
		return errFileEmpty
	}
	head := data[:min(len(data), looksBytes)]
	if _, bad := sequences(head); bad > len(head)/4 || bytes.IndexByte(head, 0) >= 0 {
		return errFileBinary
	}
	return nil
}

// relatedLink makes a link to a related article, whose address may be none.
func relatedLink(base *url.URL, title, ref string) feed.Link {
	l := feed.Link{Text: title, Kind: feed.LinkRelated, Places: 1}
	if address, kind := feed.Resolve(base, ref); kind == feed.LinkPage || kind == feed.LinkMedia {
		l.URL = address
	}
	return l
}

// page is the text of an article file while its parts are found.
type page struct {
	a       *feed.Article
	parts   []part
	rest    string      // what follows the last block
	related []feed.Link // their URL still as the file has it
}

// part is a block of the text.
type part struct {
	markup.Block
	text string // what is left of it
	gap  string // what stands before it and after the block before
	gone bool   // it found its place elsewhere
}

func newPage(a *feed.Article, text string) *page {
	p := &page{a: a}
	end := 0
	for _, b := range markup.Blocks(text) {
		if b.Start < end {
			continue
		}
		p.parts = append(p.parts, part{Block: b, text: text[b.Start:b.End], gap: text[end:b.Start]})
		end = b.End
	}
	p.rest = text[end:]
	return p
}

// next returns the first block from i on that is still there, len(p.parts) if
// none is.
func (p *page) next(i int) int {
	for i < len(p.parts) && p.parts[i].gone {
		i++
	}
	return i
}

// last reports whether block i is the only one left.
func (p *page) last(i int) bool {
	return p.next(0) == i && p.next(i+1) == len(p.parts)
}

// set gives a block what is left of it.
func (b *part) set(lines []string) {
	b.text = strings.Join(lines, "\n")
	b.gone = strings.TrimSpace(b.text) == ""
}

// body puts what is left together, torn paragraphs as one.
func (p *page) body() string {
	var out []byte
	prev := -1
	gap := "" // what stands between the last block written and the next
	for i := range p.parts {
		b := &p.parts[i]
		switch {
		case strings.TrimSpace(gap) == "" && strings.TrimSpace(b.gap) == "":
			gap = max(gap, b.gap) // one of them, where a block went
		default:
			gap += b.gap
		}
		if b.gone {
			continue
		}
		if prev >= 0 && strings.TrimSpace(gap) == "" && torn(&p.parts[prev], b) {
			if gap = " "; out[len(out)-1] == '-' {
				gap = ""
			}
		}
		out = append(append(out, gap...), b.text...)
		prev, gap = i, ""
	}
	out = append(append(out, gap...), p.rest...)
	return strings.TrimRight(strings.TrimLeft(string(out), "\n"), "\n ")
}
