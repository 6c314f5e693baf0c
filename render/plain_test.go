package render

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"broadsheet/feed"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
)

// plain prints one article.
func plain(t testing.TB, o PlainOptions) string {
	t.Helper()
	var b strings.Builder
	if err := Plain(&b, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPlainArticle(t *testing.T) {
	a := feed.Article{
		Title: "The ferry comes back", Byline: "Ane Lunde", Paper: "Sound Gazette", Deck: "A line under it.", Section: "Islands",
		Published: time.Date(2026, 11, 21, 23, 30, 0, 0, time.UTC), Words: 300,
		Figure: feed.Figure{Alt: "a white ship", Caption: "The ferry at noon", Credit: "P. Roe"},
		Body:   "The council [said](#) so on [Monday](https://a.example/1).\n\nIt [said](https://a.example/1) more.",
	}
	beside := feed.Beside{
		References: []feed.Reference{
			{Link: feed.Link{Kind: feed.LinkOriginal, URL: "https://gazette.example/ferry"}},
			{Link: feed.Link{N: 1, Kind: feed.LinkDead, Text: "said", Sentence: "The council said so on Monday.", Speaker: "the council"}},
			{Link: feed.Link{N: 2, Text: "Monday", URL: "https://a.example/1"}, Held: "x", Title: "Monday's minutes"},
		},
		Related: []feed.Related{{Article: feed.Article{Title: "The strike", Paper: "Sound Gazette"}, Why: "named by the article"}},
	}
	got := plain(t, PlainOptions{Article: a, Beside: beside, Number: 2, Of: 3, Zone: time.FixedZone("", 3600)})
	want := `
----------------------------------------

Article 2 of 3. Islands.

The ferry comes back

By Ane Lunde, Sound Gazette, 22 November 2026, 00:30. 2 minutes.

A line under it.

[picture: a white ship]
The ferry at noon. Picture: P. Roe.

The council said [1] so on Monday [2].

It said [2] more.

References

Original
    https://gazette.example/ferry

[1] said
    no address
    “The council said so on Monday.”
    Speaker: the council.

[2] Monday
    https://a.example/1
    Here: Monday's minutes

Related

The strike
    Sound Gazette
    named by the article
`
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestPlainBlocks(t *testing.T) {
	for _, c := range []struct {
		name, md string
		width    int
		want     string
	}{
		{"a soft break is a blank, a hard one a line", "one\ntwo  \nthree", 0, "one two\nthree\n"},
		{"wrapped", "one two three four five six", 20, "one two three four\nfive six\n"},
		{"a long word is not broken", "see aaaaaaaaaaaaaaaaaaaaaaaaaaaa now", 20, "see\naaaaaaaaaaaaaaaaaaaaaaaaaaaa\nnow\n"},
		{"Japanese breaks between characters, never before a full stop", "今日は晴れです。明日は雨。", 20, "今日は晴れです。明日\nは雨。\n"},
		{"heading", "# A\n\ntext\n\n## B & C", 0, "A\n\ntext\n\nB & C\n"},
		{"quote in a quote", "> a\n> > b", 0, "> a\n>\n> > b\n"},
		{"tight list", "- a\n- b\n  - c\n", 0, "- a\n- b\n  - c\n"},
		{"loose list", "1. a\n\n2. b\n", 0, "1. a\n\n2. b\n"},
		{"numbers go on from the first", "7. a\n8. b\n", 0, "7. a\n8. b\n"},
		{"tasks", "- [x] a\n- [ ] b\n", 0, "- [x] a\n- [ ] b\n"},
		{"code keeps its blanks", "```go\nif a {\n\tb\n}\n```", 20, "    if a {\n        b\n    }\n"},
		{"code span and emphasis", "*a* **b** `c & <d>` &amp; ~~e~~", 0, "a b c & <d> & ~~e~~\n"},
		{"picture", "![a ship](https://a.example/s.png) ![](x)", 0, "[picture: a ship] [picture]\n"},
		{"picture that is a link", "[![a ship](s.png)](https://a.example/)", 0, "[picture: a ship] [1]\n"},
		{"a bare address", "<https://a.example/x>", 0, "a.example/x [1]\n"},
		{"a link within the article has no number", "[up](#top)", 0, "up\n"},
		{"table", "| a | bb |\n|---|---:|\n| ccc | 1 |\n", 0, "a    bb\nccc   1\n"},
		{"wide characters in a table", "| 紙 | b |\n|---|---|\n| a | c |\n", 0, "紙  b\na   c\n"},
		{"a table too wide is told", "| city | note |\n|---|---|\n| Riyadh | one two three four five six |\n", 24, "city: Riyadh\nnote: one two three four\nfive six\n"},
		{"footnotes", "a[^1] b\n\n[^1]: the note\n", 0, "a [note 1] b\n\nNotes\n\n[note 1] the note\n"},
		{"definitions", "term\n: what it is\n", 0, "term\n    what it is\n"},
		{"rule", "a\n\n---\n\nb", 0, "a\n\n* * *\n\nb\n"},
		{"HTML's words", "<div><b>a</b> &lt; b</div>\n", 0, "a < b\n"},
		{"a script is nothing", "<script>\nalert(1)\n</script>\n\na", 0, "a\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := plain(t, PlainOptions{Article: feed.Article{Title: "T", Body: c.md}, Width: c.width})
			if d := cmp.Diff("T\n\n"+c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestPlainSaysWhatTheArticleHolds(t *testing.T) {
	for _, c := range []struct {
		name    string
		article feed.Article
		want    string
	}{
		{"nothing", feed.Article{}, "Without a headline\n"},
		{"a date without a time stays that day", feed.Article{Title: "T", Published: time.Date(2025, 3, 10, 0, 0, 0, 0, time.UTC)}, "T\n\n10 March 2025.\n"},
		{"links that nobody looked up", feed.Article{Title: "T", Links: []feed.Link{{N: 1, Text: "a", URL: "https://a.example/"}, {Kind: feed.LinkMedia, URL: "https://a.example/p.png"}}},
			"T\n\nReferences\n\n[1] a\n    https://a.example/\n"},
		{"enclosures", feed.Article{Title: "T", Enclosures: []feed.Enclosure{{URL: "https://a.example/a.mp3", Type: "audio/mpeg"}}}, "T\n\nEnclosed\n\nhttps://a.example/a.mp3, audio/mpeg\n"},
		{"a question keeps its mark", feed.Article{Title: "T", Figure: feed.Figure{Caption: "Who?", Credit: "A"}}, "T\n\nWho? Picture: A.\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := plain(t, PlainOptions{Article: c.article, Zone: time.FixedZone("", -8*3600)})
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// plainHostile are texts that would act on a terminal if they reached it.
var plainHostile = []string{
	"\x1b]52;c;UFdO\x07", "&#x1b;[31mred", "&#27;*]*52;c;x&#7;", "`\x1b[2J`", "a\u009b31mb", "&#x9b;31m", "\u202edesrever", "&#x202e;x",
	"x" + strings.Repeat("\u0301", 400), "a\rb", "a\bb", "\xff\xfe", "[a](https://a.example/\x1b]0;t\x07)", "| a\x1b | b |\n|-|-|\n| \u2066 | &#x1b; |",
	"```\n\x1b[31m\t\x00\n```", "<b\x1b[0m>", "<div>&#x1b;[2J</div>", "&#x1*b;*[2J", "[^1]\n\n[^1]: \x1b[1m",
}

func TestPlainHasNoControls(t *testing.T) {
	for _, s := range plainHostile {
		a := feed.Article{Title: s, Byline: s, Paper: s, Deck: s, Section: s, Body: s, Figure: feed.Figure{Alt: s, Caption: s, Credit: s},
			Enclosures: []feed.Enclosure{{URL: s, Type: s}}}
		b := feed.Beside{References: []feed.Reference{{Link: feed.Link{N: 1, Text: s, URL: s, Sentence: s, Speaker: s}, Held: "x", Title: s}},
			Related: []feed.Related{{Article: a, Why: s}}}
		harmlessPlain(t, plain(t, PlainOptions{Article: a, Beside: b, Number: 1, Of: 2, Width: 40}))
	}
}

// harmlessPlain fails the test when text holds what a terminal obeys.
func harmlessPlain(t testing.TB, text string) {
	t.Helper()
	for i, r := range text {
		switch {
		case r == '\n' || r == '\t':
		case unicode.IsControl(r), r == unicode.ReplacementChar && !strings.HasPrefix(text[i:], "\ufffd"),
			r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			t.Fatalf("%U at byte %d of %q", r, i, text)
		}
	}
}

func FuzzPlain(f *testing.F) {
	for _, s := range plainHostile {
		f.Add(s, 40)
	}
	f.Add("> > - a\n> >   1. b `c`\n\n| a | b |\n|---|---|\n| 東京 | d |", 0)
	f.Fuzz(func(t *testing.T, md string, width int) {
		width = max(0, width%200)
		if len(md) > 16<<10 {
			return
		}
		got := plain(t, PlainOptions{Article: feed.Article{Title: "T", Body: md}, Width: width})
		harmlessPlain(t, got)
		if !strings.HasPrefix(got, "T\n") || !strings.HasSuffix(got, "\n") {
			t.Fatalf("not a text of lines: %q", got)
		}
	})
}

func FuzzWrapPlain(f *testing.F) {
	f.Add("one two three", 7)
	f.Add("今日は晴れです。「明日」は雨", 9)
	f.Fuzz(func(t *testing.T, text string, width int) {
		width = 1 + max(0, width%120)
		text = feed.WashLine(text)
		lines := wrapPlain(text, width)
		strip := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if strip(strings.Join(lines, " ")) != strip(text) {
			t.Fatalf("%q became %q", text, lines)
		}
		for _, l := range lines {
			if ansi.StringWidth(l) > width && strings.Contains(l, " ") {
				t.Fatalf("%q is wider than %d and could have been broken", l, width)
			}
		}
	})
}

func BenchmarkPlain(b *testing.B) {
	body := strings.Repeat("The council [said](https://a.example/1) on Monday that the **ferry** would be back before the ice, and not a day later.\n\n", 50)
	o := PlainOptions{Article: feed.Article{Title: "T", Body: body}, Width: 72}
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		plain(b, o)
	}
}
