// Package side owns the pane beside the article: what it is related to and
// what it rests on, which card is chosen, and how they are drawn.
package side

import (
	"strconv"
	"strings"

	"broadsheet/feed"
	"broadsheet/render"
	"broadsheet/render/theme"
)

// Options say how the pane is drawn.
type Options struct {
	Width, Height int // cells; at least 1
	Focused       bool
	Theme         *theme.Theme
	Clock         render.Clock
	Roomy         bool             // blank lines round the headings
	Link          int              // the number of the link that is focused in the text; 0 for none
	InView        func(n int) bool // whether link n is on screen now
	Letters       map[int]string   // letters to follow links by, by number; nil outside follow mode
	// RelatedLetters are those of the related articles, by their place.
	RelatedLetters map[int]string
	Loading        bool // what stands beside is still being looked up
	NoArticle      bool // there is nothing to stand beside
}

// mostRelated is how many related articles are shown at a time.
const mostRelated = 5

// Pane is what stands beside one article.
type Pane struct {
	beside feed.Beside
	cursor int // related ones first, then references
	top    int // the first reference that is seen
	lines  []int
}

// Card is one article or reference of the pane; one of the two is not nil.
type Card struct {
	Related   *feed.Related
	Reference *feed.Reference
}

// Set replaces what stands beside.
func (p *Pane) Set(b feed.Beside) { *p = Pane{beside: b} }

// Beside returns what stands beside.
func (p *Pane) Beside() feed.Beside { return p.beside }

// Len returns how many cards there are.
func (p *Pane) Len() int { return len(p.beside.Related) + len(p.beside.References) }

// Index returns which card is chosen, from 0.
func (p *Pane) Index() int { return p.cursor }

// Card returns the chosen card; false when there is none.
func (p *Pane) Card() (Card, bool) {
	r := len(p.beside.Related)
	switch {
	case p.cursor < r:
		return Card{Related: &p.beside.Related[p.cursor]}, true
	case p.cursor < p.Len():
		return Card{Reference: &p.beside.References[p.cursor-r]}, true
	}
	return Card{}, false
}

// Reference returns the reference with a link's number; nil when there is
// none.
func (p *Pane) Reference(n int) *feed.Reference {
	for i := range p.beside.References {
		if r := &p.beside.References[i]; r.N == n && n > 0 {
			return r
		}
	}
	return nil
}

// Move chooses another card and reports whether there was one.
func (p *Pane) Move(n int) bool { return p.To(p.cursor + n) }

// To chooses a card by its index, as far as there are any.
func (p *Pane) To(i int) bool {
	i = max(0, min(i, p.Len()-1))
	moved := i != p.cursor
	p.cursor = i
	return moved
}

// Choose chooses the card of a link by its number.
func (p *Pane) Choose(n int) {
	for i, r := range p.beside.References {
		if r.N == n && n > 0 {
			p.cursor = len(p.beside.Related) + i
			return
		}
	}
}

// Change replaces what is known of an article on the cards.
func (p *Pane) Change(id feed.ID, read bool) {
	for i := range p.beside.Related {
		if p.beside.Related[i].Article.ID == id {
			p.beside.Related[i].Article.Read = read
		}
	}
	for i := range p.beside.References {
		if p.beside.References[i].Held == id && id != "" {
			p.beside.References[i].Read = read
		}
	}
}

// Click chooses the card on a drawn line; again says that it was chosen
// before. ok is false where no card is.
func (p *Pane) Click(line int) (again, ok bool) {
	if line < 0 || line >= len(p.lines) || p.lines[line] < 0 {
		return false, false
	}
	return !p.To(p.lines[line]), true
}

// RelatedSeen returns which of the related articles were last drawn.
func (p *Pane) RelatedSeen() []int {
	var seen []int
	for _, i := range p.lines {
		if i >= 0 && i < len(p.beside.Related) && (len(seen) == 0 || seen[len(seen)-1] != i) {
			seen = append(seen, i)
		}
	}
	return seen
}

// View draws the pane: exactly Height lines of Width cells.
func (p *Pane) View(o Options) []string {
	o.Width, o.Height = max(1, o.Width), max(1, o.Height)
	b := &board{o: o}
	related := len(p.beside.Related)
	switch {
	case o.NoArticle:
	case o.Loading:
		b.heading("RELATED", "", o.Focused)
		b.note("Looking …")
	default:
		b.heading("RELATED", count(related), o.Focused && p.cursor < related)
		if related == 0 {
			b.note("Nothing else in your papers is close to this.")
		} else {
			p.related(b)
		}
		b.rule()
		p.references(b)
	}
	for len(b.lines) < o.Height {
		b.put(nil, -1, false)
	}
	p.lines = append(p.lines[:0], b.cards[:o.Height]...)
	return b.lines[:o.Height]
}

func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// related draws the related articles: at most five, in at most two fifths of
// the height, so that the references always have room.
func (p *Pane) related(b *board) {
	related := p.beside.Related
	limit := max(5, b.o.Height*2/5)
	from := 0
	if p.cursor < len(related) { // the chosen one is seen
		from = max(0, p.cursor-mostRelated+1)
		for from < p.cursor && b.after(related, from, p.cursor) > limit {
			from++
		}
	}
	for i := from; i < min(len(related), from+mostRelated); i++ {
		card := relatedCard(&related[i], i, b.o)
		if i > from && len(b.lines)+len(card) > limit {
			break
		}
		b.card(card, i, b.o.Focused && p.cursor == i)
	}
}

