package list

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

// rows are n articles, one every five hours, every third read.
func rows(n int) []feed.Article {
	var out []feed.Article
	for i := range n {
		out = append(out, feed.Article{
			ID: feed.ID(fmt.Sprint(i)), Title: fmt.Sprintf("Article %d on harbours, wardens and what the tide has left", i),
			Deck: "A deck that says a little more about it.", Paper: "Estuary Ledger", Published: now.Add(-time.Duration(i) * 5 * time.Hour), Read: i%3 == 2,
		})
	}
	return out
}

func options(w, h int) Options {
	return Options{Width: w, Height: h, Focused: true, Theme: theme.For(true, theme.Rich), Clock: render.Clock{Now: now}}
}

func plain(p *Pane, o Options) []string {
	lines := p.View(o)
	for i := range lines {
		lines[i] = strings.TrimRight(ansi.Strip(lines[i]), " ")
	}
	return lines
}

func pane(n int) *Pane {
	p := &Pane{}
	p.Set(rows(n), feed.Query{})
	return p
}

// TestTheSelectionIsAlwaysSeenWhole walks up and down in columns of all kinds.
func TestTheSelectionIsAlwaysSeenWhole(t *testing.T) {
	for _, o := range []Options{options(38, 20), options(23, 11), options(78, 6), options(46, 9), options(10, 3), options(38, 1)} {
		for _, kind := range []func(*Options){func(*Options) {}, func(o *Options) { o.Roomy = true }, func(o *Options) { o.Decks = true }, func(o *Options) { o.Short = true }} {
			o := o
			kind(&o)
			p := pane(30)
			p.View(o)
			for step := range 58 {
				n := 1
				if step >= 29 {
					n = -1
				}
				p.Move(n)
				seen := 0
				for i, l := range p.View(o) {
					if got := ansi.StringWidth(l); got != o.Width {
						t.Fatalf("%+v: line %d has %d cells", o, i, got)
					}
					if strings.Contains(l, "▌") {
						seen++
					}
				}
				if want := min(o.Height, len(p.entry(p.cursor, o))); seen < want && o.Height > 0 {
					t.Fatalf("%dx%d, step %d: %d lines of the selected entry are seen, want %d:\n%s", o.Width, o.Height, step, seen, want, strings.Join(plain(p, o), "\n"))
				}
				if seen == 0 && o.Height > 0 {
					t.Fatalf("%dx%d, step %d: the selection is not seen", o.Width, o.Height, step)
				}
			}
		}
	}
}

