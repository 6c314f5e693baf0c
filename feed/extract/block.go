package extract

import (
	"strconv"
	"strings"

	"broadsheet/feed"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blockElement sets what stands on its own, and reports whether n is such.
func (s *setter) blockElement(n *html.Node, c context) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		s.flush()
		s.heading(int(n.Data[1]-'0'), s.collect(n, " ", c))
	case atom.Ul, atom.Ol, atom.Dir:
		s.list(n, c)
	case atom.Li:
		s.flush()
		s.item(n, c, "- ")
	case atom.Dl:
		s.definitions(n, c)
	case atom.Blockquote:
		s.quote(n, c)
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		s.flush()
		s.fence(preText(n), language(n))
	case atom.Hr:
		s.flush()
		s.thematic()
	case atom.Table:
		s.table(n, c)
	case atom.Figure:
		s.figure(n, c)
	case atom.Figcaption:
		s.figcaption(n, c)
	case atom.Summary:
		s.flush()
		c.style |= strong
		s.runs = s.collect(n, " ", c)
		s.flush()
	case atom.Footer:
		s.flush()
		s.children(n, c)
		s.flush()
	default:
		if hasClass(n, "wp-caption-text") {
			s.figcaption(n, c)
			return true
		}
		return false
	}
	return true
}

// flattened sets an element on the line that is being collected.
func (s *setter) flattened(n *html.Node, c context) {
	switch n.DataAtom {
	case atom.Li:
		if len(s.runs) > 0 {
			s.joint(s.semicolon())
		}
		s.children(n, c)
		return
	case atom.Pre:
		s.part()
		c.style |= code
		s.children(n, c)
		s.part()
		return
	case atom.Dt:
		s.part()
		s.children(n, c)
		s.joint(": ")
		return
	case atom.Dd, atom.Ul, atom.Ol, atom.Dl:
		s.children(n, c)
		return
	case atom.Td, atom.Th:
		s.joint(" ")
		s.children(n, c)
		return
	}
	if !parts[n.Data] {
		c.style = cssStyle(n, c.style)
		s.children(n, c)
		return
	}
	s.part()
	s.children(n, c)
	s.part()
}

// semicolon is what stands between list items that are put on one line.
func (s *setter) semicolon() string {
	if s.flat == " / " {
		return "; "
	}
	return s.flat
}

// quote sets a quotation, with the address it is taken from when the author
// says it in an attribute only.
func (s *setter) quote(n *html.Node, c context) {
	s.flush()
	if s.nest >= maxNesting {
		s.children(n, c)
		s.flush()
		return
	}
	f := s.enter("> ", "> ")
	from := len(s.dests)
	s.children(n, c)
	s.flush()
	if u, kind := feed.Resolve(s.base, attr(n, "cite")); kind == feed.LinkPage && len(s.out) > f.size && !s.linked(from, u) {
		s.text("— ", context{})
		s.say(feed.Host(u), u, context{})
		s.flush()
	}
	s.leave(f)
}

// linked reports whether one of the links from the given one on leads to the
// host of an address.
func (s *setter) linked(from int, address string) bool {
	for _, d := range s.dests[from:] {
		if feed.Host(d) == feed.Host(address) {
			return true
		}
	}
	return false
}

// say adds a link in words of our own.
func (s *setter) say(text, address string, c context) {
	s.dests = append(s.dests, encode(address))
	c.link = len(s.dests)
	s.text(text, c)
}

// list sets an ordered or unordered list.
func (s *setter) list(n *html.Node, c context) {
	s.flush()
	if s.nest >= maxNesting {
		s.children(n, c)
		s.flush()
		return
	}
	number := -1
	if n.DataAtom == atom.Ol {
		number = 1
		if v, err := strconv.Atoi(strings.TrimSpace(attr(n, "start"))); err == nil && v >= 0 && v < 1e8 {
			number = v
		}
	}
	// Two lists in a row are told apart by their marks.
	bullet := byte('-')
	if number >= 0 {
		bullet = '.'
	}
	if s.bullet == bullet {
		bullet = map[byte]byte{'-': '*', '.': ')'}[bullet]
	}
	loose := isLoose(n)
	// A list follows its own item closely, but only one that counts from 1 can.
	inItem := n.Parent != nil && n.Parent.DataAtom == atom.Li && s.nest > 0 && s.lead == s.cont
	s.tight = s.tight || inItem && !loose && number <= 1
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		mark := string(bullet) + " "
		if number >= 0 {
			mark = strconv.Itoa(number) + string(bullet) + " "
		}
		if !s.entry(k, c, mark) {
			continue
		}
		s.tight = !loose
		if number >= 0 && k.DataAtom == atom.Li {
			number++
		}
	}
	s.tight = false
	s.bullet = bullet
}

