package render

import (
	"math/rand/v2"
	"strings"
	"testing"

	"broadsheet/feed"
)

// flowing is text of every kind that keeps its order of words at any measure.
const flowing = "The first paragraph is long enough to be broken into several lines at any measure that the tests use, and it ends.\n\n" +
	"## A crosshead that may go over the end of a line\n\nSecond with a [link of several words](https://a.example/1) and its number, and 中文字在这里继续下去直到换行为止, and more.\n\n" +
	"> “A quote that hangs its quotation mark and is broken as well, at least where the page is narrow.”\n>\n> — Someone who said so\n\n" +
	"- an item that has more words than a line of thirty cells can hold\n- another\n  - nested and also rather long for a narrow page\n\n" +
	"```go\nfunc main() { fmt.Println(\"a line of code that is too long for the narrow pages\") }\n\nreturn\n```\n\n" +
	"Term\n: Its meaning, told in a sentence that is broken.\n\n" +
	"אבגדה וזחטי כלמנס עפצקר שתאבג דהוזח טיכלמ נסעפצ\n\n" +
	"The last paragraph, with a note[^1], closes the article and has some more words in it.\n\n[^1]: A note below, long enough to be broken at the narrow measures.\n"

// wordAt returns the text from a line on that a spot counts.
func wordAt(p *Page, line int) string {
	var b strings.Builder
	for _, l := range p.Lines[line:] {
		for _, r := range l {
			if r.Part == Words {
				b.WriteString(strings.ReplaceAll(r.Text, " ", ""))
			}
		}
	}
	return b.String()
}

func TestAResizeKeepsTheWord(t *testing.T) {
	c := NewCopy(feed.Article{Title: "A headline of some length that is broken too", Deck: "A deck that says a little more about it.", Body: flowing,
		Figure: feed.Figure{Caption: "A caption which is broken in its turn, at least on a narrow page", Credit: "P. Roe"}})
	pages := make([]*Page, len(widths))
	for i, w := range widths {
		pages[i] = c.Page(Options{Measure: w, Tight: w < 50, Clock: Clock{noon}})
	}
	for _, a := range pages {
		for _, b := range pages {
			for line := range a.Lines {
				spot := a.Spot(line)
				at := b.LineOf(spot)
				if at < 0 || at >= len(b.Lines) {
					t.Fatalf("measure %d, line %d is line %d of %d at measure %d", a.Measure, line, at, len(b.Lines), b.Measure)
				}
				// the rest of b from that line on holds the word, and the line itself does
				rest := wordAt(a, line)
				if have := wordAt(b, at); !strings.HasSuffix(have, rest) {
					t.Fatalf("measure %d, line %d %q: line %d at measure %d is below it: %q", a.Measure, line, a.Lines[line].Text(), at, b.Measure, b.Lines[at].Text())
				}
				if at+1 < len(b.Lines) && chars(a.Lines[line]) > 0 && chars(b.Lines[at]) > 0 {
					if below := wordAt(b, at+1); len(below) >= len(rest) {
						t.Fatalf("measure %d, line %d %q: line %d at measure %d is above it: %q", a.Measure, line, a.Lines[line].Text(), at, b.Measure, b.Lines[at].Text())
					}
				}
				if back := a.LineOf(spot); back > line || a.Spot(back) != spot {
					t.Fatalf("measure %d: line %d comes back as line %d", a.Measure, line, back)
				}
			}
		}
	}
}

// TestARowStaysInView goes between a table's columns and its records.
func TestARowStaysInView(t *testing.T) {
	var b strings.Builder
	b.WriteString("Before.\n\n| Island | What is known about it | Ferries |\n|---|---|---|\n")
	for i := range 30 {
		b.WriteString("| Row" + string(rune('A'+i%26)) + Superscript(i) + " | has some words that turn in their column | twice |\n")
	}
	c := NewCopy(feed.Article{Title: "T", Body: b.String() + "\nAfter.\n"})
	wide, narrow := c.Page(Options{Measure: 72}), c.Page(Options{Measure: 22})
	if len(wide.Blocks) != len(narrow.Blocks) {
		t.Fatalf("%d blocks at measure 72, %d at 22", len(wide.Blocks), len(narrow.Blocks))
	}
	for line, l := range wide.Lines {
		name, _, _ := strings.Cut(l.Text(), " ")
		if !strings.HasPrefix(name, "Row") {
			continue
		}
		if got := narrow.Lines[narrow.LineOf(wide.Spot(line))].Text(); !strings.Contains(got, name) {
			t.Errorf("%s is %q on the narrow page", name, got)
		}
	}
}

func TestBlocksAreTheSameAtEveryMeasure(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	for range 60 {
		md := randomArticle(r) + hostile
		c := NewCopy(feed.Article{Title: "T", Body: md, Figure: feed.Figure{Credit: "x"}})
		n := len(c.Page(Options{Measure: 20, Tight: true}).Blocks)
		for _, w := range widths {
			if p := c.Page(Options{Measure: w}); len(p.Blocks) != n {
				t.Fatalf("%d blocks at measure %d, %d at 20:\n%s", len(p.Blocks), w, n, md)
			}
		}
	}
}

func TestSpotsOutsideThePage(t *testing.T) {
	p := set(flowing, 40)
	for _, line := range []int{-5, 0, len(p.Lines), len(p.Lines) + 9} {
		if at := p.LineOf(p.Spot(line)); at < 0 || at >= len(p.Lines) {
			t.Errorf("line %d comes back as %d of %d", line, at, len(p.Lines))
		}
	}
	for _, s := range []Spot{{1000, 0}, {0, 1 << 30}, {len(p.Blocks) - 1, 1 << 30}} {
		if at := p.LineOf(s); at < 0 || at >= len(p.Lines) {
			t.Errorf("%v is line %d of %d", s, at, len(p.Lines))
		}
	}
	var empty Page
	if empty.Spot(3) != (Spot{}) || empty.LineOf(Spot{2, 2}) != 0 || empty.PlacesIn(0, 5) != nil {
		t.Error("a page without lines has spots")
	}
}
