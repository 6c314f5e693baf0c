package library

import (
	"encoding/binary"
	"hash/maphash"
	"slices"
	"time"

	"broadsheet/feed"
)

// SetRead marks an article as read or unread and reports whether it is held.
func (l *Library) SetRead(id feed.ID, read bool) bool {
	return l.mark(id, func(a *feed.Article) { a.Read = read })
}

// SetStarred marks an article with a star, or takes it away, and reports
// whether it is held.
func (l *Library) SetStarred(id feed.ID, starred bool) bool {
	return l.mark(id, func(a *feed.Article) { a.Starred = starred })
}

// mark changes what the reader says about an article. That moves it in no
// list, so only its one row is replaced.
func (l *Library) mark(id feed.ID, change func(*feed.Article)) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	old := l.entries[id]
	if old == nil {
		return false
	}
	e := *old
	change(&e.row)
	l.entries[id] = &e
	i, _ := slices.BinarySearchFunc(l.rows, old, newer)
	l.rows = slices.Clone(l.rows)
	l.rows[i] = &e
	l.version++
	return true
}

// keepMarks gives a new text of an article what the reader said about the old
// one, and when that was first seen.
func keepMarks(a, old *feed.Article) {
	a.Read, a.Starred, a.Queued, a.Place, a.Seen = old.Read, old.Starred, old.Queued, old.Place, old.Seen
}

// fingerprint tells one text of an article from another. It is taken of what
// was put, before the body is set, so that the same file read again is known.
func (l *Library) fingerprint(a *feed.Article) uint64 {
	var h maphash.Hash
	h.SetSeed(l.seed)
	text := func(parts ...string) {
		for _, s := range parts {
			digits(&h, uint64(len(s)))
			h.WriteString(s)
		}
	}
	text(a.Source, a.Paper, a.URL, a.Title, a.Byline, a.Deck, a.Section, a.Lang, a.Body, a.Base)
	text(a.Figure.URL, a.Figure.Alt, a.Figure.Caption, a.Figure.Credit)
	for _, t := range []time.Time{a.Published, a.Updated} {
		digits(&h, uint64(t.Unix()))
	}
	digits(&h, uint64(a.Form))
	digits(&h, uint64(len(a.Links)))
	for _, k := range a.Links {
		text(k.Text, k.URL, k.Sentence, k.Speaker)
		digits(&h, uint64(k.Kind)<<32|uint64(uint32(k.N)))
	}
	for _, c := range a.Enclosures {
		text(c.URL, c.Type)
		digits(&h, uint64(c.Length))
	}
	return h.Sum64()
}

func digits(h *maphash.Hash, n uint64) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], n)
	h.Write(b[:])
}
