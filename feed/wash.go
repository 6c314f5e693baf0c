package feed

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a washed string may hold at the most.
const (
	maxMarks   = 5   // combining marks on one base character
	maxJoins   = 6   // zero-width joiners in one emoji sequence
	maxTitle   = 600 // runes of a headline, byline or name
	maxDeck    = 2000
	maxAddress = 4096 // bytes; a longer address is no address
)

// WashText cleans text of many lines for storing and showing. It keeps line
// feeds and tabs and drops whatever could act on a terminal or deceive the
// reader: escape sequences, C0 and C1 controls, bidirectional overrides and
// isolates, invisible format characters (but joiners where a script or an
// emoji needs them), piles of combining marks, bytes outside UTF-8.
func WashText(s string) string {
	if clean(s) {
		return s
	}
	var w washer
	w.out.Grow(len(s))
	for len(s) > 0 {
		if n := escape(s); n > 0 {
			s = s[n:]
			continue
		}
		r, n := utf8.DecodeRuneInString(s)
		w.put(r, n)
		s = s[n:]
	}
	return w.out.String()
}

// WashLine cleans a string that is shown on one line: as [WashText], and every
// run of white space becomes one blank.
func WashLine(s string) string {
	return strings.Join(strings.Fields(WashText(s)), " ")
}

