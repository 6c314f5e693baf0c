// Package reader owns the article on screen: how far it is scrolled, which
// link is focused, what is found in it, and how it is drawn into a column.
package reader

import (
	"slices"
	"strings"

	"broadsheet/feed"
	"broadsheet/render"
	"broadsheet/render/theme"
)

// overlap is how many lines a page keeps of the one before.
const overlap = 2

// Options say how the article is drawn.
type Options struct {
	Width, Height int // cells; at least 1
	Theme         *theme.Theme
	Visited       func(place int) bool
	Hints         map[int]string // letters to follow places by; nil outside follow mode
}

// Pane is one article and what of it is seen.
type Pane struct {
	page    *render.Page
	top     int
	height  int // of the last drawing; at least 1
	focus   int // a place of the page, -1 for none
	query   feed.Query
	matches []render.Match
	current int // index in matches, -1 for none
	spot    render.Spot
	line    int  // where spot was, should the page still be the same
	want    bool // spot is to be shown as soon as the page is long enough
	held    bool // spot is kept through any number of settings, until the reader moves
	seek    bool // the first match is to be shown as soon as there is one
}

// New returns an empty pane.
func New() Pane { return Pane{focus: -1, current: -1, height: 1} }

// Spot is where a reader is in an article: enough to come back to.
type Spot struct {
	Word  render.Spot // the first word on screen
	Line  int         // the first line on screen, while the page is set as it was
	Focus int         // the focused place, -1 for none
	Query feed.Query  // what is being found
}

// Spot returns where the reader is.
func (p *Pane) Spot() Spot {
	s := Spot{Word: p.spot, Line: p.line, Focus: p.focus, Query: p.query}
	if !p.want && p.page != nil {
		s.Word, s.Line = p.page.Spot(p.top), p.top
	}
	return s
}

// Open shows an article from a spot on. The page may still be growing.
func (p *Pane) Open(page *render.Page, s Spot) {
	*p = Pane{page: page, focus: s.Focus, height: p.height, query: s.Query, current: -1, spot: s.Word, line: s.Line, want: true}
	p.settle()
	p.find()
}

// Grow takes a page that has become longer, or was set anew; the word under the
// eye stays.
func (p *Pane) Grow(page *render.Page) {
	if !p.want && p.page != nil {
		if !p.held { // taken anew each time, it would creep to the beginnings of lines
			s := p.Spot()
			p.spot, p.line, p.held = s.Word, s.Line, true
		}
		p.want = true
	}
	p.page = page
	p.settle()
	p.find()
	if p.seek && len(p.matches) > 0 {
		p.firstMatch()
	}
}

// settle scrolls to the wanted spot when the page reaches that far.
func (p *Pane) settle() {
	if !p.want || p.page == nil {
		return
	}
	p.top = p.page.LineOf(p.spot)
	switch {
	case p.line <= len(p.page.Lines) && p.page.Spot(p.line) == p.spot:
		p.top = p.line // blank lines have no word of their own
	case p.spot == (render.Spot{}):
		p.top = 0
	}
	p.want = !p.page.Done && (p.spot.Block+1 >= len(p.page.Blocks) || p.top+p.height > len(p.page.Lines))
	p.clamp()
}

// Page returns the page; nil when no article is open.
func (p *Pane) Page() *render.Page { return p.page }

// Top returns the first line that is seen.
func (p *Pane) Top() int { return p.top }

// Share returns how much of the article has been seen, 0 to 1.
func (p *Pane) Share() float64 {
	if p.page == nil || len(p.page.Lines) == 0 {
		return 0
	}
	return min(1, float64(p.top+p.height)/float64(len(p.page.Lines)))
}

// Scroll moves by n lines and reports whether it moved.
func (p *Pane) Scroll(n int) bool {
	before := p.top
	p.top, p.want, p.seek, p.held = p.top+n, false, false, false
	p.clamp()
	return p.top != before
}

// Turn moves by a page, or half of one, forward (1) or back (-1), with a few
// lines kept. It reports whether it moved.
func (p *Pane) Turn(direction int, half bool) bool {
	if half {
		return p.Scroll(direction * max(1, p.height/2))
	}
	return p.Scroll(direction * max(1, p.height-overlap))
}

// Begin and End go to the ends of the article.
func (p *Pane) Begin() { p.Scroll(-p.top) }

// End goes to the end.
func (p *Pane) End() {
	if p.page != nil {
		p.Scroll(len(p.page.Lines))
	}
}

// Go scrolls to a share of the article, 0 to 1.
func (p *Pane) Go(share float64) {
	if p.page != nil {
		p.Scroll(int(share*float64(len(p.page.Lines))) - p.top)
	}
}

func (p *Pane) clamp() {
	last := 0
	if p.page != nil {
		last = max(0, len(p.page.Lines)-p.height)
	}
	p.top = max(0, min(p.top, last))
}

// Show scrolls just so far that a line is seen, with a little of what is round
// it.
func (p *Pane) Show(line int) {
	if line < p.top || line >= p.top+p.height {
		p.Scroll(line - p.height/3 - p.top)
	}
}

