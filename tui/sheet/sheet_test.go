package sheet

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

func options(w, h int) Options {
	return Options{Width: w, Height: h, Theme: theme.For(true, theme.Rich)}
}

func sources(n int) *Sheet {
	var found []feed.Related
	for i := range n {
		found = append(found, feed.Related{Article: feed.Article{ID: feed.ID(fmt.Sprint(i)), Title: fmt.Sprintf("Nearest %d among all the articles on harbours and their wardens", i), Paper: "Ledger"}, Why: "shares harbour"})
	}
	now := time.Date(2026, 11, 22, 14, 5, 0, 0, time.UTC)
	return Sources(feed.Link{Text: "said", Sentence: "On the first evening the warden said the birds came back."}, found, render.Clock{Now: now})
}

func keys() *Sheet {
	var groups []Group
	for g := range 6 {
		group := Group{Name: fmt.Sprint("group", g)}
		for k := range 5 + g {
			group.Keys = append(group.Keys, Key{fmt.Sprint("k", g, k), fmt.Sprint("does thing ", g, k)})
		}
		groups = append(groups, group)
	}
	return Keys(groups)
}

func plain(s *Sheet, o Options) string {
	lines := s.View(o)
	for i := range lines {
		lines[i] = strings.TrimRight(ansi.Strip(lines[i]), " ")
	}
	return strings.Join(lines, "\n")
}

func TestASheetStaysInItsPlace(t *testing.T) {
	for name, s := range map[string]*Sheet{"keys": keys(), "sources": sources(4), "no sources": sources(0)} {
		for w := 1; w < 260; w += 1 + w/6 {
			for h := 1; h < 80; h += 1 + h/4 {
				for _, profile := range []theme.Profile{theme.Rich, theme.Sixteen, theme.Mono} {
					o := Options{Width: w, Height: h, Theme: theme.For(true, profile)}
					x, y, sw, sh := s.Place(o)
					if x < 0 || y < 0 || sw < 1 || sh < 1 || x+sw > w || y+sh > h {
						t.Fatalf("%s at %dx%d lies at %d,%d with %dx%d", name, w, h, x, y, sw, sh)
					}
					lines := s.View(o)
					if len(lines) != sh {
						t.Fatalf("%s at %dx%d: %d lines, want %d", name, w, h, len(lines), sh)
					}
					for _, l := range lines {
						if got := ansi.StringWidth(l); got != sw {
							t.Fatalf("%s at %dx%d: a line of %d cells, want %d: %q", name, w, h, got, sw, ansi.Strip(l))
						}
					}
				}
			}
		}
	}
}

// TestEveryKeyCanBeReached pages through the sheet in windows of all sizes.
func TestEveryKeyCanBeReached(t *testing.T) {
	for _, size := range [][2]int{{200, 60}, {120, 40}, {111, 40}, {80, 24}, {60, 16}, {40, 10}, {36, 7}} {
		s, o := keys(), options(size[0], size[1])
		seen := plain(s, o)
		for range 60 {
			s.Page(1)
			seen += plain(s, o)
		}
		for g := range 6 {
			for k := range 5 + g {
				if want := fmt.Sprint("does thing ", g, k); !strings.Contains(seen, want) {
					t.Errorf("%v: %q is never seen", size, want)
				}
			}
		}
		for range 90 {
			s.Move(-1)
		}
		if first := plain(s, o); !strings.Contains(first, "GROUP0") {
			t.Errorf("%v: one does not come back to the top:\n%s", size, first)
		}
	}
}

func TestSourcesAreChosen(t *testing.T) {
	s, o := sources(4), options(80, 24)
	if !s.Choice() || s.Row() != 0 {
		t.Fatalf("at first row %d is chosen", s.Row())
	}
	for i := range 6 {
		got := plain(s, o)
		want := "▌ Nearest " + fmt.Sprint(i)
		if i >= 4 {
			want = "▌ Search the web"
		}
		if !strings.Contains(got, want) {
			t.Errorf("after %d steps there is no %q:\n%s", i, want, got)
		}
		if strings.Contains(got, "▌\n") {
			t.Errorf("the bar goes on beside the blank:\n%s", got)
		}
		s.Move(1)
	}
	if s.Row() != 4 {
		t.Errorf("the last row is %d, want 4", s.Row())
	}
	s.Page(-1)
	if s.Row() != 0 {
		t.Errorf("a page back leads to %d", s.Row())
	}
	if got := plain(sources(0), o); !strings.Contains(got, "nothing in your papers is close") || !strings.Contains(got, "▌ Search the web") {
		t.Errorf("without a source the sheet says\n%s", got)
	}
}

func TestClick(t *testing.T) {
	s, o := sources(3), options(100, 40)
	for y, l := range strings.Split(plain(s, o), "\n") {
		again, ok := s.Click(y)
		if _, after, entry := strings.Cut(l, "Nearest "); entry && !strings.Contains(l, "among your") {
			if !ok || fmt.Sprint(s.Row()) != after[:1] {
				t.Errorf("a click on %q chooses %d", l, s.Row())
			}
		} else if strings.TrimSpace(l) == "" && (ok || again) {
			t.Errorf("a click on a blank chooses %d", s.Row())
		}
	}
	if _, ok := keys().Click(5); ok {
		t.Error("a key can be chosen")
	}
}
