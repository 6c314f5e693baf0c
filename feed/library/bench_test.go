package library

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"broadsheet/feed"
)

// newspaper writes n articles of about 3 KB in words that are as unevenly
// common as those of a language (Zipf's law).
func newspaper(n int) []feed.Article {
	r := rand.New(rand.NewPCG(1, 2))
	words := make([]string, 60_000)
	for i := range words {
		var b strings.Builder
		for range 1 + min(i/3, 1+r.IntN(4)) { // the common ones are short
			b.WriteString([]string{"ka", "re", "son", "ti", "mu", "ed", "s", "or", "pla", "wi", "ten", "o", "gra", "be"}[r.IntN(14)])
		}
		words[i] = b.String()
	}
	zipf := rand.NewZipf(r, 1.1, 4, uint64(len(words)-1))
	say := func(size int) string {
		var b strings.Builder
		for b.Len() < size {
			w := words[zipf.Uint64()]
			if r.IntN(12) == 0 {
				w = strings.ToUpper(w[:1]) + w[1:]
			}
			b.WriteString(w + " ")
			if r.IntN(20) == 0 {
				b.WriteString("said. ")
			}
		}
		return b.String()
	}
	as := make([]feed.Article, n)
	for i := range as {
		as[i] = feed.Article{
			ID: feed.ID(fmt.Sprint(i)), Title: say(60), Deck: say(120), Byline: "Some Body", Paper: "The Paper", Body: say(2800),
			URL: fmt.Sprintf("https://paper.example/%d", i), Published: time.Unix(1_700_000_000+r.Int64N(1e7), 0),
		}
		for range 6 {
			as[i].Links = append(as[i].Links, feed.Link{URL: fmt.Sprintf("https://paper.example/%d", r.IntN(n))})
		}
	}
	as[n/2].Body += " rarissimum verbum"
	return as
}

func loaded(b *testing.B, set bool) *Library {
	b.Helper()
	l := New()
	l.Put(feed.Source{Key: "s"}, newspaper(10_000))
	if set {
		setAll(l)
	}
	return l
}

// BenchmarkFind is one key typed into the filter, with every body in the index
// and with none. The worst phrase is of words that stand side by side in every
// article, but never with only a blank between them.
func BenchmarkFind(b *testing.B) {
	l := loaded(b, true)
	waiting := loaded(b, false)
	for _, c := range []struct{ name, query string }{
		{"all", ""}, {"letter", "s"}, {"common", "said"}, {"rare", "rarissimum"}, {"none", "quaxolotl"},
		{"prefix", "pla"}, {"two", "said son"}, {"not", "said -son"}, {"phrase", `"rarissimum ver"`}, {"commonPhrase", `"s said"`}, {"absentPhrase", `"said said said"`}, {"worstPhrase", `"said s`}, {"dotted", "s.o"},
	} {
		q := feed.ParseQuery(c.query)
		for name, l := range map[string]*Library{c.name: l, c.name + "/unset": waiting} {
			b.Run(name, func(b *testing.B) {
				b.ReportAllocs()
				n := 0
				for b.Loop() {
					list, err := l.Find(context.Background(), q)
					if err != nil {
						b.Fatal(err)
					}
					n = len(list.Articles)
				}
				b.ReportMetric(float64(n), "found")
			})
		}
	}
}

// BenchmarkSet reads 10,000 bodies into the index, in batches of 128 as the
// desk does, and reports what the index holds in memory beside the articles.
func BenchmarkSet(b *testing.B) {
	as := newspaper(10_000)
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		l := New()
		l.Put(feed.Source{Key: "s"}, as)
		before := heap()
		b.StartTimer()
		for ds := l.Drafts(128); len(ds) > 0; ds = l.Drafts(128) {
			for i := range ds {
				ds[i].Text = ds[i].Article.Body
			}
			l.Set(ds)
		}
		b.StopTimer()
		b.ReportMetric((heap()-before)/1e6, "MB-held")
		b.ReportMetric(float64(len(l.index)), "segments")
		runtime.KeepAlive(l)
		b.StartTimer()
	}
}

func heap() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

func BenchmarkPutOne(b *testing.B) {
	l := loaded(b, true)
	a := feed.Article{ID: "1", Title: "one that changes", Body: "text"}
	i := 0
	for b.Loop() {
		i++
		a.Deck = fmt.Sprint(i)
		l.Put(feed.Source{Key: "s"}, []feed.Article{a})
	}
}

func BenchmarkByTitle(b *testing.B) {
	l := loaded(b, true)
	a, _ := l.Row("77")
	for b.Loop() {
		l.ByTitle(a.Title + " and more")
	}
}

func BenchmarkSetRead(b *testing.B) {
	l := loaded(b, true)
	for b.Loop() {
		l.SetRead("77", true)
	}
}
