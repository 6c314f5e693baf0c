package tui

import (
	"testing"

	"broadsheet/feed"

	tea "charm.land/bubbletea/v2"
)

func TestTheListComesBeforeTheWindowIsKnown(t *testing.T) {
	s := set(t, paper())
	s.run(s.m.Init())
	s.send(tea.WindowSizeMsg{Width: 120, Height: 40})
	s.sees("By Inga Holm") // the preview
}

func TestRoomForTheArticleShowsIt(t *testing.T) {
	s := perform(t, paper(), 80, 24)
	s.seesNot("By Inga Holm")
	s.send(tea.WindowSizeMsg{Width: 120, Height: 40})
	s.sees("By Inga Holm")
}

func TestBackToTheCardOneCameFrom(t *testing.T) {
	s := reading(t)
	s.press("right", "down", "down") // the third related article
	card := s.m.side.Index()
	s.press("enter")
	s.is("the article", s.title(), "What a bakery learned from its own queue")
	s.press("esc")
	s.is("the way back", s.title(), "The wardens who taught a town to love the dark")
	if s.m.view.focus != onSide || s.m.side.Index() != card {
		t.Errorf("back on column %d, card %d; want the side pane, card %d", s.m.view.focus, s.m.side.Index(), card)
	}
	s.press("esc")
	if s.m.view.focus != onArticle {
		t.Errorf("Esc beside the text goes to column %d", s.m.view.focus)
	}
}

func TestNextArticleJoinsTheTrail(t *testing.T) {
	s := reading(t)
	s.press("3", "enter") // to the council's vote
	s.is("the linked article", s.title(), "Council puts off the dredging vote a third time")
	s.press("J")
	s.is("the next article", s.title(), "Why the night trains are back, and why they are full")
	s.press("esc")
	s.is("one step back", s.title(), "Council puts off the dredging vote a third time")
	s.press("esc")
	s.is("two steps back", s.title(), "The wardens who taught a town to love the dark")
	s.press("L", "L")
	s.is("forward again", s.title(), "Why the night trains are back, and why they are full")
}

func TestEveryFaultIsSeen(t *testing.T) {
	d := paper()
	for _, what := range []string{"first", "second", "third"} {
		d.news = append(d.news, feed.News{Kind: feed.NewsTrouble, Text: "read " + what + ": it is gone"})
	}
	s := perform(t, d, 120, 40)
	s.sees("! read first: it is gone   and 2 more")
	s.press("j")
	s.sees("! read second: it is gone   and 1 more")
	s.press("k")
	s.sees("! read third: it is gone")
	s.seesNot("more")
	s.press("j")
	s.seesNot("it is gone")
}

func TestResizingThereAndBackDoesNotCreep(t *testing.T) {
	s := reading(t)
	s.press("j", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j")
	before := s.m.read.Top()
	for range 6 {
		for _, size := range [][2]int{{80, 24}, {30, 8}, {200, 60}, {120, 40}} {
			s.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		}
	}
	if got := s.m.read.Top(); got != before {
		t.Errorf("the top line is %d, and was %d", got, before)
	}
	s.press("j")
	s.send(tea.WindowSizeMsg{Width: 80, Height: 24}, tea.WindowSizeMsg{Width: 120, Height: 40})
	if got := s.m.read.Top(); got != before+1 {
		t.Errorf("a step is undone by a resize: line %d, want %d", got, before+1)
	}
}

func TestAMatchInTheBodyIsSeenInThePreview(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.press("/")
	s.typed("ended")
	s.elapse()
	s.sees("The last word ended")
}

func TestMarksInTheArticleAreSaid(t *testing.T) {
	s := reading(t)
	s.press("s")
	s.sees("Starred.")
	s.press("s")
	s.sees("The star is taken away.")
	s.press("m")
	s.sees("Marked as unread.")
	s.press("tab")
	s.seesNot("Marked as unread.")
}

func TestAFollowedArticleOutsideTheFilterHasNoPlaceInIt(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.press("/")
	s.typed("survey")
	s.press("enter", "enter")
	s.sees("Islands · 1 of 1")
	s.press("3", "enter")
	s.is("the linked article", s.title(), "Council puts off the dredging vote a third time")
	s.sees("Harbour › 2")
}