func TestGroupsAndMarks(t *testing.T) {
	p := pane(8)
	p.Change("1", func(a *feed.Article) { a.Starred = true })
	got := strings.Join(plain(p, options(64, 40)), "\n")
	for _, want := range []string{"Today ──", "Yesterday ──", "▌● Article 0", " ★ Article 1", "   Article 2", " 0 min", "09:05"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if n := strings.Count(got, "Today"); n != 1 {
		t.Errorf("Today is written %d times", n)
	}
	o := options(40, 10)
	o.Short = true
	if short := plain(p, o); len(short[0]) == 0 || strings.Contains(strings.Join(short, "\n"), "──") {
		t.Errorf("short lists have groups:\n%s", strings.Join(short, "\n"))
	}
}

// TestTheTimeIsNeverCut narrows the column until only the time is left.
func TestTheTimeIsNeverCut(t *testing.T) {
	for w := gutter + 7; w < 60; w++ {
		p := pane(2)
		if got := strings.Join(plain(p, options(w, 30)), "\n"); !strings.Contains(got, "09:05") {
			t.Fatalf("at %d cells the time is cut:\n%s", w, got)
		}
	}
}

func TestANewArticleOfThisHourIsRed(t *testing.T) {
	p := &Pane{}
	a := rows(1)
	a[0].Published = now.Add(-12 * time.Minute)
	p.Set(a, feed.Query{})
	o := options(40, 10)
	o.Focused = false
	red := o.Theme.SGR(theme.Look{Ink: theme.Accent}) + "12 min"
	if got := strings.Join(p.View(o), "\n"); !strings.Contains(got, red) {
		t.Errorf("no red %q in %q", "12 min", got)
	}
	p.Change("0", func(a *feed.Article) { a.Read = true })
	if got := strings.Join(p.View(o), "\n"); strings.Contains(got, red) {
		t.Error("the time of a read article is red")
	}
}

func TestSetKeepsTheSelection(t *testing.T) {
	p := pane(10)
	p.Move(4)
	p.Set(append([]feed.Article{{ID: "new", Title: "Late edition"}}, rows(10)...), feed.Query{})
	if a, _ := p.Selected(); a.ID != "4" || p.Index() != 5 {
		t.Errorf("the selection is on %s at %d, want 4 at 5", a.ID, p.Index())
	}
	p.Set(rows(3), feed.Query{}) // it is gone
	if a, ok := p.Selected(); !ok || a.ID != "2" {
		t.Errorf("the selection is on %s, want the last one left", a.ID)
	}
	p.Set(nil, feed.Query{})
	if _, ok := p.Selected(); ok || p.Move(1) || p.Unread(1) || p.Page(1) || p.First() || p.Last() {
		t.Error("something is selected in an empty list")
	}
	p.Scroll(3)
	p.View(options(20, 5))
}

func TestPagesCoverEverything(t *testing.T) {
	p, o := pane(40), options(38, 17)
	seen := map[string]bool{}
	for i := 0; ; i++ {
		for _, l := range plain(p, o) {
			if _, after, ok := strings.Cut(l, "Article "); ok {
				seen[strings.Fields(after)[0]] = true
			}
		}
		if !p.Page(1) {
			break
		}
		if i > 40 {
			t.Fatal("pages never end")
		}
	}
	if len(seen) != 40 {
		t.Errorf("paging shows %d of 40 articles", len(seen))
	}
}

func TestScrollTakesTheSelectionAlong(t *testing.T) {
	p, o := pane(40), options(38, 17)
	p.View(o)
	for range 10 {
		p.Scroll(1)
		top := p.top
		p.View(o)
		if p.top < top-1 {
			t.Fatalf("the view jumps from %d to %d", top, p.top)
		}
	}
	if p.Index() < 8 {
		t.Errorf("after ten notches the selection is still at %d", p.Index())
	}
	for range 50 {
		p.Scroll(1)
		p.View(o)
	}
	for range 100 {
		p.Scroll(-1)
		p.View(o)
	}
	if p.top != 0 {
		t.Errorf("wheeled back to %d", p.top)
	}
}

func TestClick(t *testing.T) {
	p, o := pane(10), options(64, 30)
	o.Roomy = true
	lines := plain(p, o)
	for y, l := range lines {
		again, ok := p.Click(y)
		switch {
		case strings.Contains(l, "Article "):
			if a, _ := p.Selected(); !ok || !strings.Contains(l, "Article "+string(a.ID)+" ") {
				t.Errorf("a click on %q selects %s", l, a.ID)
			}
			if again, _ = p.Click(y); !again {
				t.Errorf("the second click on %q is not known as one", l)
			}
		case l == "" || strings.Contains(l, "──"):
			if ok || again {
				t.Errorf("a click on %q selects something", l)
			}
		}
	}
	if _, ok := p.Click(-1); ok {
		t.Error("a click above the list selects something")
	}
	if _, ok := p.Click(99); ok {
		t.Error("a click below the list selects something")
	}
}

func TestHitsAreMarked(t *testing.T) {
	p, o := &Pane{}, options(64, 10)
	p.Set(rows(2), feed.ParseQuery("warden ledger"))
	o.Focused = false
	got := strings.Join(p.View(o), "\n")
	for _, look := range []theme.Look{{Ink: theme.Head, Ground: theme.Match, Attr: theme.Bold}, {Ink: theme.Third, Ground: theme.Match}} {
		if !strings.Contains(got, o.Theme.SGR(look)) {
			t.Errorf("no hit looks like %+v in %q", look, got)
		}
	}
}
