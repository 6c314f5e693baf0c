package library

import (
	"cmp"
	"slices"
	"strings"

	"broadsheet/feed"
)

// What a headline needs to be called nearly the one that is sought.
const (
	leastWords  = 3 // in the shorter of the two: "Ukraine war" names no article
	sharedExtra = 2 // words shared for each word left over in the longer one
)

// ByAddress returns the articles that were published at an address.
func (l *Library) ByAddress(address string) []feed.Article {
	c := feed.Canonical(address)
	if c == "" {
		return nil
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.rowsOf(l.addresses[c])
}

// ByTitle returns the articles whose headline is the one sought, letters' case,
// accents and punctuation aside. When there is none it returns those whose
// headline is nearly that: all the words of one stand in the other, in the same
// order, and at most a third of the longer one is left over ("… – The Times").
// The nearest come first.
func (l *Library) ByTitle(title string) []feed.Article {
	key := titleKey(title)
	if key == "" {
		return nil
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	if ids := l.titles[key]; len(ids) > 0 {
		return l.rowsOf(ids)
	}
	words := strings.Count(key, " ") - 1
	type near struct {
		e     *entry
		extra int
	}
	var found []near
	for _, e := range l.rows {
		held := strings.Count(e.title, " ") - 1
		short, long := min(words, held), max(words, held)
		if short < leastWords || (long-short)*sharedExtra > short {
			continue
		}
		if inOrder(key, e.title) || inOrder(e.title, key) {
			found = append(found, near{e, long - short})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return cmp.Compare(a.extra, b.extra) })
	out := make([]feed.Article, len(found))
	for i, f := range found {
		out[i] = f.e.row
	}
	return out
}

// Rows returns those of some articles that are held, as lists hold them, newest
// first.
func (l *Library) Rows(ids []feed.ID) []feed.Article {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.rowsOf(ids)
}

// rowsOf is Rows for a caller that holds mu.
func (l *Library) rowsOf(ids []feed.ID) []feed.Article {
	es := make([]*entry, 0, len(ids))
	for _, id := range ids {
		if e := l.entries[id]; e != nil {
			es = append(es, e)
		}
	}
	slices.SortFunc(es, newer)
	out := make([]feed.Article, len(es))
	for i, e := range es {
		out[i] = e.row
	}
	return out
}

// Citing returns the articles that name an address, or were published there, in
// no order. The address is as [feed.Canonical] has it. Only the bodies that have
// been set are known.
func (l *Library) Citing(canonical string) []feed.ID {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return slices.Clone(l.citing[canonical])
}

// Naming returns the articles that name another one as related, by its address
// or by its exact headline, in no order.
func (l *Library) Naming(address, title string) []feed.ID {
	l.mu.RLock()
	defer l.mu.RUnlock()
	var ids []feed.ID
	if c := feed.Canonical(address); c != "" {
		ids = append(ids, l.naming[c]...)
	}
	if key := titleKey(title); key != "" {
		ids = append(ids, l.naming[key]...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Cites returns the addresses that an article names, its own included, as
// [feed.Canonical] has them, sorted. The slice is shared: it must not be changed.
func (l *Library) Cites(id feed.ID) []string {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if e := l.entries[id]; e != nil {
		return e.cites // never changed once it is there
	}
	return nil
}

// titleKey is the form of a headline by which two are compared: its folded
// words, each with a blank before and after it; "" for none.
func titleKey(title string) string {
	var b strings.Builder
	eachWord(feed.Fold(title), func(w string) {
		if b.Len() == 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w)
		b.WriteByte(' ')
	})
	return b.String()
}

// inOrder reports whether the words of one title key all stand in another, in
// the same order.
func inOrder(words, title string) bool {
	if len(words) > len(title) {
		return false
	}
	for words = words[1:]; words != ""; {
		n := strings.IndexByte(words, ' ') + 1
		i := strings.Index(title, " "+words[:n])
		if i < 0 {
			return false
		}
		title, words = title[i+n:], words[n:]
	}
	return true
}
