package library

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"broadsheet/feed"
)

// pieces are what random texts and queries are made of: words that begin
// alike, words with signs within, accents, and scripts with and without blanks.
var pieces = []string{
	"a", "an", "and", "Andes", "the", "The", "then", "x", "u.s.", "U.S", "o'brien", "O’Brien", "tit-for-tat", "tit", "tat",
	"café", "cafe", "Ærø", "Straße", "strasse", "東京", "東", "京都", "東京都の天気", "ประเทศไทย", "เทศ", "ไทย", "កម្ពុជា", "ニュース", "日本語abc", "abc日本", "ー", "〇",
	"новости", "Новости", "서울", "हिन्दी", "สวัสดี", "10", "1,000", "$5", "(so)", "-", "—", "\u00a0", "\t", "½", "Ⅷ", "ﬁne", "e\u0301t\u00e9",
}

func randomText(r *rand.Rand, n int) string {
	var b strings.Builder
	for range r.IntN(n + 1) {
		b.WriteString(pieces[r.IntN(len(pieces))])
		b.WriteString([]string{" ", " ", " ", "", "  ", "\n", ", ", "."}[r.IntN(8)])
	}
	return b.String()
}

func randomQuery(r *rand.Rand, texts []string) string {
	var b strings.Builder
	for range 1 + r.IntN(3) {
		if r.IntN(4) == 0 {
			b.WriteByte('-')
		}
		var s string
		switch t := []rune(texts[r.IntN(len(texts))]); {
		case len(t) > 0 && r.IntN(2) == 0: // a stretch of a text, cut anywhere
			i := r.IntN(len(t))
			s = string(t[i:min(len(t), i+1+r.IntN(8))])
		default:
			s = randomText(r, 2)
		}
		if r.IntN(2) == 0 {
			s = `"` + s + `"`
		}
		b.WriteString(s + " ")
	}
	return b.String()
}

// TestFindAgreesWithMatch holds the index to the slow and obvious way, over
// texts that come, change and go, in segments of all sizes.
func TestFindAgreesWithMatch(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 7))
		l := New()
		held := map[feed.ID]string{} // what Match is asked about
		var texts []string
		for round := range 12 {
			var as []feed.Article
			for range 1 + r.IntN(20) {
				id := feed.ID(fmt.Sprint(r.IntN(60)))
				a := feed.Article{ID: id, Title: randomText(r, 4), Deck: randomText(r, 3), Paper: randomText(r, 2), Byline: randomText(r, 2), Body: randomText(r, 30)}
				as = append(as, a)
				held[id] = slow(&a, "")
				texts = append(texts, a.Title, a.Body, a.Paper)
			}
			l.Put(feed.Source{Key: "s"}, as)
			if r.IntN(4) == 0 {
				gone := feed.ID(fmt.Sprint(r.IntN(60)))
				var keep []feed.ID
				for id := range held {
					if id != gone {
						keep = append(keep, id)
					}
				}
				l.Remove("s", keep)
				delete(held, gone)
			}
			if round%5 != 4 { // sometimes bodies stay unread for a round
				ds := l.Drafts(1 + r.IntN(40))
				for i := range ds {
					ds[i].Text = ds[i].Article.Body
					held[ds[i].Article.ID] = slow(&ds[i].Article, ds[i].Text)
				}
				l.Set(ds)
			}
			for range 40 {
				compare(t, l, held, randomQuery(r, texts))
			}
		}
	}
}

// slow is the text of an article as Find's documentation describes it.
func slow(a *feed.Article, body string) string {
	var lines []string
	for _, f := range []string{a.Title, a.Deck, body, a.Paper, a.Byline} {
		lines = append(lines, strings.Join(strings.Fields(feed.Fold(f)), " "))
	}
	return strings.Join(lines, "\n")
}

func compare(t *testing.T, l *Library, held map[feed.ID]string, query string) {
	t.Helper()
	q := feed.ParseQuery(query)
	got, err := l.Find(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	found := map[feed.ID]bool{}
	for _, a := range got.Articles {
		if found[a.ID] {
			t.Errorf("query %q: %s is listed twice", query, a.ID)
		}
		found[a.ID] = true
	}
	for id, text := range held {
		if want := q.Match(text); want != found[id] {
			t.Fatalf("query %q (%+v) on %q: found %v, Match says %v", query, q, text, found[id], want)
		}
		delete(found, id)
	}
	if len(found) > 0 {
		t.Errorf("query %q found articles that are not held: %v", query, found)
	}
	if got.Total != len(held) {
		t.Errorf("total %d, want %d", got.Total, len(held))
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Talks in Riyadh", "The Kremlin said: 東京都の天気", `"in riyadh" -moscow 京都`)
	f.Add("", "a\tb\nc", `"a b"`)
	f.Add("U.S. strasse", "Straße ½ é", `u.s "e`)
	f.Fuzz(func(t *testing.T, title, body, query string) {
		a := feed.Article{ID: "1", Title: title, Body: body}
		a.Wash()
		l := New()
		l.Put(feed.Source{Key: "s"}, []feed.Article{a, {ID: "2", Title: "another"}})
		setAll(l)
		compare(t, l, map[feed.ID]string{"1": slow(&a, a.Body), "2": slow(&feed.Article{Title: "another"}, "")}, query)
	})
}

// setAll sets every body as it is.
func setAll(l *Library) {
	for ds := l.Drafts(64); len(ds) > 0; ds = l.Drafts(64) {
		for i := range ds {
			ds[i].Text = ds[i].Article.Body
			for _, k := range ds[i].Article.Links {
				ds[i].Cites = append(ds[i].Cites, k.URL)
			}
		}
		l.Set(ds)
	}
}

func TestOrder(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2025, 3, d, 12, 0, 0, 0, time.UTC) }
	l := New()
	l.Put(feed.Source{Key: "s"}, []feed.Article{
		{ID: "1", Title: "undated B"}, {ID: "2", Title: "old", Published: day(1)}, {ID: "3", Title: "twin b", Published: day(5)},
		{ID: "4", Title: "Undated a"}, {ID: "5", Title: "updated only", Updated: day(3)},
	})
	l.Put(feed.Source{Key: "s"}, []feed.Article{{ID: "6", Title: "Twin a", Published: day(5)}, {ID: "7", Title: "newest", Published: day(9)}})
	list, err := l.Find(context.Background(), feed.Query{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range list.Articles {
		got = append(got, string(a.ID))
	}
	if s := strings.Join(got, " "); s != "7 6 3 5 2 1 4" {
		t.Errorf("order %s", s)
	}
	if !list.Partial || list.Total != 7 || list.Sources != 1 {
		t.Errorf("listing %+v", list)
	}
	setAll(l)
	if list, _ = l.Find(context.Background(), feed.Query{}); list.Partial {
		t.Error("still partial after every body was set")
	}
}

func TestFindEnds(t *testing.T) {
	l := New()
	l.Put(feed.Source{Key: "s"}, []feed.Article{{ID: "1", Title: "one"}})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := l.Find(ctx, feed.ParseQuery("one")); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
