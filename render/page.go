// Package render owns the page: an article at a measure becomes lines of runs,
// with every link's cells known, and lines become what a terminal shows.
//
// Glamour renders what stands inside a block: emphasis, code, links. The frame
// of the blocks and the breaking of lines are set here, because a page must
// know where each word lies and break the same way in every view.
package render

import (
	"sort"

	"broadsheet/feed"
	"broadsheet/render/theme"

	"github.com/charmbracelet/x/ansi"
)

// Part says what a run is to its line.
type Part uint8

// The parts. Only Words is text of the article: the others are left out of
// finding, copying and the count by which a page is held still in a resize.
const (
	Words  Part = iota
	Number      // the superscript behind a link, or the mark of a footnote
	Frame       // bullets, bars, rules, padding
)

// Run is a stretch of one look, one link and one part.
type Run struct {
	Text  string
	Width int // cells
	Look  theme.Look
	Place int32 // index in Page.Places, -1 for none
	Part  Part
	// joined says that the line before ended within a word: no blank parts
	// the two.
	joined bool
}

// Line is one row of cells, without its padding at the right.
type Line []Run

// Width returns how many cells the line covers.
func (l Line) Width() int {
	w := 0
	for _, r := range l {
		w += r.Width
	}
	return w
}

// Text returns the line without looks.
func (l Line) Text() string {
	if len(l) == 1 {
		return l[0].Text
	}
	var s string
	for _, r := range l {
		s += r.Text
	}
	return s
}

// Text makes a run of plain text.
func Text(s string, look theme.Look) Run {
	return Run{Text: s, Width: Width(s), Look: look, Place: -1}
}

// frame makes a run that is no text of the article.
func frame(s string, look theme.Look) Run {
	r := Text(s, look)
	r.Part = Frame
	return r
}

// Width returns how many cells a string covers, by grapheme cluster.
func Width(s string) int {
	for i := range len(s) {
		if s[i] >= 0x80 || s[i] < ' ' {
			return ansi.StringWidth(s)
		}
	}
	return len(s)
}

// Span is the cells [Col, End) of one line that belong to a place.
type Span struct {
	Place          int
	Line, Col, End int
}

// Place is one spot of the page that can be followed.
type Place struct {
	Link feed.Link // without sentence and speaker
	Note int       // the footnote it points to, from 1; 0 for none
}

// Page is an article set at one measure. A page that is still being set is
// handed out again and again, each time longer; what an earlier one holds does
// not change any more.
type Page struct {
	Measure int // cells
	Lines   []Line
	Places  []Place
	Spans   []Span // in order of lines and columns
	Blocks  []int  // the first line of each block, in order
	Anchors map[string]int
	Notes   []int // the line where footnote i+1 begins; 0 when it has none yet
	Done    bool  // the whole article has been set
	flat    *flat // of Lines, made when first needed
}

// At returns the place under a cell, or -1.
func (p *Page) At(line, col int) int {
	if line < 0 || line >= len(p.Lines) || col < 0 {
		return -1
	}
	for _, r := range p.Lines[line] {
		if col -= r.Width; col < 0 {
			return int(r.Place)
		}
	}
	return -1
}

// SpansOf returns the cells of a place, top to bottom.
func (p *Page) SpansOf(place int) []Span {
	var out []Span
	for _, s := range p.Spans {
		if s.Place == place {
			out = append(out, s)
		}
	}
	return out
}

// PlacesIn returns the places with a cell in the lines [top, top+h), in
// reading order.
func (p *Page) PlacesIn(top, h int) []int {
	var out []int
	seen := map[int]bool{}
	for _, s := range p.spansFrom(top) {
		if s.Line >= top+h {
			break
		}
		if !seen[s.Place] { // the cells of a table take turns
			seen[s.Place] = true
			out = append(out, s.Place)
		}
	}
	return out
}

// spansFrom returns the spans from a line on.
func (p *Page) spansFrom(line int) []Span {
	return p.Spans[sort.Search(len(p.Spans), func(i int) bool { return p.Spans[i].Line >= line }):]
}

// Spot is a word of an article, wherever a page puts it: the block, and how
// many of its characters come before.
type Spot struct{ Block, Chars int }

// Spot returns the first word of a line, or of the next line that has any.
func (p *Page) Spot(line int) Spot {
	line = max(0, min(line, len(p.Lines)))
	b := 0
	for b+1 < len(p.Blocks) && p.Blocks[b+1] <= line {
		b++
	}
	if len(p.Blocks) == 0 {
		return Spot{}
	}
	s := Spot{Block: b}
	for _, l := range p.Lines[min(p.Blocks[b], line):line] {
		s.Chars += chars(l)
	}
	return s
}

// LineOf returns the line that holds a spot; the last one when the page is
// shorter.
func (p *Page) LineOf(s Spot) int {
	if len(p.Blocks) == 0 {
		return 0
	}
	if s.Block >= len(p.Blocks) {
		return max(0, len(p.Lines)-1)
	}
	end := len(p.Lines)
	if s.Block+1 < len(p.Blocks) {
		end = p.Blocks[s.Block+1]
	}
	line, left := min(p.Blocks[s.Block], max(0, len(p.Lines)-1)), s.Chars
	for ; line+1 < end; line++ {
		if n := chars(p.Lines[line]); left < n || left == 0 {
			break
		} else {
			left -= n
		}
	}
	return max(0, min(line, len(p.Lines)-1)) // a block at the end may be empty
}

// chars counts the characters of a line that are no blanks and no furniture:
// they are the same at every measure.
func chars(l Line) int {
	n := 0
	for _, r := range l {
		if r.Part != Words {
			continue
		}
		for _, c := range r.Text {
			if c != ' ' {
				n++
			}
		}
	}
	return n
}
