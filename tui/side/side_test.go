package side

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"broadsheet/feed"
	"broadsheet/render"
	"broadsheet/render/theme"

	"github.com/charmbracelet/x/ansi"
)

var now = time.Date(2026, 11, 22, 14, 5, 0, 0, time.UTC)

// beside has r related articles and n links, after the original.
func beside(r, n int) feed.Beside {
	var b feed.Beside
	for i := range r {
		b.Related = append(b.Related, feed.Related{Article: feed.Article{ID: feed.ID(fmt.Sprint("r", i)), Title: fmt.Sprintf("Related %d on a coastguard radar", i), Paper: "Signal & Noise", Published: now.Add(-5 * time.Hour)}, Why: "shares radar"})
	}
	b.References = append(b.References, feed.Reference{Link: feed.Link{URL: "https://x.example/", Kind: feed.LinkOriginal}, Host: "x.example"})
	for i := range n {
		text := fmt.Sprintf("thing number %d", i+1)
		b.References = append(b.References, feed.Reference{Host: "y.example", Link: feed.Link{N: i + 1, Text: text, URL: "https://y.example/", Places: 1,
			Sentence: "The council, which had met for the third time in a month and would meet again, promised " + text + " before the ice, and everybody went home to wait for it."}})
	}
	return b
}

func options(w, h int) Options {
	return Options{Width: w, Height: h, Theme: theme.For(true, theme.Rich), Clock: render.Clock{Now: now}, InView: func(int) bool { return true }}
}

func plain(p *Pane, o Options) string {
	lines := p.View(o)
	for i := range lines {
		lines[i] = strings.TrimRight(ansi.Strip(lines[i]), " ")
	}
	return strings.Join(lines, "\n")
}

// TestViewIsARectangle also moves through all cards: the chosen one is seen.
func TestViewIsARectangle(t *testing.T) {
	for _, size := range [][2]int{{39, 34}, {25, 20}, {76, 20}, {46, 56}, {12, 9}, {3, 2}, {1, 1}} {
		for _, roomy := range []bool{false, true} {
			p := Pane{}
			p.Set(beside(4, 120))
			o := options(size[0], size[1])
			o.Focused, o.Roomy = true, roomy
			for i := range p.Len() {
				p.To(i)
				lines := p.View(o)
				if len(lines) != size[1] {
					t.Fatalf("%v: %d lines", size, len(lines))
				}
				seen := false
				for _, l := range lines {
					if got := ansi.StringWidth(l); got != size[0] {
						t.Fatalf("%v: a line of %d cells: %q", size, got, ansi.Strip(l))
					}
					seen = seen || strings.Contains(l, o.Theme.SGR(theme.Look{Ink: theme.Accent, Ground: theme.Raised})+"▌")
				}
				if !seen && size[1] >= 20 {
					t.Fatalf("%v: card %d is not seen:\n%s", size, i, plain(&p, o))
				}
			}
		}
	}
}

// TestEveryCardKeepsItsWords holds that a sentence is cut round the linked
// words, never through them.
func TestEveryCardKeepsItsWords(t *testing.T) {
	for w := 22; w < 80; w++ {
		p := Pane{}
		p.Set(beside(0, 3))
		got := strings.Join(strings.Fields(plain(&p, options(w, 60))), " ")
		for i := 1; i <= 3; i++ {
			if n := strings.Count(got, fmt.Sprintf("thing number %d", i)); n != 2 {
				t.Fatalf("at %d cells the words of link %d stand there %d times, want in the title and in the sentence:\n%s", w, i, n, plain(&p, options(w, 60)))
			}
		}
	}
}

