package markup

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/feed"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// Text returns what a reader sees of a node, on one line: escapes and entities
// resolved, marks of emphasis gone.
func (d *Document) Text(n ast.Node) string {
	var l line
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			d.appendText(&l, c)
		}
		return ast.WalkContinue, nil
	})
	return l.String()
}

// appendText writes the text that one inline node adds by itself.
func (d *Document) appendText(l *line, n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		v := n.Segment.Value(d.Source)
		if n.Parent() == nil || n.Parent().Kind() != ast.KindCodeSpan && !n.IsRaw() {
			v = Unescape(v)
		}
		l.Write(v)
		if n.SoftLineBreak() || n.HardLineBreak() {
			l.Blank()
		}
	case *ast.String:
		l.Write(n.Value)
	case *ast.AutoLink:
		l.Write([]byte(feed.Label(string(n.URL(d.Source)))))
	case *ast.RawHTML:
		if v := n.Segments.Value(d.Source); len(v) > 3 && bytes.EqualFold(v[:3], []byte("<br")) {
			l.Blank()
		}
	}
}

// line is one line of text in the making: every run of white space is one
// blank, none at the ends.
type line struct {
	b     []byte
	blank bool // a blank is due before the next character
}

// Blank separates what was written from what follows.
func (l *line) Blank() { l.blank = len(l.b) > 0 }

// Next returns the byte at which the next character will stand.
func (l *line) Next() int {
	if l.blank {
		return len(l.b) + 1
	}
	return len(l.b)
}

// Write adds text.
func (l *line) Write(v []byte) {
	for len(v) > 0 {
		n := 0 // the bytes up to the next white space
		var r rune
		size := 0
		for n < len(v) {
			if r, size = rune(v[n]), 1; r >= utf8.RuneSelf {
				r, size = utf8.DecodeRune(v[n:])
			}
			if unicode.IsSpace(r) {
				break
			}
			n, size = n+size, 0
		}
		if n > 0 {
			if l.blank {
				l.b = append(l.b, ' ')
				l.blank = false
			}
			l.b = append(l.b, v[:n]...)
		}
		if size > 0 {
			l.Blank()
		}
		v = v[n+size:]
	}
}

// String returns the line.
func (l *line) String() string { return string(l.b) }

// Unescape resolves the backslash escapes and entities of Markdown text, each
// once: "\&amp;" is "&amp;". What an entity must not bring in, such as a
// control character, is left out.
func Unescape(v []byte) []byte {
	if bytes.IndexByte(v, '\\') < 0 && bytes.IndexByte(v, '&') < 0 {
		return v
	}
	out := make([]byte, 0, len(v))
	for i := 0; i < len(v); {
		switch {
		case v[i] == '\\' && i+1 < len(v) && util.IsPunct(v[i+1]):
			out = append(out, v[i+1])
			i += 2
		case v[i] == '&':
			n := max(1, Entity(v[i:]))
			out = append(out, feed.WashText(string(util.ResolveEntityNames(util.ResolveNumericReferences(v[i:i+n]))))...)
			i += n
		default:
			out = append(out, v[i])
			i++
		}
	}
	return out
}

// Entity returns the length of what is written as an entity at the start of s,
// its semicolon included; 0 when that is only an ampersand. The longest name
// has 31 letters.
func Entity[S string | []byte](s S) int {
	for i := 1; i < len(s) && i < 34; i++ {
		switch c := s[i]; {
		case c == ';' && i > 1:
			return i + 1
		case c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '#' && i == 1:
		default:
			return 0
		}
	}
	return 0
}

// Plain returns what a reader reads of a piece of Markdown: see
// [Document.Plain].
func Plain(md string) string { return Parse(md).Plain() }

// Plain returns what a reader reads of the document: every paragraph, list
// item, table row and line of code on a line of its own, the cells of a row
// with a blank between them, links as their words, the texts of footnotes at
// the end. Marks, numbers, addresses, pictures and raw HTML are left out.
func (d *Document) Plain() string {
	var b strings.Builder
	put := func(s string) {
		if s == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(s)
	}
	_ = ast.Walk(d.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch {
		case !entering || n.Type() == ast.TypeInline:
			return ast.WalkSkipChildren, nil
		case n.Kind() == ast.KindCodeBlock || n.Kind() == ast.KindFencedCodeBlock:
			put(strings.Trim(string(n.Lines().Value(d.Source)), "\n"))
		case n.Kind() == ast.KindHTMLBlock:
		case row(n) || n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeInline:
			var l line
			d.flow(&l, n, " ", nil)
			put(l.String())
		default:
			return ast.WalkContinue, nil
		}
		return ast.WalkSkipChildren, nil
	})
	return b.String()
}

// row reports whether a node is a row of a table, its head among them.
func row(n ast.Node) bool {
	return n.Kind() == east.KindTableRow || n.Kind() == east.KindTableHeader
}

// flow writes the running text of a block: without pictures, unless one is all
// the words a link has, and with a mark between the cells of a table's row. It
// calls at (when given) with each place and the bytes of its words.
func (d *Document) flow(l *line, block ast.Node, between string, at func(n ast.Node, start, end int)) {
	start := 0
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.Kind() {
		case east.KindTableCell:
			if entering && n.PreviousSibling() != nil {
				l.Blank()
				l.Write([]byte(between))
				l.Blank()
			}
		case ast.KindLink, ast.KindAutoLink, ast.KindImage, east.KindFootnoteLink:
			if !entering {
				if at != nil && (n.Kind() == ast.KindLink || n.Kind() == ast.KindAutoLink) {
					at(n, start, len(l.b))
				}
				return ast.WalkContinue, nil
			}
			if n.Kind() == ast.KindLink || n.Kind() == ast.KindAutoLink {
				start = l.Next()
				break
			}
			if within(n, block) { // a picture within a link is part of the link
				return ast.WalkContinue, nil
			}
			if at != nil {
				at(n, len(l.b), len(l.b))
			}
			return ast.WalkSkipChildren, nil
		}
		if entering {
			d.appendText(l, n)
		}
		return ast.WalkContinue, nil
	})
}

// within reports whether a node of a block stands in a link.
func within(n, block ast.Node) bool {
	for p := n.Parent(); p != nil && p != block; p = p.Parent() {
		if p.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}
