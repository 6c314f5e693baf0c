package render

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"broadsheet/feed"
	"broadsheet/feed/markup"
)

// hostile holds every way to write a link that makes trouble.
const hostile = "# The [harbour](https://a.example/harbour) at *[night](https://a.example/night)*\n\n" +
	"A paragraph with [a link that is long enough to go over the end of any line it is set in, whatever the measure](https://a.example/long) and " +
	"[the same](https://a.example/same) address, [again](https://a.example/same), and [a third time](https://a.example/same). " +
	"Adjacent: [one](https://a.example/1)[two](https://a.example/2)[three](https://a.example/3)[](https://a.example/empty-text)[](#).\n\n" +
	"An [anchor](#below), a dead [said](#) and [script](javascript:alert(1)), bare https://auto.example/some/path?with=query&more=1, " +
	"<https://angle.example/x>, <post@mail.example>, www.bare.example/path and [write](mailto:desk@mail.example).\n\n" +
	"> Quoted [source](https://q.example/1)\n> > and a [second bar](https://q.example/2) with [said](#)\n> > > third [level](https://q.example/3)\n\n" +
	"- item [first](https://l.example/1)\n  - nested [second item with a few more words in it](https://l.example/2)\n    1. deep [third](https://l.example/3)\n" +
	"- [x] done [task](https://l.example/4)\n- [ ] open [task](https://l.example/5)\n\n" +
	"1. one\n\n   > quoted in a list, [here](https://l.example/6)\n\n2. two\n\n" +
	"~~Struck [link](https://s.example/1) and *[slanted](https://s.example/2)* with `a\\*b &amp;` end~~\n\n" +
	"| Ship | [Port](https://t.example/head) | Speed |\n|---|:-:|--:|\n| [The Northern Star](https://t.example/1) | [Skarvøy and all its islands](https://t.example/2) | 12 |\n" +
	"| *[Petrel](https://t.example/3)* | — | [1,200](https://t.example/4) |\n\n" +
	"[![build](https://b.example/b.svg)](https://b.example/) [![](https://b.example/c.svg)](https://b.example/c) ![a lone picture of boats](https://b.example/d.png)![](https://b.example/e.png)\n\n" +
	"Keeper\n: Someone who [keeps](https://d.example/1) a lamp.\n: Another [sense](https://d.example/2).\n\n" +
	"A [reference][ref], a [collapsed][] and a [shortcut].\n\n[ref]: https://r.example/1 \"t\"\n[collapsed]: https://r.example/2\n[shortcut]: https://r.example/3\n\n" +
	"Escapes: [a\\*b \\[c\\] \\\\ d\\`e](https://e.example/1), [cafe\u0301 nai\u0308ve](https://e.example/2), [Tom &amp; Jerry &copy; &quot;x&quot; &#233;](https://e.example/3), " +
	"[`code &amp; \\*back\\\\slash`](https://e.example/4), [pre`a\\_b`post *x*](https://e.example/5).\n\n" +
	"中文里的[一个很长的链接文字在这里继续下去直到换行为止](https://c.example/1)。「[引用](https://c.example/2)」、[東京タワー](https://c.example/3)！\n\n" +
	"Emoji [👍🏽 yes 👨‍👩‍👧‍👦 family ❤️](https://m.example/1) and [🇳🇴](https://m.example/2) 🎉.\n\n" +
	"*Slanted with a [link](https://i.example/1)* and **bold [with *both* in it](https://i.example/2)** and ***[all](https://i.example/3)***.\n\n" +
	"A note[^1] and another[^two], the first again[^1], in a [link[^1] text](https://n.example/1).\n\n" +
	"[^1]: The note with a [link](https://n.example/2).\n[^two]: Second.\n\n" +
	"Line one [link  \nbroken](https://x.example/1) and [soft\nbreak](https://x.example/2) and [a<br>b](https://x.example/3).\n\n" +
	"## Below\n\nhe said “[quite](https://x.example/4)” (see [this](https://x.example/5)), [end](https://x.example/6).\n"

