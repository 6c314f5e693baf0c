package extract

import (
	"net/url"
	"strings"

	"broadsheet/feed"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Markdown turns a fragment of HTML, or a whole body, into Markdown: GitHub's
// flavour with definition lists. Relative addresses are resolved against base,
// which is nil when unknown; without one they are dead. Every input has a
// result; it takes time in proportion to its length.
//
// Text without a single tag is plain text: a blank line ends a paragraph, any
// other line end is kept.
func Markdown(src string, base *url.URL) string {
	return convert(src, &setter{base: base})
}

func convert(src string, s *setter) string {
	switch {
	case !Tagged(src):
		s.lines(decode(src))
	case unwieldy(src):
		s.tokens(src)
	default:
		body, err := fragment(src)
		if err != nil { // more than 512 elements stand open
			s.tokens(src)
			break
		}
		s.root = body
		s.children(body, context{})
	}
	return s.finish()
}

// fragment parses HTML as the content of a body, which is returned. Scripting
// is off, so that the pictures in noscript are elements.
func fragment(src string) (*html.Node, error) {
	body := &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"}
	nodes, err := html.ParseFragmentWithOptions(strings.NewReader(src), body, html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, err
	}
	for _, n := range nodes { // they know nothing of each other yet
		body.AppendChild(n)
	}
	return body, nil
}

// The limits beyond which no tree is built: it would take more memory than an
// article is worth.
const (
	maxTags     = 800_000 // some 200 MB of nodes
	maxReopened = 400_000 // elements that the parser would open again by itself
)

// unwieldy reports whether the tree of an HTML text would be out of proportion
// to its length. The parser opens formatting elements that were never closed
// again in every block that follows, so that a few hundred of them multiply
// the blocks of a document.
func unwieldy(src string) bool {
	tags, open, reopened := 0, 0, 0
	for {
		i := strings.IndexByte(src, '<')
		if i < 0 || i+1 >= len(src) {
			return false
		}
		src = src[i+1:]
		if tags++; tags > maxTags {
			return true
		}
		closing := src[0] == '/'
		if closing {
			src = src[1:]
		}
		switch {
		case !formatting(src):
			if closing || open < 16 {
				break
			}
			if reopened += open; reopened > maxReopened {
				return true
			}
		case !closing:
			open = min(open+1, 512)
		case open > 0:
			open--
		}
	}
}

// formatting reports whether a tag's name is one of the elements that the
// parser opens again.
func formatting(s string) bool {
	n := 0
	for n < len(s) && n < 7 && isAlpha(s[n]) {
		n++
	}
	switch strings.ToLower(s[:n]) {
	case "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u":
		return true
	}
	return false
}

func isAlpha(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// lines sets plain text.
func (s *setter) lines(text string) {
	for line := range strings.SplitSeq(feed.WashText(text), "\n") {
		if line = strings.TrimSpace(line); line == "" {
			s.flush()
			continue
		}
		if len(s.runs) > 0 {
			s.turn()
		}
		s.text(line, context{})
	}
	s.flush()
}
