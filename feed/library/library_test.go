package library

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"broadsheet/feed"

	"github.com/google/go-cmp/cmp"
)

func TestPutAgainKeepsMarks(t *testing.T) {
	seen := time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC)
	l := New()
	src := feed.Source{Key: "s", Title: "The Paper"}
	first := feed.Article{ID: "1", Title: "Talks", Body: "before", Seen: seen, Starred: false}
	if added, changed := l.Put(src, []feed.Article{first, {ID: "2", Title: "Other"}}); added != 2 || changed != 0 {
		t.Fatalf("added %d, changed %d", added, changed)
	}
	setAll(l)
	for _, ok := range []bool{l.SetRead("1", true), l.SetStarred("1", true)} {
		if !ok {
			t.Fatal("article 1 is not held")
		}
	}
	if l.SetRead("none", true) {
		t.Error("an article that is not held was marked")
	}
	if added, changed := l.Put(src, []feed.Article{first}); added != 0 || changed != 0 {
		t.Errorf("the same again: added %d, changed %d", added, changed)
	}
	later := first
	later.Body, later.Seen = "after", seen.Add(time.Hour)
	if added, changed := l.Put(src, []feed.Article{later}); added != 0 || changed != 1 {
		t.Errorf("a new text: added %d, changed %d", added, changed)
	}
	a, ok := l.Article("1")
	if !ok || a.Body != "after" || !a.Read || !a.Starred || !a.Seen.Equal(seen) {
		t.Errorf("held %+v", a)
	}
	if got := ids(t, l, "before"); got != "" {
		t.Errorf("the old text is still found: %s", got)
	}
	setAll(l)
	if got := ids(t, l, "after"); got != "1" {
		t.Errorf("the new text is not found: %q", got)
	}
}

// ids returns the articles a query finds, in order.
func ids(t *testing.T, l *Library, query string) string {
	t.Helper()
	list, err := l.Find(context.Background(), feed.ParseQuery(query))
	if err != nil {
		t.Fatal(err)
	}
	var s []string
	for _, a := range list.Articles {
		if a.Body != "" || a.Links != nil {
			t.Errorf("a row has a body: %+v", a)
		}
		s = append(s, string(a.ID))
	}
	return strings.Join(s, " ")
}

func TestTwoSourcesBringOneArticle(t *testing.T) {
	l := New()
	short := feed.Article{ID: "1", Source: "wire", Title: "Talks", Body: "first line"}
	whole := feed.Article{ID: "1", Source: "paper", Title: "Talks", Body: "first line and all the rest"}
	l.Put(feed.Source{Key: "wire"}, []feed.Article{short})
	l.Put(feed.Source{Key: "paper"}, []feed.Article{whole})
	if a, _ := l.Article("1"); a.Source != "paper" || a.Body != whole.Body {
		t.Errorf("held %+v, want the longer one", a)
	}
	if added, changed := l.Put(feed.Source{Key: "wire"}, []feed.Article{short}); added+changed != 0 {
		t.Error("the two take turns")
	}
	if gone := l.Remove("paper", nil); len(gone) != 0 {
		t.Errorf("removed %v although the wire has it too", gone)
	}
	if a, ok := l.Article("1"); !ok || a.Source != "wire" {
		t.Errorf("held %+v, want it handed over", a)
	}
	if gone := l.Remove("wire", nil); len(gone) != 1 {
		t.Errorf("removed %v, want one", gone)
	}
}

func TestRemove(t *testing.T) {
	l := New()
	l.Put(feed.Source{Key: "s"}, []feed.Article{{ID: "1", Title: "stays here", URL: "https://a.example/1"}, {ID: "2", Title: "goes away", URL: "https://a.example/2"}})
	l.Put(feed.Source{Key: "t"}, []feed.Article{{ID: "3", Title: "is another's"}})
	setAll(l)
	v := l.Version()
	if gone := l.Remove("s", []feed.ID{"1"}); len(gone) != 1 || gone[0] != "2" {
		t.Errorf("removed %v", gone)
	}
	if l.Version() == v {
		t.Error("the version stays the same")
	}
	if got := ids(t, l, ""); got != "3 1" {
		t.Errorf("left %s", got)
	}
	if got := ids(t, l, "goes"); got != "" {
		t.Errorf("still found: %s", got)
	}
	if as := l.ByAddress("https://a.example/2"); len(as) != 0 {
		t.Errorf("still at its address: %+v", as)
	}
	if as := l.ByTitle("goes away"); len(as) != 0 {
		t.Errorf("still under its headline: %+v", as)
	}
}

func TestLateDraftIsPassedOver(t *testing.T) {
	l := New()
	src := feed.Source{Key: "s"}
	l.Put(src, []feed.Article{{ID: "1", Title: "one", Body: "old"}})
	late := l.Drafts(1)
	l.Put(src, []feed.Article{{ID: "1", Title: "one", Body: "new"}})
	l.Set(late)
	if a, _ := l.Article("1"); a.Body != "new" {
		t.Errorf("body %q", a.Body)
	}
	if _, waits := l.Draft("1"); !waits {
		t.Error("the new text does not wait to be set")
	}
	l.SetRead("1", true)
	setAll(l)
	if a, _ := l.Article("1"); !a.Read {
		t.Error("the mark was lost while the article was set")
	}
	if _, waits := l.Draft("1"); waits {
		t.Error("it still waits")
	}
}

