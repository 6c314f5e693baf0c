package render

import (
	"strings"
	"unicode"

	"broadsheet/render/theme"

	"github.com/yuin/goldmark/ast"
)

// The narrowest page, and the narrowest column within it: blocks that are
// nested deeper are not indented any more.
const (
	leastMeasure = 20
	leastWidth   = 12
)

// setter sets one article at one measure.
type setter struct {
	copy    *Copy
	o       Options
	glamour *glamour
	page    *Page
	frames  []*margin
	first   bool // the block being set is the article's first
	gap     bool // a blank line is due before the next one
	ink     theme.Look
	quotes  int // how many quotes the block stands in
	lists   int // how many lists the block stands in
	colour  int // how much code has been coloured, see colours
}

// margin is what stands left of a block's lines: a bullet and then blanks, a
// quote's bar, an indent.
type margin struct {
	head, rest Run
	used       bool
}

func newSetter(c *Copy, o Options) *setter {
	o.Measure = max(o.Measure, leastMeasure)
	return &setter{copy: c, o: o, glamour: newGlamour(c.inliner.nonce), page: &Page{
		Measure: o.Measure, Places: c.places, Anchors: map[string]int{}}}
}

// snapshot returns the page as far as it is set. Later lines are only
// appended, so the snapshot can be read while setting goes on.
func (s *setter) snapshot() *Page {
	p := *s.page
	p.flat = nil
	p.Anchors = make(map[string]int, len(s.page.Anchors))
	for k, v := range s.page.Anchors {
		p.Anchors[k] = v
	}
	p.Notes = append([]int(nil), s.page.Notes...)
	return &p
}

// width is how wide a block may be within the margins.
func (s *setter) width() int {
	w := s.o.Measure
	for _, m := range s.frames {
		w -= m.rest.Width
	}
	return w
}

// within sets f's blocks behind a margin, unless the column would become too
// narrow.
func (s *setter) within(head, rest string, look theme.Look, f func()) {
	if s.width()-Width(rest) < leastWidth {
		f()
		return
	}
	s.frames = append(s.frames, &margin{head: frame(head, look), rest: frame(rest, look)})
	f()
	s.frames = s.frames[:len(s.frames)-1]
}

// put adds lines to the page, each behind its margins, after the blank line
// that may be due.
func (s *setter) put(lines ...Line) {
	for _, l := range lines {
		s.settle()
		s.add(l, false)
	}
}

// settle writes the blank line that is due, within the margins as they are.
func (s *setter) settle() {
	if s.gap && len(s.page.Lines) > 0 {
		s.add(nil, true)
	}
	s.gap = false
}

func (s *setter) add(l Line, blank bool) {
	var row Line
	for _, m := range s.frames {
		r := m.rest
		if !blank && !m.used {
			r, m.used = m.head, true
		}
		if r.Text != "" {
			row = append(row, r)
		}
	}
	row = trimMargins(append(row, l...))
	no, col := len(s.page.Lines), 0
	for _, r := range row {
		if r.Place >= 0 {
			s.span(int(r.Place), no, col, col+r.Width)
		}
		col += r.Width
	}
	s.page.Lines = append(s.page.Lines, row)
}

// trimMargins drops blank margins of a line that has nothing else.
func trimMargins(l Line) Line {
	for len(l) > 0 && l[len(l)-1].Part == Frame && l[len(l)-1].Look.Ground == theme.Paper && strings.TrimSpace(l[len(l)-1].Text) == "" {
		l = l[:len(l)-1]
	}
	return l
}

func (s *setter) span(place, line, col, end int) {
	sp := &s.page.Spans
	if k := len(*sp) - 1; k >= 0 && (*sp)[k].Place == place && (*sp)[k].Line == line && (*sp)[k].End == col {
		(*sp)[k].End = end
		return
	}
	*sp = append(*sp, Span{place, line, col, end})
}

// mark notes that a block begins with the next line.
func (s *setter) mark() {
	at := len(s.page.Lines)
	if s.gap && at > 0 {
		at++
	}
	s.page.Blocks = append(s.page.Blocks, at)
}

// inline has Glamour render the text in a block.
func (s *setter) inline(n ast.Node, look theme.Look) []Run {
	box := ast.NewTextBlock()
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		box.AppendChild(box, c)
	}
	runs, err := s.glamour.runs(s.copy.inliner.src, box, look)
	for c := box.FirstChild(); c != nil; c = box.FirstChild() {
		n.AppendChild(n, c)
	}
	if err != nil { // a writer in memory does not fail; if Glamour does, the words are shown without it
		return []Run{Text(s.copy.doc.Text(n), look)}
	}
	return runs
}

// text breaks runs into lines and puts them; a paragraph of a script written
// from right to left stands at the right edge.
func (s *setter) text(runs []Run) {
	if len(runs) == 0 {
		return
	}
	lines := Break(runs, s.width())
	if rightToLeft(runs) {
		for i, l := range lines {
			if pad := s.width() - l.Width(); pad > 0 {
				lines[i] = append(Line{frame(strings.Repeat(" ", pad), theme.Look{})}, l...)
			}
		}
	}
	s.put(lines...)
}

// rightToLeft reports whether the first strong letter is of such a script.
func rightToLeft(runs []Run) bool {
	for _, r := range runs {
		for _, c := range r.Text {
			if unicode.IsLetter(c) {
				return unicode.In(c, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
			}
		}
	}
	return false
}

// endMark sets the square after the last word, where there is room.
func (s *setter) endMark() {
	for i := len(s.page.Lines) - 1; i >= 0; i-- {
		l := s.page.Lines[i]
		if len(l) == 0 {
			continue
		}
		last := l[len(l)-1]
		if last.Part != Frame && last.Look.Ground == theme.Paper && l.Width()+2 <= s.o.Measure && len(s.page.Notes) == 0 && !rightToLeft(l) {
			s.page.Lines = append([]Line(nil), s.page.Lines...) // earlier pages keep the line as it was
			s.page.Lines[i] = append(l[:len(l):len(l)], frame(" ", theme.Look{}), frame("■", theme.Look{Ink: theme.Accent}))
		}
		return
	}
}
