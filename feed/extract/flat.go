package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tokens sets HTML without building a tree, for documents that are nested too
// deep or would take too much memory: paragraphs, headings, links, pictures,
// line breaks and text. What is hidden or furniture is told by the element's
// name alone.
func (s *setter) tokens(src string) {
	z := html.NewTokenizer(strings.NewReader(src))
	z.SetMaxBuf(maxToken)
	var c context
	level := 0 // of the heading that is open
	skip, depth := atom.Atom(0), 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		if kind == html.TextToken {
			if skip == 0 {
				s.text(string(z.Text()), c)
			}
			continue
		}
		if kind == html.CommentToken || kind == html.DoctypeToken {
			continue
		}
		name, more := z.TagName()
		a := atom.Lookup(name)
		if skip != 0 { // until the element that is left out ends
			if a == skip && kind == html.StartTagToken {
				depth++
			} else if a == skip && kind == html.EndTagToken {
				if depth--; depth == 0 {
					skip = 0
				}
			}
			continue
		}
		if kind == html.StartTagToken && ignored(a) {
			skip, depth = a, 1
			continue
		}
		n := &html.Node{Type: html.ElementNode, DataAtom: a}
		for more && kind != html.EndTagToken {
			var key, val []byte
			key, val, more = z.TagAttr()
			if a == atom.A || a == atom.Img {
				n.Attr = append(n.Attr, html.Attribute{Key: string(key), Val: string(val)})
			}
		}
		level = s.token(n, string(name), kind == html.EndTagToken, level, &c)
	}
	s.endHeading(level)
	s.flush()
}

// maxToken bounds one token: a longer one is no text that anybody wrote.
const maxToken = 32 << 20

// ignored reports whether all up to the end of an element is left out.
func ignored(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Template, atom.Title, atom.Nav, atom.Button, atom.Select, atom.Textarea, atom.Svg, atom.Noscript, atom.Iframe:
		return true
	}
	return false
}

// token sets one tag and returns the level of the heading that is open then.
func (s *setter) token(n *html.Node, name string, end bool, level int, c *context) int {
	switch n.DataAtom {
	case atom.A:
		c.link = 0
		if href, ok := lookup(n, "href"); ok && !end {
			s.dests = append(s.dests, s.destination(href))
			c.link = len(s.dests)
		}
	case atom.Br:
		if level > 0 {
			s.text(" ", *c)
		} else {
			s.turn()
		}
	case atom.Img:
		s.show(n, s.source(n), *c)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		s.endHeading(level)
		s.flush()
		level = 0
		if !end {
			level = int(name[1] - '0')
		}
	case atom.Td, atom.Th:
		s.text(" ", *c)
	default:
		if parts[name] && level == 0 {
			s.flush()
		}
	}
	return level
}

// endHeading writes the heading that is open.
func (s *setter) endHeading(level int) {
	if level > 0 {
		runs := tidy(s.runs)
		s.runs = nil
		s.heading(level, runs)
	}
}
