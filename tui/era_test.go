package tui

import (
	"testing"

	"broadsheet/feed"

	tea "charm.land/bubbletea/v2"
)

// swap makes the held messages come in the wrong order.
func (s *stage) swap() {
	for i, k := 0, len(s.held)-1; i < k; i, k = i+1, k-1 {
		s.held[i], s.held[k] = s.held[k], s.held[i]
	}
}

func TestLateListsAreTurnedAway(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.hold = func(msg tea.Msg) bool { _, ok := msg.(listed); return ok }
	s.press("/")
	s.typed("bakery")
	if len(s.held) != 6 {
		t.Fatalf("%d lists are on their way, want 6", len(s.held))
	}
	s.swap()
	s.hold = nil
	s.release()
	s.sees("1 of 4", "What a bakery learned")
	s.seesNot("Council puts off")
}

func TestLateArticlesAreTurnedAway(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.hold = func(msg tea.Msg) bool {
		switch msg.(type) {
		case articleOpened, besideFound:
			return true
		}
		return false
	}
	for range 3 {
		s.press("j")
		s.elapse()
	}
	s.swap()
	s.hold = nil
	s.release()
	s.is("the preview", s.title(), "What a bakery learned from its own queue")
	s.press("enter")
	s.sees("What a bakery learned", "Council puts off") // the latter as related
	if r := s.m.side.Reference(1); r != nil {
		t.Errorf("the bakery has another article's reference %q", r.Text)
	}
}

func TestLateCardsAreTurnedAway(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.hold = func(msg tea.Msg) bool { _, ok := msg.(besideFound); return ok }
	s.press("enter", "J")
	if len(s.held) < 1 {
		t.Fatal("no cards are on their way")
	}
	s.press("J")
	s.swap()
	s.hold = nil
	s.release()
	s.is("the headline", s.title(), "Why the night trains are back, and why they are full")
	if r := s.m.side.Reference(1); r != nil { // the trains link to nothing
		t.Errorf("beside the trains stands %+v", r)
	}
}

func TestLateTimersAreTurnedAway(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	visits := s.m.visits
	s.press("j", "j")
	s.send(s.timers[0]) // the first selection's rest is over, but it has moved on
	if s.m.visits != visits {
		t.Error("an article is set although the selection has not rested")
	}
}

func TestLateSourcesAreTurnedAway(t *testing.T) {
	s := perform(t, puzzled(), 120, 40)
	s.hold = func(msg tea.Msg) bool { _, ok := msg.(sourcesSought); return ok }
	s.press("enter", "1", "enter", "3", "enter")
	s.is("the headline", s.title(), "Council puts off the dredging vote a third time")
	s.hold = nil
	s.release()
	if s.m.sheet != nil {
		t.Error("a sheet about another article's link is laid over the page")
	}
}

func TestLatePagesAreTurnedAway(t *testing.T) {
	s := reading(t)
	s.hold = func(msg tea.Msg) bool { _, ok := msg.(pageSet); return ok }
	s.send(tea.WindowSizeMsg{Width: 90, Height: 24}, tea.WindowSizeMsg{Width: 70, Height: 24})
	if len(s.held) < 2 {
		t.Fatalf("%d settings are on their way, want 2", len(s.held))
	}
	s.swap()
	s.hold = nil
	s.release()
	if got, want := s.m.read.Page().Measure, s.m.layout().text.w; got != want {
		t.Errorf("the page is set at %d, the column has %d", got, want)
	}
	s.whole("after late pages")
}

func TestNewsArrives(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.press("j", "j")
	s.elapse()
	first := s.desk.articles[0]
	first.ID, first.Title, first.Section = "new", "A late edition", ""
	s.desk.articles = append([]feed.Article{first}, s.desk.articles...)
	s.send(newsCame{news: feed.News{Kind: feed.NewsArrived}})
	s.sees("A late edition", "4 of 5", "5 articles")
	s.is("the selected article", selected(s), "trains")
	s.is("the preview", s.title(), "Why the night trains are back, and why they are full")

	s.desk.articles = s.desk.articles[:2] // the selected one is gone
	s.send(newsCame{news: feed.News{Kind: feed.NewsArrived}})
	s.is("the preview follows the selection", string(s.m.article.id), selected(s))
}

func TestNewsBeforeAnyKeyStartsAtTheTop(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	first := s.desk.articles[0]
	first.ID, first.Title = "new", "A late edition"
	s.desk.articles = append([]feed.Article{first}, s.desk.articles...)
	s.send(newsCame{news: feed.News{Kind: feed.NewsArrived}})
	s.is("the selected article", selected(s), "new")
}

func TestTroubleStaysUntilAKey(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.send(newsCame{news: feed.News{Kind: feed.NewsTrouble, Text: "read ledger.example: 404 Not Found"}})
	s.elapse()
	s.sees("! read ledger.example: 404 Not Found")
	s.press("j")
	s.seesNot("404")
}

// TestANoteDoesNotStopThePreview tells something while the selection rests.
func TestANoteDoesNotStopThePreview(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.press("j")
	s.send(told{"Read again."})
	s.elapse()
	s.is("the preview", s.title(), "Council puts off the dredging vote a third time")
}

// TestAHeldKeyRunsThrough opens only the article at which the selection rests.
func TestAHeldKeyRunsThrough(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	visits := s.m.visits
	s.press("j", "j", "j")
	s.elapse()
	if got := s.m.visits - visits; got != 1 {
		t.Errorf("%d articles were opened on the way, want the last only", got)
	}
}

func TestNothingWithoutBeingAsked(t *testing.T) {
	s := reading(t)
	s.press("tab", "tab", "right", "j", "left", "space", "G", "g", "/", "x", "esc", "?", "esc")
	if len(s.desk.browsed) > 0 {
		t.Errorf("the browser opened %q unasked", s.desk.browsed)
	}
}

func TestCtrlCEndsEverything(t *testing.T) {
	for _, keys := range [][]string{nil, {"enter"}, {"/", "x"}, {"?"}, {"enter", "f"}} {
		s := perform(t, paper(), 120, 40)
		s.press(keys...)
		s.press("ctrl+c")
		if !s.quit {
			t.Errorf("ctrl+c after %q does not quit", keys)
		}
		if s.m.ctx.Err() == nil {
			t.Errorf("after %q and ctrl+c effects go on", keys)
		}
	}
}