// Focus returns the focused place, -1 for none.
func (p *Pane) Focus() int { return p.focus }

// SetFocus focuses a place (-1: none) and shows it.
func (p *Pane) SetFocus(place int) {
	p.focus = place
	if p.page == nil || place < 0 {
		return
	}
	if spans := p.page.SpansOf(place); len(spans) > 0 {
		p.Show(spans[0].Line)
	}
}

// Step focuses the next place (1) or the one before (-1): with none focused on
// screen, the first or last that is seen. It goes round at the ends. false
// when there is no place at all.
func (p *Pane) Step(direction int) bool {
	if p.page == nil || len(p.page.Spans) == 0 {
		return false
	}
	seen := p.page.PlacesIn(p.top, p.height)
	inView := false
	for _, s := range seen {
		inView = inView || s == p.focus
	}
	switch n := len(p.page.Places); {
	case inView:
		p.SetFocus((p.focus + direction + n) % n)
	case len(seen) == 0:
		p.SetFocus(p.nearest(direction))
	case direction > 0:
		p.SetFocus(seen[0])
	default:
		p.SetFocus(seen[len(seen)-1])
	}
	return true
}

// nearest is the first place below the screen, or the last above it.
func (p *Pane) nearest(direction int) int {
	spans := p.page.Spans
	if direction > 0 {
		for _, s := range spans {
			if s.Line >= p.top {
				return s.Place
			}
		}
		return spans[0].Place
	}
	for i := len(spans) - 1; i >= 0; i-- {
		if spans[i].Line < p.top {
			return spans[i].Place
		}
	}
	return spans[len(spans)-1].Place
}

// FocusNumber focuses the link with a number; false when there is none.
func (p *Pane) FocusNumber(n int) bool {
	if p.page == nil || n <= 0 {
		return false
	}
	for i, pl := range p.page.Places {
		if pl.Link.N == n {
			p.SetFocus(i)
			return true
		}
	}
	return false
}

// Link returns the focused link; false when none is, or when it has been
// scrolled out of view: nothing is followed that is not seen.
func (p *Pane) Link() (render.Place, bool) {
	if p.page == nil || p.focus < 0 || p.focus >= len(p.page.Places) || !slices.Contains(p.page.PlacesIn(p.top, p.height), p.focus) {
		return render.Place{}, false
	}
	return p.page.Places[p.focus], true
}

// InView returns the numbers of the links on screen, and all the places.
func (p *Pane) InView() (numbers map[int]bool, places []int) {
	numbers = map[int]bool{}
	if p.page == nil {
		return numbers, nil
	}
	places = p.page.PlacesIn(p.top, p.height)
	for _, i := range places {
		if n := p.page.Places[i].Link.N; n > 0 {
			numbers[n] = true
		}
	}
	return numbers, places
}

// Find marks a query's words in the article. With show set, the first match
// from here on is shown, as soon as the page has grown that far.
func (p *Pane) Find(q feed.Query, show bool) {
	p.query, p.current = q, -1
	p.find()
	if show {
		p.firstMatch()
	}
	p.seek = show && len(p.matches) == 0 && p.page != nil && !p.page.Done
}

func (p *Pane) find() {
	p.matches = nil
	if p.page != nil {
		p.matches = p.page.Find(p.query)
	}
	if p.current >= len(p.matches) {
		p.current = -1
	}
}

func (p *Pane) firstMatch() {
	for i, m := range p.matches {
		if m.Spans[0].Line >= p.top {
			p.current = i
			p.Show(m.Spans[0].Line)
			return
		}
	}
	if len(p.matches) > 0 {
		p.current = 0
		p.Show(p.matches[0].Spans[0].Line)
	}
}

// NextMatch goes to the next match (1) or the one before (-1), round the ends;
// false when there is none.
func (p *Pane) NextMatch(direction int) bool {
	n := len(p.matches)
	switch {
	case n == 0:
		return false
	case p.current < 0:
		p.firstMatch()
		return true
	}
	p.current = (p.current + direction + n) % n
	p.Show(p.matches[p.current].Spans[0].Line)
	return true
}

// Matches returns which match the reader stands on, from 1 (0: on none), and
// how many there are.
func (p *Pane) Matches() (current, total int) { return p.current + 1, len(p.matches) }

// Query returns what is being found.
func (p *Pane) Query() feed.Query { return p.query }

// View draws the article: exactly Height lines of Width cells.
func (p *Pane) View(o Options) []string {
	o.Width, o.Height = max(1, o.Width), max(1, o.Height)
	if p.height != o.Height {
		p.height = o.Height
		p.clamp()
	}
	if p.page == nil {
		out := make([]string, o.Height)
		for i := range out {
			out[i] = strings.Repeat(" ", o.Width)
		}
		return out
	}
	return p.page.Paint(o.Theme, p.top, o.Height, o.Width, render.Marks{
		Focus: p.focus, Visited: o.Visited, Hints: o.Hints, Matches: p.matches, Current: p.current,
	})
}
