// Package related owns scoring: which articles are close to an article or to a
// sentence by the words they share, and which words those are. It is pure: it
// is handed texts and knows nothing of where they come from.
//
// The measure is the cosine of TF-IDF vectors, as in Salton and Buckley, "Term-
// weighting approaches in automatic text retrieval" (1988): a word counts for
// more the more often an article uses it and the fewer others do. Only the
// forty best words of an article are looked up for its neighbours.
package related

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"broadsheet/feed"
)

const (
	bestTerms = 40  // of an article that are looked up
	sharedMax = 3   // words that are told
	leastNear = .07 // cosine: below it, two articles share only turns of phrase
	leastText = .25 // share of a sentence's weight that an article must have
	titleHits = 2   // what a word of the headline counts beside one of the text

	fewArticles = 50 // below it, frequency cannot tell stop words from subjects
	stopShare   = 5  // a word in more than a fifth of the articles tells nothing
)

// Close is an article that is close to something.
type Close struct {
	ID     feed.ID
	Score  float64  // 0 to 1
	Shared []string // up to three of the words in common, as they are written, rarest first
}

// Index holds what scoring needs of every article. It is safe for concurrent
// use. What is put in or removed counts from the next [Index.Settle] on.
type Index struct {
	mu     sync.RWMutex
	ids    map[string]uint32 // folded term → number
	terms  []term
	docs   map[feed.ID][]uint32 // sketches: number of a term<<8 | how often, at most 255
	unseen bool                 // something changed since the last Settle

	settling sync.Mutex
	now      atomic.Pointer[settled]
}

// term is a word of the whole library.
type term struct {
	spelled string // as most texts write it
	votes   int32  // lead of that spelling, after Boyer and Moore's majority vote
	df      uint32 // number of articles that have it
}

const maxTerms = 1 << 24 // numbers have 24 bits; later words are passed over

// New returns an empty index.
func New() *Index {
	x := &Index{ids: map[string]uint32{}, docs: map[feed.ID][]uint32{}}
	x.now.Store(&settled{})
	return x
}

// Put adds an article, or replaces the text of one. text is the body as a
// reader reads it. The words of the paper's name do not count: every article of
// it may say them.
func (x *Index) Put(id feed.ID, paper, title, text string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.forget(id)
	count := map[uint32]uint32{}
	var order []uint32
	own := map[string]bool{}
	eachTerm(paper, func(folded, _ string) { own[folded] = true })
	add := func(folded, spelled string, hits uint32, votes bool) {
		if own[folded] {
			return
		}
		n, ok := x.number(folded)
		if !ok {
			return
		}
		x.terms[n].vote(spelled, votes)
		if count[n] == 0 {
			order = append(order, n)
		}
		count[n] += hits
	}
	eachTerm(text, func(folded, spelled string) { add(folded, spelled, 1, true) })
	// Headlines are often set in capitals throughout: they have no vote.
	eachTerm(title, func(folded, spelled string) { add(folded, spelled, titleHits, false) })
	sketch := make([]uint32, len(order))
	for i, n := range order {
		x.terms[n].df++
		sketch[i] = n<<8 | min(count[n], 255)
	}
	x.docs[id] = sketch
	x.unseen = true
}

// number returns the number of a term, a new one when it is not known; false
// when there are no more.
func (x *Index) number(folded string) (uint32, bool) {
	n, ok := x.ids[folded]
	if !ok {
		if len(x.terms) == maxTerms {
			return 0, false
		}
		n = uint32(len(x.terms))
		x.ids[strings.Clone(folded)] = n
		x.terms = append(x.terms, term{})
	}
	return n, true
}

func (t *term) vote(spelled string, counts bool) {
	switch {
	case t.spelled == spelled:
		if counts {
			t.votes++
		}
	case t.votes == 0:
		t.spelled = strings.Clone(spelled)
		if counts {
			t.votes = 1
		}
	case counts:
		t.votes--
	}
}

// Remove drops an article.
func (x *Index) Remove(id feed.ID) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.forget(id)
}

func (x *Index) forget(id feed.ID) {
	for _, s := range x.docs[id] {
		x.terms[s>>8].df--
		x.unseen = true
	}
	delete(x.docs, id)
}

// Len returns how many articles have been put in.
func (x *Index) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return len(x.docs)
}

