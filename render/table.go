package render

import (
	"slices"
	"strings"
	"unicode"

	"broadsheet/render/theme"

	east "github.com/yuin/goldmark/extension/ast"
)

const (
	columnGap   = 2 // blanks between two columns
	leastColumn = 6 // cells; narrower columns are not read but deciphered
	longColumn  = 18
)

// grid is a table before it is set: runs by row and column, the head first.
type grid struct {
	head  [][]Run // nil when every cell of it is empty
	rows  [][][]Run
	right []bool // the column is aligned right
	mid   []bool // the column is centred
}

// table sets a table with horizontal rules only: heavy above and below, light
// under the head. Numbers stand right. What does not fit turns within its
// column; what cannot turn is set as one record below the other.
func (s *setter) table(n *east.Table) {
	g := s.grid(n)
	if len(g.right) == 0 {
		return
	}
	s.gap = true
	s.mark()
	widths, ok := g.columns(s.width())
	if !ok {
		s.records(g)
		return
	}
	heavy := Line{frame(strings.Repeat("━", s.width()), theme.Look{Ink: theme.Second})}
	s.put(heavy)
	if g.head != nil {
		s.put(g.row(g.head, widths)...)
		s.put(Line{frame(strings.Repeat("─", s.width()), theme.Look{Ink: theme.Line})})
	}
	for _, row := range g.rows {
		s.mark() // so that a row stays in view in a resize, however its cells turn
		s.put(g.row(row, widths)...)
	}
	s.put(heavy)
	s.gap = true
}

func (s *setter) grid(n *east.Table) grid {
	var g grid
	columns := len(n.Alignments)
	g.right, g.mid = make([]bool, columns), make([]bool, columns)
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		head := r.Kind() == east.KindTableHeader
		look := theme.Look{}
		if head {
			look = theme.Look{Ink: theme.Second, Attr: theme.Bold}
		}
		row := make([][]Run, columns)
		i := 0
		for c := r.FirstChild(); c != nil && i < columns; c = c.NextSibling() {
			row[i] = s.inline(c, look)
			i++
		}
		switch {
		case !head:
			g.rows = append(g.rows, row)
		case slices.ContainsFunc(row, func(c []Run) bool { return len(c) > 0 }):
			g.head = row
		}
	}
	for i, a := range n.Alignments {
		g.mid[i] = a == east.AlignCenter
		g.right[i] = a == east.AlignRight || a == east.AlignNone && g.numeric(i)
	}
	return g
}

// numeric reports whether a column holds numbers only.
func (g *grid) numeric(column int) bool {
	found := false
	for _, row := range g.rows {
		t := strings.TrimSpace(Line(row[column]).Text())
		if t == "" || t == "–" || t == "-" {
			continue
		}
		digits := 0
		for _, r := range t {
			switch {
			case unicode.IsDigit(r):
				digits++
			case unicode.IsLetter(r):
				return false
			}
		}
		if digits == 0 {
			return false
		}
		found = true
	}
	return found
}

// columns returns how wide each column is in all. Columns are as wide as their
// widest cell when that fits; else the widest give way first. The first column
// takes what is left over.
func (g *grid) columns(width int) ([]int, bool) {
	n := len(g.right)
	room := width - columnGap*(n-1)
	if room < n*leastColumn && n > 1 {
		return nil, false
	}
	widths := make([]int, n)
	sum := 0
	rows := g.all()
	for i := range widths {
		for _, row := range rows {
			widths[i] = max(widths[i], Line(row[i]).Width())
		}
		widths[i] = max(1, widths[i])
		sum += widths[i]
	}
	if sum > room && !shrink(widths, least(rows, n), sum-room) {
		return nil, false
	}
	widths[0] += max(0, room-sum)
	return widths, true
}

// shrink takes cells off the widest columns, but none below its least; false
// when that is not enough.
func shrink(widths, least []int, over int) bool {
	for ; over > 0; over-- {
		widest := -1
		for i, w := range widths {
			if w > least[i] && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return false
		}
		widths[widest]--
	}
	return true
}

// least returns how narrow each column can be: as its longest word, which is
// not broken unless it is longer than any word should be.
func least(rows [][][]Run, columns int) []int {
	out := make([]int, columns)
	for i := range out {
		out[i] = leastColumn
		for _, row := range rows {
			out[i] = max(out[i], min(longestWord(row[i]), longColumn))
		}
	}
	return out
}

func (g *grid) all() [][][]Run {
	if g.head == nil {
		return g.rows
	}
	return append([][][]Run{g.head}, g.rows...)
}

// row sets one row of cells, as many lines high as its highest cell.
func (g *grid) row(cells [][]Run, widths []int) []Line {
	var out []Line
	for i, c := range cells {
		col := 0
		for k := range i {
			col += widths[k] + columnGap
		}
		for k, l := range Break(c, widths[i]) {
			if len(l) > 0 && i > 0 {
				l[0].joined = false // the cell before ends the line above
			}
			if k == len(out) {
				out = append(out, nil)
			}
			indent := col
			switch free := widths[i] - l.Width(); {
			case g.right[i]:
				indent += free
			case g.mid[i]:
				indent += free / 2
			}
			if pad := indent - out[k].Width(); pad > 0 {
				out[k] = append(out[k], frame(strings.Repeat(" ", pad), theme.Look{}))
			}
			out[k] = append(out[k], l...)
		}
	}
	if out == nil {
		out = []Line{nil}
	}
	return out
}

// unlink takes the links out of the head that is repeated in each record: a
// place stands once on a page.
func (g *grid) unlink() {
	for i, cell := range g.head {
		var plain []Run
		for _, r := range cell {
			if r.Place = -1; r.Part == Words {
				plain = append(plain, r)
			}
		}
		g.head[i] = plain
	}
}

// records sets a table that is too wide for columns: each row as a block of
// "head  value" lines.
func (s *setter) records(g grid) {
	rule := Line{frame(strings.Repeat("━", s.width()), theme.Look{Ink: theme.Second})}
	s.put(rule)
	if len(g.rows) == 0 {
		for _, cell := range g.head {
			s.put(Break(cell, s.width())...)
		}
	}
	for i, row := range g.rows {
		if i > 0 {
			s.put(Line{frame(strings.Repeat("─", s.width()), theme.Look{Ink: theme.Line})})
			g.unlink()
		}
		s.mark() // as many blocks as the columns would have
		for k, cell := range row {
			var runs []Run
			if g.head != nil && len(g.head[k]) > 0 {
				runs = append(append(runs, g.head[k]...), Text("  ", theme.Look{}))
			}
			s.put(Break(append(runs, cell...), s.width())...)
		}
	}
	s.put(rule)
	s.gap = true
}
