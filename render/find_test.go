package render

import (
	"math/rand/v2"
	"strings"
	"testing"

	"broadsheet/feed"
	"broadsheet/render/theme"
)

// covered returns the text under a match, lines joined as they were parted.
func covered(p *Page, m Match) string {
	var parts []string
	for _, s := range m.Spans {
		parts = append(parts, cells(p.Lines[s.Line], s.Col, s.End))
	}
	return strings.Join(parts, "|")
}

func TestFind(t *testing.T) {
	const md = "The lighthouse keepers[^1] said [no](https://a.example/1) twice; the Lighthouse was dark. Café, naïve, SKARVØY.\n\n" +
		"> “You stop looking at the lamp, and you start looking at the island.”\n\n中文里的一个很长的链接文字在这里继续下去直到换行为止。\n\n" +
		"A well-known antidisestablishmentarianistically-minded keeper.\n\n[^1]: Both.\n"
	for _, c := range []struct {
		query string
		at    int // measure
		want  string
	}{
		{"lighthouse", 72, "lighthouse,Lighthouse"},
		{"light", 72, "light,Light"},
		{"house", 72, ""}, // within a word
		{"cafe naive skarvoy", 72, "Café,naïve,SKARVØY"},
		{`"keepers said"`, 72, "keepers| said"}, // through the note's mark
		{`"no twice"`, 72, "no| twice"},         // through the link's number
		{`"the lamp"`, 20, "the|lamp"},          // through the bar of the quote
		{`"start looking at the island"`, 20, "start looking|at the|island"},
		{"keeper -said", 72, "keeper,keeper"},
		{"-said", 72, ""},
		{"", 72, ""},
		{"zeppelin", 72, ""},
		{"继续下去直到", 20, "继续下去|直到"},
		{"链接", 72, "链接"},
		{"well-known", 20, "well-known"},
		{"minded", 20, "minded"},
		{"antidisestablishmentarianistically", 20, "antidisestablishment|arianistically"},
	} {
		p := set(md, c.at)
		var got []string
		for _, m := range p.Find(feed.ParseQuery(c.query)) {
			got = append(got, covered(p, m))
		}
		if g := strings.Join(got, ","); g != c.want {
			t.Errorf("%q at measure %d covers %q, want %q\n%s", c.query, c.at, g, c.want, strings.Join(shown(p), "\n"))
		}
	}
}

// TestFindAgreesWithPlainText looks the words up in the page's words without
// line ends, which is the slow and obvious way.
func TestFindAgreesWithPlainText(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 1))
	queries := []string{"sea", "lamp", "post", "cafe", "tide", "skarvoy", "wait", "1,200", "中文", "東京", `"sea sea"`, `"it's no"`, "x.y", "antidis", `"tide" sea`}
	found := 0
	for range 150 {
		md := randomArticle(r)
		narrow, wide := set(md, 24), set(md, 4000)
		for _, q := range queries {
			query := feed.ParseQuery(q)
			a, b := narrow.Find(query), wide.Find(query)
			if len(a) != len(b) {
				t.Fatalf("%s is found %d times at measure 24, %d times without line ends\n%s\n%s", q, len(a), len(b), strings.Join(shown(narrow), "\n"), strings.Join(shown(wide), "\n"))
			}
			for i := range a {
				found++
				x, y := covered(narrow, a[i]), covered(wide, b[i])
				if solid(strings.ReplaceAll(x, "|", "")) != solid(strings.ReplaceAll(y, "|", "")) {
					t.Fatalf("%s: match %d covers %q at measure 24, %q without line ends", q, i, x, y)
				}
				if hits := query.Hits(strings.ReplaceAll(y, "|", "")); len(hits) == 0 {
					t.Fatalf("%s: match %d covers %q, which the query does not hit", q, i, y)
				}
			}
			for i := 1; i < len(a); i++ {
				if s, before := a[i].Spans[0], a[i-1].Spans[0]; s.Line < before.Line || s.Line == before.Line && s.Col < before.Col {
					t.Fatalf("%s: match %d stands before match %d", q, i, i-1)
				}
			}
		}
	}
	if found < 1000 {
		t.Errorf("only %d matches were compared", found)
	}
}

func TestMarked(t *testing.T) {
	look := theme.Look{Ink: theme.Head}
	for _, c := range []struct{ text, query, want string }{
		{"The Café by the sea", "cafe sea", "The [Café] by the [sea]"},
		{"Nothing here", "cafe", "Nothing here"},
		{"", "cafe", ""},
		{"cafe", "cafe", "[cafe]"},
		{"cafe", "", "cafe"},
	} {
		var got string
		for _, r := range Marked(c.text, look, feed.ParseQuery(c.query)) {
			switch {
			case r.Look == look:
				got += r.Text
			case r.Look.Ground == theme.Match && r.Look.Ink == theme.Head:
				got += "[" + r.Text + "]"
			}
		}
		if got != c.want {
			t.Errorf("%q marked with %q is %q, want %q", c.text, c.query, got, c.want)
		}
	}
}
