// Package sheet owns what is laid over the page for a moment: the keys, and the
// articles that a link without an address may have meant.
package sheet

import (
	"strings"

	"broadsheet/feed"
	"broadsheet/render"
	"broadsheet/render/theme"
)

// Sheet is one sheet. It is drawn over the page and closed by Escape.
type Sheet struct {
	title, right string
	head         func(w int) []render.Line // above the rows; does not scroll; may be nil
	rows         func(w int) [][]render.Line
	set          setting
	choice       bool // rows are chosen; otherwise they are only read
	count        int
	cursor, top  int
	widest       int
	whole        Size  // in smaller windows it takes the whole of them
	lines        []int // for each drawn line its row, or -1
	page         int   // how many lines were last shown
}

// setting is a sheet's lines at one width, kept because nothing of them changes
// while the sheet lies there.
type setting struct {
	w    int // 0: not set yet
	head []render.Line
	rows [][]render.Line
}

// at sets the sheet at a width of at least 1.
func (s *Sheet) at(w int) setting {
	w = max(1, w)
	if s.set.w != w {
		s.set = setting{w: w, rows: s.rows(w)}
		if s.head != nil {
			s.set.head = s.head(w)
		}
	}
	return s.set
}

// Size is a window's.
type Size struct{ Width, Height int }

// Options say how a sheet is drawn.
type Options struct {
	Width, Height int // of the window
	Theme         *theme.Theme
}

// padding is the white at both sides of a sheet.
const padding = 3

// leastForHead is the height up to which a sheet has room for its rows only.
const leastForHead = 10

// Place returns where the sheet lies in a window: a third from the top when
// there is room round it, else the whole window.
func (s *Sheet) Place(o Options) (x, y, w, h int) {
	w = min(s.widest, o.Width-4)
	if o.Width < s.whole.Width || o.Height < s.whole.Height {
		return 0, 0, max(1, o.Width), max(1, o.Height)
	}
	h = min(s.height(w-2*padding), o.Height-2)
	return (o.Width - w) / 2, (o.Height - h) / 3, w, h
}

// height is how many lines the sheet would like.
func (s *Sheet) height(inner int) int {
	n := 5 // edge, title, rule, blank, blank at the end
	if s.head != nil {
		n += len(s.at(inner).head) + 1
	}
	for _, r := range s.at(inner).rows {
		n += len(r)
	}
	return n
}

// Choice reports whether the rows are there to be chosen.
func (s *Sheet) Choice() bool { return s.choice }

// Row returns the chosen row, from 0.
func (s *Sheet) Row() int { return s.cursor }

// Move chooses another row, or scrolls where there is nothing to choose.
func (s *Sheet) Move(n int) {
	if s.choice {
		s.cursor = max(0, min(s.cursor+n, s.count-1))
		return
	}
	s.top = max(0, s.top+n)
}

// Page moves by a screen.
func (s *Sheet) Page(direction int) {
	if s.choice {
		s.Move(direction * s.count)
		return
	}
	s.Move(direction * max(1, s.page-1))
}

// Click chooses the row on a drawn line; again says that it was chosen before.
func (s *Sheet) Click(line int) (again, ok bool) {
	if !s.choice || line < 0 || line >= len(s.lines) || s.lines[line] < 0 {
		return false, false
	}
	again = s.cursor == s.lines[line]
	s.cursor = s.lines[line]
	return again, true
}

// View draws the sheet: as many lines as Place says, each as wide as it says.
func (s *Sheet) View(o Options) []string {
	_, _, w, h := s.Place(o)
	inner := max(1, w-2*padding)
	d := drawing{o: o, w: w, boxed: o.Theme.Profile != theme.Rich && w > 2*padding && h > 4}
	d.edge("┌", "─", "┐")
	right := s.right
	if !s.choice && s.height(inner) > h {
		right = "space turns   " + right
	}
	if render.Width(s.title)+2+render.Width(right) > inner {
		right = ""
	}
	gap := max(1, inner-render.Width(s.title)-render.Width(right))
	d.put(render.Line{render.Text(s.title, theme.Look{Ink: theme.Head, Attr: theme.Bold}),
		render.Text(strings.Repeat(" ", gap)+right, theme.Look{Ink: theme.Third})}, -1, false)
	d.put(render.Line{render.Text(strings.Repeat("─", inner), theme.Look{Ink: theme.Line})}, -1, false)
	roomy := h > leastForHead || h >= s.height(inner)
	if s.head != nil && roomy {
		for _, l := range s.at(inner).head {
			d.put(l, -1, false)
		}
	}
	if roomy {
		d.put(nil, -1, false)
	}
	body, rows := s.flat(inner)
	room := max(1, h-len(d.lines)-1)
	s.page = room
	s.reveal(rows, room)
	for i := s.top; i < len(body) && i < s.top+room; i++ {
		d.put(body[i], rows[i], s.choice && rows[i] == s.cursor)
	}
	for len(d.lines) < h {
		d.put(nil, -1, false)
	}
	if d.boxed {
		d.lines, d.rows = d.lines[:h-1], d.rows[:h-1]
		d.edge("└", "─", "┘")
	}
	s.lines = append(s.lines[:0], d.rows[:h]...)
	return d.lines[:h]
}

