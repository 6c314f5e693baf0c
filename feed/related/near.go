package related

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"broadsheet/feed"
)

// Near returns the k articles closest to an article, nearest first; fewer, or
// none, when there are no more that share two words or enough weight.
func (x *Index) Near(id feed.ID, k int) []Close {
	s := x.now.Load()
	self, ok := s.at[id]
	if !ok || k <= 0 {
		return nil
	}
	score := make([]float32, len(s.ids))
	var touched []uint32
	for _, t := range s.vectors[self] {
		for _, p := range s.postings[s.start[t.of]:s.start[t.of+1]] {
			if score[p.of] == 0 {
				touched = append(touched, p.of)
			}
			score[p.of] += t.w * p.w
		}
	}
	found := touched[:0]
	for _, n := range touched {
		if n != self && score[n] >= leastNear {
			found = append(found, n)
		}
	}
	slices.SortFunc(found, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(a, b))
	})
	near := make([]Close, 0, min(k, len(found)))
	for _, n := range found {
		if len(near) == k {
			break
		}
		shared := common(s.vectors[self], s.vectors[n])
		if len(shared) < 2 {
			continue // one word is an accident: a name two people bear
		}
		near = append(near, Close{s.ids[n], min(1, float64(score[n])), s.sharedWords(shared)})
	}
	return near
}

// common returns the terms that two vectors share.
func common(a, b []weight) []uint32 {
	in := make(map[uint32]bool, len(a))
	for _, t := range a {
		in[t.of] = true
	}
	var both []uint32
	for _, t := range b {
		if in[t.of] {
			both = append(both, t.of)
		}
	}
	return both
}

// NearText returns the k articles that have most of what a sentence speaks of,
// nearest first: the score is the share of the weight of its words. All words
// of the articles are looked at, since a sentence may rest on one that is not
// among their best.
func (x *Index) NearText(text string, k int) []Close {
	s := x.now.Load()
	want, total := s.wanted(x, text)
	if k <= 0 || len(want) == 0 {
		return nil
	}
	table := make([]float32, len(s.idf))
	for n, w := range want {
		table[n] = w
	}
	type hit struct {
		of            uint32
		score, cosine float32
	}
	var hits []hit
	least := min(2, len(want))
	for i, sketch := range s.sketches {
		sum, product, shared := float32(0), float32(0), 0
		for _, e := range sketch {
			if w := table[e>>8]; w > 0 {
				sum += w
				product += w * s.idf[e>>8] * termFrequency(e&255)
				shared++
			}
		}
		if shared >= least && sum >= leastText*total {
			hits = append(hits, hit{uint32(i), sum / total, product / s.norms[i]})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.cosine, a.cosine), cmp.Compare(a.of, b.of))
	})
	near := make([]Close, 0, min(k, len(hits)))
	for _, h := range hits[:min(k, len(hits))] {
		var shared []uint32
		for _, e := range s.sketches[h.of] {
			if table[e>>8] > 0 {
				shared = append(shared, e>>8)
			}
		}
		near = append(near, Close{s.ids[h.of], min(1, float64(h.score)), s.sharedWords(shared)})
	}
	return near
}

// wanted returns the terms of a sentence that the articles know, with their
// weights, and the weight of all its terms together. A word that no article
// has weighs as much as the rarest: a sentence full of them has no source here.
func (s *settled) wanted(x *Index, text string) (want map[uint32]float32, total float32) {
	want = map[uint32]float32{}
	rarest := float32(math.Log(float64(len(s.ids) + 1)))
	unknown := map[string]bool{}
	x.mu.RLock()
	defer x.mu.RUnlock()
	eachTerm(text, func(folded, _ string) {
		n, ok := x.ids[folded]
		switch {
		case !ok || int(n) >= len(s.idf) || s.df[n] == 0:
			if !unknown[folded] {
				unknown[folded] = true
				total += rarest
			}
		case s.idf[n] > 0 && want[n] == 0:
			want[n] = s.idf[n]
			total += s.idf[n]
		}
	})
	return want, total
}

// Telling returns the n words of a text that say most about it, in their order
// and spelling, for a search elsewhere. Numbers are kept: a search engine knows
// what to do with them. When all of its words are common ones, the first n of
// them are returned.
func (x *Index) Telling(text string, n int) []string {
	s := x.now.Load()
	type word struct {
		text string
		at   int
		idf  float32
	}
	var words []word
	known := map[string]bool{}
	fields := strings.Fields(text)
	x.mu.RLock()
	for i, w := range fields {
		w = strings.TrimFunc(w, func(r rune) bool { return !feed.WordRune(r) })
		if f := feed.Fold(w); f == "" || known[f] {
			continue
		} else {
			known[f] = true
		}
		if idf, ok := s.best(x, w); ok {
			words = append(words, word{w, i, idf})
		}
	}
	x.mu.RUnlock()
	if len(words) == 0 {
		return fields[:min(n, len(fields))]
	}
	slices.SortStableFunc(words, func(a, b word) int { return cmp.Compare(b.idf, a.idf) })
	words = words[:min(n, len(words))]
	slices.SortFunc(words, func(a, b word) int { return cmp.Compare(a.at, b.at) })
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w.text
	}
	return out
}

// best returns how much the most telling part of a word weighs; false for a
// stop word. A number weighs half as much as a word nobody knows. The caller
// holds x.mu.
func (s *settled) best(x *Index, word string) (float32, bool) {
	rarest := float32(math.Log(float64(len(s.ids) + 1)))
	top, ok := float32(0), false
	if strings.ContainsFunc(word, unicode.IsDigit) {
		top, ok = rarest/2, true
	}
	eachTerm(word, func(folded, _ string) {
		ok = true
		n, known := x.ids[folded]
		if !known || int(n) >= len(s.idf) {
			top = max(top, rarest)
			return
		}
		top = max(top, s.idf[n])
	})
	return top, ok
}
