package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The limits beyond which a table is no table that could be read.
const (
	maxColumns = 40
	maxCell    = 600    // bytes of text in one cell
	maxFillers = 20_000 // empty cells that stand for wide and high ones
)

// cell is a cell of a table, on one line.
type cell struct {
	runs  []run
	align string
}

// table sets a table: as a table of Markdown when its cells fit on lines, else
// block by block.
func (s *setter) table(n *html.Node, c context) {
	s.flush()
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.DataAtom == atom.Caption && !unseen(k) {
			s.captionText(part{k, c})
		}
	}
	rows := tableRows(n)
	if layout(n, rows) {
		for _, tr := range rows {
			s.unwrapRow(tr, c)
		}
		return
	}
	header := len(rows) > 0 && isHeader(rows[0])
	grid := s.grid(rows, c)
	if header && len(grid) > 0 && len(grid[0]) == 0 { // an empty header
		header = false
	}
	grid = dropEmpty(grid)
	columns := 0
	for _, row := range grid {
		columns = max(columns, len(row))
	}
	switch {
	case columns == 0:
	case columns == 1 || columns > maxColumns || len(grid) == 1 && !header:
		for _, row := range grid {
			s.rowAsText(row)
		}
	default:
		s.writeTable(grid, columns, header)
	}
}

// tableRows returns the rows of a table, those of tables in it left out.
func tableRows(n *html.Node) []*html.Node {
	var rows []*html.Node
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		switch k.DataAtom {
		case atom.Tr:
			rows = append(rows, k)
		case atom.Thead, atom.Tbody, atom.Tfoot:
			for r := k.FirstChild; r != nil; r = r.NextSibling {
				if r.DataAtom == atom.Tr {
					rows = append(rows, r)
				}
			}
		}
	}
	return rows
}

// isHeader reports whether a row names the columns.
func isHeader(tr *html.Node) bool {
	if tr.Parent != nil && tr.Parent.DataAtom == atom.Thead {
		return true
	}
	for k := tr.FirstChild; k != nil; k = k.NextSibling {
		if k.DataAtom == atom.Td {
			return false
		}
	}
	return find(tr, atom.Th) != nil
}

// layout reports whether a table only puts things beside each other: it has
// one column, or holds what cannot stand on one line.
func layout(n *html.Node, rows []*html.Node) bool {
	if r := attr(n, "role"); r == "presentation" || r == "none" {
		return true
	}
	widest := 0
	for _, tr := range rows {
		cells := 0
		for k := tr.FirstChild; k != nil; k = k.NextSibling {
			if k.DataAtom == atom.Td || k.DataAtom == atom.Th {
				cells++
				if bulky(k) {
					return true
				}
			}
		}
		widest = max(widest, cells)
	}
	return widest <= 1
}

// bulky reports whether a cell holds what cannot stand on one line.
func bulky(td *html.Node) bool {
	size := 0
	for k := next(td, td, false); k != nil; k = next(k, td, false) {
		if k.Type == html.TextNode {
			if size += len(strings.TrimSpace(k.Data)); size > maxCell {
				return true
			}
			continue
		}
		switch k.DataAtom {
		case atom.Table, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Pre, atom.Figure,
			atom.Article, atom.Section, atom.Hr, atom.Iframe, atom.Video:
			return true
		}
	}
	return false
}

// unwrapRow sets the cells of a row as blocks.
func (s *setter) unwrapRow(tr *html.Node, c context) {
	if unseen(tr) {
		return
	}
	for k := tr.FirstChild; k != nil; k = k.NextSibling {
		if k.Type == html.ElementNode && !unseen(k) {
			s.flush()
			s.children(k, c)
			s.flush()
		}
	}
}

