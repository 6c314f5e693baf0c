package parse

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/feed"
	"broadsheet/feed/extract"
	"broadsheet/feed/markup"
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
	if t.literal {
		return feed.WashLine(t.s)
	}
	return extract.Plain(t.s)
}

// body is the text as extract takes it: HTML, or without a tag the lines of a
// plain text.
func (t text) body() string {
	if t.literal {
		return html.EscapeString(t.s)
	}
	return t.s
}

// firstWords makes a headline out of a body, for items that have none.
func firstWords(body string) string {
	const most = 80
	line := extract.Plain(cutTags(body, 4000))
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
			n = max(1, extract.Tag(l.s))
		case r == '&':
			n = max(1, markup.Entity(l.s))
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
