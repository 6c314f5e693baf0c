package extract

import (
	"fmt"
	"net/url"
	"strings"

	"broadsheet/feed"
	"broadsheet/feed/markup"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// context is what an element hands down to what stands in it.
type context struct {
	style style
	link  int
	depth int
}

// maxDepth is how deep the walk goes. The parser opens no more than 512
// elements, but mended trees may be deeper.
const maxDepth = 1000

// walk sets a node and all that stands in it.
func (s *setter) walk(n *html.Node, c context) {
	switch n.Type {
	case html.TextNode:
		s.text(n.Data, c)
	case html.DocumentNode:
		s.children(n, c)
	case html.ElementNode:
		if c.depth++; c.depth > maxDepth {
			s.text(textOf(n), c)
			return
		}
		if !unseen(n) {
			s.element(n, c)
		}
	}
}

func (s *setter) children(n *html.Node, c context) {
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		s.walk(k, c)
	}
}

// element sets an element: what changes the words, what is set into a line,
// what stands on its own.
func (s *setter) element(n *html.Node, c context) {
	if s.caption && credits(n) {
		s.credit(n, c)
		return
	}
	if st := styleOf(n); st != 0 {
		c.style |= st
		s.children(n, c)
		return
	}
	switch {
	case s.phrase(n, c), s.embed(n, c):
	case s.flat != "":
		s.flattened(n, c)
	case !s.blockElement(n, c):
		if c.style != 0 || n.DataAtom == atom.Span || n.DataAtom == atom.B || n.DataAtom == atom.I {
			c.style = cssStyle(n, c.style)
		}
		if parts[n.Data] {
			s.flush()
			s.children(n, c)
			s.flush()
			return
		}
		s.children(n, c)
	}
}

// styleOf returns the style that an element gives its words by itself.
func styleOf(n *html.Node) style {
	switch n.DataAtom {
	case atom.B:
		if strings.Contains(attr(n, "style"), "font-weight:normal") { // how Google Docs wraps whole documents
			return 0
		}
		return strong
	case atom.Strong, atom.Mark:
		return strong
	case atom.I:
		if strings.Contains(attr(n, "style"), "font-style:normal") {
			return 0
		}
		return emph
	case atom.Em, atom.Cite, atom.Var, atom.Dfn:
		return emph
	case atom.S, atom.Del, atom.Strike:
		return strike
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		return code
	}
	return 0
}

// cssStyle adds what a span's own style says.
func cssStyle(n *html.Node, st style) style {
	css := attr(n, "style")
	if css == "" || n.DataAtom != atom.Span {
		return st
	}
	css = strings.ReplaceAll(strings.ToLower(css), " ", "")
	if strings.Contains(css, "font-weight:bold") || strings.Contains(css, "font-weight:700") {
		st |= strong
	}
	if strings.Contains(css, "font-style:italic") {
		st |= emph
	}
	return st
}

// phrase sets what stands within a line, and reports whether n is such.
func (s *setter) phrase(n *html.Node, c context) bool {
	switch n.DataAtom {
	case atom.A:
		s.anchor(n, c)
	case atom.Br:
		s.turn()
	case atom.Img, atom.Image:
		s.image(n, c)
	case atom.Picture:
		s.pictureElement(n, c)
	case atom.Noscript:
		s.noscript(n, c)
	case atom.Sup:
		s.raised(n, c, superscripts, "^")
	case atom.Sub:
		s.raised(n, c, subscripts, "_")
	case atom.Q:
		open, shut := "“", "”"
		if s.quotes%2 == 1 {
			open, shut = "‘", "’"
		}
		s.quotes++
		s.text(open, c)
		s.children(n, c)
		s.text(shut, c)
		s.quotes--
	case atom.Rt:
		if t := strings.TrimSpace(textOf(n)); t != "" {
			s.text("("+t+")", c)
		}
	case atom.Math:
		s.math(n, c)
	case atom.Input:
		s.checkbox(n)
	default:
		return n.Data == "amp-img" && s.image(n, c)
	}
	return true
}

