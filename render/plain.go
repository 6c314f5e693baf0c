package render

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"broadsheet/feed"
	"broadsheet/feed/markup"

	"github.com/yuin/goldmark/ast"
)

// plainRule stands between two articles. It is ASCII, so that it survives every
// pipe, and longer than a line of Markdown's, so that it cannot be taken for
// one of the article's own.
const plainRule = "----------------------------------------"

// PlainOptions is what [Plain] prints.
type PlainOptions struct {
	Article feed.Article // with its body as Markdown
	Beside  feed.Beside
	Number  int            // which of the articles that are printed, from 1
	Of      int            // how many are printed; with one, it is not said
	Width   int            // columns that prose is wrapped at; 0: each paragraph is one line
	Zone    *time.Location // the reader's time zone; nil: UTC
}

// Plain writes one article as plain text, in the order in which it is read
// aloud: headline, who wrote it where and when, deck, picture, body, then the
// references and the related articles. Links have their number in brackets
// behind their words. Nothing is drawn, and no control character but the line
// feed and the tab is ever written. The error is the writer's.
func Plain(w io.Writer, o PlainOptions) error {
	p := &plainText{width: o.Width, zone: o.Zone}
	if p.zone == nil {
		p.zone = time.UTC
	}
	p.head(o)
	p.figure(o.Article.Figure)
	p.body(o.Article.Body)
	p.references(o)
	p.enclosures(o.Article.Enclosures)
	p.related(o.Beside.Related)
	// The one place where text leaves: an entity split over two nodes is whole
	// only now, so the washing at the door is not enough.
	_, err := io.WriteString(w, feed.WashText(p.out.String()))
	return err
}

// plainText is one article on its way to being plain text.
type plainText struct {
	out     strings.Builder
	doc     *markup.Document
	numbers map[ast.Node]int // the number of the link at each place of doc
	width   int
	zone    *time.Location
}

// block writes lines and a blank one before them, unless they are the first.
func (p *plainText) block(lines ...string) {
	if len(lines) == 0 {
		return
	}
	if p.out.Len() > 0 {
		p.out.WriteByte('\n')
	}
	for _, l := range lines {
		p.out.WriteString(strings.TrimRight(l, " "))
		p.out.WriteByte('\n')
	}
}

// say writes text as a block of its own; nothing when it is empty.
func (p *plainText) say(text string) {
	if text != "" {
		p.block(wrapPlain(text, p.width)...)
	}
}

func (p *plainText) head(o PlainOptions) {
	a := &o.Article
	if o.Number > 1 {
		p.block("", plainRule)
	}
	if o.Of > 1 {
		p.say(stopPlain(fmt.Sprintf("Article %d of %d", o.Number, o.Of), a.Section))
	}
	p.say(plainHeadline(*a))
	by := a.Byline
	if by != "" {
		by = "By " + by
	}
	minutes := ""
	switch m := a.Minutes(); {
	case m == 1:
		minutes = "1 minute"
	case m > 1:
		minutes = strconv.Itoa(m) + " minutes"
	}
	p.say(stopPlain(joinPlain(", ", by, a.Paper, p.date(a.Dated())), minutes))
	p.say(a.Deck)
}

// plainHeadline returns the article's title, or what stands in its place.
func plainHeadline(a feed.Article) string {
	if a.Title == "" {
		return "Without a headline"
	}
	return a.Title
}

// date writes a date out. Midnight in UTC is how a date without a time of day
// is kept: it is not moved into another zone, where it would be another day.
func (p *plainText) date(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case t.Location() == time.UTC && t.Equal(t.Truncate(24*time.Hour)):
		return t.Format("2 January 2006")
	}
	return t.In(p.zone).Format("2 January 2006, 15:04")
}

func (p *plainText) figure(f feed.Figure) {
	if f == (feed.Figure{}) {
		return
	}
	var lines []string
	if f.URL != "" || f.Alt != "" { // a caption may stand without its picture
		lines = wrapPlain(plainPicture(f.Alt), p.width)
	}
	credit := f.Credit
	if credit != "" {
		credit = "Picture: " + credit
	}
	if caption := stopPlain(f.Caption, credit); caption != "" {
		lines = append(lines, wrapPlain(caption, p.width)...)
	}
	p.block(lines...)
}

func (p *plainText) references(o PlainOptions) {
	refs := o.Beside.References
	if refs == nil { // nobody looked them up: the article still has them
		for _, l := range o.Article.Links {
			refs = append(refs, feed.Reference{Link: l})
		}
	}
	said := false
	for _, r := range refs {
		if r.Kind == feed.LinkAnchor || r.N == 0 && r.Kind != feed.LinkOriginal && r.Kind != feed.LinkRelated {
			continue
		}
		if !said {
			p.block("References")
			said = true
		}
		p.block(p.reference(r)...)
	}
}

func (p *plainText) reference(r feed.Reference) []string {
	name := r.Text
	if r.N > 0 {
		name = "[" + strconv.Itoa(r.N) + "] " + name
	} else if r.Kind == feed.LinkOriginal {
		name = "Original"
	}
	address := r.URL
	if address == "" {
		address = "no address"
	}
	lines := append(wrapPlain(name, p.width), "    "+address) // an address is never broken
	if r.Sentence != "" && r.Sentence != r.Text {
		lines = append(lines, indentPlain(wrapPlain(Quote(r.Sentence), p.inner(4)), "    ")...)
	}
	if r.Speaker != "" {
		lines = append(lines, indentPlain(wrapPlain("Speaker: "+r.Speaker+".", p.inner(4)), "    ")...)
	}
	if r.Held != "" && r.Title != "" {
		lines = append(lines, indentPlain(wrapPlain("Here: "+r.Title, p.inner(4)), "    ")...)
	}
	return lines
}

func (p *plainText) enclosures(es []feed.Enclosure) {
	if len(es) == 0 {
		return
	}
	p.block("Enclosed")
	for _, e := range es {
		p.block(joinPlain(", ", e.URL, e.Type))
	}
}

func (p *plainText) related(rs []feed.Related) {
	if len(rs) == 0 {
		return
	}
	p.block("Related")
	for _, r := range rs {
		lines := wrapPlain(plainHeadline(r.Article), p.width)
		if where := joinPlain(", ", r.Article.Paper, p.date(r.Article.Dated())); where != "" {
			lines = append(lines, indentPlain(wrapPlain(where, p.inner(4)), "    ")...)
		}
		if r.Why != "" {
			lines = append(lines, indentPlain(wrapPlain(r.Why, p.inner(4)), "    ")...)
		}
		p.block(lines...)
	}
}

// inner returns the width that is left beside an indent.
func (p *plainText) inner(indent int) int { return narrowPlain(p.width, indent) }

// joinPlain joins what is not empty.
func joinPlain(sep string, parts ...string) string {
	var kept []string
	for _, s := range parts {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, sep)
}

// stopPlain joins what is not empty, each ended by a full stop.
func stopPlain(parts ...string) string {
	for i, s := range parts {
		if s != "" && !strings.ContainsAny(s[len(s)-1:], ".!?") && !strings.HasSuffix(s, "…") && !strings.HasSuffix(s, "。") {
			parts[i] = s + "."
		}
	}
	return joinPlain(" ", parts...)
}
