package markup

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"broadsheet/feed"
)

func TestSentence(t *testing.T) {
	cases := []struct{ name, md, want string }{
		{"first of two", "The [ferry](#) is late. It rains.", "The ferry is late."},
		{"second of two", "The ferry is late. It [rains](#).", "It rains."},
		{"initials of a country", "He met U.S. President [Holt](#) there. It rained.", "He met U.S. President Holt there."},
		{"country at the end", "He lives in the U.S. He [left](#) early.", "He left early."},
		{"Mr.", "Today Mr. Brekke [left](#). It rained.", "Today Mr. Brekke left."},
		{"Dr. and St.", "Dr. Aasen of St. Petersburg [left](#). It rained.", "Dr. Aasen of St. Petersburg left."},
		{"e.g.", "Big ships, e.g. Norwegian ones, [left](#). It rained.", "Big ships, e.g. Norwegian ones, left."},
		{"No. 5", "Ferry No. 5 [left](#). It rained.", "Ferry No. 5 left."},
		{"No as a word", "She said no. He [left](#).", "He left."},
		{"initials of a name", "The writer J. K. Brekke [left](#). It rained.", "The writer J. K. Brekke left."},
		{"month", "On Nov. 3 it [rained](#). He left.", "On Nov. 3 it rained."},
		{"a.m.", "At 5 a.m. Monday it [rained](#). He left.", "At 5 a.m. Monday it rained."},
		{"p.m. at the end", "It rained until 5 p.m. Ferries [left](#) late.", "Ferries left late."},
		{"Inc.", "Ferries Inc. Chairman Dahl [left](#). It rained.", "Ferries Inc. Chairman Dahl left."},
		{"decimals", "It rose by 3.5 percent to 1,200.75 [crowns](#). It rained.", "It rose by 3.5 percent to 1,200.75 crowns."},
		{"quotation with a comma", "It rained. “The road is long,” Brekke [told](#) us. He left.", "“The road is long,” Brekke told us."},
		{"quotation of two sentences with a comma", "It rained. “We go. We stay,” Brekke [told](#) us. He left.", "“We go. We stay,” Brekke told us."},
		{"closed quotation", "“We agree.” He [left](#).", "He left."},
		{"closed quotation, first", "“We [agree](#).” He left.", "“We agree.”"},
		{"question in a quotation", "It rained. “Who [pays](#)?” Aasen asked. He left.", "“Who pays?” Aasen asked."},
		{"question, small letter", "“Who pays?” she [asked](#). He left.", "“Who pays?” she asked."},
		{"British quotation", "It rained. ‘We go. We stay,’ Brekke [told](#) us. He left.", "‘We go. We stay,’ Brekke told us."},
		{"straight quotation", `It rained. "We go. We stay," Brekke [told](#) us. He left.`, `"We go. We stay," Brekke told us.`},
		{"ellipsis", "He waited… Then he [left](#).", "Then he left."},
		{"ellipsis within", "He waited … then he [left](#). It rained.", "He waited … then he left."},
		{"three dots", "He waited... then he [left](#). It rained.", "He waited... then he left."},
		{"note number", "It rained.[1] He [left](#).", "He left."},
		{"footnote", "It rained.[^1] He [left](#).\n\n[^1]: So they say.", "He left."},
		{"soft break", "The ferry\nis [late](#)\ntoday. It rained.", "The ferry is late today."},
		{"hard break", "The ferry  \nis [late](#). It rained.", "The ferry is late."},
		{"Chinese", "今天下雨。他[离开](#)了。明天再来！", "他离开了。"},
		{"Japanese", "雨だった。「行く。」と彼は[言った](#)。終わり。", "「行く。」と彼は言った。"},
		{"Japanese question", "本当？彼は[帰った](#)。", "彼は帰った。"},
		{"heading", "# It rained. He [left](#).", "It rained. He left."},
		{"list item", "- It rained. He [left](#).\n- Later.", "It rained. He left."},
		{"table", "| Ferry | Time |\n|---|---|\n| [Blue](#) | 5 p.m. |", "Blue · 5 p.m."},
		{"caption", "![a pier](https://x.test/a.jpg) The pier. In [Bergen](#).", "The pier. In Bergen."},
		{"italic caption", "*The pier. In [Bergen](#).*", "The pier. In Bergen."},
		{"quote", "> It rained. He [left](#).", "He left."},
		{"emphasis and code", "It **rained** on `main`. He *really [left](#)*.", "He really left."},
		{"entity and escape", "AT&amp;T \\*rose\\* by [half](#).", "AT&T *rose* by half."},
		{"ordinal at the start", "1\\. The ferry [left](#). It rained.", "1. The ferry left."},
		{"year at the end", "It was in 2022. He [left](#).", "He left."},
		{"link over two sentences", "A. B goes. [It rained. He](#) left. End.", "It rained. He left."},
		{"picture in a link", "It rained. See [![the pier](https://x.test/a.jpg)](https://x.test/) now.", "See the pier now."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			links := Links(c.md)
			if len(links) != 1 {
				t.Fatalf("%d links in %q", len(links), c.md)
			}
			if got := links[0].Sentence; got != c.want {
				t.Errorf("sentence in %q:\n got %q\nwant %q", c.md, got, c.want)
			}
		})
	}
}