func TestNumbers(t *testing.T) {
	p := Pane{}
	p.Set(beside(0, 120))
	o := options(40, 1000)
	o.Roomy = true
	got := plain(&p, o)
	for _, want := range []string{"\n   The original article\n", "\n 9 thing number 9\n", "\n10 thing number 10\n", "\n100 thing number 100\n", "120 of 120 in view"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(got, " 0 ") {
		t.Error("the original has a number")
	}
	o.Link = 10
	if got := plain(&p, o); !strings.Contains(got, "\n10 thing number 10\n▌  y.example\n") {
		t.Error("a number of two digits gives way to the bar")
	}
}

// TestThePaneFollowsTheText scrolls the text: the first card in view is on top,
// the others step back.
func TestThePaneFollowsTheText(t *testing.T) {
	p := Pane{}
	p.Set(beside(1, 20))
	o := options(40, 30)
	o.InView = func(n int) bool { return n == 7 || n == 8 }
	got := plain(&p, o)
	if !strings.Contains(got, "2 of 20 in view") || strings.Contains(got, " 6 thing") || !strings.Contains(got, " 7 thing") {
		t.Errorf("the first card in view is not on top:\n%s", got)
	}
	painted := strings.Join(p.View(o), "\n")
	full, pale := o.Theme.SGR(theme.Look{Ink: theme.Head, Attr: theme.Bold}), o.Theme.SGR(theme.Look{Ink: theme.Third, Attr: theme.Bold})
	if !strings.Contains(painted, full+"thing number 7") || !strings.Contains(painted, pale+"thing number 9") {
		t.Error("what is in view and what is not look alike")
	}
	o.InView = func(n int) bool { return n == 1 }
	if got := plain(&p, o); !strings.Contains(got, "The original article") {
		t.Errorf("the original is not above the first link:\n%s", got)
	}
	o.InView, o.Link = func(n int) bool { return n >= 3 && n <= 20 }, 18
	if got := plain(&p, o); !strings.Contains(got, "18 thing number 18") {
		t.Errorf("the focused link's card is not seen:\n%s", got)
	}
}

// TestTheNearestStayOnTop chooses a reference: the related articles above are
// then the first ones again.
func TestTheNearestStayOnTop(t *testing.T) {
	p, o := Pane{}, options(40, 34)
	o.Focused = true
	p.Set(beside(12, 5))
	p.To(9)
	if got := plain(&p, o); strings.Contains(got, "Related 0") || !strings.Contains(got, "Related 9") {
		t.Errorf("the chosen related article is not seen:\n%s", got)
	}
	p.To(14)
	if got := plain(&p, o); !strings.Contains(got, "Related 0") {
		t.Errorf("the nearest article is not on top:\n%s", got)
	}
}

func TestKindsOfReference(t *testing.T) {
	r := func(l feed.Link, host string) feed.Reference { return feed.Reference{Link: l, Host: host} }
	held := r(feed.Link{N: 4, Text: "promised", URL: "https://s.example/v", Places: 3}, "s.example")
	held.Held, held.Title = "v", "Council puts off the vote"
	p := Pane{}
	p.Set(feed.Beside{References: []feed.Reference{
		r(feed.Link{N: 1, Text: "said", Speaker: "mayor Lene Krag", Kind: feed.LinkDead}, ""),
		r(feed.Link{N: 2, Text: "write to us", URL: "mailto:a@x.example", Kind: feed.LinkMail}, "a@x.example"),
		r(feed.Link{N: 3, Text: "the report", URL: "https://x.example/r.pdf", Kind: feed.LinkMedia}, "x.example"),
		held, r(feed.Link{N: 5, URL: "https://z.example/"}, "z.example"),
	}})
	got := plain(&p, options(50, 40))
	for _, want := range []string{" 1 Mayor Lene Krag: said\n   no address", " 2 write to us\n   mail", " 3 the report\n   x.example · file",
		" 4 Council puts off the vote\n   s.example · held here · +2 more places", " 5 z.example"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	p.Change("v", true)
	if got := plain(&p, options(50, 40)); !strings.Contains(got, "s.example · read") {
		t.Errorf("a read reference does not say so:\n%s", got)
	}
	if p.Reference(4) == nil || p.Reference(0) != nil || p.Reference(9) != nil {
		t.Error("references are not found by their numbers")
	}
}

func TestEmptyPanes(t *testing.T) {
	p := Pane{}
	o := options(40, 12)
	if got := plain(&p, o); !strings.Contains(got, "Nothing else in your papers is close") || !strings.Contains(got, "links to nothing") {
		t.Errorf("an empty pane says\n%s", got)
	}
	o.Loading = true
	if got := plain(&p, o); !strings.Contains(got, "Looking …") {
		t.Errorf("while loading the pane says\n%s", got)
	}
	o.NoArticle = true
	if got := strings.TrimSpace(plain(&p, o)); got != "" {
		t.Errorf("without an article the pane says %q", got)
	}
	if _, ok := p.Card(); ok || p.Move(1) {
		t.Error("an empty pane has a card")
	}
	p.Choose(3)
}

func TestClick(t *testing.T) {
	p := Pane{}
	p.Set(beside(2, 3))
	o := options(40, 40)
	o.Focused, o.Roomy = true, true
	for y, l := range strings.Split(plain(&p, o), "\n") {
		_, ok := p.Click(y)
		card := strings.Contains(l, "thing number") || strings.Contains(l, "y.example") || strings.Contains(l, "coastguard radar")
		switch {
		case card && !ok:
			t.Errorf("a click on %q chooses nothing", l)
		case l == "" && ok, strings.Contains(l, "REFERENCES") && ok:
			t.Errorf("a click on %q chooses a card", l)
		case card:
			if again, _ := p.Click(y); !again {
				t.Errorf("the second click on %q is not known as one", l)
			}
		}
	}
	if p.Index() != p.Len()-1 {
		t.Errorf("the last click chose %d, want the last card", p.Index())
	}
}

func TestLetters(t *testing.T) {
	p := Pane{}
	p.Set(beside(2, 12))
	o := options(40, 120)
	plain(&p, o)
	if seen := p.RelatedSeen(); len(seen) != 2 || seen[0] != 0 || seen[1] != 1 {
		t.Errorf("related articles on screen: %v, want 0 and 1", seen)
	}
	o.Letters, o.RelatedLetters = map[int]string{1: "a", 12: "sd"}, map[int]string{1: "k"}
	got := plain(&p, o)
	for _, want := range []string{" a thing number 1\n", "sd thing number 12\n", " ● Related 0", " k Related 1", " 2 thing number 2\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
