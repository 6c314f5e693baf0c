package desk

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"broadsheet/feed"

	"github.com/google/go-cmp/cmp"
)

func TestReferences(t *testing.T) {
	d, _ := open(t, Options{Bundled: island()})
	ctx := context.Background()
	pier := id(t, d, "The pier is mended")
	if err := d.SetRead(ctx, pier, true); err != nil {
		t.Fatal(err)
	}
	b, err := d.Beside(ctx, id(t, d, "Ferry to Returns After Refit"))
	if err != nil {
		t.Fatal(err)
	}
	type ref struct {
		N             int
		Kind          feed.LinkKind
		URL, Host     string
		Held          feed.ID
		Title, Speaks string
		Read          bool
	}
	var got []ref
	for _, r := range b.References {
		got = append(got, ref{r.N, r.Kind, r.URL, r.Host, r.Held, r.Title, r.Speaker, r.Read})
		if r.N > 0 && r.Sentence == "" {
			t.Errorf("reference %d has no sentence", r.N)
		}
	}
	want := []ref{
		{0, feed.LinkOriginal, "https://island.example/ferry", "island.example", "", "", "", false},
		{1, feed.LinkDead, "", "", "", "", b.References[1].Speaker, false},
		{2, feed.LinkDead, "", "", "", "", b.References[2].Speaker, false},
		{3, feed.LinkPage, "https://survey.example/kaldvik", "survey.example", "", "", "", false},
		{4, feed.LinkPage, "https://www.island.example/pier/?utm_source=mail", "island.example", pier, "The pier is mended", "", true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRelated(t *testing.T) {
	d, _ := open(t, Options{Bundled: island()})
	for title, want := range map[string][]string{
		"Ferry to Returns After Refit": {
			"The lighthouse that was sold | named in the article",
			"A Story Nobody Here Holds | named in the article, not among your papers",
			"The pier is mended | linked in this article",
			"Letters | links to this article",
			"What the survey found | cites the same page at survey.example",
		},
		"The lighthouse that was sold": {"Ferry to Returns After Refit | names this article as related"},
		"The pier is mended":           {"Ferry to Returns After Refit | links to this article"},
		"What the survey found":        {"Ferry to Returns After Refit | cites the same page at survey.example"},
		"Rye bread":                    nil,
	} {
		b, err := d.Beside(context.Background(), id(t, d, title))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range b.Related {
			got = append(got, r.Article.Title+" | "+r.Why)
			if r.Article.Body != "" || r.Score <= 0 || r.Score > 1 {
				t.Errorf("%s: %+v", title, r)
			}
			if missing := strings.Contains(r.Why, "not among"); missing != (r.Article.ID == "") {
				t.Errorf("%s: %+v", title, r)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", title, diff)
		}
	}
}

func TestRelatedByWords(t *testing.T) {
	story := func(title, text string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("# " + title + "\n\n" + text + "\n")}
	}
	files := fstest.MapFS{}
	for i := range 10 {
		files[fmt.Sprintf("herring%d.md", i)] = story(fmt.Sprintf("Herring story %d", i), fmt.Sprintf("Herring trawlers met at Kaldvik to haggle over quotas, told number%d of them.", i))
	}
	for i := range 30 { // without them the herring would be what everybody writes about
		files[fmt.Sprintf("other%d.md", i)] = story(fmt.Sprintf("Other %d", i), fmt.Sprintf("Something%d about something%d else.", i, i+100))
	}
	files["bread.md"] = story("Bread", "Flour, water, salt and patience; an oven of stone.")
	d, _ := open(t, Options{Bundled: files})
	b, err := d.Beside(context.Background(), id(t, d, "Herring story 3"))
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Related) != maxByWords {
		t.Errorf("%d related by words", len(b.Related))
	}
	for _, r := range b.Related {
		if r.Via != feed.ViaWords || !strings.HasPrefix(r.Why, "shares ") || strings.Count(r.Why, ",") > 2 || r.Article.Title == "Bread" || r.Article.Title == "Herring story 3" {
			t.Errorf("%+v", r)
		}
	}
}

func TestMuchCitedPagesDoNotCount(t *testing.T) {
	files := fstest.MapFS{}
	for i := range citedByMost + 1 {
		files[fmt.Sprintf("%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "# Piece%d\n\nOnly%d here: [more](https://popular.example/).\n", i, i)}
	}
	d, _ := open(t, Options{Bundled: files})
	b, _ := d.Beside(context.Background(), id(t, d, "Piece0"))
	if len(b.Related) != 0 {
		t.Errorf("%+v", b.Related)
	}
	delete(files, "8.md")
	d, _ = open(t, Options{Bundled: files})
	b, _ = d.Beside(context.Background(), id(t, d, "Piece0"))
	if len(b.Related) != citedByMost-1 {
		t.Errorf("%d related", len(b.Related))
	}
}

func TestRelatedAreBounded(t *testing.T) {
	var links strings.Builder
	files := fstest.MapFS{}
	for i := range 30 {
		fmt.Fprintf(&links, "[piece %d](https://island.example/%d) ", i, i)
		files[fmt.Sprintf("%02d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: Piece %d\nurl: https://island.example/%d\n---\n\nText.\n", i, i)}
	}
	files["all.md"] = &fstest.MapFile{Data: []byte("# All of them\n\n" + links.String() + "\n")}
	d, _ := open(t, Options{Bundled: files})
	b, _ := d.Beside(context.Background(), id(t, d, "All of them"))
	if len(b.Related) != maxRelated || len(b.References) != 30 {
		t.Errorf("%d related, %d references", len(b.Related), len(b.References))
	}
}

// TestBesideIsRemembered and not beyond the next change.
func TestBesideIsRemembered(t *testing.T) {
	d, _ := open(t, Options{Bundled: island()})
	ctx := context.Background()
	ferry, pier := id(t, d, "Ferry to Returns After Refit"), id(t, d, "The pier is mended")
	b, _ := d.Beside(ctx, ferry)
	b.References[0].URL = "scribbled over"
	again, _ := d.Beside(ctx, ferry)
	if again.References[0].URL != "https://island.example/ferry" {
		t.Error("an answer can be changed by who got it")
	}
	if _, _, ok := d.remembered(ferry); !ok {
		t.Error("the answer was not remembered")
	}
	if err := d.SetRead(ctx, pier, true); err != nil {
		t.Fatal(err)
	}
	if again, _ = d.Beside(ctx, ferry); !again.References[4].Read {
		t.Error("the answer is out of date")
	}
}

func TestSeek(t *testing.T) {
	d, _ := open(t, Options{Bundled: island(), SearchAddress: "https://search.example/find?lang=en&q=%s&x=1"})
	ctx := context.Background()
	letters := id(t, d, "Letters")
	for _, c := range []struct {
		link       feed.Link
		first, why string
		search     string
	}{
		{feed.Link{Kind: feed.LinkRelated, Text: "The Lighthouse that was sold!"}, "The lighthouse that was sold", "has nearly this headline", `"The Lighthouse that was sold!"`},
		{feed.Link{Kind: feed.LinkRelated, Text: "the lighthouse that was sold"}, "The lighthouse that was sold", "has this headline", `"the lighthouse that was sold"`},
		{feed.Link{Kind: feed.LinkRelated, Text: "The “Heron” & its nest"}, "", "", `"The “Heron” & its nest"`},
		{feed.Link{Kind: feed.LinkDead, Text: "wrote", Sentence: "Masons worked through frost at Kaldvik pier, the office wrote in 2025."}, "The pier is mended", "shares ", "Masons worked frost Kaldvik pier office wrote 2025"},
		{feed.Link{Kind: feed.LinkDead, Text: "goats", Sentence: "Sir, your piece forgot the goats."}, "", "", "Sir piece forgot goats"}, // only the article itself says so
		{feed.Link{Kind: feed.LinkDead, Text: "divers mud"}, "What the survey found", "shares ", "divers mud"},
	} {
		s, err := d.Seek(ctx, letters, c.link)
		if err != nil {
			t.Fatal(err)
		}
		first, why := "", ""
		if len(s.Found) > 0 {
			first, why = s.Found[0].Article.Title, s.Found[0].Why
			if named := s.Found[0].Via == feed.ViaNamed; named != (c.link.Kind == feed.LinkRelated) {
				t.Errorf("%+v: via %v", c.link, s.Found[0].Via)
			}
		}
		if first != c.first || !strings.HasPrefix(why, c.why) || (why == "") != (c.why == "") {
			t.Errorf("%+v: %q because it %q, want %q because it %q", c.link, first, why, c.first, c.why)
		}
		u, err := url.Parse(s.Search)
		if err != nil || u.Host != "search.example" || u.Query().Get("q") != c.search || u.Query().Get("x") != "1" {
			t.Errorf("%+v: search %s, want %s", c.link, s.Search, c.search)
		}
	}
}

func TestSeekIsBounded(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 20 {
		files[fmt.Sprintf("%02d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "# Piece %d\n\nHerring trawlers met at Kaldvik.\n", i)}
	}
	d, _ := open(t, Options{Bundled: files})
	self := id(t, d, "Piece 3")
	s, err := d.Seek(context.Background(), self, feed.Link{Kind: feed.LinkDead, Sentence: "Herring trawlers met at Kaldvik."})
	if err != nil || len(s.Found) != maxSought {
		t.Errorf("%d found, %v", len(s.Found), err)
	}
	for _, r := range s.Found {
		if r.Article.ID == self {
			t.Error("the article is said to be its own source")
		}
	}
}

// BenchmarkBeside opens what stands beside one of 10,000 articles of 480 words,
// never the same twice in a row, so nothing is remembered.
func BenchmarkBeside(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 6))
	zipf := rand.NewZipf(r, 1.1, 4, 59_999)
	const n = 10_000
	as := make([]feed.Article, n)
	for i := range as {
		var body strings.Builder
		topic := r.IntN(n / 10)
		for w := range 480 {
			switch {
			case w%60 == 59:
				fmt.Fprintf(&body, "as [was said](https://paper.example/%d) before. ", r.IntN(n))
			case r.IntN(20) == 0:
				fmt.Fprintf(&body, "topic%dword%d ", topic, r.IntN(12))
			default:
				fmt.Fprintf(&body, "word%d ", zipf.Uint64())
			}
		}
		as[i] = feed.Article{
			ID: feed.ID(fmt.Sprintf("%05d", i)), URL: fmt.Sprintf("https://paper.example/%d", i), Title: fmt.Sprintf("Article %d of topic %d and nothing else", i, topic),
			Published: time.Unix(1_700_000_000+int64(i)*600, 0), Body: body.String(), Form: feed.Markdown,
			Links: []feed.Link{{Kind: feed.LinkRelated, Text: fmt.Sprintf("Article %d of some topic or nothing else", r.IntN(n))}},
		}
	}
	d, _ := open(b, Options{})
	d.library.Put(feed.Source{Key: "s"}, as)
	d.setBodies()
	quiet(b, d)
	i, related := 0, 0
	for b.Loop() {
		i = (i + 7919) % n
		d.forgetBeside()
		beside, err := d.Beside(context.Background(), as[i].ID)
		if err != nil {
			b.Fatal(err)
		}
		related = len(beside.Related)
	}
	b.ReportMetric(float64(related), "related")
}