// grid gathers the cells. A cell that spans several columns or rows is
// followed by empty ones.
func (s *setter) grid(rows []*html.Node, c context) [][]cell {
	var grid [][]cell
	var below []int // for each column how many more rows the cell above takes
	spare := maxFillers
	for _, tr := range rows {
		if unseen(tr) {
			continue
		}
		var row []cell
		fill := func() {
			for len(row) < len(below) && below[len(row)] > 0 && spare > 0 {
				spare--
				below[len(row)]--
				row = append(row, cell{})
			}
		}
		for k := tr.FirstChild; k != nil; k = k.NextSibling {
			if k.DataAtom != atom.Td && k.DataAtom != atom.Th || unseen(k) {
				continue
			}
			fill()
			wide, high := span(k, "colspan"), span(k, "rowspan")
			cl := cell{runs: s.collect(k, " / ", c), align: alignment(k)}
			for i := 0; i < wide && (i == 0 || spare > 0); i++ {
				row = append(row, cl)
				cl.runs = nil
				for len(below) < len(row) {
					below = append(below, 0)
				}
				below[len(row)-1] = high - 1
				spare--
			}
		}
		fill()
		grid = append(grid, row)
	}
	return grid
}

// span returns over how many columns or rows a cell reaches: 1 to 40.
func span(td *html.Node, key string) int {
	v, err := strconv.Atoi(strings.TrimSpace(attr(td, key)))
	if err != nil {
		return 1
	}
	return min(max(v, 1), maxColumns)
}

func alignment(td *html.Node) string {
	a := strings.ToLower(attr(td, "align"))
	if css := strings.ReplaceAll(strings.ToLower(attr(td, "style")), " ", ""); strings.Contains(css, "text-align:") {
		_, a, _ = strings.Cut(css, "text-align:")
	}
	switch {
	case strings.HasPrefix(a, "right"):
		return "---:"
	case strings.HasPrefix(a, "center"):
		return ":---:"
	}
	return "---"
}

// dropEmpty takes out the rows and columns that have nothing in them.
func dropEmpty(grid [][]cell) [][]cell {
	var used []bool
	rows := grid[:0]
	for _, row := range grid {
		filled := false
		for i := range row {
			if len(row[i].runs) > 0 {
				filled = true
				for len(used) <= i {
					used = append(used, false)
				}
				used[i] = true
			}
		}
		if filled {
			rows = append(rows, row)
		}
	}
	for r, row := range rows {
		kept := row[:0]
		for i := range row {
			if i < len(used) && used[i] {
				kept = append(kept, row[i])
			}
		}
		rows[r] = kept
	}
	return rows
}

// rowAsText sets a row as a paragraph.
func (s *setter) rowAsText(row []cell) {
	for i := range row {
		if len(row[i].runs) > 0 {
			s.joint(" · ")
			s.runs = append(s.runs, row[i].runs...)
		}
	}
	s.flush()
}

// writeTable writes the table. A row may have fewer cells than there are
// columns. Without a header the first line is empty, since Markdown has no
// table without one.
func (s *setter) writeTable(grid [][]cell, columns int, header bool) {
	s.block()
	first := []cell{}
	if header {
		first, grid = grid[0], grid[1:]
	}
	s.writeRow(first, columns)
	s.out = append(append(s.out, '\n'), s.cont...)
	s.out = append(s.out, '|')
	align := first
	if len(grid) > 0 {
		align = grid[0]
	}
	for i := range columns {
		a := "---"
		if i < len(align) && align[i].align != "" {
			a = align[i].align
		}
		s.out = append(append(append(s.out, ' '), a...), " |"...)
	}
	for _, row := range grid {
		s.out = append(append(s.out, '\n'), s.cont...)
		s.writeRow(row, len(row))
	}
}

func (s *setter) writeRow(row []cell, columns int) {
	s.out = append(s.out, '|')
	for i := range columns {
		s.out = append(s.out, ' ')
		if i < len(row) && len(row[i].runs) > 0 {
			s.inline(row[i].runs, spot{prev: ' ', cell: true})
			s.out = append(s.out, ' ')
		}
		s.out = append(s.out, '|')
	}
}
