package extract

import (
	"errors"
	"strings"
	"testing"
	"time"
)

const prose = `<p>The council said on Monday that it would keep the harbour open, although nobody had asked it to, and that the price would be paid by the port's own fund.</p>
<p>"We have no choice," the harbour master <a href="master">said</a>; the quay is 120 years old, its walls lean, and every winter the water comes a little higher.</p>
<p>The fishermen, who were not asked, met in the evening, and they wrote a letter, which nobody has answered, to the minister, the mayor and the bishop.</p>`

func wholePage(head, body string) string {
	return `<!doctype html><html lang="en-GB"><head>` + head + `</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article>` + body + `</article><footer>Copyright</footer></body></html>`
}

func TestPage(t *testing.T) {
	src := wholePage(`<title>Harbour stays open | The Tide</title>
<meta property="og:site_name" content="The Tide"><meta property="og:title" content="Harbour stays open &amp; dear">
<meta name="description" content="Nobody asked for it."><meta property="og:image" content="/quay.jpg">
<link rel="canonical" href="https://tide.test/harbour">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Person","@id":"#ann","name":"Ann Vale"},
{"@type":["NewsArticle"],"headline":"Harbour stays open","datePublished":"2025-03-10T08:30:00+01:00","dateModified":"2025-03-11",
"author":[{"@id":"#ann"},{"@type":"Person","name":"By Bo Ash"}],"publisher":{"name":"Tide Ltd"},"articleSection":"Coast"}]}</script>`,
		`<h1>Harbour stays open</h1>`+prose)
	for _, address := range []string{"https://tide.test/harbour?utm_source=x", ""} {
		a, err := Page(src, address)
		if err != nil {
			t.Fatal(err)
		}
		if address == "" {
			address = "https://tide.test/harbour"
		}
		for name, pair := range map[string][2]string{
			"address": {a.URL, address}, "title": {a.Title, "Harbour stays open"}, "paper": {a.Paper, "The Tide"}, "byline": {a.Byline, "Ann Vale and Bo Ash"},
			"deck": {a.Deck, "Nobody asked for it."}, "section": {a.Section, "Coast"}, "language": {a.Lang, "en-GB"}, "figure": {a.Figure.URL, "https://tide.test/quay.jpg"},
			"published": {a.Published.Format(time.RFC3339), "2025-03-10T07:30:00Z"}, "updated": {a.Updated.Format(time.RFC3339), "2025-03-11T00:00:00Z"},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s is %q, want %q", name, pair[0], pair[1])
			}
		}
		if !strings.HasPrefix(a.Body, "The council said") || !strings.Contains(a.Body, "[said](https://tide.test/master)") || strings.Contains(a.Body, "Sport") {
			t.Errorf("body %q", a.Body)
		}
		if a.Words < 80 || a.Words > 100 {
			t.Errorf("%d words", a.Words)
		}
	}
}

func TestPageTitles(t *testing.T) {
	for _, c := range []struct{ head, h1, want string }{
		{"<title>Harbour open - The Tide</title><meta property=og:site_name content='The Tide'>", "", "Harbour open"},
		{"<title>Harbour stays open | Coast | Tide</title>", "<h1>Harbour stays open</h1>", "Harbour stays open"},
		{"<title>Tide: Harbour</title><meta property=og:site_name content='Tide'>", "", "Harbour"},
		{"<title>Sea - and land</title>", "", "Sea - and land"},
		{"<title>x</title><meta property=og:title content='Q&amp;amp;A &lt;b&gt;now&lt;/b&gt;'>", "", "Q&A now"},
	} {
		a, err := Page(wholePage(c.head, c.h1+prose), "https://tide.test/a")
		if err != nil || a.Title != c.want {
			t.Errorf("%s: title %q, %v, want %q", c.head, a.Title, err, c.want)
		}
	}
}

