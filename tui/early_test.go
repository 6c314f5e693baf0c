package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// articlesLate: articles stay away until they are released.
func articlesLate(msg tea.Msg) bool {
	_, ok := msg.(articleOpened)
	return ok
}

func TestKeysTypedBeforeTheArticleComes(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.press("down", "down", "down") // away from what is shown already
	s.hold = articlesLate
	s.press("enter", "tab")
	s.hold = nil
	s.release()
	if got := s.m.read.Focus(); got >= 0 {
		t.Fatalf("the bakery has no link, but place %d is focused", got)
	}
	s.press("esc", "home")
	s.hold = articlesLate
	s.press("j", "enter", "tab", "tab", "enter") // the council's second link leads to the dark town
	if n := len(s.desk.browsed); n != 0 {
		t.Fatalf("%d addresses opened before there was anything to follow", n)
	}
	for range 3 { // each article that comes lets the keys behind it go on
		s.hold = nil
		s.release()
	}
	s.is("the article", s.title(), "The wardens who taught a town to love the dark")
	s.press("esc")
	s.is("the way back", s.title(), "Council puts off the dredging vote a third time")
}

func TestKeysTypedBeforeTheListComes(t *testing.T) {
	s := set(t, paper())
	s.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.press("j", "enter")
	s.run(s.m.Init())
	s.is("the article", s.title(), "Council puts off the dredging vote a third time")
}

func TestWordsTypedBeforeTheListComes(t *testing.T) {
	s := set(t, paper())
	s.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.press("/")
	s.typed("own queue hq")
	s.press("backspace", "backspace", "enter", "enter")
	s.run(s.m.Init())
	s.is("the article", s.title(), "What a bakery learned from its own queue")
}

func TestWhatLeadsAwayIsNotKept(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.press("down", "down")
	s.hold = articlesLate
	s.press("enter", "tab", "esc")
	s.hold = nil
	s.release()
	if s.m.view.focus != onList || s.m.read.Focus() >= 0 || s.m.kept != nil {
		t.Errorf("after Esc the focus is on column %d, place %d, %d keys kept", s.m.view.focus, s.m.read.Focus(), len(s.m.kept))
	}
}

func TestASlowArticleSaysSo(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.press("down", "down")
	s.hold = articlesLate
	s.press("enter")
	s.seesNot("Opening the article")
	s.elapse()
	s.sees("Opening the article …", "Why the night trains are back")
	s.hold = nil
	s.release()
	s.seesNot("Opening the article")
	if !strings.Contains(s.screen(), "walked the harbour wall") {
		t.Errorf("the article is not on screen:\n%s", s.screen())
	}
}
