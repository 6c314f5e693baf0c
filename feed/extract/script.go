package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/feed"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// raised sets superscripts and subscripts: in the characters made for it when
// there is one for each, else as plain text behind a mark.
func (s *setter) raised(n *html.Node, c context, table map[rune]rune, mark string) {
	if a := find(n, atom.A); a != nil {
		s.noteMark(n, c)
		return
	}
	t := strings.TrimSpace(collapse(feed.WashText(textOf(n))))
	if t == "" {
		if find(n, atom.Img) != nil {
			s.children(n, c)
		}
		return
	}
	before := s.lastRune()
	switch small := shifted(t, table); {
	case mark == "^" && unicode.IsDigit(before) && ordinal(t), strings.ContainsAny(t, "®™©℠*†‡"):
		s.text(t, c)
	case t == "TM" && mark == "^":
		s.text("™", c)
	case small != "":
		s.text(small, c)
	case before == 0 || unicode.IsSpace(before) || utf8.RuneCountInString(t) > 40:
		s.text(t, c) // nothing that it could be raised above
	default:
		s.text(mark+"("+t+")", c)
	}
}

// noteMark sets a raised link. A bare number that leads to a note in the same
// article gets brackets: without them "in 2024" and its note 1 would read
// "20241".
func (s *setter) noteMark(n *html.Node, c context) {
	t := strings.TrimSpace(textOf(n))
	a := find(n, atom.A)
	dest := s.destination(attr(a, "href"))
	if len(dest) < 2 || dest[0] != '#' || t == "" || strings.ContainsAny(t, "[(") || strings.TrimSpace(textOf(a)) != t {
		s.children(n, c)
		return
	}
	s.bracketed(t, dest, c)
}

// bracketed sets the number of a note as a link in brackets.
func (s *setter) bracketed(t, dest string, c context) {
	s.dests = append(s.dests, dest)
	c.link = len(s.dests)
	s.text("["+t+"]", c)
}

// gluedNumber reports whether a link's text is the number of a note that stands
// right behind a word, raised by the page's style sheet only.
func (s *setter) gluedNumber(t string) bool {
	return t != "" && len(t) <= 3 && strings.Trim(t, "0123456789") == "" && s.lastRune() != 0 && !unicode.IsSpace(s.lastRune())
}

// lastRune returns the character before the next one; 0 at the start.
func (s *setter) lastRune() rune {
	if len(s.runs) == 0 || s.runs[len(s.runs)-1].kind != wording {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(s.runs[len(s.runs)-1].text)
	return r
}

// ordinal reports whether letters make a number an ordinal, as in "21st".
func ordinal(t string) bool {
	switch strings.ToLower(t) {
	case "st", "nd", "rd", "th", "er", "re", "e", "ère", "ème", "o", "a":
		return true
	}
	return false
}

// shifted writes t in raised or lowered characters; "" when one is missing.
func shifted(t string, table map[rune]rune) string {
	var b strings.Builder
	for _, r := range t {
		u, ok := table[r]
		if !ok {
			return ""
		}
		b.WriteRune(u)
	}
	return b.String()
}

// pairs reads a table of characters and what stands for them.
func pairs(from, to string) map[rune]rune {
	m := map[rune]rune{}
	small := []rune(to)
	for i, r := range []rune(from) {
		m[r] = small[i]
	}
	return m
}

var (
	superscripts = pairs("0123456789+-−–=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
		"⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ")
	subscripts = pairs("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
)

// math sets a formula: as the author's TeX when it is there, else as text.
func (s *setter) math(n *html.Node, c context) {
	for k := next(n, n, false); k != nil; k = next(k, n, false) {
		if k.Type == html.ElementNode && strings.EqualFold(k.Data, "annotation") && strings.Contains(attr(k, "encoding"), "tex") {
			c.style |= code
			s.text(textOf(k), c)
			return
		}
	}
	s.text(textOf(n), c)
}
