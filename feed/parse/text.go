package parse

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/feed"
	"broadsheet/feed/extract"
)

// text is one text of a feed, after the decoding that the feed's format asks
// for.
type text struct {
	s string
	// literal says that it is what it says: tags and entities in it are meant
	// to be read. Otherwise it is HTML, or may be: RSS does not tell.
	literal bool
}

func (t text) empty() bool { return t.s == "" }

// line is the text on one line, as it is shown: tags gone, entities decoded.
func (t text) line() string {
	if t.literal || strings.IndexByte(t.s, '<') < 0 && strings.IndexByte(t.s, '&') < 0 {
		return feed.WashLine(t.s)
	}
	return feed.WashLine(extract.Plain(tame(t.s)))
}

// body is the text as HTML. Text without markup keeps its lines.
func (t text) body() string {
	switch {
	case t.literal:
		return paragraphs(html.EscapeString(t.s))
	case hasTags(t.s):
		return t.s
	}
	return paragraphs(tame(t.s))
}

// tame escapes what only looks like HTML: a "<" that begins no tag which HTML
// knows ("x < y", "List<T>"), a "&" that begins no entity ("R&D").
func tame(s string) string {
	if strings.IndexByte(s, '<') < 0 && strings.IndexByte(s, '&') < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for {
		i := strings.IndexAny(s, "<&")
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		switch {
		case s[i] == '<' && !tagAt(s[i:]):
			b.WriteString("&lt;")
		case s[i] == '&' && !entityAt(s[i:]):
			b.WriteString("&amp;")
		default:
			b.WriteByte(s[i])
		}
		s = s[i+1:]
	}
}

// entityAt reports whether s begins with an entity, up to its semicolon.
func entityAt(s string) bool {
	for i := 1; i < len(s) && i < 34; i++ {
		switch c := s[i]; {
		case c == ';':
			return i > 1
		case c == '#' && i == 1:
		case c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z':
		default:
			return false
		}
	}
	return false
}

// tagAt reports whether s begins with a tag of HTML, or a comment, that ends.
func tagAt(s string) bool {
	if strings.HasPrefix(s, "<!--") {
		return true
	}
	rest := strings.TrimPrefix(s[1:], "/")
	n := 0
	for n < len(rest) && n < 12 && (rest[n]|0x20 >= 'a' && rest[n]|0x20 <= 'z' || n > 0 && rest[n] >= '0' && rest[n] <= '9') {
		n++
	}
	if n == 0 || n == len(rest) || !blank(rest[n]) && rest[n] != '>' && rest[n] != '/' {
		return false
	}
	const far = 16 << 10 // or a flood of "<b" takes for ever
	return knownTag([]byte(rest[:n])) && strings.IndexByte(rest[n:min(len(rest), far)], '>') >= 0
}

// hasTags reports whether there is a tag of HTML in s.
func hasTags(s string) bool {
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			return false
		}
		if tagAt(s[i:]) {
			return true
		}
		s = s[i+1:]
	}
}

// knownTag reports whether HTML has an element of a name.
func knownTag(name []byte) bool {
	var buf [nameBytes]byte
	switch string(lower(&buf, name)) {
	case "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "base", "bdi", "bdo", "big", "blockquote",
		"body", "br", "button", "canvas", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn",
		"dir", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "h1",
		"h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label",
		"legend", "li", "link", "main", "mark", "math", "menu", "meta", "nav", "nobr", "noscript", "object", "ol", "option", "p",
		"param", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp", "script", "section", "select", "small", "source", "span",
		"strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
		"thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr":
		return true
	}
	return false
}

// paragraphs makes HTML of escaped plain text: an empty line parts
// paragraphs, every other line end is kept.
func paragraphs(s string) string {
	s = strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s))
	if strings.IndexByte(s, '\n') < 0 {
		if s == "" {
			return ""
		}
		return "<p>" + s + "</p>"
	}
	var b strings.Builder
	open := false
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" && open:
			b.WriteString("</p>\n")
			open = false
		case line != "" && open:
			b.WriteString("<br>\n" + line)
		case line != "":
			b.WriteString("<p>" + line)
			open = true
		}
	}
	if open {
		b.WriteString("</p>")
	}
	return b.String()
}

// firstWords makes a headline out of a body, for items that have none.
func firstWords(body string) string {
	const most = 80
	line := feed.WashLine(extract.Plain(cutTags(body, 4000)))
	if i := strings.IndexAny(line, ".?!。"); i >= 15 && i < most {
		_, n := utf8.DecodeRuneInString(line[i:])
		if rest := line[i+n:]; rest == "" || rest[0] == ' ' || n > 1 {
			return strings.TrimSuffix(line[:i+n], ".")
		}
	}
	return feed.Shorten(line, most)
}

// cutTags cuts HTML to about n bytes, not within a character, a tag or an
// entity.
func cutTags(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	s = s[:n]
	if i := strings.LastIndexByte(s, '<'); i > strings.LastIndexByte(s, '>') {
		s = s[:i]
	}
	if i := strings.LastIndexByte(s, '&'); i >= 0 && i > len(s)-34 && strings.IndexByte(s[i:], ';') < 0 {
		s = s[:i]
	}
	return s
}

// letters goes over the letters and digits of HTML, one by one.
type letters struct{ s string }

func (l *letters) next() (rune, bool) {
	for l.s != "" {
		r, n := utf8.DecodeRuneInString(l.s)
		switch {
		case r == '<':
			if i := strings.IndexByte(l.s, '>'); i > 0 && tagAt(l.s) {
				n = i + 1
			}
		case r == '&':
			if i := strings.IndexByte(l.s[:min(len(l.s), 34)], ';'); i > 0 && entityAt(l.s) {
				n = i + 1
			}
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			l.s = l.s[n:]
			return unicode.ToLower(r), true
		}
		l.s = l.s[n:]
	}
	return 0, false
}

// repeats reports whether a deck is only the start of the body: it agrees
// with it for most of its letters, or for a long time. What agrees may be
// followed by "… Continue reading".
func repeats(deck, body string) bool {
	const long = 60
	d, b := letters{deck}, letters{body}
	same := 0
	for {
		x, more := d.next()
		if !more {
			return true
		}
		if y, ok := b.next(); !ok || x != y {
			break
		}
		if same++; same >= long {
			return true
		}
	}
	left := 1
	for _, more := d.next(); more; _, more = d.next() {
		left++
	}
	return same*10 >= (same+left)*7
}
