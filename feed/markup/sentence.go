package markup

import (
	"strings"
	"unicode/utf8"

	"broadsheet/feed"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

const (
	// maxSentence is the most runes of a sentence that are kept. A longer one
	// is cut around the link.
	maxSentence = 600
	// maxSpoken is the most bytes of a sentence that is searched for its
	// speaker: beyond it stands no sentence but a list without full stops.
	maxSpoken = 4000
)

// Links returns the links of a piece of Markdown that have a number, with
// their sentences and speakers: no pictures, no places in the article itself.
func Links(md string) []feed.Link {
	d := Parse(md)
	d.Sentences()
	return d.Numbered()
}

// Numbered returns the links that have a number, in the order of their
// numbers.
func (d *Document) Numbered() []feed.Link {
	var links []feed.Link
	for _, l := range d.Links {
		if l.N > 0 {
			links = append(links, l)
		}
	}
	return links
}

// Sentences fills in Sentence and Speaker of every link of the document, from
// its first place. In a heading, a list item, a row of a table or a caption the
// whole text counts as the sentence. Each block is read once, however many
// links stand in it.
func (d *Document) Sentences() {
	seen := make([]bool, len(d.Links))
	for i := 0; i < len(d.Places); {
		block := blockOf(d.Places[i].Node)
		n := i + 1
		for n < len(d.Places) && blockOf(d.Places[n].Node) == block {
			n++
		}
		d.read(block, d.Places[i:n], seen)
		i = n
	}
}

// blockOf returns the block whose text surrounds a place; for a cell of a
// table it is the row.
func blockOf(n ast.Node) ast.Node {
	for n.Parent() != nil && (n.Type() == ast.TypeInline || n.Kind() == east.KindTableCell) {
		n = n.Parent()
	}
	return n
}

// read gives the places of one block their sentences.
func (d *Document) read(block ast.Node, places []Place, seen []bool) {
	var l line
	spans := make([]span, 0, len(places))
	d.flow(&l, block, "·", func(_ ast.Node, start, end int) {
		spans = append(spans, span{min(start, end), end})
	})
	text := l.String()
	var ends []int // of the sentences
	if !whole(block) {
		ends = boundaries(text)
	}
	if len(ends) == 0 || ends[len(ends)-1] != len(text) {
		ends = append(ends, len(text))
	}
	silent := block.Kind() == ast.KindHeading || row(block) // a headline or a table says nobody's words
	start, k := 0, 0
	s := newSentence(text[:ends[0]], silent)
	for i, at := range spans {
		if i >= len(places) || seen[places[i].Link] {
			continue
		}
		seen[places[i].Link] = true
		for k < len(ends)-1 && at.start >= ends[k] {
			start, k = ends[k], k+1
			s.text = ""
		}
		if last := lastOf(ends, k, at.end); last > k { // the words go on into the next sentences
			wide := newSentence(text[start:ends[last]], silent)
			d.fill(&d.Links[places[i].Link], wide, at, start)
			continue
		}
		if s.text == "" {
			s = newSentence(text[start:ends[k]], silent)
		}
		d.fill(&d.Links[places[i].Link], s, at, start)
	}
}

// lastOf returns the sentence, from k on, in which byte end stands.
func lastOf(ends []int, k, end int) int {
	for k < len(ends)-1 && end > ends[k] {
		k++
	}
	return k
}

func (d *Document) fill(l *feed.Link, s *sentence, at span, start int) {
	at = span{at.start - start, at.end - start}
	l.Sentence = s.around(at)
	if l.Kind != feed.LinkAnchor && l.N > 0 {
		l.Speaker = s.speaker(at)
	}
}

// whole reports whether a block's text is never taken apart: headings, list
// items, rows of tables, and captions, that is, what stands beside a picture or
// is wholly in italics.
func whole(block ast.Node) bool {
	if row(block) || block.Kind() == ast.KindHeading || block.Kind() == east.KindDefinitionTerm {
		return true
	}
	if p := block.Parent(); p != nil && p.Kind() == ast.KindListItem {
		return true
	}
	for c := block.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindImage {
			return true
		}
	}
	first := block.FirstChild()
	return first != nil && first == block.LastChild() && first.Kind() == ast.KindEmphasis
}

// span is the bytes [start, end) of a text.
type span struct{ start, end int }

// sentence is one sentence and what was found out about it.
type sentence struct {
	text   string
	runes  int
	silent bool    // nobody is looked for who says it
	speech *speech // nil until asked for
}

func newSentence(text string, silent bool) *sentence {
	return &sentence{text: text, runes: utf8.RuneCountInString(text), silent: silent || len(text) > maxSpoken}
}

// around returns the sentence, cut to maxSentence runes such that the words at
// the link stay.
func (s *sentence) around(at span) string {
	if s.runes <= maxSentence {
		return strings.TrimSpace(s.text)
	}
	at.start, at.end = max(at.start, 0), min(max(at.end, 0), len(s.text))
	if utf8.RuneCountInString(s.text[at.start:at.end]) > maxSentence-2 {
		return feed.Shorten(strings.TrimSpace(s.text[at.start:at.end]), maxSentence)
	}
	if back(s.text, at.end, maxSentence-2) == 0 { // the link is near the start
		return feed.Shorten(some(s.text), maxSentence)
	}
	words := utf8.RuneCountInString(s.text[at.start:at.end])
	from := min(back(s.text, at.start, (maxSentence-2-words)/2), back(s.text, len(s.text), maxSentence-2))
	if i := strings.IndexByte(s.text[from:at.start], ' '); i >= 0 && from > 0 {
		from += i + 1
	}
	const mark = "…"
	return mark + feed.Shorten(some(s.text[from:]), maxSentence-1)
}

// some returns the beginning of s, more of it than a sentence may have: there
// may be many links in a long one.
func some(s string) string {
	const enough = (maxSentence + 1) * utf8.UTFMax
	if n := enough; n < len(s) {
		for !utf8.RuneStart(s[n]) {
			n--
		}
		s = s[:n]
	}
	return strings.TrimSpace(s)
}

// back returns the byte that is n runes before byte i of s, 0 at the least.
func back(s string, i, n int) int {
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return i
}

// speaker returns who says the words at the link, "" when the sentence does
// not say so.
func (s *sentence) speaker(at span) string {
	if s.silent {
		return ""
	}
	if s.speech == nil {
		s.speech = listen(s.text)
	}
	return s.speech.speaker(at)
}
