package markup

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// goldmark looks from each sign that may begin a link, an emphasis or a tag to
// the end of its block, from each quote within a quote to the start of its
// line, and from each definition past all others, so its time grows with the
// square of them. Within these bounds a megabyte of nothing else takes about a
// second. Beyond them nothing is lost: it is read as text.
const (
	// maxSigns is how many signs of markup are read in one block. A paragraph
	// that has more is read in pieces, each a paragraph of its own.
	maxSigns = 400
	maxOpen  = 512  // quotes, lists, items and footnotes within each other
	maxNotes = 2000 // footnotes
	maxLines = 2000 // of a paragraph that may define addresses
)

// newParser returns a parser of GitHub's flavour with definition lists and
// footnotes, within the bounds.
func newParser() parser.Parser {
	blocks := parser.DefaultBlockParsers()
	for i, b := range blocks {
		switch b.Value {
		case parser.NewListParser(), parser.NewBlockquoteParser():
			blocks[i].Value = shallow{b.Value.(parser.BlockParser)}
		}
	}
	// The priorities are those that goldmark itself gives them, but for what is
	// ours: surplus is asked first, pieces are cut when no table or definition
	// was found.
	p := parser.NewParser(
		parser.WithBlockParsers(append(blocks, util.Prioritized(notes{shallow{extension.NewFootnoteBlockParser()}}, 999))...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(), util.Prioritized(extension.NewFootnoteParser(), 101), util.Prioritized(surplus{}, 0))...),
		parser.WithParagraphTransformers(util.Prioritized(definitions{}, 100), util.Prioritized(pieces{}, 1000)),
		parser.WithASTTransformers(util.Prioritized(extension.NewFootnoteASTTransformer(), 999)),
		parser.WithAutoHeadingID(),
	)
	return goldmark.New(goldmark.WithParser(p), goldmark.WithExtensions(extension.GFM, extension.DefinitionList)).Parser()
}

// shallow opens no block within maxOpen others.
type shallow struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (s shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	open := 0
	for n := parent; n != nil; n = n.Parent() {
		if open++; open > maxOpen {
			return nil, parser.NoChildren
		}
	}
	return s.BlockParser.Open(parent, reader, pc)
}

// notes opens no more than maxNotes footnotes.
type notes struct{ shallow }

var noteCount = parser.NewContextKey()

// Open implements parser.BlockParser.
func (b notes) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	n, _ := pc.Get(noteCount).(int)
	if n == maxNotes {
		return nil, parser.NoChildren
	}
	node, state := b.shallow.Open(parent, reader, pc)
	if node != nil {
		pc.Set(noteCount, n+1)
	}
	return node, state
}

// definitions reads the definitions of addresses at the start of a paragraph.
type definitions struct{}

// Transform implements parser.ParagraphTransformer.
func (definitions) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if p.Lines().Len() <= maxLines {
		parser.LinkReferenceParagraphTransformer.Transform(p, reader, pc)
	}
}

// surplus takes the rest of a line as text where a block has more than maxSigns
// signs. It is asked about each of them before the parsers that read them.
type surplus struct{}

var signCount = parser.NewContextKey()

// counted is how many signs of a block have been seen.
type counted struct {
	block ast.Node
	n     int
}

// Trigger implements parser.InlineParser.
func (surplus) Trigger() []byte { return []byte("[*_~<`") }

// Parse implements parser.InlineParser.
func (surplus) Parse(block ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	c, _ := pc.Get(signCount).(*counted)
	if c == nil {
		c = &counted{}
		pc.Set(signCount, c)
	}
	if c.block != block {
		*c = counted{block: block}
	}
	if c.n++; c.n <= maxSigns {
		return nil
	}
	line, segment := reader.PeekLine()
	n := len(bytes.TrimRight(line, "\n"))
	reader.Advance(n)
	return ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+n))
}

// pieces takes paragraphs with more than maxSigns signs apart.
type pieces struct{}

// Transform implements parser.ParagraphTransformer. The last piece stays in the
// paragraph, which may be about to become a heading or a term.
func (pieces) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	src, lines := reader.Source(), p.Lines()
	piece, n := text.NewSegments(), 0
	for i := range lines.Len() {
		line := lines.At(i)
		blank := -1 // the last one in the line; signs since then count for the next piece
		since := 0
		for at := line.Start; at < line.Stop; at++ {
			switch c := src[at]; {
			case c == ' ' && at > line.Start:
				blank, since = at, 0
			case c == '[', c == '*', c == '_', c == '~', c == '<', c == '`':
				n, since = n+1, since+1
			}
			if n <= maxSigns {
				continue
			}
			cut := blank
			if cut < 0 {
				cut, since = at, 1
			}
			piece.Append(text.NewSegment(line.Start, cut))
			before(p, piece, src)
			piece, line, blank, n = text.NewSegments(), text.NewSegment(cut, line.Stop), -1, since
		}
		piece.Append(line)
	}
	p.SetLines(piece)
}

// before puts a piece of a paragraph before it.
func before(p *ast.Paragraph, piece *text.Segments, src []byte) {
	head := ast.NewParagraph()
	for i := range piece.Len() {
		line := piece.At(i)
		if line = line.TrimLeftSpace(src); i == piece.Len()-1 {
			line = line.TrimRightSpace(src)
		}
		if !line.IsEmpty() {
			head.Lines().Append(line)
		}
	}
	if head.Lines().Len() > 0 {
		p.Parent().InsertBefore(p.Parent(), p, head)
	}
}