// words returns what each place of the body must show, without blanks.
func words(body string) []string {
	d := markup.Parse(Narrow(body))
	out := make([]string, len(d.Places))
	for i, p := range d.Places {
		l := d.Links[p.Link]
		switch text := Narrow(d.Text(p.Node)); {
		case p.Note > 0:
			out[i] = NoteMark(p.Note)
		case p.Picture:
			out[i] = "▣" + solid(pictureWords(text))
		case text == "":
			out[i] = solid(Narrow(l.Text)) + numberSign(l)
		default:
			out[i] = solid(text) + numberSign(l)
		}
	}
	return out
}

// checkSpans fails unless the cells of every place hold exactly its words and
// its number, in order.
func checkSpans(t testing.TB, p *Page, want []string) {
	t.Helper()
	if len(p.Places) != len(want) {
		t.Fatalf("measure %d: %d places, want %d", p.Measure, len(p.Places), len(want))
	}
	got, number := make([]string, len(want)), make([]string, len(want))
	for i, s := range p.Spans {
		if i > 0 && (p.Spans[i-1].Line > s.Line || p.Spans[i-1].Line == s.Line && p.Spans[i-1].End > s.Col) {
			t.Errorf("measure %d: span %v comes after %v", p.Measure, s, p.Spans[i-1])
		}
		text := cells(p.Lines[s.Line], s.Col, s.End)
		if text != strings.TrimSpace(text) {
			t.Errorf("measure %d: place %d takes in blanks: %q", p.Measure, s.Place, text)
		}
		got[s.Place] += solid(text)
		if at := p.At(s.Line, s.Col); at != s.Place {
			t.Errorf("measure %d: At(%d, %d) = %d, want %d", p.Measure, s.Line, s.Col, at, s.Place)
		}
		if at := p.At(s.Line, s.End-1); at != s.Place {
			t.Errorf("measure %d: At(%d, %d) = %d, want %d", p.Measure, s.Line, s.End-1, at, s.Place)
		}
	}
	for _, l := range p.Lines {
		for _, r := range l {
			if r.Part == Number {
				number[r.Place] += r.Text
			}
		}
	}
	for i, w := range want {
		place := p.Places[i]
		if g := got[i]; g != w {
			if !strings.HasPrefix(w, "▣") {
				g = strings.ReplaceAll(g, "▣", "") // the sign of a picture in a link
			}
			if g != w {
				t.Errorf("measure %d: place %d shows %q, want %q", p.Measure, i, got[i], w)
			}
		}
		if place.Note == 0 && !strings.HasPrefix(w, "▣") && number[i] != numberSign(place.Link) {
			t.Errorf("measure %d: link %d shows the number %q", p.Measure, place.Link.N, number[i])
		}
	}
}

func TestSpansHoldTheLinksWords(t *testing.T) {
	want := words(hostile)
	for _, w := range widths {
		p := set(hostile, w)
		checkLines(t, p)
		checkSpans(t, p, want)
		for i, l := range shown(p) {
			if strings.Contains(l, "http") {
				t.Errorf("measure %d: line %d shows an address: %q", w, i, l)
			}
		}
	}
	p := set(hostile, 66)
	for _, say := range []string{"a*b[c]\\d`e¹", "Tom&Jerry©\"x\"é", "code&amp;\\*back\\\\slash", "prea\\_bpostx", "hesaid“quite"} {
		if text := solid(strings.Join(shown(p), " ")); !strings.Contains(dropNumbers(text), dropNumbers(say)) {
			t.Errorf("%q is not shown in\n%s", say, text)
		}
	}
	if p.At(-1, 0) != -1 || p.At(len(p.Lines), 0) != -1 || p.At(0, 500) != -1 || p.At(p.Spans[0].Line, -1) != -1 {
		t.Error("a cell outside the page has a place")
	}
}

func dropNumbers(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹×", r) {
			return -1
		}
		return r
	}, s)
}