// flat puts all rows below each other, and says which row each line is of.
func (s *Sheet) flat(inner int) ([]render.Line, []int) {
	var body []render.Line
	var rows []int
	for i, r := range s.at(inner).rows {
		for _, l := range r {
			row := i
			if len(l) == 0 { // the blank between two rows is of neither
				row = -1
			}
			body, rows = append(body, l), append(rows, row)
		}
	}
	return body, rows
}

// reveal scrolls so that the chosen row is seen, and not beyond the end.
func (s *Sheet) reveal(rows []int, room int) {
	s.top = max(0, min(s.top, len(rows)-room))
	if !s.choice {
		return
	}
	first, last := -1, -1
	for i, r := range rows {
		if r == s.cursor {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if last >= s.top+room {
		s.top = last - room + 1
	}
	if first >= 0 && first < s.top {
		s.top = first
	}
}

// drawing is a sheet while it is being drawn.
type drawing struct {
	o     Options
	w     int
	boxed bool
	lines []string
	rows  []int
}

// edge is the accent stroke along the top. Without colours there is no raised
// ground, so there the sheet is boxed.
func (d *drawing) edge(left, stroke, right string) {
	line := left + strings.Repeat(stroke, max(0, d.w-2)) + right
	if !d.boxed {
		line = strings.Repeat("▔", d.w)
	}
	d.lines = append(d.lines, render.PaintLine(d.o.Theme, render.Line{render.Text(line, theme.Look{Ink: theme.Accent})}, d.w, theme.Raised))
	d.rows = append(d.rows, -1)
}

func (d *drawing) put(l render.Line, row int, chosen bool) {
	lead := render.Line{render.Text(strings.Repeat(" ", padding), theme.Look{})}
	if chosen {
		lead = render.Line{render.Text(strings.Repeat(" ", padding-2), theme.Look{}),
			render.Text("▌", theme.Look{Ink: theme.Accent}), render.Text(" ", theme.Look{})}
	}
	line := append(lead, l...)
	if d.boxed {
		side := render.Text("│", theme.Look{Ink: theme.Accent})
		line[0] = render.Text(line[0].Text[1:], theme.Look{})
		if gap := d.w - 2 - line.Width(); gap > 0 {
			line = append(line, render.Text(strings.Repeat(" ", gap), theme.Look{}))
		}
		line = append(append(render.Line{side}, line...), side)
	}
	d.lines = append(d.lines, render.PaintLine(d.o.Theme, line, d.w, theme.Raised))
	d.rows = append(d.rows, row)
}

// Sources is the sheet for a link without an address: the articles that are
// nearest to it, and last a search on the web.
func Sources(link feed.Link, found []feed.Related, clock render.Clock) *Sheet {
	about := link.Sentence
	if about == "" {
		about = link.Text
	}
	s := &Sheet{title: "Find the source", right: "enter opens   esc closes", choice: true, count: len(found) + 1, widest: 76, whole: Size{60, 16}}
	s.head = func(w int) []render.Line {
		var out []render.Line
		for _, t := range render.Balance(render.Quote(render.Narrow(about)), w, 3) {
			out = append(out, render.Line{render.Text(t, theme.Look{Ink: theme.Second, Attr: theme.Italic})})
		}
		say := "The link has no address. Nearest among your papers:"
		if len(found) == 0 {
			say = "The link has no address, and nothing in your papers is close to it."
		}
		for _, t := range render.Wrap(say, w) {
			out = append(out, render.Line{render.Text(t, theme.Look{Ink: theme.Third})})
		}
		return out
	}
	s.rows = func(w int) [][]render.Line {
		var out [][]render.Line
		for _, r := range found {
			out = append(out, sourceRow(r, clock, w))
		}
		return append(out, []render.Line{{render.Text(render.Trim("Search the web for these words", w), theme.Look{Ink: theme.Link})}})
	}
	return s
}

func sourceRow(r feed.Related, clock render.Clock, w int) []render.Line {
	var out []render.Line
	for _, t := range render.Balance(render.Narrow(r.Article.Title), w, 2) {
		out = append(out, render.Line{render.Text(t, theme.Look{Ink: theme.Head, Attr: theme.Bold})})
	}
	meta := clock.ShortAge(r.Article.Dated())
	if r.Article.Paper != "" {
		meta = render.Narrow(r.Article.Paper) + " · " + meta
	}
	if r.Why != "" {
		meta += " · " + r.Why
	}
	out = append(out, render.Line{render.Text(render.Trim(meta, w), theme.Look{Ink: theme.Third})})
	return append(out, nil)
}