// after returns how many lines there would be after the cards from to last; the
// last one needs no blank below.
func (b *board) after(related []feed.Related, from, last int) int {
	lines := len(b.lines) - 1
	for i := from; i <= last; i++ {
		lines += len(relatedCard(&related[i], i, b.o)) + 1
	}
	return lines
}

// references draws the references, from the first that is seen on.
func (p *Pane) references(b *board) {
	refs := p.beside.References
	if len(refs) == 0 {
		b.heading("REFERENCES", "", false)
		b.note("This article links to nothing.")
		return
	}
	numbered, seen := 0, 0
	for _, r := range refs {
		if r.N > 0 {
			numbered++
			if b.o.InView != nil && b.o.InView(r.N) {
				seen++
			}
		}
	}
	label := ""
	if numbered > 0 {
		label = strconv.Itoa(seen) + " of " + strconv.Itoa(numbered) + " in view"
	}
	b.heading("REFERENCES", label, b.o.Focused && p.cursor >= len(p.beside.Related))
	p.turnTo(b)
	for i := p.top; i < len(refs) && len(b.lines) < b.o.Height; i++ {
		index := len(p.beside.Related) + i
		b.card(p.referenceCard(&refs[i], b.o), index, p.chosen(&refs[i], index, b.o))
	}
}

// chosen reports whether a card is the one to look at: with the focus here the
// chosen card, else that of the link focused in the text.
func (p *Pane) chosen(r *feed.Reference, index int, o Options) bool {
	if o.Focused {
		return p.cursor == index
	}
	return o.Link > 0 && r.N == o.Link
}

// turnTo decides which reference is drawn first. With the focus here the
// chosen card is seen whole; else the pane follows the text: the first link in
// view is on top, and the focused one is seen.
func (p *Pane) turnTo(b *board) {
	refs, o := p.beside.References, b.o
	want := -1
	switch {
	case o.Focused:
		want = p.cursor - len(p.beside.Related)
	default:
		p.top = 0
		for i, r := range refs {
			if r.N > 0 && o.InView != nil && o.InView(r.N) {
				p.top = i
				break
			}
		}
		for i, r := range refs {
			if o.Link > 0 && r.N == o.Link {
				want = i
			}
		}
		if p.top == 1 && refs[0].N == 0 {
			p.top = 0 // the original stays while the first link is in view
		}
	}
	if want < 0 {
		p.top = max(0, min(p.top, len(refs)-1))
		return
	}
	if want < p.top {
		p.top = want
	}
	room := o.Height - len(b.lines)
	for i := want; i >= p.top; i-- {
		room -= len(p.referenceCard(&refs[i], o)) + 1
		if room < -1 { // the last card needs no blank below
			p.top = min(i+1, want)
			return
		}
	}
}

// board is the pane while it is being drawn.
type board struct {
	o     Options
	lines []string
	cards []int // for each line the card it belongs to, or -1
}

func (b *board) put(l render.Line, card int, chosen bool) {
	ground := theme.Paper
	if chosen {
		l, ground = barred(l), theme.Raised
	}
	b.lines = append(b.lines, render.PaintLine(b.o.Theme, l, b.o.Width, ground))
	b.cards = append(b.cards, card)
}

// barred puts the bar of the chosen card into a line's first cell, unless a
// number stands there.
func barred(l render.Line) render.Line {
	bar := render.Text("▌", theme.Look{Ink: theme.Accent})
	if len(l) == 0 {
		return render.Line{bar}
	}
	rest, ok := strings.CutPrefix(l[0].Text, " ")
	if !ok {
		return l
	}
	return append(render.Line{bar, render.Text(rest, l[0].Look)}, l[1:]...)
}

func (b *board) plain(l render.Line) {
	b.lines = append(b.lines, render.PaintLine(b.o.Theme, l, b.o.Width, theme.Paper))
	b.cards = append(b.cards, -1)
}

// heading sets the head of a block; that of the block in focus is red.
func (b *board) heading(title, right string, here bool) {
	ink := theme.Second
	if here {
		ink = theme.Accent
	}
	l := render.Line{render.Text(title, theme.Look{Ink: ink, Attr: theme.Bold})}
	if n := b.o.Width - l.Width() - render.Width(right); n > 0 && right != "" {
		l = append(l, render.Text(strings.Repeat(" ", n)+right, theme.Look{Ink: theme.Third}))
	}
	b.plain(l)
	if b.o.Roomy {
		b.plain(nil)
	}
}

func (b *board) note(s string) {
	for _, t := range render.Wrap(s, max(1, b.o.Width-gutter)) {
		b.plain(render.Line{render.Text(strings.Repeat(" ", gutter)+t, theme.Look{Ink: theme.Third, Attr: theme.Italic})})
	}
	b.plain(nil)
}

func (b *board) card(lines []render.Line, index int, chosen bool) {
	for _, l := range lines {
		b.put(l, index, chosen)
	}
	b.plain(nil)
}

func (b *board) rule() {
	b.plain(render.Line{render.Text(strings.Repeat("─", b.o.Width), theme.Look{Ink: theme.Hairline})})
	if b.o.Roomy {
		b.plain(nil)
	}
}