// settled is everything that Near needs, as it was at one moment. It is never
// changed.
type settled struct {
	ids      []feed.ID
	at       map[feed.ID]uint32
	sketches [][]uint32
	norms    []float32 // lengths of the whole vectors
	vectors  [][]weight
	start    []uint32 // term → its first posting
	postings []weight // of: the article
	idf      []float32
	df       []uint32
	spelled  []string
}

// weight is what a term weighs in an article; of is the number of either.
type weight struct {
	of uint32
	w  float32
}

// Settle makes everything that was put in or removed count. It takes about a
// quarter of a second for 10,000 articles; meanwhile Near answers as before.
func (x *Index) Settle() {
	x.settling.Lock()
	defer x.settling.Unlock()
	s := x.collect()
	if s == nil {
		return
	}
	s.vectors = make([][]weight, len(s.ids))
	s.norms = make([]float32, len(s.ids))
	s.start = make([]uint32, len(s.df)+1)
	total := 0
	for i, sketch := range s.sketches {
		s.vectors[i], s.norms[i] = s.vector(sketch)
		total += len(s.vectors[i])
		for _, t := range s.vectors[i] {
			s.start[t.of+1]++
		}
	}
	for i := 1; i < len(s.start); i++ {
		s.start[i] += s.start[i-1]
	}
	s.postings = make([]weight, total)
	next := slices.Clone(s.start)
	for i, v := range s.vectors {
		for _, t := range v {
			s.postings[next[t.of]] = weight{uint32(i), t.w}
			next[t.of]++
		}
	}
	x.now.Store(s)
}

// collect copies what Settle works on; nil when nothing changed.
func (x *Index) collect() *settled {
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.unseen {
		return nil
	}
	x.unseen = false
	n := len(x.docs)
	s := &settled{
		ids: make([]feed.ID, 0, n), at: make(map[feed.ID]uint32, n), sketches: make([][]uint32, n),
		idf: make([]float32, len(x.terms)), df: make([]uint32, len(x.terms)), spelled: make([]string, len(x.terms)),
	}
	for id := range x.docs {
		s.ids = append(s.ids, id)
	}
	slices.Sort(s.ids) // so that equal scores always come in the same order
	for i, id := range s.ids {
		s.at[id], s.sketches[i] = uint32(i), x.docs[id]
	}
	for i := range x.terms {
		t := &x.terms[i]
		s.df[i], s.spelled[i] = t.df, t.spelled
		if n < fewArticles || int(t.df)*stopShare <= n {
			// one more than there are, so that a word that all of two articles have still counts
			s.idf[i] = float32(math.Log(float64(n+1) / float64(max(t.df, 1))))
		}
	}
	return s
}

// vector returns the best terms of an article that others have too, divided by
// the length of its whole vector, and that length. The words nobody else has
// lead nowhere, but they count in the length: otherwise two articles of a small
// library would be the same as soon as they share a word.
func (s *settled) vector(sketch []uint32) ([]weight, float32) {
	keys := make([]uint64, 0, len(sketch))
	sum := 0.
	for _, e := range sketch {
		n := e >> 8
		w := s.idf[n] * termFrequency(e&255)
		sum += float64(w) * float64(w)
		if s.df[n] > 1 && w > 0 {
			keys = append(keys, uint64(math.Float32bits(w))<<32|uint64(n)) // positive floats sort as their bits do
		}
	}
	if len(keys) == 0 {
		return nil, float32(math.Sqrt(sum))
	}
	slices.Sort(keys)
	keys = keys[max(0, len(keys)-bestTerms):]
	norm := float32(math.Sqrt(sum))
	v := make([]weight, len(keys))
	for i, k := range keys {
		v[i] = weight{uint32(k), math.Float32frombits(uint32(k>>32)) / norm}
	}
	return v, norm
}

// termFrequency dampens repetition: 1 for one, about 2.6 for five, 4 for twenty.
func termFrequency(n uint32) float32 { return 1 + float32(math.Log(float64(n))) }

// sharedWords returns what two articles have in common, rarest first. numbers
// are those of the terms; none is a stop word.
func (s *settled) sharedWords(numbers []uint32) []string {
	slices.SortFunc(numbers, func(a, b uint32) int { return cmp.Or(cmp.Compare(s.df[a], s.df[b]), cmp.Compare(a, b)) })
	words := make([]string, 0, sharedMax)
	for _, n := range numbers[:min(len(numbers), sharedMax)] {
		words = append(words, s.spelled[n])
	}
	return words
}