func TestFirstPlaceGivesTheSentence(t *testing.T) {
	links := Links("One [a](https://x.test/). Two [b](https://y.test/). Three [a](https://x.test/).")
	if len(links) != 2 || links[0].Sentence != "One a." || links[0].Places != 2 || links[1].Sentence != "Two b." {
		t.Errorf("got %+v", links)
	}
}

func TestLongSentenceIsCutAroundTheLink(t *testing.T) {
	filler := strings.Repeat("wave after wave ", 100)
	for _, md := range []string{
		"[here](#) " + filler,
		filler + "[here](#) " + filler,
		filler + "[here](#)",
		"[here " + filler + "](#)",
		strings.Repeat("波", 900) + "[here](#)" + strings.Repeat("波", 900),
	} {
		got := Links(md)[0].Sentence
		if n := utf8.RuneCountInString(got); n > maxSentence || n < maxSentence/2 {
			t.Errorf("sentence of %d runes", n)
		}
		if !strings.Contains(got, "here") || !strings.Contains(got, "…") {
			t.Errorf("link lost or cut not shown: %q", got)
		}
	}
}

func TestLinks(t *testing.T) {
	md := "[a](https://x.test/?p=1&amp;q=2) ![pic](https://x.test/p.png) [up](#top) [mail](mailto:a@x.test) [b](#) <https://y.test/z> [c](javascript:alert) [d](https://x.test/d.pdf)[^1]\n\n[^1]: Note."
	want := []feed.Link{
		{N: 1, Text: "a", URL: "https://x.test/?p=1&q=2", Kind: feed.LinkPage},
		{N: 2, Text: "mail", URL: "mailto:a@x.test", Kind: feed.LinkMail},
		{N: 3, Text: "b", Kind: feed.LinkDead},
		{N: 4, Text: "y.test/z", URL: "https://y.test/z", Kind: feed.LinkPage},
		{N: 5, Text: "c", Kind: feed.LinkDead},
		{N: 6, Text: "d", URL: "https://x.test/d.pdf", Kind: feed.LinkMedia},
	}
	got := Links(md)
	if len(got) != len(want) {
		t.Fatalf("got %d links, want %d: %+v", len(got), len(want), got)
	}
	for i, l := range got {
		if l.N != want[i].N || l.Text != want[i].Text || l.URL != want[i].URL || l.Kind != want[i].Kind {
			t.Errorf("link %d: got %+v, want %+v", i, l, want[i])
		}
	}
}

