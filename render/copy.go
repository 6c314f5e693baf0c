package render

import (
	"context"
	"slices"
	"sync"

	"broadsheet/feed"
	"broadsheet/feed/markup"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// Copy is an article ready to be set, at any measure and as often as one
// likes. (Copy is what printers call the text that is to be set.) It is safe
// for concurrent use: one setting waits for the other.
type Copy struct {
	mu      sync.Mutex // setting moves the nodes about
	article feed.Article
	doc     *markup.Document
	inliner *inliner
	blocks  []ast.Node // the top-level blocks
	ready   int        // how many of them the inliner has gone over
	places  []Place
}

// Options say how an article is set.
type Options struct {
	Measure int // cells; at least 20 is used
	// Tight sets the article's head in fewer lines, for low windows.
	Tight bool
	Clock Clock // what dates are told by
}

// NewCopy reads an article's Markdown. It costs about 0.4 ms for each 1,000
// words. What comes from feed is washed already and passes quickly; that no
// escape sequence reaches the terminal must not hang on every caller.
func NewCopy(a feed.Article) *Copy {
	a.Links, a.Enclosures = nil, nil // not set, and shared with the caller
	a.Wash()
	doc := markup.Parse(Narrow(a.Body))
	in := &inliner{doc: doc, src: slices.Clone(doc.Source), nonce: newNonce(), places: make(map[ast.Node]int, len(doc.Places))}
	c := &Copy{article: a, doc: doc, inliner: in, places: make([]Place, len(doc.Places))}
	for i, p := range doc.Places {
		in.places[p.Node] = i
		c.places[i] = Place{Link: doc.Links[p.Link], Note: p.Note}
		c.places[i].Link.Text = Narrow(c.places[i].Link.Text)
	}
	for n := doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		c.blocks = append(c.blocks, n)
	}
	return c
}

// block rewrites the inline nodes of a block and of those in it.
func (in *inliner) block(n ast.Node) {
	if holdsInline(n) {
		in.rewrite(n)
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		in.block(c)
	}
}

// holdsInline reports whether a block's children are text and not blocks.
func holdsInline(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, east.KindTableCell, east.KindDefinitionTerm:
		return true
	}
	return false
}

// How much of an article is set at once: enough for a tall screen first, so
// that reading can begin, then in large pieces.
const (
	firstPart = 6 << 10 // bytes of Markdown
	nextPart  = 64 << 10
)

// Set sets the article and hands the page to emit each time a part is ready,
// the last time with Done. It ends early when emit returns false or ctx ends,
// with ctx's error.
func (c *Copy) Set(ctx context.Context, o Options, emit func(*Page) bool) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := newSetter(c, o)
	s.head()
	want, have := firstPart, 0
	for i, b := range c.blocks {
		if err := ctx.Err(); err != nil {
			return err
		}
		if i == c.ready { // the first setting prepares each block when it comes to it
			c.inliner.block(b)
			c.ready++
		}
		s.first = i == 0
		s.block(b)
		if have += size(b); have >= want && i+1 < len(c.blocks) {
			have, want = 0, nextPart
			if !emit(s.snapshot()) {
				return nil
			}
		}
	}
	s.endMark()
	s.page.Done = true
	emit(s.snapshot())
	return nil
}

// Page sets the whole article at once.
func (c *Copy) Page(o Options) *Page {
	var last *Page
	_ = c.Set(context.Background(), o, func(p *Page) bool { // the background context never ends
		last = p
		return true
	})
	return last
}

// size is about how many bytes of text a block has.
func size(n ast.Node) int {
	total := 40
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && c.Type() == ast.TypeBlock {
			for i := range c.Lines().Len() {
				line := c.Lines().At(i)
				total += line.Len()
			}
		}
		if c.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return total
}
