package reader

import (
	"context"
	"strings"
	"testing"
	"time"

	"broadsheet/feed"
	"broadsheet/render"
	"broadsheet/render/theme"

	"github.com/charmbracelet/x/ansi"
)

// pages sets a text at a measure and returns every part that is handed out, the
// whole page last.
func pages(t *testing.T, body string, measure int) []*render.Page {
	t.Helper()
	var out []*render.Page
	c := render.NewCopy(feed.Article{Title: "The wardens", Body: body, Paper: "Ledger"})
	now := time.Date(2026, 11, 22, 14, 5, 0, 0, time.UTC)
	err := c.Set(context.Background(), render.Options{Measure: measure, Clock: render.Clock{Now: now}}, func(p *render.Page) bool {
		out = append(out, p)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func page(t *testing.T, body string, measure int) *render.Page {
	t.Helper()
	all := pages(t, body, measure)
	return all[len(all)-1]
}

func body() string {
	var b strings.Builder
	for i := range 40 {
		b.WriteString(strings.Repeat("Wardens walk the wall at low tide. ", 6))
		if i%10 == 5 {
			b.WriteString("Here is [a link](https://x.example/" + string(rune('a'+i/10)) + ").")
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

func options(w, h int) Options {
	return Options{Width: w, Height: h, Theme: theme.For(true, theme.Rich)}
}

func opened(t *testing.T, h int) *Pane {
	p := New()
	p.View(options(60, h))
	p.Open(page(t, body(), 60), Spot{Focus: -1})
	p.View(options(60, h))
	return &p
}

func TestViewIsARectangle(t *testing.T) {
	empty := New()
	for _, p := range []*Pane{&empty, opened(t, 10)} {
		for _, size := range [][2]int{{60, 10}, {1, 1}, {7, 3}, {200, 400}, {0, 0}} {
			lines := p.View(options(size[0], size[1]))
			if len(lines) != max(1, size[1]) {
				t.Fatalf("%v: %d lines", size, len(lines))
			}
			for _, l := range lines {
				if got := ansi.StringWidth(l); got != max(1, size[0]) {
					t.Fatalf("%v: a line of %d cells", size, got)
				}
			}
		}
	}
}

// TestEverySpotIsFoundAgain leaves from each line and comes back to it, at the
// same measure to the line, at others to the block.
func TestEverySpotIsFoundAgain(t *testing.T) {
	whole, narrow := page(t, body(), 60), page(t, body(), 31)
	p := opened(t, 12)
	for top := 0; top <= len(whole.Lines)-12; top++ {
		p.Begin()
		p.Scroll(top)
		s := p.Spot()
		back := New()
		back.View(options(60, 12))
		back.Open(whole, s)
		if back.Top() != top {
			t.Fatalf("from line %d one comes back to %d", top, back.Top())
		}
		back.Grow(narrow)
		back.Grow(whole)
		if got := whole.Spot(back.Top()).Block; got != s.Word.Block && got != s.Word.Block+1 {
			t.Fatalf("through another measure line %d of block %d becomes line %d of block %d", top, s.Word.Block, back.Top(), got)
		}
	}
}

// TestAGrowingPageKeepsItsPlace opens a long article at its end: the spot waits
// until the page reaches it, unless the reader scrolls first.
func TestAGrowingPageKeepsItsPlace(t *testing.T) {
	parts := pages(t, strings.Repeat(body(), 20), 60)
	if len(parts) < 3 {
		t.Fatalf("the page comes in %d parts: the test shows nothing", len(parts))
	}
	whole := parts[len(parts)-1]
	line := len(whole.Lines) - 30
	spot := Spot{Word: whole.Spot(line), Line: line, Focus: -1}

	p := New()
	p.View(options(60, 12))
	p.Open(parts[0], spot)
	if got := p.Spot(); got.Word != spot.Word || got.Line != spot.Line {
		t.Error("while it waits, the pane forgets the spot")
	}
	for _, part := range parts[1:] {
		p.Grow(part)
	}
	if p.Top() != line {
		t.Errorf("the whole page stands at %d, want %d", p.Top(), line)
	}

	near := len(parts[0].Lines) - 5 // set already, but not a screen of it
	p.Open(parts[0], Spot{Word: whole.Spot(near), Line: near, Focus: -1})
	for _, part := range parts[1:] {
		p.Grow(part)
	}
	if p.Top() != near {
		t.Errorf("near the end of the first part the page stands at %d, want %d", p.Top(), near)
	}

	p.Open(parts[0], spot)
	p.Begin()
	p.Scroll(5)
	for _, part := range parts[1:] {
		p.Grow(part)
		if p.Top() != 5 {
			t.Fatalf("the text moved to %d under the reader's eye", p.Top())
		}
	}
}

func TestStepGoesRound(t *testing.T) {
	p := opened(t, 12)
	for i, want := range []int{0, 1, 2, 3, 0} {
		if !p.Step(1) || p.Focus() != want {
			t.Fatalf("step %d leads to %d, want %d", i, p.Focus(), want)
		}
		if l, ok := p.Link(); !ok || l.Link.N != want+1 {
			t.Fatalf("the focused link is %d, seen %v", l.Link.N, ok)
		}
	}
	p.Scroll(40)
	if _, ok := p.Link(); ok {
		t.Error("a link out of view can be followed")
	}
	before := p.Top()
	p.Step(-1) // none is seen: the last one above
	if p.Top() > before || p.Focus() < 0 {
		t.Errorf("back from line %d leads to link %d at %d", before, p.Focus(), p.Top())
	}
	bare := New()
	bare.Open(page(t, "No link at all.", 60), Spot{Focus: -1})
	if bare.Step(1) || bare.FocusNumber(1) {
		t.Error("a page without links has one")
	}
}

func TestFindGoesRound(t *testing.T) {
	p := opened(t, 12)
	p.Find(feed.ParseQuery("link"), true)
	if current, total := p.Matches(); current != 1 || total != 4 {
		t.Fatalf("on match %d of %d, want 1 of 4", current, total)
	}
	for _, want := range []int{2, 3, 4, 1} {
		p.NextMatch(1)
		if current, _ := p.Matches(); current != want {
			t.Fatalf("on match %d, want %d", current, want)
		}
	}
	p.NextMatch(-1)
	if current, _ := p.Matches(); current != 4 {
		t.Errorf("before the first match comes %d, want 4", current)
	}
	p.Find(feed.Query{}, false)
	if p.NextMatch(1) {
		t.Error("something is found without a query")
	}
}

// TestAMatchBeyondTheFirstPart waits for it.
func TestAMatchBeyondTheFirstPart(t *testing.T) {
	parts := pages(t, strings.Repeat(body(), 20)+"And then the heron.", 60)
	for _, scrolled := range []bool{false, true} {
		p := New()
		p.View(options(60, 12))
		p.Open(parts[0], Spot{Focus: -1})
		p.Find(feed.ParseQuery("heron"), true)
		if scrolled {
			p.Scroll(1)
		}
		for _, part := range parts[1:] {
			p.Grow(part)
		}
		if current, _ := p.Matches(); (current == 1) == scrolled {
			t.Errorf("scrolled %v: on match %d", scrolled, current)
		}
	}
}

func TestShareAndEnds(t *testing.T) {
	p := opened(t, 12)
	p.End()
	if p.Share() != 1 {
		t.Errorf("the end is %.2f of the article", p.Share())
	}
	if p.Scroll(1) || p.Turn(1, false) {
		t.Error("beyond the end one scrolls on")
	}
	p.Go(0)
	if p.Top() != 0 || p.Scroll(-1) {
		t.Errorf("the beginning is line %d", p.Top())
	}
	p.Go(7) // a click beyond the rule
	if p.Share() != 1 {
		t.Errorf("beyond the end the share is %.2f", p.Share())
	}
	nothing := New()
	nothing.Go(0.5)
	nothing.End()
	nothing.Scroll(3)
	if nothing.Share() != 0 || nothing.Top() != 0 {
		t.Error("an empty pane scrolls")
	}
}
