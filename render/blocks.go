package render

import (
	"strconv"
	"strings"

	"broadsheet/render/theme"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// block sets one block and those in it.
func (s *setter) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		s.crosshead(n)
	case *ast.Paragraph, *ast.TextBlock:
		s.paragraph(n)
	case *ast.Blockquote:
		s.quote(n)
	case *ast.List:
		s.list(n)
	case *ast.FencedCodeBlock:
		s.code(n, string(n.Language(s.copy.doc.Source)))
	case *ast.CodeBlock:
		s.code(n, "")
	case *ast.ThematicBreak:
		s.gap = true
		s.mark()
		stars := "*   *   *"
		s.put(Line{frame(strings.Repeat(" ", max(0, (s.width()-Width(stars))/2)), theme.Look{}), frame(stars, theme.Look{Ink: theme.Third})})
		s.gap = true
	case *east.Table:
		s.table(n)
	case *east.DefinitionList:
		s.definitions(n)
	case *east.FootnoteList:
		s.footnotes(n)
	default:
		s.children(n)
	}
}

func (s *setter) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s.block(c)
	}
}

// crosshead sets a heading: run in, without a blank line below.
func (s *setter) crosshead(n *ast.Heading) {
	look := theme.Look{Ink: theme.Head, Attr: theme.Bold}
	switch {
	case n.Level == 3:
		look = theme.Look{Attr: theme.Bold | theme.Italic}
	case n.Level > 3:
		look = theme.Look{Ink: theme.Second, Attr: theme.Bold}
	}
	s.gap = true
	s.mark()
	if id, ok := n.AttributeString("id"); ok {
		if b, ok := id.([]byte); ok {
			s.page.Anchors[string(b)] = s.page.Blocks[len(s.page.Blocks)-1]
		}
	}
	if runs := s.inline(n, look); len(runs) > 0 {
		s.text(runs)
		s.gap = false
	}
}

func (s *setter) paragraph(n ast.Node) {
	if n.FirstChild() == nil {
		return
	}
	look := s.ink
	runs := s.inline(n, look)
	if len(runs) == 0 {
		return
	}
	if s.quotes > 0 {
		runs = attribution(runs)
	}
	s.mark()
	if s.first && n.Parent().Kind() == ast.KindDocument {
		runs = leadIn(runs)
	}
	if s.quotes > 0 && strings.HasPrefix(runs[0].Text, "“") && !rightToLeft(runs) {
		s.within("", " ", theme.Look{}, func() { s.text(runs) }) // the quotation mark hangs
	} else {
		s.text(runs)
	}
	s.gap = true
}

// attribution sets the line that names who is quoted roman, in the third ink.
func attribution(runs []Run) []Run {
	if !strings.HasPrefix(runs[0].Text, "—") && !strings.HasPrefix(runs[0].Text, "– ") {
		return runs
	}
	for i := range runs {
		runs[i].Look.Ink = theme.Third
		runs[i].Look.Attr &^= theme.Italic
	}
	return runs
}

// Where the bar of a quote stands, and its text.
const (
	quoteIndent = 6
	narrowQuote = 2
)

func (s *setter) quote(n ast.Node) {
	indent := quoteIndent
	if s.quotes > 0 || s.lists > 0 || s.o.Measure < 56 {
		indent = narrowQuote
	}
	s.gap = true
	s.settle() // the blank line before stands outside the bar
	ink := s.ink
	s.ink.Attr |= theme.Italic
	s.quotes++
	bar := strings.Repeat(" ", indent) + "┃  "
	s.within(bar, bar, theme.Look{Ink: theme.Line}, func() { s.children(n) })
	s.quotes--
	s.ink = ink
	s.gap = true
}

func (s *setter) list(n *ast.List) {
	if s.lists == 0 && !s.afterCrosshead() {
		s.gap = true
	} else {
		s.gap = false
	}
	s.lists++
	number, last := n.Start, n.Start+n.ChildCount()-1
	digits := len(strconv.Itoa(max(last, 1)))
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		head := s.bullet(item, n.IsOrdered(), number, digits)
		number++
		look := theme.Look{Ink: theme.Third}
		if n.IsOrdered() {
			look = theme.Look{Ink: theme.Second}
		}
		s.within(head, strings.Repeat(" ", Width(head)), look, func() {
			s.children(item)
		})
		s.gap = !n.IsTight && item.ChildCount() > 1 // a long item ends with a blank line
	}
	s.lists--
	s.gap = s.lists == 0
}

// afterCrosshead reports whether the line above is run in with what follows.
func (s *setter) afterCrosshead() bool { return !s.gap && len(s.page.Lines) > 0 }

// bullet is what stands before a list item: a sign for each level, a number
// aligned on its dot, or the box of a task.
func (s *setter) bullet(item ast.Node, ordered bool, number, digits int) string {
	if box, ok := task(item); ok {
		return "  " + box + " "
	}
	if ordered {
		t := strconv.Itoa(number)
		return strings.Repeat(" ", max(1, 2+digits-len(t))) + t + ". "
	}
	return "  " + []string{"•", "–", "·"}[min(s.lists-1, 2)] + " "
}

func task(item ast.Node) (string, bool) {
	if v, ok := item.AttributeString(taskAttribute); ok {
		if v == true {
			return "[x]", true
		}
		return "[ ]", true
	}
	return "", false
}

func (s *setter) definitions(n ast.Node) {
	s.gap = true
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.Kind() {
		case east.KindDefinitionTerm:
			s.mark()
			s.text(s.inline(c, theme.Look{Attr: theme.Bold}))
			s.gap = false
		default:
			s.within("    ", "    ", theme.Look{}, func() { s.children(c) })
			s.gap = false
		}
	}
	s.gap = true
}

// footnotes sets the notes below a short rule.
func (s *setter) footnotes(n ast.Node) {
	s.gap = true
	s.put(Line{frame(strings.Repeat("─", 12), theme.Look{Ink: theme.Line})})
	ink := s.ink
	s.ink = theme.Look{Ink: theme.Third}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		note, ok := c.(*east.Footnote)
		if !ok {
			continue
		}
		for len(s.page.Notes) < note.Index {
			s.page.Notes = append(s.page.Notes, 0)
		}
		s.page.Notes[note.Index-1] = len(s.page.Lines)
		head := NoteMark(note.Index) + " "
		s.within(head, strings.Repeat(" ", Width(head)), s.ink, func() { s.children(c) })
		s.gap = false
	}
	s.ink = ink
	s.gap = true
}
