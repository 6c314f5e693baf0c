package render

import (
	"bytes"
	"math/rand/v2"
	"strconv"
	"strings"

	"broadsheet/feed"
	"broadsheet/feed/markup"

	emoji "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark-emoji/definition"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// Glamour says where a link stands only by the address it writes into the
// terminal's hyperlink, and writes the address behind the link's words, except
// for e-mail addresses. So each link becomes an e-mail address that is the
// number of its place, which is then read back. The nonce keeps an article
// from faking one.
type nonce string

func newNonce() nonce { return nonce(strconv.FormatUint(rand.Uint64(), 36) + "-") }

const (
	tagWords  = 'w' // the words of a link
	tagNumber = 'n' // the superscript behind them
)

// inliner rewrites the inline nodes of a document for Glamour. It changes the
// tree for good, so it goes over each document once.
type inliner struct {
	doc    *markup.Document
	src    []byte // the document's source, with new text appended
	nonce  nonce
	places map[ast.Node]int
}

// taskAttribute keeps on a list item whether its task is done.
const taskAttribute = "task"

// str makes an inline node out of any text. Glamour takes a backslash for an
// escape in it, so backslashes are doubled.
func str(s string) ast.Node {
	return emoji.NewEmoji(nil, &definition.Emoji{Unicode: []rune(strings.ReplaceAll(s, `\`, `\\`))})
}

// segment appends text to the source and returns where it lies.
func (in *inliner) segment(s string) text.Segment {
	at := len(in.src)
	in.src = append(in.src, s...)
	return text.NewSegment(at, len(in.src))
}

// rewrite prepares the children of a node.
func (in *inliner) rewrite(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; {
		next := n.NextSibling()
		if i, ok := in.places[n]; ok {
			in.link(parent, n, i)
		} else {
			in.words(parent, n)
		}
		n = next
	}
}

// words prepares an inline node that is no place.
func (in *inliner) words(parent, n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		for _, s := range in.text(n) {
			parent.InsertBefore(parent, n, s)
		}
		parent.RemoveChild(parent, n)
	case *ast.String:
		parent.ReplaceChild(parent, n, str(string(n.Value)))
	case *ast.CodeSpan:
		in.code(n)
	case *east.TaskCheckBox: // becomes the item's bullet
		if item := parent.Parent(); item != nil {
			item.SetAttributeString(taskAttribute, n.IsChecked)
		}
		parent.RemoveChild(parent, n)
	case *ast.RawHTML:
		if tag := n.Segments.Value(in.doc.Source); len(tag) > 3 && strings.EqualFold(string(tag[:3]), "<br") {
			parent.InsertBefore(parent, n, str("\n"))
		}
		parent.RemoveChild(parent, n)
	case *ast.Image: // within a link
		parent.ReplaceChild(parent, n, str(pictureLabel(in.doc.Text(n))))
	case *ast.Link, *ast.AutoLink: // within a link: only its words count
		parent.ReplaceChild(parent, n, str(in.doc.Text(n)))
	case *east.Strikethrough: // Glamour makes one plain text of it
		in.rewrite(n)
		in.strike(n)
		for c := n.FirstChild(); c != nil; c = n.FirstChild() {
			parent.InsertBefore(parent, n, c)
		}
		parent.RemoveChild(parent, n)
	case *ast.Emphasis:
		in.rewrite(n)
	default: // Glamour writes a warning to standard output for what it does not know
		parent.RemoveChild(parent, n)
	}
}

// strike strikes through every text below n by itself, so that emphasis and
// links in it stay.
func (in *inliner) strike(n ast.Node) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch c := c.(type) {
		case *emoji.Emoji:
			s := strings.ReplaceAll(string(c.Value.Unicode), "&", "&amp;")
			struck := east.NewStrikethrough()
			struck.AppendChild(struck, ast.NewTextSegment(in.segment(s)))
			n.ReplaceChild(n, c, struck)
		case *ast.AutoLink:
			if !bytes.HasPrefix(c.Label(in.src), []byte(string(in.nonce)+string(tagNumber))) {
				in.strike(c)
			}
		case *ast.Emphasis:
			in.strike(c)
		}
		c = next
	}
}

// text turns a text node into what is read: escapes resolved, a soft line
// break a blank, unless it stands between characters written without blanks.
func (in *inliner) text(n *ast.Text) []ast.Node {
	s := string(markup.Unescape(n.Segment.Value(in.doc.Source)))
	if strings.ContainsAny(s, "\n\t") { // written as entities, they part words and no lines
		s = strings.NewReplacer("\n", " ", "\t", " ").Replace(s)
	}
	if before, ok := n.PreviousSibling().(*emoji.Emoji); ok && strings.HasSuffix(string(before.Value.Unicode), "\n") {
		s = strings.TrimLeft(s, " ")
	}
	switch {
	case n.HardLineBreak():
		s += "\n"
	case n.SoftLineBreak():
		s = strings.TrimRight(s, " ")
		if !joinsCJK(s, n.NextSibling(), in.doc.Source) {
			s += " "
		}
	}
	if s == "" {
		return nil
	}
	return []ast.Node{str(s)}
}

func joinsCJK(before string, next ast.Node, src []byte) bool {
	t, ok := next.(*ast.Text)
	if !ok || before == "" {
		return false
	}
	rs := []rune(before)
	after := []rune(string(t.Segment.Value(src)))
	return len(after) > 0 && feed.IsCJK(rs[len(rs)-1]) && feed.IsCJK(after[0])
}

// code gives a code span its text in one piece. Glamour would resolve entities
// in it, which in code stand for themselves.
func (in *inliner) code(n *ast.CodeSpan) {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(in.doc.Source))
		}
	}
	s := strings.NewReplacer("\n", " ", "\t", " ", "&", "&amp;").Replace(b.String())
	n.RemoveChildren(n)
	n.AppendChild(n, ast.NewTextSegment(in.segment(s)))
}

// codeInLink doubles the backslashes of code that is the child of a link:
// there, and only there, Glamour takes them for escapes.
func (in *inliner) codeInLink(n *ast.CodeSpan) {
	t, ok := n.FirstChild().(*ast.Text)
	if !ok {
		return
	}
	if s := string(t.Segment.Value(in.src)); strings.Contains(s, `\`) {
		n.ReplaceChild(n, t, ast.NewTextSegment(in.segment(strings.ReplaceAll(s, `\`, `\\`))))
	}
}

// link replaces a place by its words and number, both tagged.
func (in *inliner) link(parent, n ast.Node, i int) {
	place := in.doc.Places[i]
	link := in.doc.Links[place.Link]
	if place.Note > 0 {
		parent.ReplaceChild(parent, n, in.tagged(tagNumber, i, str(NoteMark(place.Note))))
		return
	}
	words := in.tagged(tagWords, i)
	if place.Picture {
		// the sign of a picture is where a letter can be laid over
		sign := in.tagged(tagNumber, i, str("▣"))
		parent.InsertBefore(parent, n, sign)
		words.AppendChild(words, str(" "+pictureWords(link.Text)))
		parent.ReplaceChild(parent, n, words)
		return
	}
	if n.FirstChild() != nil && in.doc.Text(n) != "" {
		for c := n.FirstChild(); c != nil; c = n.FirstChild() {
			words.AppendChild(words, c)
		}
		in.rewrite(words)
		for c := words.FirstChild(); c != nil; c = c.NextSibling() {
			if code, ok := c.(*ast.CodeSpan); ok {
				in.codeInLink(code)
			}
		}
	} else {
		words.AppendChild(words, str(link.Text))
	}
	parent.ReplaceChild(parent, n, words)
	if s := numberSign(link); s != "" {
		parent.InsertAfter(parent, words, in.tagged(tagNumber, i, str(s)))
	}
}

func pictureWords(alt string) string {
	if alt == "" {
		return "picture"
	}
	return alt
}

func pictureLabel(alt string) string { return "▣ " + pictureWords(alt) }

// numberSign is what stands behind a link's words.
func numberSign(l feed.Link) string {
	if l.N == 0 {
		return ""
	}
	s := Superscript(l.N)
	if l.Kind == feed.LinkDead {
		s += "×"
	}
	return s
}

// tagged makes the node that Glamour writes a hyperlink for, and only that.
func (in *inliner) tagged(tag byte, place int, children ...ast.Node) ast.Node {
	seg := in.segment(string(in.nonce) + string(tag) + strconv.Itoa(place))
	a := ast.NewAutoLink(ast.AutoLinkEmail, ast.NewTextSegment(seg))
	for _, c := range children {
		a.AppendChild(a, c)
	}
	return a
}
