package markup

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"

	"broadsheet/feed"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// BlockKind says what a [Block] is.
type BlockKind uint8

// The kinds of block that are told apart.
const (
	BlockOther BlockKind = iota // code, quotes, tables and the rest
	BlockParagraph
	BlockHeading
	BlockList
)

// Block is one block at the top level of a piece of Markdown.
type Block struct {
	Kind  BlockKind
	Level int // of a heading, 1 to 6
	// Start and End are the bytes of its lines, the last line feed left out.
	// They are exact for paragraphs and headings; of the others the lines with
	// only marks on them may be missing.
	Start, End int
}

// Blocks returns the blocks at the top level of md in the order of their
// lines. Footnotes, rules and the definitions of addresses are none.
func Blocks(md string) []Block {
	src := []byte(md)
	root := Parse(md).Root
	var blocks []Block
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		b := Block{Start: -1}
		switch n := n.(type) {
		case *ast.Paragraph:
			b.Kind = BlockParagraph
		case *ast.Heading:
			b.Kind, b.Level = BlockHeading, n.Level
		case *ast.List:
			b.Kind = BlockList
		case *east.FootnoteList:
			continue
		}
		extent(n, &b)
		if b.Start < 0 {
			continue
		}
		b.Start = bytes.LastIndexByte(src[:b.Start], '\n') + 1
		b.End = lineEnd(src, max(b.End-1, b.Start))
		if b.Kind == BlockHeading && !bytes.HasPrefix(bytes.TrimLeft(src[b.Start:], " "), []byte("#")) && b.End < len(src) {
			b.End = lineEnd(src, b.End+1) // its underline
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// lineEnd returns the end of the line that byte i stands on.
func lineEnd(src []byte, i int) int {
	if k := bytes.IndexByte(src[i:], '\n'); k >= 0 {
		return i + k
	}
	return len(src)
}

// extent widens b to all lines of a node and its children.
func extent(n ast.Node, b *Block) {
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		if lines := n.Lines(); entering && lines != nil && lines.Len() > 0 {
			first, last := lines.At(0), lines.At(lines.Len()-1)
			if b.Start < 0 || first.Start < b.Start {
				b.Start = first.Start
			}
			b.End = max(b.End, last.Stop)
		}
		return ast.WalkContinue, nil
	})
}

// Tag is a piece of raw HTML in Markdown: one tag or comment within a line, or
// a whole block of it.
type Tag struct {
	Start, End int
	Block      bool // a block of its own
	Nested     bool // a block within a list or a quotation
	Flows      bool // a tag within a paragraph, where a line may be broken
	Home       int  // the number of the block that the tag stands in
}

// Tags returns the raw HTML of md in reading order.
func Tags(md string) []Tag {
	var tags []Tag
	var home ast.Node
	n := 0
	_ = ast.Walk(Parse(md).Root, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch node := node.(type) {
		case *ast.RawHTML:
			if block := blockOf(node); block != home {
				home, n = block, n+1
			}
			first, last := node.Segments.At(0), node.Segments.At(node.Segments.Len()-1)
			kind := home.Kind()
			tags = append(tags, Tag{Start: first.Start, End: last.Stop, Home: n, Flows: kind == ast.KindParagraph || kind == ast.KindTextBlock})
		case *ast.HTMLBlock:
			t := Tag{Block: true, Nested: node.Parent().Kind() != ast.KindDocument}
			if node.Lines().Len() == 0 {
				break
			}
			t.Start, t.End = node.Lines().At(0).Start, node.Lines().At(node.Lines().Len()-1).Stop
			if node.HasClosure() {
				t.End = max(t.End, node.ClosureLine.Stop)
			}
			tags = append(tags, t)
		}
		return ast.WalkContinue, nil
	})
	return tags
}

// relative finds what may be a relative address, so that texts without one
// need not be parsed for them.
var relative = regexp.MustCompile(`\](?:\(\s*|:\s+)<?(?:[^#hm<\s)]|h[^t]|m[^a])`)

// Resolve makes the relative addresses of links and pictures in md absolute
// against base. Places in the article and dead links stay as they are.
func Resolve(md string, base *url.URL) string {
	if base == nil || !relative.MatchString(md) {
		return md
	}
	d := Parse(md)
	known := map[string]bool{}
	var pairs []string
	for _, p := range d.Places {
		var dest string
		switch n := p.Node.(type) {
		case *ast.Link:
			dest = string(n.Destination)
		case *ast.Image:
			dest = string(n.Destination)
		}
		if dest == "" || known[dest] {
			continue
		}
		known[dest] = true
		if _, kind := feed.Resolve(nil, string(Unescape([]byte(dest)))); kind != feed.LinkDead {
			continue
		}
		address, kind := feed.Resolve(base, string(Unescape([]byte(dest))))
		if kind == feed.LinkDead || strings.ContainsAny(dest, "\n ") {
			continue
		}
		to := "<" + address + ">"
		for _, end := range []string{")", " ", "\n"} {
			pairs = append(pairs, "]("+dest+end, "]("+to+end, "](<"+dest+">"+end, "]("+to+end, "]: "+dest+end, "]: "+to+end)
		}
	}
	if len(pairs) == 0 {
		return md
	}
	return strings.TrimSuffix(strings.NewReplacer(pairs...).Replace(md+"\n"), "\n")
}