func TestSameAddressSameNumber(t *testing.T) {
	p := set(hostile, 66)
	numbers := map[string]int{}
	next := 1
	for i, pl := range p.Places {
		l := pl.Link
		if l.N == 0 {
			continue
		}
		if n, ok := numbers[l.URL]; ok && l.Kind != feed.LinkDead {
			if n != l.N {
				t.Errorf("place %d: %s has the numbers %d and %d", i, l.URL, n, l.N)
			}
			continue
		}
		if l.N != next {
			t.Errorf("place %d is number %d, want %d", i, l.N, next)
		}
		numbers[l.URL] = l.N
		next++
	}
	if next < 40 {
		t.Errorf("only %d numbers: the test has lost its links", next-1)
	}
}

func TestPlacesInView(t *testing.T) {
	for _, w := range widths {
		p := set(hostile, w)
		for top := -3; top < len(p.Lines)+3; top += 5 {
			got := p.PlacesIn(top, 12)
			want := map[int]bool{}
			for _, s := range p.Spans {
				if s.Line >= top && s.Line < top+12 {
					want[s.Place] = true
				}
			}
			if len(got) != len(want) {
				t.Errorf("measure %d, lines %d on: %d places in view, want %d: %v", w, top, len(got), len(want), got)
			}
		}
		for i := range p.Places {
			if len(p.SpansOf(i)) == 0 {
				t.Errorf("measure %d: place %d stands nowhere", w, i)
			}
		}
	}
}

// randomArticle writes paragraphs of words and links.
func randomArticle(r *rand.Rand) string {
	vocabulary := []string{"sea", "lamp-post", "Skarvøy", "1,200", "“tide”", "(sic)", "中文字", "東京、", "👍", "cafe\u0301", "a/b", "x.y", "wait…",
		"antidisestablishmentarianism", "é", "—", "12.5%", "no.", "क्षि", "שלום", "&amp;", `\*`, "it’s", "$5", "C++"}
	text := func(n int) string {
		var out []string
		for range 1 + r.IntN(n) {
			out = append(out, vocabulary[r.IntN(len(vocabulary))])
		}
		return strings.Join(out, " ")
	}
	var b strings.Builder
	for range 1 + r.IntN(4) {
		b.WriteString([]string{"", "> ", "- ", "## ", "1. "}[r.IntN(5)])
		for range 1 + r.IntN(8) {
			frame := []string{"%s", "*%s*", "**%s**", "~~%s~~", "***%s***"}[r.IntN(5)]
			link := fmt.Sprintf(frame, fmt.Sprintf("[%s](%s)", text(6), []string{"#", fmt.Sprintf("https://a.example/%d", r.IntN(20)), "mailto:a@b.example", "#top"}[r.IntN(4)]))
			b.WriteString(text(5) + []string{" ", ""}[r.IntN(2)] + link + []string{" ", ", ", ""}[r.IntN(3)])
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

func TestSpansOfRandomLinks(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	links := 0
	for range 400 {
		md := randomArticle(r)
		want := words(md)
		links += len(want)
		w := 20 + r.IntN(110)
		p := set(md, w)
		checkLines(t, p)
		checkSpans(t, p, want)
		if t.Failed() {
			t.Fatalf("measure %d of\n%s\n%s", w, md, strings.Join(shown(p), "\n"))
		}
	}
	if links < 2000 {
		t.Errorf("only %d links were tried", links)
	}
}

func TestNumberStaysWithItsLink(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	for range 200 {
		md := randomArticle(r)
		for _, w := range []int{20, 27, 41} {
			p := set(md, w)
			for i, l := range p.Lines {
				k := slices.IndexFunc(l, func(r Run) bool { return r.Part != Frame })
				if k >= 0 && l[k].Part == Number && !strings.HasPrefix(l[k].Text, "▣") {
					t.Fatalf("measure %d: line %d begins with a number: %q\n%s", w, i, l.Text(), md)
				}
			}
		}
	}
}