func TestPlain(t *testing.T) {
	cases := []struct{ name, md, want string }{
		{"blocks", "# A *head*\n\nOne [two](https://x.test/)\nthree.\n\n> quoted", "A head\nOne two three.\nquoted"},
		{"list", "- a\n- b\n  1. c\n", "a\nb\nc"},
		{"table", "| a | b |\n|---|---|\n| c | d [e](#) |", "a b\nc d e"},
		{"code", "```go\nx := 1\n\ny := 2\n```\n\nSee `a  b`.", "x := 1\n\ny := 2\nSee a b."},
		{"footnote", "Rain.[^1] Sun.\n\n[^1]: In *May*.\n\nEnd.", "Rain. Sun.\nEnd.\nIn May."},
		{"picture", "![alt](https://x.test/a.png)\n\nText", "Text"},
		{"html", "<div>x</div>\n\na <b>b</b><br>c", "a b c"},
		{"escapes", `\*a\* &lt;b&gt; \&amp;`, "*a* <b> &amp;"},
		{"nothing", "", ""},
		{"rule", "a\n\n---\n\nb", "a\nb"},
		{"definition", "Term\n: What it is", "Term\nWhat it is"},
		{"task", "- [x] done", "done"},
		{"entity of a control", "a&#27;[31mb&#x202e;c", "a[31mbc"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Plain(c.md); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestDeepNesting(t *testing.T) {
	for name, md := range map[string]string{
		"quotes": strings.Repeat("> ", 500) + "deep [link](#)",
		"lists":  strings.Repeat("- ", 160) + "deep [link](#)",
		"stars":  strings.Repeat("*a **b ", 200) + "deep [link](#)" + strings.Repeat("** c*", 200),
	} {
		d := Parse(md)
		d.Sentences()
		if len(d.Links) != 1 || !strings.Contains(d.Plain(), "deep link") {
			t.Errorf("%s: %d links, plain %.80q", name, len(d.Links), d.Plain())
		}
	}
}

func TestPiledClosersStayOneSentence(t *testing.T) {
	links := Links("It ends." + strings.Repeat(")", 200_000) + " Not [here](#).")
	if len(links) != 1 || !strings.Contains(links[0].Sentence, "here") {
		t.Errorf("got %d links", len(links))
	}
}

// prose writes an article of so many words, a link in every second sentence.
func prose(words int) string {
	var b strings.Builder
	for n := 0; n < words; n += 40 {
		fmt.Fprintf(&b, "The harbour board of St. Olav’s [said](https://x.test/%d) on Nov. 3 that U.S. ships would come. ", n)
		b.WriteString("“We are glad. The pier is old, but it holds 3.5 tons,” Brekke told reporters, who had waited all day for him.\n\n")
	}
	return b.String()
}

func BenchmarkSentences(b *testing.B) {
	for _, words := range []int{1_000, 100_000} {
		md := prose(words)
		b.Run(fmt.Sprint(words), func(b *testing.B) {
			d := Parse(md)
			for b.Loop() {
				d.Sentences()
			}
		})
	}
	b.Run("1000 links in a block", func(b *testing.B) {
		d := Parse(strings.ReplaceAll(prose(40_000), "\n\n", " "))
		for b.Loop() {
			d.Sentences()
		}
	})
	b.Run("1000 links in a sentence", func(b *testing.B) {
		d := Parse(strings.Repeat("wave [after](#) wave ", 1_000))
		for b.Loop() {
			d.Sentences()
		}
	})
}

func BenchmarkParse(b *testing.B) {
	md := prose(1_000)
	for b.Loop() {
		Parse(md)
	}
}

func BenchmarkPlain(b *testing.B) {
	md := prose(1_000)
	for b.Loop() {
		Plain(md)
	}
}

func FuzzLinks(f *testing.F) {
	for _, s := range []string{
		"The board [said](#) Monday.", "“We go,” B. [told](x).", "| a | [b](c) |\n|---|---|\n| d | e |",
		"a[^1]\n\n[^1]: b [c](#)", "A… B.[1] C", "「a。」と[b](#)。", prose(80),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, md string) {
		md = feed.WashText(md)
		for _, l := range Links(md) {
			if n := utf8.RuneCountInString(l.Sentence); n > maxSentence {
				t.Errorf("sentence of %d runes", n)
			}
			if !strings.Contains(l.Sentence, l.Speaker) && utf8.RuneCountInString(l.Sentence) < maxSentence/2 {
				t.Errorf("speaker %q is not in %q", l.Speaker, l.Sentence)
			}
			if !utf8.ValidString(l.Sentence) || strings.ContainsAny(l.Sentence, "\n\x1b") {
				t.Errorf("sentence %q", l.Sentence)
			}
		}
		Plain(md)
	})
}