func TestPagesWithoutAnArticle(t *testing.T) {
	links := strings.Repeat(`<li><a href="/story">Another long headline about the harbour and the sea</a></li>`, 30)
	for name, src := range map[string]string{
		"empty":   "",
		"no text": wholePage("<title>T</title>", ""),
		"links":   wholePage("<title>T</title>", "<ul>"+links+"</ul>"),
	} {
		a, err := Page(src, "https://tide.test/x")
		if !errors.Is(err, ErrNoArticle) {
			t.Errorf("%s: %v, body %q", name, err, a.Body)
		}
		if a.URL != "https://tide.test/x" || src != "" && a.Title != "T" || a.Body != "" {
			t.Errorf("%s: %+v", name, a)
		}
	}
}

func TestPageTooDeepToParse(t *testing.T) {
	src := wholePage("<title>Deep</title>", strings.Repeat("<div>", 600)+"<h1>Deep</h1>"+prose)
	a, err := Page(src, "https://tide.test/x/")
	if err != nil || a.Title != "Deep" {
		t.Fatalf("title %q, %v", a.Title, err)
	}
	if !strings.HasPrefix(a.Body, "The council") || !strings.Contains(a.Body, "[said](https://tide.test/x/master)") || strings.Contains(a.Body, "Sport") {
		t.Errorf("body %q", a.Body)
	}
}

func TestBaseElement(t *testing.T) {
	a, err := Page(wholePage(`<title>T</title><base href="/deep/er/">`, prose), "https://tide.test/x")
	if err != nil || !strings.Contains(a.Body, "[said](https://tide.test/deep/er/master)") {
		t.Errorf("%v, body %q", err, a.Body)
	}
}

func TestDates(t *testing.T) {
	want := time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)
	for _, s := range []string{"2025-03-10", "2025-03-10T00:00:00Z", "2025-03-10T01:00:00+0100", "2025-03-10T00:00:00.000Z", "20250310", "March 10, 2025", "10 March 2025", "Mon, 10 Mar 2025 00:00:00 GMT", "1741564800", "1741564800000"} {
		if got := firstDate("", "soon", s); !got.Equal(want) {
			t.Errorf("%q is %v", s, got)
		}
	}
	if got := firstDate("yesterday"); !got.IsZero() {
		t.Errorf("yesterday is %v", got)
	}
}

func TestFeeds(t *testing.T) {
	src := `<head><base href="/blog/"><title>The Tide</title>
<link rel="alternate" type="application/rss+xml" title="Comments on the Tide" href="comments.xml">
<link rel=alternate type="application/atom+xml" href="feed.atom">
<link rel="ALTERNATE home" type="application/feed+json; charset=utf-8" title="JSON" href="https://tide.test/feed.json">
<link rel="alternate" type="application/rss+xml" href="feed.atom"><link rel="alternate" hreflang="de" href="/de/"><link rel=stylesheet href=x.css></head>`
	got := Feeds(src, "https://tide.test/")
	want := [][2]string{{"https://tide.test/blog/feed.atom", "The Tide"}, {"https://tide.test/feed.json", "JSON"}, {"https://tide.test/blog/comments.xml", "Comments on the Tide"}}
	if len(got) != len(want) {
		t.Fatalf("%d feeds: %v", len(got), got)
	}
	for i, w := range want {
		if got[i].URL != w[0] || got[i].Key != w[0] || got[i].Title != w[1] || got[i].Site != "https://tide.test/" {
			t.Errorf("feed %d is %+v, want %v", i, got[i], w)
		}
	}
	if got := Feeds(src, ""); len(got) != 1 {
		t.Errorf("without an address: %v", got)
	}
}

func FuzzPage(f *testing.F) {
	f.Add(wholePage("<title>T</title>", prose))
	f.Add(wholePage(`<script type="application/ld+json">{"@type":"Article","author":[[{}]],"headline":["a"]}</script>`, prose))
	f.Add(strings.Repeat("<div>", 600) + prose)
	f.Fuzz(func(t *testing.T, src string) {
		a, err := Page(src, "https://tide.test/x")
		if err == nil && a.Body == "" {
			t.Error("an article without a body")
		}
		b := a
		b.Wash()
		if b.Body != a.Body || b.Title != a.Title || b.Byline != a.Byline || b.Deck != a.Deck {
			t.Errorf("not washed: %+v", a)
		}
		for _, s := range Feeds(src, "https://tide.test/x") {
			if s.URL == "" {
				t.Error("a feed without an address")
			}
		}
	})
}
