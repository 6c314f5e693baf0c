package library

import (
	"hash/maphash"
	"math/bits"
)

// set is a set of numbers of texts, a bit for each.
type set struct{ bits []uint64 }

func newSet(n uint32) *set { return &set{make([]uint64, (int(n)+63)/64)} }

func (s *set) add(n uint32) {
	for int(n/64) >= len(s.bits) {
		s.bits = append(s.bits, 0)
	}
	s.bits[n/64] |= 1 << (n % 64)
}

func (s *set) has(n uint32) bool {
	return int(n/64) < len(s.bits) && s.bits[n/64]&(1<<(n%64)) != 0
}

// keep removes what is not in other too; without turns other round.
func (s *set) keep(other *set, without bool) {
	for i := range s.bits {
		if without {
			s.bits[i] &^= other.bits[i]
		} else {
			s.bits[i] &= other.bits[i]
		}
	}
}

func (s *set) fill() {
	for i := range s.bits {
		s.bits[i] = ^uint64(0)
	}
}

func (s *set) len() int {
	n := 0
	for _, b := range s.bits {
		n += bits.OnesCount64(b)
	}
	return n
}

// pairs tells which words stand side by side in a text, as a Bloom filter with
// one hash: it never denies a pair that is there, and takes about one in eight
// for one that is not. Without it, a phrase of common words would have to be
// looked for in every text.
type pairs []uint64

// newPairs returns the filter for a text of so many bytes: a bit for each, at
// five or six bytes to a word.
func newPairs(bytes int) pairs {
	return make(pairs, 1<<bits.Len(uint(bytes/64)))
}

func (p pairs) add(h uint64) {
	h &= uint64(len(p))*64 - 1
	p[h/64] |= 1 << (h % 64)
}

// hasAll reports whether all of some pairs may be there.
func (p pairs) hasAll(hashes []uint64) bool {
	for _, h := range hashes {
		h &= uint64(len(p))*64 - 1
		if p[h/64]&(1<<(h%64)) == 0 {
			return false
		}
	}
	return true
}

// pair makes one hash of those of two words in their order.
func pair(before, word uint64) uint64 {
	h := before*0x9e3779b97f4a7c15 + word // the golden ratio, as in Knuth's multiplicative hashing
	return h ^ h>>32
}

func (l *Library) hash(word string) uint64 { return maphash.String(l.seed, word) }
