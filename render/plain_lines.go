package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/feed"

	"github.com/charmbracelet/x/ansi"
	east "github.com/yuin/goldmark/extension/ast"
)

const (
	// minPlainWidth keeps deeply nested text from becoming one letter a line.
	minPlainWidth = 20
	// maxPlainTable is how wide a table may be before its rows are told cell
	// by cell, when no width is asked for.
	maxPlainTable = 120
)

// narrowPlain returns the width that is left of one beside an indent; 0, which is
// no limit, stays 0.
func narrowPlain(width, indent int) int {
	if width == 0 {
		return 0
	}
	return max(minPlainWidth, width-indent)
}

// indentPlain puts a prefix before each line.
func indentPlain(lines []string, prefix string) []string {
	for i, l := range lines {
		lines[i] = strings.TrimRight(prefix+l, " ")
	}
	return lines
}

// hangPlain puts a mark before the first line and as many blanks before the others.
func hangPlain(lines []string, mark string) []string {
	blanks := strings.Repeat(" ", len(mark))
	for i, l := range lines {
		if i == 0 {
			lines[i] = mark + l
		} else if l != "" {
			lines[i] = blanks + l
		}
	}
	return lines
}

// wrapPlain breaks text at blanks, and between the characters of scripts that
// have none, so that lines are at most width cells wide; a longer word stands
// alone. Line feeds break it always. With width 0 nothing else does.
func wrapPlain(text string, width int) []string {
	var lines []string
	for hard := range strings.SplitSeq(text, "\n") {
		words := strings.Fields(hard)
		if len(words) == 0 {
			continue
		}
		if width <= 0 {
			lines = append(lines, strings.Join(words, " "))
			continue
		}
		lines = append(lines, fillPlain(words, width)...)
	}
	return lines
}

// fillPlain sets words into lines, as many as each will take.
func fillPlain(words []string, width int) []string {
	var lines []string
	var line strings.Builder
	used := 0
	for _, word := range words {
		glue := " "
		for word != "" {
			n := unbrokenPlain(word)
			w := ansi.StringWidth(word[:n])
			if used > 0 && used+len(glue)+w > width {
				lines = append(lines, line.String())
				line.Reset()
				used = 0
			}
			if used > 0 {
				line.WriteString(glue)
				used += len(glue)
			}
			line.WriteString(word[:n])
			used += w
			word, glue = word[n:], ""
		}
	}
	return append(lines, line.String())
}

// unbrokenPlain returns how many bytes of a word must stay together: all of them, or,
// in Chinese and Japanese, one character with the signs that may not begin a
// line after it or end one before it.
func unbrokenPlain(word string) int {
	r, n := utf8.DecodeRuneInString(word)
	opens := strings.ContainsRune("「『（【〈《", r)
	if !opens && !feed.IsCJK(r) {
		if i := strings.IndexFunc(word, feed.IsCJK); i > 0 {
			return i
		}
		return len(word)
	}
	for n < len(word) {
		next, size := utf8.DecodeRuneInString(word[n:])
		if !opens && !unicode.IsMark(next) && !strings.ContainsRune("、。」』），】〉》！？：；・ー々", next) {
			break
		}
		opens = false
		n += size
	}
	return n
}

// table aligns the columns when they fit; otherwise it tells each row cell by
// cell with the heading of its column.
func (p *plainText) table(n *east.Table, width int) []string {
	var rows [][]string
	var widths []int
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		var row []string
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			cell := feed.WashLine(p.inline(c))
			if len(row) == len(widths) {
				widths = append(widths, 0)
			}
			widths[len(row)] = max(widths[len(row)], ansi.StringWidth(cell))
			row = append(row, cell)
		}
		rows = append(rows, row)
	}
	total := -2
	for _, w := range widths {
		total += w + 2
	}
	limit := width
	if limit == 0 {
		limit = maxPlainTable
	}
	if total > limit {
		return tellPlain(rows, width)
	}
	var lines []string
	for _, row := range rows {
		lines = append(lines, alignPlain(row, widths, n.Alignments))
	}
	return lines
}

func alignPlain(row []string, widths []int, to []east.Alignment) string {
	var b strings.Builder
	for i, cell := range row {
		if i > 0 {
			b.WriteString("  ")
		}
		gap := widths[i] - ansi.StringWidth(cell)
		before := 0
		if i < len(to) && to[i] == east.AlignRight {
			before = gap
		} else if i < len(to) && to[i] == east.AlignCenter {
			before = gap / 2
		}
		b.WriteString(strings.Repeat(" ", before) + cell + strings.Repeat(" ", gap-before))
	}
	return strings.TrimRight(b.String(), " ")
}

// tellPlain lists a table's rows as "heading: cell", with a blank line between them.
func tellPlain(rows [][]string, width int) []string {
	var lines []string
	for _, row := range rows[1:] {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		for i, cell := range row {
			if cell == "" {
				continue
			}
			if i < len(rows[0]) && rows[0][i] != "" {
				cell = rows[0][i] + ": " + cell
			}
			lines = append(lines, wrapPlain(cell, width)...)
		}
	}
	return lines
}