// anchor sets a link. One without an address at all is a place to jump to.
func (s *setter) anchor(n *html.Node, c context) {
	href, ok := lookup(n, "href")
	if !ok {
		s.children(n, c)
		return
	}
	dest := s.destination(href)
	if len(dest) > 1 && dest[0] == '#' && pilcrow(textOf(n)) {
		return // a heading's link to itself
	}
	if t := strings.TrimSpace(textOf(n)); len(dest) > 1 && dest[0] == '#' && s.gluedNumber(t) {
		s.bracketed(t, dest, c)
		return
	}
	s.dests = append(s.dests, dest)
	c.link = len(s.dests)
	s.children(n, c)
}

// pilcrow reports whether a link shows only that a place can be linked to.
func pilcrow(t string) bool {
	switch strings.TrimSpace(t) {
	case "#", "¶", "§", "🔗", "⚓":
		return true
	}
	return false
}

// destination returns the address of a link as Markdown writes it: absolute,
// "#name" within the same document, "#" when it is dead.
func (s *setter) destination(href string) string {
	u, kind := feed.Resolve(s.base, href)
	switch kind {
	case feed.LinkDead:
		return "#"
	case feed.LinkAnchor:
		if at := s.elsewhere(u[1:]); at != "" {
			return encode(at)
		}
		return "#" + encode(strings.ReplaceAll(u[1:], " ", "%20"))
	}
	if page, name, ok := strings.Cut(u, "#"); ok && name != "" && s.place() != nil {
		if here, _, _ := strings.Cut(s.place().String(), "#"); page == here && s.elsewhere(name) == "" {
			return "#" + encode(name)
		}
	}
	return encode(u)
}

// place returns the address of the text itself; nil when unknown.
func (s *setter) place() *url.URL {
	if s.page != nil {
		return s.page
	}
	return s.base
}

// elsewhere returns the address of a place to jump to that is not in the text,
// as in the teasers of feeds that say "read on" with an anchor of the whole
// page; "" when it is in the text, or nobody knows where the page is.
func (s *setter) elsewhere(name string) string {
	if s.place() == nil || s.root == nil {
		return ""
	}
	if s.ids == nil {
		s.ids = map[string]bool{}
		for n := s.root; n != nil; n = next(n, s.root, false) {
			s.ids[attr(n, "id")], s.ids[attr(n, "name")] = true, true
		}
	}
	if plain, err := url.PathUnescape(name); s.ids[name] || err == nil && s.ids[plain] {
		return ""
	}
	page, _, _ := strings.Cut(s.place().String(), "#")
	u, kind := feed.Resolve(nil, page+"#"+name)
	if kind == feed.LinkDead {
		return ""
	}
	return u
}

// encode writes an address so that it needs no escape between the brackets of
// a link, and nothing in it can be read as anything else.
func encode(u string) string {
	if !strings.ContainsAny(u, "\\<>|`;()") {
		return u
	}
	balanced := true
	depth := 0
	for i := range len(u) {
		switch u[i] {
		case '(':
			depth++
			balanced = balanced && depth <= 3
		case ')':
			depth--
			balanced = balanced && depth >= 0
		}
	}
	balanced = balanced && depth == 0
	var b strings.Builder
	for i := range len(u) {
		switch c := u[i]; {
		case strings.IndexByte("\\<>|`", c) >= 0, (c == '(' || c == ')') && !balanced, c == ';' && endsEntity(u[:i+1]):
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// endsEntity reports whether an address ends in what Markdown reads as one
// character, such as "&copy;".
func endsEntity(u string) bool {
	i := strings.LastIndexByte(u[max(0, len(u)-40):], '&')
	return i >= 0 && markup.Entity(u[max(0, len(u)-40)+i:]) > 0
}

// textOf returns the text of a node without the markup. It does not recurse.
func textOf(n *html.Node) string {
	var b strings.Builder
	for k := n; k != nil; {
		if k.Type == html.TextNode {
			b.WriteString(k.Data)
		}
		k = next(k, n, k.Type == html.ElementNode && k != n && unseen(k))
	}
	return b.String()
}

// next returns the node that follows k within root in the order of the text,
// leaving out the children of k when skip is set; nil at the end.
func next(k, root *html.Node, skip bool) *html.Node {
	if k.FirstChild != nil && !skip {
		return k.FirstChild
	}
	for k != root && k.NextSibling == nil {
		k = k.Parent
	}
	if k == root {
		return nil
	}
	return k.NextSibling
}

func attr(n *html.Node, key string) string {
	v, _ := lookup(n, key)
	return v
}

func lookup(n *html.Node, key string) (string, bool) {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val, true
		}
	}
	return "", false
}
