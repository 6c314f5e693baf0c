// Package list owns the list of articles: which is selected, which are seen,
// and how they are drawn into a column.
package list

import (
	"strings"

	"broadsheet/feed"
	"broadsheet/render"
	"broadsheet/render/theme"
)

// Options say how the list is drawn.
type Options struct {
	Width, Height int // cells; at least 1
	Focused       bool
	Theme         *theme.Theme
	Clock         render.Clock
	Roomy         bool // a blank line between two entries
	Decks         bool // the lines under the headline as well
	Short         bool // one line an entry, no groups
}

// Pane is the list and what of it is seen.
type Pane struct {
	rows   []feed.Article
	query  feed.Query
	cursor int
	top    int // the first entry that is seen
	hits   []hit
}

// hit says which entry a drawn line belongs to; -1 for none.
type hit int

// Set replaces the entries. The selection stays on the same article when it is
// still there, else on the same row, else on the first.
func (p *Pane) Set(rows []feed.Article, q feed.Query) {
	selected, had := p.Selected()
	p.rows, p.query = rows, q
	p.cursor = min(p.cursor, max(0, len(rows)-1))
	if had {
		p.Select(selected.ID)
	}
	p.top = min(p.top, p.cursor)
}

// Select moves to an article; false when it is not in the list.
func (p *Pane) Select(id feed.ID) bool {
	if p.cursor < len(p.rows) && p.rows[p.cursor].ID == id {
		return true
	}
	for i := range p.rows {
		if p.rows[i].ID == id {
			p.cursor = i
			return true
		}
	}
	return false
}

// Change replaces the state of an article that is in the list.
func (p *Pane) Change(id feed.ID, f func(*feed.Article)) {
	for i := range p.rows {
		if p.rows[i].ID == id {
			f(&p.rows[i])
		}
	}
}

// Len returns how many entries there are.
func (p *Pane) Len() int { return len(p.rows) }

// Index returns which entry is selected, from 0.
func (p *Pane) Index() int { return p.cursor }

// Selected returns the selected article; false when the list is empty.
func (p *Pane) Selected() (feed.Article, bool) {
	if p.cursor >= len(p.rows) {
		return feed.Article{}, false
	}
	return p.rows[p.cursor], true
}

// Move moves the selection by n entries, as far as there are any, and reports
// whether it moved.
func (p *Pane) Move(n int) bool { return p.to(p.cursor + n) }

// First and Last move to the ends.
func (p *Pane) First() bool { return p.to(0) }

// Last moves to the end.
func (p *Pane) Last() bool { return p.to(len(p.rows) - 1) }

// Page moves by about a screen.
func (p *Pane) Page(direction int) bool {
	seen := map[hit]bool{}
	for _, h := range p.hits {
		if h >= 0 {
			seen[h] = true
		}
	}
	return p.Move(direction * max(1, len(seen)-1))
}

// Unread moves to the next unread entry in a direction; false when there is
// none.
func (p *Pane) Unread(direction int) bool {
	for i := p.cursor + direction; i >= 0 && i < len(p.rows); i += direction {
		if !p.rows[i].Read {
			return p.to(i)
		}
	}
	return false
}

func (p *Pane) to(i int) bool {
	i = max(0, min(i, len(p.rows)-1))
	moved := i != p.cursor
	p.cursor = i
	return moved
}

// Scroll moves what is seen without the selection, as a wheel does; the
// selection is taken along only when it would leave the screen.
func (p *Pane) Scroll(n int) {
	p.top = max(0, min(p.top+n, len(p.rows)-1))
	last := p.top
	for _, h := range p.hits {
		last = max(last, int(h)+n)
	}
	p.cursor = max(p.top, min(p.cursor, max(p.top, last-1)))
}

// Click selects the entry on a drawn line; again says that it was selected
// before. ok is false where no entry is.
func (p *Pane) Click(line int) (again, ok bool) {
	if line < 0 || line >= len(p.hits) || p.hits[line] < 0 {
		return false, false
	}
	return !p.to(int(p.hits[line])), true
}

// View draws the list: exactly Height lines of Width cells.
func (p *Pane) View(o Options) []string {
	o.Width, o.Height = max(1, o.Width), max(1, o.Height)
	p.reveal(o)
	out := make([]string, 0, o.Height)
	p.hits = p.hits[:0]
	put := func(s string, h hit) {
		if len(out) < o.Height {
			out, p.hits = append(out, s), append(p.hits, h)
		}
	}
	for i := p.top; i < len(p.rows) && len(out) < o.Height; i++ {
		if title := p.group(i, o); title != "" {
			put(groupLine(title, o), -1)
			if o.Roomy {
				put(strings.Repeat(" ", o.Width), -1)
			}
		}
		selected := i == p.cursor
		for _, l := range p.entry(i, o) {
			put(paint(l, selected, o), hit(i))
		}
		if o.Roomy {
			put(strings.Repeat(" ", o.Width), -1)
		}
	}
	for len(out) < o.Height {
		put(strings.Repeat(" ", o.Width), -1)
	}
	return out
}

// reveal moves what is seen so that the selection is seen whole.
func (p *Pane) reveal(o Options) {
	p.top = min(p.top, p.cursor)
	if len(p.rows) == 0 {
		return
	}
	best, height := p.cursor, 0
	for i := p.cursor; i >= p.top; i-- {
		height += len(p.entry(i, o))
		if o.Roomy && i < p.cursor {
			height++
		}
		if i < p.cursor && height+dayRows(o) > o.Height { // the first one that is seen has its day above it
			break
		}
		best = i
		if i > 0 && p.day(i, o) != p.day(i-1, o) {
			height += dayRows(o)
		}
	}
	p.top = best
}

// dayRows is how many rows the line of a day takes.
func dayRows(o Options) int {
	switch {
	case o.dayless():
		return 0
	case o.Roomy:
		return 2
	}
	return 1
}

// leastForDays is the height below which days would leave no room for entries.
const leastForDays = 6

func (o Options) dayless() bool { return o.Short || o.Height < leastForDays }

func (p *Pane) day(i int, o Options) string { return o.Clock.Group(p.rows[i].Dated()) }

// group returns the day that begins with an entry, "" when it goes on.
func (p *Pane) group(i int, o Options) string {
	if o.dayless() || i > p.top && p.day(i, o) == p.day(i-1, o) {
		return ""
	}
	return p.day(i, o)
}

func groupLine(title string, o Options) string {
	l := render.Line{render.Text(render.Trim(title, o.Width), theme.Look{Ink: theme.Second})}
	if n := o.Width - l.Width() - 1; n > 0 {
		l = append(l, render.Text(" "+strings.Repeat("─", n), theme.Look{Ink: theme.Hairline}))
	}
	return render.PaintLine(o.Theme, l, o.Width, theme.Paper)
}

// paint draws one line of an entry, the selected one with a bar.
func paint(l render.Line, selected bool, o Options) string {
	bar, ground := render.Text(" ", theme.Look{}), theme.Paper
	switch {
	case selected && o.Focused:
		bar, ground = render.Text("▌", theme.Look{Ink: theme.Accent}), theme.Raised
	case selected:
		bar = render.Text("▌", theme.Look{Ink: theme.Line})
	}
	return render.PaintLine(o.Theme, append(render.Line{bar}, l...), o.Width, ground)
}
