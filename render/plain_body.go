package render

import (
	"fmt"
	"regexp"
	"strings"

	"broadsheet/feed"
	"broadsheet/feed/markup"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// plainTag matches a tag or comment of HTML that stands in Markdown.
var plainTag = regexp.MustCompile(`(?s)<!--.*?-->|<[^>]*>`)

// body writes the article's Markdown.
func (p *plainText) body(md string) {
	if strings.TrimSpace(md) == "" {
		return
	}
	p.doc = markup.Parse(md)
	p.numbers = make(map[ast.Node]int, len(p.doc.Places))
	for _, place := range p.doc.Places {
		if !place.Picture {
			p.numbers[place.Node] = p.doc.Links[place.Link].N
		}
	}
	p.block(p.blocks(p.doc.Root, p.width, false)...)
}

// blocks returns the lines of a node's children; between two of them stands a
// blank line, unless they are tight.
func (p *plainText) blocks(n ast.Node, width int, tight bool) []string {
	var lines []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		more := p.lines(c, width)
		if len(more) == 0 {
			continue
		}
		if len(lines) > 0 && !tight {
			lines = append(lines, "")
		}
		lines = append(lines, more...)
	}
	return lines
}

// lines returns the lines of one block.
func (p *plainText) lines(n ast.Node, width int) []string {
	switch n := n.(type) {
	case *ast.Blockquote:
		return indentPlain(p.blocks(n, narrowPlain(width, 2), false), "> ")
	case *ast.List:
		return p.list(n, width)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		return p.code(n)
	case *ast.HTMLBlock:
		return p.html(n, width)
	case *ast.ThematicBreak:
		return []string{"* * *"}
	case *east.Table:
		return p.table(n, width)
	case *east.DefinitionList:
		return p.blocks(n, width, true)
	case *east.DefinitionDescription:
		return indentPlain(p.blocks(n, narrowPlain(width, 4), n.IsTight), "    ")
	case *east.FootnoteList:
		return p.notes(n, width)
	}
	if n.Type() == ast.TypeBlock && n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeBlock {
		return p.blocks(n, width, false)
	}
	// Entities are resolved only now: what they made is measured and broken
	// as it will be shown.
	text := feed.WashText(p.inline(n))
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return wrapPlain(text, width)
}

func (p *plainText) list(n *ast.List, width int) []string {
	var lines []string
	number := n.Start
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		mark := "- "
		if n.IsOrdered() {
			mark = fmt.Sprintf("%d. ", number)
			number++
		}
		item := p.blocks(c, narrowPlain(width, len(mark)), n.IsTight)
		if len(item) == 0 {
			item = []string{""}
		}
		if len(lines) > 0 && !n.IsTight {
			lines = append(lines, "")
		}
		lines = append(lines, hangPlain(item, mark)...)
	}
	return lines
}

// code keeps its line breaks and blanks: they are its meaning.
func (p *plainText) code(n ast.Node) []string {
	var lines []string
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		line := strings.TrimRight(string(s.Value(p.doc.Source)), "\r\n")
		lines = append(lines, "    "+strings.ReplaceAll(line, "\t", "    "))
	}
	return lines
}

// html returns the words of a piece of HTML that the Markdown holds.
func (p *plainText) html(n *ast.HTMLBlock, width int) []string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		b.Write(s.Value(p.doc.Source))
	}
	if n.HTMLBlockType == ast.HTMLBlockType1 { // script, style: not for readers
		return nil
	}
	text := strings.Join(strings.Fields(string(markup.Unescape(plainTag.ReplaceAll([]byte(b.String()), []byte(" "))))), " ")
	if text == "" {
		return nil
	}
	return wrapPlain(text, width)
}

func (p *plainText) notes(n *east.FootnoteList, width int) []string {
	lines := []string{"Notes"}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		note, ok := c.(*east.Footnote)
		if !ok {
			continue
		}
		mark := fmt.Sprintf("[note %d] ", note.Index)
		lines = append(lines, "")
		lines = append(lines, hangPlain(p.blocks(note, narrowPlain(width, len(mark)), false), mark)...)
	}
	return lines
}

// inline returns the text of a node's children with their links numbered; a
// line break that the author asked for is a line feed.
func (p *plainText) inline(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.span(&b, c)
	}
	return b.String()
}

func (p *plainText) span(b *strings.Builder, n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		v := n.Segment.Value(p.doc.Source)
		if !n.IsRaw() {
			v = markup.Unescape(v)
		}
		b.Write(v)
		switch {
		case n.HardLineBreak():
			b.WriteByte('\n')
		case n.SoftLineBreak():
			b.WriteByte(' ')
		}
	case *ast.String:
		b.Write(n.Value)
	case *ast.CodeSpan:
		b.WriteString(p.doc.Text(n))
	case *ast.Link:
		b.WriteString(p.inline(n))
		p.number(b, n)
	case *ast.AutoLink:
		b.WriteString(p.doc.Text(n))
		p.number(b, n)
	case *ast.Image:
		b.WriteString(plainPicture(p.doc.Text(n)))
	case *ast.RawHTML:
		if s := n.Segments.Value(p.doc.Source); strings.HasPrefix(strings.ToLower(string(s)), "<br") {
			b.WriteByte('\n')
		}
	case *east.FootnoteLink:
		fmt.Fprintf(b, " [note %d]", n.Index)
	case *east.FootnoteBacklink:
	case *east.TaskCheckBox:
		mark := "[ ] "
		if n.IsChecked {
			mark = "[x] "
		}
		b.WriteString(mark)
	case *east.Strikethrough: // without a mark, what was taken back would be said
		b.WriteString("~~" + p.inline(n) + "~~")
	default:
		b.WriteString(p.inline(n))
	}
}

// number writes the number of the link that a node is a place of; links within
// the article have none.
func (p *plainText) number(b *strings.Builder, n ast.Node) {
	if k := p.numbers[n]; k > 0 {
		fmt.Fprintf(b, " [%d]", k)
	}
}

// plainPicture is how a picture is said in words.
func plainPicture(alt string) string {
	if alt = feed.WashLine(alt); alt != "" {
		return "[picture: " + alt + "]"
	}
	return "[picture]"
}
