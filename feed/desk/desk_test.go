package desk

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"broadsheet/feed"
)

// browserAt names, for a run of this test program as a browser, whom it tells
// how it was called.
const browserAt = "DESK_TEST_BROWSER"

func TestMain(m *testing.M) {
	if at := os.Getenv(browserAt); at != "" {
		if _, err := http.PostForm(at, url.Values{"arg": os.Args[1:]}); err != nil {
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func clock() time.Time { return time.Date(2025, 3, 11, 8, 0, 0, 0, time.UTC) }

// open opens a desk and waits until all is quiet; it returns what went wrong.
func open(t testing.TB, o Options) (*Desk, []string) {
	t.Helper()
	if o.Now == nil {
		o.Now = clock
	}
	d := New(o)
	t.Cleanup(d.Close)
	return d, quiet(t, d)
}

// quiet waits until all is quiet and returns the troubles told before that.
func quiet(t testing.TB, d *Desk) []string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	var troubles []string
	for {
		n, err := d.News(ctx)
		if err != nil {
			t.Fatal(err)
		}
		switch n.Kind {
		case feed.NewsTrouble:
			troubles = append(troubles, n.Text)
		case feed.NewsQuiet:
			return troubles
		}
	}
}

// titles returns the headlines that a query finds.
func titles(t testing.TB, d *Desk, query string) string {
	t.Helper()
	l, err := d.List(context.Background(), feed.ParseQuery(query))
	if err != nil {
		t.Fatal(err)
	}
	var s []string
	for _, a := range l.Articles {
		s = append(s, a.Title)
	}
	return strings.Join(s, "; ")
}

// id returns the identity of the article with a headline.
func id(t testing.TB, d *Desk, title string) feed.ID {
	t.Helper()
	l, err := d.List(context.Background(), feed.Query{})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range l.Articles {
		if a.Title == title {
			return a.ID
		}
	}
	t.Fatalf("no article is called %q; there are %s", title, titles(t, d, ""))
	return ""
}

// island is a small newspaper. Its stories name, link and cite each other.
func island() fstest.MapFS {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"1.txt": file(`# Ferry to Returns After Refit

March 1, 2025

The ferry Selma returned to Kaldvik harbour on Saturday, the company [said](#). Captain Ingrid Moe [told](#) passengers that the refit took nine weeks and cost a lighthouse.

**Related article:** [The Lighthouse That Was Sold](#)

**Related article:** [A Story Nobody Here Holds](#)

See the [survey](https://survey.example/kaldvik) and [an earlier piece](https://www.island.example/pier/?utm_source=mail).

Original url:

<https://island.example/ferry>`),
		"2.md": file("---\ntitle: The pier is mended\ndate: 2025-02-01\nsource: The Island Paper\nurl: https://island.example/pier\n---\n\nThe old pier of Kaldvik is mended. Masons worked through frost, wrote the [harbour office](https://office.example/).\n"),
		"3.md": file("---\ntitle: \"The lighthouse that was sold\"\ndate: 2025-01-05\n---\n\nA lighthouse went under the hammer. Captain Ingrid Moe bid for the lamp; the refit of the ferry Selma was paid with it.\n"),
		"4.md": file("---\ntitle: What the survey found\ndate: 2025-03-05\nurl: https://island.example/survey\n---\n\nDivers looked at the sea floor. Their [report](https://survey.example/kaldvik) has forty pages of mud.\n"),
		"5.md": file("---\ntitle: Letters\ndate: 2025-03-09\nurl: https://island.example/letters\n---\n\nSir, [your piece](https://island.example/ferry) forgot the goats.\n"),
		"6.md": file("# Rye bread\n\nFlour, water, salt and a stone oven, patience above all.\n"),
	}
}

func TestBundled(t *testing.T) {
	files := island()
	files["seeds.go"] = &fstest.MapFile{Data: []byte("package seeds")}
	d, troubles := open(t, Options{Bundled: files})
	if len(troubles) > 0 {
		t.Errorf("troubles: %q", troubles)
	}
	if got, want := titles(t, d, ""), "Letters; What the survey found; Ferry to Returns After Refit; The pier is mended; The lighthouse that was sold; Rye bread"; got != want {
		t.Errorf("list:\n%s\nwant\n%s", got, want)
	}
	l, _ := d.List(context.Background(), feed.ParseQuery("masons"))
	if len(l.Articles) != 1 || l.Total != 6 || l.Sources != 1 || l.Partial || l.Articles[0].Body != "" {
		t.Errorf("%+v", l)
	}
	papers := map[string]string{"The pier is mended": "The Island Paper", "Letters": "The Island Paper", "Rye bread": "Broadsheet Sampler"}
	for title, want := range papers {
		a, err := d.Article(context.Background(), id(t, d, title))
		if err != nil || a.Paper != want {
			t.Errorf("%s is of %q, want %q (%v)", title, a.Paper, want, err)
		}
		if a.Form != feed.Markdown || a.Body == "" || a.Words == 0 || !a.Seen.Equal(clock()) {
			t.Errorf("%+v", a)
		}
	}
}

func TestNothingToRead(t *testing.T) {
	d, troubles := open(t, Options{})
	if got := titles(t, d, ""); got != "" || len(troubles) > 0 {
		t.Errorf("%q %q", got, troubles)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := d.News(ctx); err == nil {
		t.Error("news without end")
	}
	for name, err := range map[string]error{
		"Article":    second(d.Article(context.Background(), "none")),
		"Beside":     second(d.Beside(context.Background(), "none")),
		"Seek":       second(d.Seek(context.Background(), "none", feed.Link{})),
		"SetRead":    d.SetRead(context.Background(), "none", true),
		"SetStarred": d.SetStarred(context.Background(), "no\x1bne", true),
	} {
		if err == nil || !strings.Contains(err.Error(), "does not bring it any more") || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestMarks(t *testing.T) {
	d, _ := open(t, Options{Bundled: island()})
	ctx := context.Background()
	letters := id(t, d, "Letters")
	if err := d.SetRead(ctx, letters, true); err != nil {
		t.Fatal(err)
	}
	if err := d.SetStarred(ctx, letters, true); err != nil {
		t.Fatal(err)
	}
	if a, err := d.Article(ctx, letters); err != nil || !a.Read || !a.Starred {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestPanicBecomesNews(t *testing.T) {
	d, _ := open(t, Options{})
	d.work("count the goats", func() { panic("a goat\x1b[2J") })
	troubles := quiet(t, d)
	if len(troubles) != 1 || !strings.HasPrefix(troubles[0], "count the goats: this program failed (a goat") || strings.Contains(troubles[0], "\x1b") {
		t.Errorf("%q", troubles)
	}
}

func TestManyTroubles(t *testing.T) {
	n := newNewsroom()
	n.begin()
	for range maxTroubles + 7 {
		n.trouble("trouble")
	}
	n.arrive()
	n.arrive()
	n.end()
	count := map[feed.NewsKind]int{}
	last := ""
	for {
		news, err := n.next(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		count[news.Kind]++
		if news.Kind == feed.NewsQuiet {
			break
		}
		last = news.Text
	}
	if count[feed.NewsArrived] != 1 || count[feed.NewsTrouble] != maxTroubles+1 || !strings.HasPrefix(last, "7 more") {
		t.Errorf("%v, at last %q", count, last)
	}
}
