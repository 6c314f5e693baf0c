package render

import (
	"bytes"
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode/utf8"

	"broadsheet/feed"
	"broadsheet/feed/markup"
	"broadsheet/render/theme"

	gansi "charm.land/glamour/v2/ansi"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	emoji "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark-emoji/definition"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
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
	case *ast.RawHTML, *east.FootnoteBacklink:
		parent.RemoveChild(parent, n)
	case *ast.Image: // within a link
		parent.ReplaceChild(parent, n, str(pictureLabel(in.doc.Text(n))))
	case *ast.Link, *ast.AutoLink: // within a link: only its words count
		parent.ReplaceChild(parent, n, str(in.doc.Text(n)))
	case *east.Strikethrough: // Glamour makes one text of it and loses links
		if !in.holdsPlace(n) {
			return
		}
		for c := n.FirstChild(); c != nil; c = n.FirstChild() {
			parent.InsertBefore(parent, n, c)
			if i, ok := in.places[c]; ok {
				in.link(parent, c, i)
			} else {
				in.words(parent, c)
			}
		}
		parent.RemoveChild(parent, n)
	default:
		in.rewrite(n)
	}
}

// text turns a text node into what is read: escapes resolved, a soft line
// break a blank, unless it stands between characters written without blanks.
func (in *inliner) text(n *ast.Text) []ast.Node {
	s := string(markup.Unescape(n.Segment.Value(in.doc.Source)))
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
	s := strings.ReplaceAll(strings.ReplaceAll(b.String(), "\n", " "), "&", "&amp;")
	n.RemoveChildren(n)
	n.AppendChild(n, ast.NewTextSegment(in.segment(s)))
}

func (in *inliner) holdsPlace(n ast.Node) (found bool) {
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		_, is := in.places[c]
		found = found || is
		return ast.WalkContinue, nil
	})
	return found
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

// Superscript writes a number in raised digits.
func Superscript(n int) string {
	digits := []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")
	var b strings.Builder
	for _, c := range strconv.Itoa(n) {
		if c >= '0' && c <= '9' {
			b.WriteRune(digits[c-'0'])
		}
	}
	return b.String()
}

// NoteMark is the mark of footnote n, from 1: * † ‡ § and then letters, since
// numbers belong to links.
func NoteMark(n int) string {
	marks := []string{"*", "†", "‡", "§"}
	if n <= len(marks) {
		return marks[n-1]
	}
	n -= len(marks) + 1
	s := string(rune('a' + n%26))
	for n = n/26 - 1; n >= 0; n = n/26 - 1 {
		s = string(rune('a'+n%26)) + s
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

// glamour renders inline nodes; one for each goroutine, since Glamour's
// renderer has a state.
type glamour struct {
	r     renderer.Renderer
	nonce nonce
	buf   bytes.Buffer
}

func newGlamour(n nonce) *glamour {
	r := gansi.NewRenderer(gansi.Options{Styles: inlineStyle(), ChromaFormatter: "terminal16m"})
	return &glamour{r: renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(r, 1000))), nonce: n}
}

// runs renders a node and reads Glamour's output back.
func (g *glamour) runs(src []byte, n ast.Node, base theme.Look) ([]Run, error) {
	g.buf.Reset()
	if err := g.r.Render(&g.buf, src, n); err != nil {
		return nil, err
	}
	return g.scan(g.buf.String(), base), nil
}

// scan turns text with escape sequences into runs. Only what the article may
// do is taken over: attributes, our own signal colours, our own places.
func (g *glamour) scan(out string, base theme.Look) []Run {
	p := ansi.GetParser()
	defer ansi.PutParser(p)
	var runs []Run
	var style uv.Style
	place, part, state := int32(-1), Words, byte(0)
	look := base
	put := func(text string, width int) {
		r := Run{Text: text, Width: width, Look: look, Place: place, Part: part}
		if k := len(runs) - 1; k >= 0 && joins(runs[k], r) {
			runs[k].Text, runs[k].Width = runs[k].Text+text, runs[k].Width+width
		} else {
			runs = append(runs, r)
		}
	}
	for len(out) > 0 {
		if n := printable(out); n > 0 && state == 0 {
			put(out[:n], n)
			out = out[n:]
			continue
		}
		if state == 0 && out[0] > ' ' && out[0] != 0x7f {
			// by cluster: the decoder would part a letter from its marks
			g, w := ansi.FirstGraphemeCluster(out, ansi.GraphemeWidth)
			if out = out[len(g):]; w > 0 && utf8.ValidString(g) {
				put(g, w)
			}
			continue
		}
		seq, w, n, next := ansi.DecodeSequence(out, state, p)
		state, out = next, out[n:]
		switch {
		case w > 0 || seq == "\n":
			put(seq, w)
		case seq == "\t":
			put("    ", 4)
		case ansi.HasCsiPrefix(seq) && ansi.Cmd(p.Command()).Final() == 'm':
			uv.ReadStyle(p.Params(), &style)
			look = lookOf(style, base)
		case ansi.HasOscPrefix(seq) && p.Command() == 8:
			place, part = g.place(p.Data())
		}
	}
	return runs
}

// printable returns how many bytes of plain ASCII s starts with, without one
// that a combining mark may follow.
func printable(s string) int {
	n := 0
	for n < len(s) && s[n] >= ' ' && s[n] < 0x7f {
		n++
	}
	if n < len(s) && s[n] >= 0x80 {
		n--
	}
	return n
}

func joins(a, b Run) bool { return a.Look == b.Look && a.Place == b.Place && a.Part == b.Part }

// place reads the tag of a hyperlink that Glamour wrote.
func (g *glamour) place(data []byte) (int32, Part) {
	_, tag, ok := strings.Cut(string(data), ";mailto:"+string(g.nonce))
	if !ok || tag == "" {
		return -1, Words
	}
	n, err := strconv.ParseInt(tag[1:], 10, 32)
	switch {
	case err != nil:
		return -1, Words
	case tag[0] == tagNumber:
		return int32(n), Number
	}
	return int32(n), Words
}