// entry sets a child of a list, and reports whether there was anything in it.
func (s *setter) entry(k *html.Node, c context, mark string) bool {
	switch {
	case k.Type == html.TextNode && strings.TrimSpace(k.Data) == "", k.Type == html.CommentNode:
		return false
	case k.Type == html.ElementNode && unseen(k):
		return false
	case k.Type == html.ElementNode && (k.DataAtom == atom.Ul || k.DataAtom == atom.Ol) && s.lead == s.cont && s.blocks > 0:
		// A list that stands beside its item instead of in it.
		f := s.enter("", strings.Repeat(" ", len(mark)))
		s.lead = s.cont
		s.list(k, c)
		return s.leave(f)
	case k.DataAtom == atom.Li:
		return s.item(k, c, mark)
	}
	f := s.enter(mark, strings.Repeat(" ", len(mark)))
	s.walk(k, c)
	return s.leave(f)
}

// item sets one item of a list.
func (s *setter) item(n *html.Node, c context, mark string) bool {
	if s.nest >= maxNesting {
		s.children(n, c)
		s.flush()
		return false
	}
	f := s.enter(mark, strings.Repeat(" ", len(mark)))
	s.children(n, c)
	return s.leave(f)
}

// isLoose reports whether an item of a list holds more than one paragraph, so
// that blank lines stand between its items.
func isLoose(n *html.Node) bool {
	for li := n.FirstChild; li != nil; li = li.NextSibling {
		if li.DataAtom != atom.Li {
			continue
		}
		blocks := 0
		for k := li.FirstChild; k != nil; k = k.NextSibling {
			switch k.DataAtom {
			case atom.P, atom.Div, atom.Blockquote, atom.Pre, atom.Table, atom.Figure, atom.H1, atom.H2, atom.H3, atom.H4:
				if blocks++; blocks > 1 {
					return true
				}
			}
		}
	}
	return false
}

// checkbox turns the box of a task into its mark.
func (s *setter) checkbox(n *html.Node) {
	if len(s.runs) > 0 || s.lead == s.cont || !strings.HasSuffix(s.lead, " ") || strings.HasSuffix(s.lead, "> ") || s.flat != "" {
		return
	}
	if _, ok := lookup(n, "checked"); ok {
		s.lead += "[x] "
	} else {
		s.lead += "[ ] "
	}
}

// definitions sets a list of terms and what they mean.
func (s *setter) definitions(n *html.Node, c context) {
	s.flush()
	if s.nest >= maxNesting {
		s.children(n, c)
		s.flush()
		return
	}
	term := false // a term or a meaning stands before
	s.entries(n, c, &term)
	s.tight = false
}

func (s *setter) entries(n *html.Node, c context, term *bool) {
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		switch {
		case k.Type == html.ElementNode && unseen(k):
		case k.DataAtom == atom.Dt:
			s.flush()
			s.tight = s.tight && *term
			s.runs = s.collect(k, " ", c)
			wrote := s.blocks
			s.flush()
			*term = s.blocks > wrote
			s.tight = *term
		case k.DataAtom == atom.Dd && *term:
			s.tight = true
			f := s.enter(": ", "  ")
			s.children(k, c)
			s.leave(f)
			s.tight = false
		case k.DataAtom == atom.Div && c.depth < maxDepth:
			c.depth++
			s.entries(k, c, term)
		case k.Type == html.TextNode && strings.TrimSpace(k.Data) == "":
		default:
			s.tight, *term = false, false
			s.walk(k, c)
			s.flush()
		}
	}
}

// fence sets text as it is, in a fence that is longer than any in it.
func (s *setter) fence(text, lang string) {
	text = strings.Trim(feed.WashText(text), "\n")
	if strings.TrimSpace(text) == "" {
		return
	}
	n, longest := 0, 2
	for i := range len(text) {
		if text[i] == '`' {
			n++
			longest = max(longest, n)
		} else {
			n = 0
		}
	}
	mark := strings.Repeat("`", longest+1)
	s.block()
	s.out = append(append(s.out, mark...), lang...)
	for line := range strings.SplitSeq(text, "\n") {
		s.out = append(append(s.out, '\n'), s.cont...)
		s.out = append(s.out, strings.TrimRight(line, " \t\u00a0")...)
	}
	s.out = append(append(append(s.out, '\n'), s.cont...), mark...)
}