func TestByAddress(t *testing.T) {
	l := New()
	l.Put(feed.Source{Key: "s"}, []feed.Article{{ID: "1", URL: "https://www.paper.example/talks/?utm_source=rss"}})
	for address, want := range map[string]int{
		"http://paper.example/talks": 1, "https://paper.example/talks#end": 1, "https://paper.example/other": 0, "": 0, "mailto:a@b.example": 0,
	} {
		if got := l.ByAddress(address); len(got) != want {
			t.Errorf("%q: %d articles, want %d", address, len(got), want)
		}
	}
}

func TestByTitle(t *testing.T) {
	l := New()
	for i, title := range []string{
		"3 Years Since Leaving Russia, Émigrés Seek to Memorialize the Diaspora Experience", "Ukraine war", "Ukraine war: what we know on day 900",
		"東京都の天気", "Harbour ferry returns to service after refit", "Ferry returns",
	} {
		l.Put(feed.Source{Key: "s"}, []feed.Article{{ID: feed.ID(fmt.Sprint(i)), Title: title}})
	}
	for _, c := range []struct{ title, want string }{
		{"3 years since leaving Russia — emigres seek to memorialize the “diaspora experience”", "0"},
		{"3 Years Since Leaving Russia, Emigres Seek to Memorialize the Diaspora", "0"},
		{"3 Years Since Leaving Russia, Emigres Seek to Memorialize the Diaspora Experience - The Moscow Paper", "0"},
		{"Leaving Russia 3 Years Since, Emigres Seek to Memorialize the Diaspora Experience", ""},
		{"Ukraine war", "1"},
		{"Ukraine", ""},
		{"東京都の天気", "3"},
		{"東京の天気", "3"},
		{"Harbour ferry returns", ""}, // less than two thirds
		{"Harbour ferry returns after refit", "4"},
		{"…", ""},
	} {
		var got []string
		for _, a := range l.ByTitle(c.title) {
			got = append(got, string(a.ID))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: %q, want %q", c.title, s, c.want)
		}
	}
}

func TestCiting(t *testing.T) {
	l := New()
	l.Put(feed.Source{Key: "s"}, []feed.Article{
		{ID: "1", URL: "https://paper.example/1"},
		{ID: "2", Links: []feed.Link{{URL: "https://www.paper.example/1?utm_medium=x"}, {URL: "https://report.example/"}, {URL: "mailto:a@b.example"}}},
	})
	setAll(l)
	if d := cmp.Diff([]feed.ID{"1", "2"}, slices.Sorted(slices.Values(l.Citing("paper.example/1")))); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"paper.example/1", "report.example"}, l.Cites("2")); d != "" {
		t.Error(d)
	}
	l.Put(feed.Source{Key: "s"}, []feed.Article{{ID: "2", Body: "rewritten"}})
	setAll(l)
	if d := cmp.Diff([]feed.ID{"1"}, l.Citing("paper.example/1")); d != "" {
		t.Error(d)
	}
}

// TestReadersAndWriters is for the race detector: everything at once.
func TestReadersAndWriters(t *testing.T) {
	l := New()
	var all sync.WaitGroup
	for w := range 3 {
		all.Go(func() {
			for i := range 30 {
				id := feed.ID(fmt.Sprint(w, i%7))
				l.Put(feed.Source{Key: fmt.Sprint(w)}, []feed.Article{{ID: id, Source: fmt.Sprint(w), Title: fmt.Sprint("word", i), Body: "a body"}})
				setAll(l)
				l.SetRead(id, i%2 == 0)
				if i%10 == 9 {
					l.Remove(fmt.Sprint(w), []feed.ID{id})
				}
			}
		})
		all.Go(func() {
			for range 60 {
				if _, err := l.Find(context.Background(), feed.ParseQuery(`word "a body" -word7`)); err != nil {
					t.Error(err)
				}
				l.ByTitle("word1")
				l.Citing("a.example")
			}
		})
	}
	all.Wait()
	setAll(l)
	if n := len(strings.Fields(ids(t, l, ""))); n == 0 || len(strings.Fields(ids(t, l, `"a body"`))) != n {
		t.Errorf("of %d articles the index finds %q", n, ids(t, l, `"a body"`))
	}
}

func TestNaming(t *testing.T) {
	l := New()
	l.Put(feed.Source{Key: "s"}, []feed.Article{
		{ID: "1", Links: []feed.Link{{Kind: feed.LinkRelated, Text: "The Bell: a “history”"}}},
		{ID: "2", Links: []feed.Link{{Kind: feed.LinkRelated, Text: "Otherwise", URL: "https://paper.example/bell"}}},
		{ID: "3", Links: []feed.Link{{Kind: feed.LinkDead, Text: "The Bell: A History"}}},
	})
	if d := cmp.Diff([]feed.ID{"1", "2"}, l.Naming("https://www.paper.example/bell/", "The bell, a history")); d != "" {
		t.Error(d)
	}
	setAll(l)
	l.Put(feed.Source{Key: "s"}, []feed.Article{{ID: "1"}})
	if d := cmp.Diff([]feed.ID{"2"}, l.Naming("https://www.paper.example/bell/", "The bell, a history")); d != "" {
		t.Error(d)
	}
}