// clean reports whether s holds nothing but characters that are kept wherever
// they stand, the common case.
func clean(s string) bool {
	for i := 0; i < len(s); {
		if b := s[i]; b < utf8.RuneSelf {
			if b == 0x7f || b < ' ' && b != '\n' && b != '\t' {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !harmless(r) {
			return false
		}
		i += n
	}
	return true
}

// harmless reports whether a character outside ASCII is one of the common
// letters and signs that neither join others nor hide.
func harmless(r rune) bool {
	switch {
	case r < 0x300:
		return r >= 0xa0 && r != 0xad
	case r < 0x483: // Greek, Cyrillic
		return r >= 0x370
	case r <= 0x2027: // dashes, quotes, ellipsis
		return r >= 0x2010
	case r < 0x4e00:
		return r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30ff || r == 0x20ac || r == '、' || r == '。'
	}
	return r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3
}

// escape returns the length of the escape or control sequence that s starts
// with, 0 when there is none. A sequence that is never ended counts as its
// introducer only, so that hostile bytes cannot swallow an article.
func escape(s string) int {
	var rest string
	var kind byte
	switch {
	case s[0] == 0x1b && len(s) == 1:
		return 1
	case s[0] == 0x1b:
		kind, rest = s[1], s[2:]
	case len(s) > 1 && s[0] == 0xc2 && s[1] >= 0x80 && s[1] <= 0x9f: // the same as C1 control
		kind, rest = s[1]-0x40, s[2:]
	default:
		return 0
	}
	intro := len(s) - len(rest)
	switch kind {
	case '[':
		for i := 0; i < len(rest) && i < 64; i++ {
			if b := rest[i]; b >= 0x40 && b <= 0x7e {
				return intro + i + 1
			} else if b < 0x20 || b > 0x7e {
				break
			}
		}
		return intro
	case ']', 'P', 'X', '^', '_': // a string, up to BEL or ST
		for i := 0; i < len(rest) && i < 8192; i++ {
			switch {
			case rest[i] == 0x07:
				return intro + i + 1
			case rest[i] == 0x1b && i+1 < len(rest) && rest[i+1] == '\\', rest[i] == 0xc2 && i+1 < len(rest) && rest[i+1] == 0x9c:
				return intro + i + 2
			}
		}
		return intro
	}
	switch {
	case s[0] == 0x1b && (kind < 0x20 || kind > 0x7e):
		return 1 // the next byte is text of its own
	case kind > ' ' && kind < '0' && len(rest) > 0 && rest[0] >= '0' && rest[0] <= '~': // a character set: ESC ( B
		return intro + 1
	}
	return intro
}

// washer remembers what the next character may be joined to.
type washer struct {
	out         strings.Builder
	prev        rune // the last character that was kept, marks and joiners aside
	joiner      rune // one that waits for the character it joins to; 0: none
	marks       int  // combining marks since the last base
	joins       int  // joiners in this emoji sequence
	afterReturn bool
}

func (w *washer) put(r rune, n int) {
	if r == utf8.RuneError && n == 1 {
		return
	}
	cr := w.afterReturn
	w.afterReturn = r == '\r'
	switch {
	case r == '\r', r == '\u2028', r == '\u2029':
		w.keep('\n')
	case r == '\n':
		if !cr { // CR LF is one line end
			w.keep('\n')
		}
	case r == '\t' || r == '\n':
		w.keep(r)
	case r < ' ' || r >= 0x7f && r <= 0x9f:
	case r < 0x300:
		if r != '\u00ad' { // the soft hyphen
			w.keep(r)
		}
	case r == '\u200c' || r == '\u200d':
		w.joiner = r
	case r == '\u200b': // Thai, Lao, Khmer and Burmese words end here
		if unicode.In(w.prev, breaksAtZero...) {
			w.keep(r)
		}
	case unicode.Is(unicode.M, r):
		w.mark(r)
	case invisible(r):
	default:
		w.keep(r)
	}
}

func (w *washer) keep(r rune) {
	w.join(r)
	w.marks = 0
	w.prev = r
	w.out.WriteRune(r)
}

// mark keeps a combining mark while its base has few, and drops the selectors
// of glyph variants, which terminals do not agree about.
func (w *washer) mark(r rune) {
	if w.prev == 0 || unicode.IsSpace(w.prev) || w.marks >= maxMarks {
		return
	}
	if r >= 0xfe00 && r <= 0xfe0d || r >= 0x180b && r <= 0x180f || r >= 0xe0100 && r <= 0xe01ef || r == 0x034f {
		return
	}
	joins := w.joins
	if w.join(r); w.joins == 0 {
		w.joins = joins // a selector of emoji style does not end a sequence
	}
	w.marks++
	w.out.WriteRune(r)
}

// join keeps the waiting joiner before r, which itself is kept: a zero-width
// joiner or non-joiner between two letters of a script that is shaped by it,
// and a joiner inside an emoji sequence.
func (w *washer) join(r rune) {
	j := w.joiner
	w.joiner = 0
	switch {
	case j == 0:
		w.joins = 0
		return
	case unicode.In(w.prev, shaped...) && unicode.In(r, shaped...):
	case j == '\u200d' && w.prev >= 0x2190 && unicode.IsSymbol(w.prev) && r >= 0x2190 && unicode.IsSymbol(r) && w.joins < maxJoins:
		w.joins++
	default:
		w.joins = 0
		return
	}
	w.out.WriteRune(j)
}

// invisible reports whether a character shows nothing by itself: it would
// only hide text from the reader or reorder it.
func invisible(r rune) bool {
	switch {
	case unicode.Is(unicode.Cf, r):
		// the Arabic and Syriac number signs are seen, the others are not
		return !(r >= 0x600 && r <= 0x605 || r == 0x6dd || r == 0x70f || r == 0x890 || r == 0x891 || r == 0x8e2 || r == 0x110bd || r == 0x110cd)
	case r == 0x115f || r == 0x1160 || r == 0x3164 || r == 0xffa0 || r == 0x2800: // fillers
		return true
	case r == 0x2065 || r >= 0xfff0 && r <= 0xfff8 || r >= 0xe0000 && r <= 0xe0fff: // kept free for more of them
		return true
	case r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef: // no characters at all
		return true
	}
	return false
}

var (
	// shaped are the scripts whose letters change with the joiners.
	shaped = []*unicode.RangeTable{
		unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko, unicode.Devanagari, unicode.Bengali,
		unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada,
		unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Tibetan,
	}
	// breaksAtZero are the scripts that mark the ends of words with U+200B.
	breaksAtZero = []*unicode.RangeTable{unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}
)

// Wash cleans every string of the article, bounds their lengths and drops
// addresses that are none. It is the door: whoever makes an article out of
// outside bytes calls it last, after all decoding.
func (a *Article) Wash() {
	for _, s := range []*string{&a.Paper, &a.Title, &a.Byline, &a.Section, &a.Lang, &a.Figure.Alt, &a.Figure.Credit} {
		*s = Shorten(WashLine(*s), maxTitle)
	}
	a.Deck = Shorten(WashLine(a.Deck), maxDeck)
	a.Figure.Caption = Shorten(WashLine(a.Figure.Caption), maxDeck)
	a.Body = WashText(a.Body)
	a.URL, a.Base = WashAddress(a.URL), WashAddress(a.Base)
	a.Figure.URL = WashAddress(a.Figure.URL)
	for i := range a.Enclosures {
		e := &a.Enclosures[i]
		e.URL, e.Type = WashAddress(e.URL), Shorten(WashLine(e.Type), maxTitle)
	}
	for i := range a.Links {
		a.Links[i].Wash()
	}
}

// Wash cleans every string of the link; a link whose address is none is dead,
// unless it names a related article or a place in the same one.
func (l *Link) Wash() {
	l.Text = Shorten(WashLine(l.Text), maxTitle)
	l.Sentence = Shorten(WashLine(l.Sentence), maxDeck)
	l.Speaker = Shorten(WashLine(l.Speaker), maxTitle)
	if l.Kind == LinkAnchor {
		if name := WashLine(strings.TrimPrefix(l.URL, "#")); name != "" {
			l.URL = "#" + Shorten(name, maxTitle)
		} else {
			l.URL = "" // the mark of a footnote
		}
		return
	}
	if l.URL = WashAddress(l.URL); l.URL == "" && l.Kind != LinkRelated {
		l.Kind = LinkDead
	}
}

// Wash cleans every string of the source.
func (s *Source) Wash() {
	s.Title = Shorten(WashLine(s.Title), maxTitle)
	s.Site = WashAddress(s.Site)
	for i := range s.Tags {
		s.Tags[i] = Shorten(WashLine(s.Tags[i]), maxTitle)
	}
}

// Shorten cuts s to at most n runes, at a blank when one is near, and says so
// with an ellipsis.
func Shorten(s string, n int) string {
	if n <= 0 {
		return ""
	}
	if len(s) <= n || utf8.RuneCountInString(s) <= n {
		return s
	}
	at, runes := 0, 0
	for i := range s {
		if runes == n-1 {
			at = i
			break
		}
		runes++
	}
	if i := strings.LastIndexByte(s[:at], ' '); i > at-at/8 {
		at = i
	}
	return strings.TrimRight(s[:at], " ,;:–.\u200b\u200c\u200d") + "…"
}
