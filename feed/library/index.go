package library

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"broadsheet/feed"
)

// segment is an inverted index over the texts of one batch, or of several that
// were merged. It is never changed. Segments cover ranges of numbers that
// follow each other, as in Lucene, so that merging two needs no sorting.
type segment struct {
	words []string // sorted
	start []uint32 // words[i] stands in the texts texts[start[i]:start[i+1]]
	texts []uint32 // numbers, ascending for each word
}

// fields joins what a query is matched against: the folded fields, each with
// its white space squeezed, on lines of their own, so that no phrase runs from
// one into the next. body is the plain text of the body, "" while unknown.
func fields(a *feed.Article, body string) string {
	var b strings.Builder
	b.Grow(len(a.Title) + len(a.Deck) + len(body) + len(a.Paper) + len(a.Byline) + 4)
	for i, s := range [...]string{a.Title, a.Deck, body, a.Paper, a.Byline} {
		if i > 0 {
			b.WriteByte('\n')
		}
		for j, w := range strings.Fields(feed.Fold(s)) {
			if j > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(w)
		}
	}
	return b.String()
}

// eachWord calls f with every word of folded text. Words begin where
// feed.WordStart says and are made of letters and digits only; a character of
// a script without blanks is a word of its own.
func eachWord(folded string, f func(word string)) {
	start := -1
	for i := 0; i < len(folded); {
		r, n := rune(folded[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(folded[i:])
		}
		letter := feed.WordRune(r)
		alone := letter && feed.Unspaced(r)
		if start >= 0 && (!letter || alone) {
			f(folded[start:i])
			start = -1
		}
		switch {
		case alone:
			f(folded[i : i+n])
		case letter && start < 0:
			start = i
		}
		i += n
	}
	if start >= 0 {
		f(folded[start:])
	}
}

// build indexes texts, which get the numbers from first on. It also returns
// which words stand side by side in each.
func (l *Library) build(texts []string, first uint32) (*segment, []pairs) {
	type word struct {
		text string
		hash uint64
		in   []uint32
	}
	known := map[string]*word{}
	var words []*word
	beside := make([]pairs, len(texts))
	total := 0
	for i, text := range texts {
		n := first + uint32(i)
		beside[i] = newPairs(len(text))
		before := uint64(0)
		eachWord(text, func(s string) {
			w := known[s]
			if w == nil {
				s = strings.Clone(s) // must not keep the whole text in memory
				w = &word{text: s, hash: l.hash(s)}
				known[s] = w
				words = append(words, w)
			}
			if k := len(w.in); k == 0 || w.in[k-1] != n {
				w.in = append(w.in, n)
				total++
			}
			beside[i].add(pair(before, w.hash))
			before = w.hash
		})
	}
	slices.SortFunc(words, func(a, b *word) int { return strings.Compare(a.text, b.text) })
	s := newSegment(len(words), total)
	for _, w := range words {
		s.add(w.text, w.in, nil)
	}
	return s, beside
}

func newSegment(words, texts int) *segment {
	return &segment{words: make([]string, 0, words), start: append(make([]uint32, 0, words+1), 0), texts: make([]uint32, 0, texts)}
}

// add appends a word and those of its texts that are live; nil means all. A
// word that is left without texts is not added.
func (s *segment) add(word string, texts []uint32, live *set) {
	for _, n := range texts {
		if live == nil || live.has(n) {
			s.texts = append(s.texts, n)
		}
	}
	if n := uint32(len(s.texts)); n > s.start[len(s.start)-1] {
		s.words, s.start = append(s.words, word), append(s.start, n)
	}
}

// grow adds a segment to an index. Two neighbours are merged while the later
// one is at least half as large, so there are never more than log2 of the
// texts, and each text is moved as many times at the most.
func grow(index []*segment, s *segment, live *set) []*segment {
	index = slices.Clone(index)
	for len(index) > 0 && 2*len(s.texts) >= len(index[len(index)-1].texts) {
		s = merge(index[len(index)-1], s, live)
		index = index[:len(index)-1]
	}
	return append(index, s)
}

// merge joins two segments; the numbers of a all come before those of b. Texts
// that are not live any more are left out.
func merge(a, b *segment, live *set) *segment {
	s := newSegment(max(len(a.words), len(b.words)), len(a.texts)+len(b.texts))
	i, k := 0, 0
	for i < len(a.words) || k < len(b.words) {
		order := 0
		switch {
		case i == len(a.words):
			order = 1
		case k == len(b.words):
			order = -1
		default:
			order = strings.Compare(a.words[i], b.words[k])
		}
		switch {
		case order < 0:
			s.add(a.words[i], a.of(i, i+1), live)
			i++
		case order > 0:
			s.add(b.words[k], b.of(k, k+1), live)
			k++
		default:
			// one word in both: added as two, joined as one
			n := len(s.words)
			s.add(a.words[i], a.of(i, i+1), live)
			s.add(a.words[i], b.of(k, k+1), live)
			if len(s.words) == n+2 {
				s.words, s.start = s.words[:n+1], append(s.start[:n+1], s.start[n+2])
			}
			i, k = i+1, k+1
		}
	}
	return s
}

// of returns the texts of the words from i up to k. A text may be there more
// than once.
func (s *segment) of(i, k int) []uint32 { return s.texts[s.start[i]:s.start[k]] }

// find adds to out the texts in which a word stands: exactly, or as the
// beginning of a longer one.
func (s *segment) find(word string, prefix bool, out *set) {
	i := sort.SearchStrings(s.words, word)
	k := i
	if prefix {
		k += sort.Search(len(s.words)-i, func(n int) bool { return !strings.HasPrefix(s.words[i+n], word) })
	} else if i < len(s.words) && s.words[i] == word {
		k++
	}
	for _, n := range s.of(i, k) {
		out.add(n)
	}
}
