package extract

import (
	"strings"

	"broadsheet/feed"
	"broadsheet/feed/markup"

	"golang.org/x/net/html"
)

// Plain turns a fragment of HTML into one washed line of text: tags are gone,
// entities are decoded once. Only what is the tag of a known element is a tag,
// and only what ends in a semicolon an entity, so that "x < y", "List<String>"
// and "R&D" stay as they are.
func Plain(src string) string {
	if strings.IndexByte(src, '<') >= 0 {
		src = untag(src)
	}
	return feed.WashLine(decode(src))
}

// decode replaces each entity by what it stands for, once.
func decode(src string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(src, '&')
		if i < 0 {
			break
		}
		n := max(1, markup.Entity(src[i:]))
		b.WriteString(src[:i])
		b.WriteString(html.UnescapeString(src[i : i+n]))
		src = src[i+n:]
	}
	if b.Len() == 0 {
		return src
	}
	b.WriteString(src)
	return b.String()
}

// untag drops tags, comments and the content of scripts and styles.
func untag(src string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(src, '<')
		if i < 0 {
			b.WriteString(src)
			return b.String()
		}
		b.WriteString(src[:i])
		name, n := tagAt(src[i:])
		if n == 0 {
			b.WriteByte('<')
			src = src[i+1:]
			continue
		}
		src = src[i+n:]
		switch name {
		case "script", "style":
			src = after(src, "</"+name)
		}
		if parts[name] {
			b.WriteByte(' ')
		}
	}
}

// after returns what follows the closing tag that begins with mark; "" when
// there is none.
func after(src, mark string) string {
	for i := range len(src) - len(mark) + 1 {
		if src[i] == '<' && strings.EqualFold(src[i:i+len(mark)], mark) {
			_, rest, _ := strings.Cut(src[i:], ">")
			return rest
		}
	}
	return ""
}

// Tagged reports whether there is a tag or a comment of HTML in src.
func Tagged(src string) bool {
	for {
		i := strings.IndexByte(src, '<')
		if i < 0 {
			return false
		}
		if Tag(src[i:]) > 0 {
			return true
		}
		src = src[i+1:]
	}
}

// Tag returns the length of the tag or comment of HTML that src begins with; 0
// when it begins with none.
func Tag(src string) int {
	_, n := tagAt(src)
	return n
}

// Element reports whether HTML has an element of a name, in lower case.
func Element(name string) bool { return elements[name] }

// How far the end of a tag is looked for: a picture may stand in one whole.
const (
	maxTag         = 64 << 10
	maxDeclaration = 1 << 10
)

// tagAt returns the name, in lower case, and the length of the tag that src
// begins with; length 0 when it begins with none. The name of a closing tag
// comes with its slash, except for those that part words.
func tagAt(src string) (name string, n int) {
	if strings.HasPrefix(src, "<!--") {
		if i := strings.Index(src, "-->"); i >= 0 {
			return "!", i + 3
		}
		return "!", len(src) // as in a browser
	}
	if strings.HasPrefix(src, "<!") {
		if i := strings.IndexByte(src[:min(len(src), maxDeclaration)], '>'); i > 2 && (isAlpha(src[2]) || src[2] == '[') {
			return "!", i + 1
		}
		return "", 0
	}
	i := 1
	if i < len(src) && src[i] == '/' {
		i++
	}
	start := i
	for i < len(src) && i < start+32 && (isAlpha(src[i]) || i > start && (src[i] >= '0' && src[i] <= '9' || src[i] == '-' || src[i] == ':')) {
		i++
	}
	if i == start || i == len(src) {
		return "", 0
	}
	name = strings.ToLower(src[start:i])
	if !elements[name] && strings.IndexByte(name, '-') < 0 && !strings.HasPrefix(name, "o:") {
		return "", 0
	}
	if start == 2 && !parts[name] {
		name = "/" + name
	}
	return name, tagEnd(src, i)
}

// tagEnd returns the index behind the ">" of a tag whose name ends at i, 0 when
// what follows the name is not the rest of a tag.
func tagEnd(src string, i int) int {
	switch src[i] {
	case '>', '/', ' ', '\t', '\n', '\r', '\f':
	default:
		return 0
	}
	var quote byte
	for ; i < len(src) && i < maxTag; i++ {
		switch c := src[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			return i + 1
		case c == '<':
			return 0
		case (c == '"' || c == '\'') && src[i-1] == '=':
			quote = c
		}
	}
	return 0
}

func nameSet(names string) map[string]bool {
	m := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		m[name] = true
	}
	return m
}

var (
	// parts are the elements that part the words on both sides of them.
	parts = nameSet(`address article aside blockquote br center dd details dialog dir div dl dt fieldset figcaption figure
		footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre
		search section summary table tbody td tfoot th thead tr ul`)
	// elements are the names that make a tag a tag.
	elements = merge(parts, nameSet(`a abbr acronym applet area audio b base basefont bdi bdo big blink body button
		canvas caption cite code col colgroup command data datalist del dfn em embed font frame head html i iframe img image input ins
		kbd keygen label link map mark marquee math meta meter nobr noembed noframes noscript object output param
		picture plaintext progress q rb rp rt rtc ruby s samp script select slot small source span strike strong style
		sub sup svg template textarea time title track tt u var video wbr xmp path`))
)

func merge(a, b map[string]bool) map[string]bool {
	for name := range a {
		b[name] = true
	}
	return b
}
