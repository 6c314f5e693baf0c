// Package markup owns Markdown as this project reads it: the parser and its
// limits, the walk over an article's links and how they are numbered, the
// sentence round each link and who speaks in it, and the plain text.
package markup

import (
	"sync"

	"broadsheet/feed"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// maxNesting is how many quotes, lists, emphases and the like may stand within
// each other. Deeper ones are unwrapped: nobody reads them, and Glamour's time
// grows beyond any bound with them (80 quotes within each other never end).
const maxNesting = 12

// Document is a piece of Markdown, parsed once.
type Document struct {
	Root   ast.Node
	Source []byte
	// Places are the spots of the text that a reader can follow, in reading
	// order: every link, every picture that is no link itself, every footnote
	// mark. The nodes belong to Root.
	Places []Place
	// Links are the links behind the places, in order of their first place.
	// The same address is one link. Their sentences and speakers are filled in
	// by Sentences.
	Links []feed.Link
}

// Place is one spot of the text that a reader can follow.
type Place struct {
	Node ast.Node
	Link int // index in Document.Links
	// Note is the number of the footnote that the mark points to, from 1; 0
	// for everything but footnote marks.
	Note int
	// Picture says that the place is a picture, not words.
	Picture bool
}

// Parse reads Markdown: GitHub's flavour with definition lists and footnotes.
// It accepts every input; the worst takes about a second for each megabyte, see
// maxSigns.
func Parse(md string) *Document {
	src := []byte(md)
	d := &Document{Source: src}
	d.Root = reader().Parse(text.NewReader(src), parser.WithContext(parser.NewContext(parser.WithIDs(anchors{}))))
	flatten(d.Root)
	d.walk()
	return d
}

// reader returns the parser. It takes as long to make as to read a page, and
// does not change once it is made, so there is one for all.
var reader = sync.OnceValue(newParser)

// flatten unwraps containers that are nested deeper than maxNesting.
func flatten(root ast.Node) {
	var deep []ast.Node
	depth := 0
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !nests(n) {
			return ast.WalkContinue, nil
		}
		if !entering {
			depth--
			return ast.WalkContinue, nil
		}
		if depth++; depth > maxNesting {
			deep = append(deep, n)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range deep { // outermost first, so that no node is moved twice
		unwrap(n)
	}
}

// nests reports whether a node counts as one level of nesting. A list and its
// items are one level together.
func nests(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindBlockquote, ast.KindList, ast.KindEmphasis, east.KindStrikethrough, east.KindDefinitionList:
		return true
	}
	return false
}

// unwrap puts a node's children in its place. The items of a list give up
// their own children, since an item cannot stand without its list; a term,
// whose words need a block round them, becomes a paragraph.
func unwrap(n ast.Node) {
	p := n.Parent()
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		switch c.Kind() {
		case ast.KindListItem, east.KindDefinitionDescription:
			for g := c.FirstChild(); g != nil; g = c.FirstChild() {
				p.InsertBefore(p, n, g)
			}
			n.RemoveChild(n, c)
		case east.KindDefinitionTerm:
			term := ast.NewParagraph()
			for g := c.FirstChild(); g != nil; g = c.FirstChild() {
				term.AppendChild(term, g)
			}
			p.InsertBefore(p, n, term)
			n.RemoveChild(n, c)
		default:
			p.InsertBefore(p, n, c)
		}
	}
	p.RemoveChild(p, n)
}

// walk finds the places and numbers the links.
func (d *Document) walk() {
	known := map[string]int{} // address → index in Links
	n := 0
	_ = ast.Walk(d.Root, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		place := Place{Node: node}
		var l feed.Link
		switch node := node.(type) {
		case *ast.Link:
			l.URL, l.Kind = feed.Resolve(nil, string(Unescape(node.Destination)))
			l.Text = d.Text(node)
		case *ast.AutoLink:
			l.URL, l.Kind = feed.Resolve(nil, string(node.URL(d.Source)))
			if node.AutoLinkType == ast.AutoLinkEmail {
				l.URL, l.Kind = feed.Resolve(nil, "mailto:"+string(node.Label(d.Source)))
			}
		case *ast.Image:
			l.URL, _ = feed.Resolve(nil, string(Unescape(node.Destination)))
			l.Kind, l.Text, place.Picture = feed.LinkMedia, d.Text(node), true
		case *east.FootnoteLink:
			l.Kind, place.Note = feed.LinkAnchor, node.Index
		default:
			return ast.WalkContinue, nil
		}
		if l.Text == "" && l.URL != "" && !place.Picture {
			l.Text = feed.Label(l.URL)
		}
		place.Link = d.number(l, &place, known, &n)
		d.Places = append(d.Places, place)
		return ast.WalkSkipChildren, nil // a picture within a link is part of the link
	})
}

// number finds the link of a place among those already known, or adds it.
// Pictures, footnote marks and links within the article have no number.
func (d *Document) number(l feed.Link, p *Place, known map[string]int, n *int) int {
	numbered := !p.Picture && l.Kind != feed.LinkAnchor
	if numbered && l.URL != "" {
		if i, ok := known[l.URL]; ok {
			d.Links[i].Places++
			return i
		}
		known[l.URL] = len(d.Links)
	}
	if numbered {
		*n++
		l.N = *n
	}
	l.Places = 1
	d.Links = append(d.Links, l)
	return len(d.Links) - 1
}
