package feed

import (
	"strings"
	"unicode"
)

// Query is what a reader typed to narrow the list: terms that must all hold.
// The zero Query holds for every article.
type Query struct {
	Terms []Term
}

// Term is one word, the beginning of a word, or a phrase.
type Term struct {
	Text   string // folded (see [Fold]); a phrase has single blanks
	Phrase bool   // stands in quotation marks: its words follow each other
	Not    bool   // must not be found
}

// ParseQuery reads a query: words, each of which may be the beginning of one;
// "a phrase"; -not before either. Letters' case and accents do not matter. A
// quotation mark that is not closed runs to the end, so that a phrase narrows
// while it is being typed. Every string is a query: signs without a letter or
// digit are passed over.
func ParseQuery(s string) Query {
	var q Query
	s = Fold(WashLine(s))
	for s != "" {
		s = strings.TrimLeft(s, " ")
		var t Term
		if rest, ok := strings.CutPrefix(s, "-"); ok {
			t.Not, s = true, rest
		}
		if rest, ok := strings.CutPrefix(s, `"`); ok {
			t.Phrase = true
			t.Text, s, _ = strings.Cut(rest, `"`)
			t.Text = strings.TrimSpace(t.Text)
		} else {
			t.Text, s, _ = strings.Cut(s, " ")
			t.Text = strings.TrimFunc(t.Text, func(r rune) bool { return !WordRune(r) })
		}
		if strings.IndexFunc(t.Text, WordRune) >= 0 {
			q.Terms = append(q.Terms, t)
		}
	}
	return q
}

// WordRune reports whether words are made of r: it is a letter or a digit.
func WordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// Empty reports whether the query asks for nothing.
func (q Query) Empty() bool { return len(q.Terms) == 0 }

// Match reports whether folded text answers the query by itself. It is the
// slow and obvious way, and so the oracle of every index.
func (q Query) Match(folded string) bool {
	for _, t := range q.Terms {
		if (index(folded, t.Text, 0) >= 0) == t.Not {
			return false
		}
	}
	return true
}

// index finds a term at the beginning of a word, from byte i on; -1 if absent.
func index(folded, term string, i int) int {
	for i <= len(folded) {
		k := strings.Index(folded[i:], term)
		if k < 0 {
			return -1
		}
		if WordStart(folded, i+k) {
			return i + k
		}
		i += k + 1
	}
	return -1
}

// Hit is the bytes [Start, End) of a text.
type Hit struct{ Start, End int }

// Hits returns where the query's terms stand in text as it is shown, in order
// and without overlaps. Terms with a minus have no hits.
func (q Query) Hits(text string) []Hit {
	if q.Empty() || text == "" {
		return nil
	}
	folded, at := fold(text, true)
	marked := make([]bool, 0)
	for _, t := range q.Terms {
		if t.Not || t.Text == "" {
			continue
		}
		for i := index(folded, t.Text, 0); i >= 0; i = index(folded, t.Text, i+len(t.Text)) {
			if len(marked) == 0 {
				marked = make([]bool, len(text))
			}
			end := i + len(t.Text)
			for end < len(folded) && at[end] == at[end-1] { // half of "æ" marks the whole of it
				end++
			}
			for k := at[i]; k < at[end]; k++ {
				marked[k] = true
			}
		}
	}
	var hits []Hit
	for i := 0; i < len(marked); i++ {
		if !marked[i] {
			continue
		}
		start := i
		for i < len(marked) && marked[i] {
			i++
		}
		hits = append(hits, Hit{start, i})
	}
	return hits
}
