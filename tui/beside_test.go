package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestTheSidePaneFollowsTheText(t *testing.T) {
	s := reading(t)
	s.sees("3 of 4 in view")
	s.press("tab")
	s.sees("▌1 The warden: said")
	s.press("tab")
	s.sees("▌2 winter survey")
	s.press("G")
	s.sees("1 of 4 in view", "4 ended")
	s.seesNot("winter survey²", "▌2")
}

func TestTheTextFollowsTheSidePane(t *testing.T) {
	s := reading(t)
	s.press("right")
	s.sees("▌● Council puts off the", "shares dark, survey")
	s.press("j", "j", "j") // three related ones, then the original
	s.sees("▌  The original article")
	s.is("no link", s.words(), "")
	s.press("j")
	s.is("the link of the card", s.words(), "said")
	s.press("G")
	s.is("the link of the last card", s.words(), "ended")
	s.sees("ended⁴", "▌4 ended", "1 of 4 in view")
	s.press("left")
	if s.m.view.focus != onArticle || s.words() != "ended" {
		t.Errorf("back in the text: focus %d on %q", s.m.view.focus, s.words())
	}
	s.press("3", "right")
	s.sees("▌3 Council puts off the")
	s.press("enter")
	s.is("the card opens", s.title(), "Council puts off the dredging vote a third time")
	s.press("esc")
	s.is("and back, the link", s.words(), "promised")
}

func TestCards(t *testing.T) {
	s := reading(t)
	s.press("2", "right", "enter")
	s.is("the browser's address", strings.Join(s.desk.browsed, " "), "https://count.example/survey")
	s.press("esc", "1", "right", "enter")
	s.is("asked", s.desk.asked[len(s.desk.asked)-1], "seek said")
	s.press("esc", "g", "o")
	s.is("o on a related card", s.desk.browsed[1], "https://skerry.example/vote")
	s.press("y")
	s.is("y on a related card", strings.Join(s.copied, " "), "https://skerry.example/vote")
	s.press("enter")
	s.is("the related article", s.title(), "Council puts off the dredging vote a third time")
	if s.m.view.focus != onArticle {
		t.Error("an opened article does not have the focus")
	}
	s.press("esc")
	s.is("back", s.title(), "The wardens who taught a town to love the dark")
}

func TestAReadArticleIsToldByItsCard(t *testing.T) {
	s := reading(t)
	s.sees("● Council", "held here")
	s.press("3", "enter", "esc")
	s.sees("skerry.example · read")
	s.seesNot("● Council")
}

// TestFollowingWaitsForTheCards presses Enter before it is known whether the
// article is held.
func TestFollowingWaitsForTheCards(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.hold = func(msg tea.Msg) bool { _, ok := msg.(besideFound); return ok }
	s.press("enter", "3", "enter")
	s.sees("Looking …")
	if len(s.desk.browsed) > 0 {
		t.Fatalf("a held article was opened in the browser: %q", s.desk.browsed)
	}
	s.hold = nil
	s.release()
	s.is("the headline", s.title(), "Council puts off the dredging vote a third time")
}

// TestImpatience presses Enter twice on a link: the second time hits the same
// text, but the article is already another one.
func TestImpatience(t *testing.T) {
	s := reading(t)
	s.press("3")
	s.hold = func(msg tea.Msg) bool { _, ok := msg.(articleOpened); return ok }
	s.press("enter", "enter", "enter")
	s.hold = nil
	s.release()
	s.is("the headline", s.title(), "Council puts off the dredging vote a third time")
	if len(s.m.trail.back) != 1 || len(s.desk.browsed) > 0 {
		t.Errorf("one link was followed %d times, the browser opened %q", len(s.m.trail.back), s.desk.browsed)
	}
	s.press("esc")
	s.is("back, the link", s.words(), "promised")
}

// TestImpatienceBeside presses Enter twice on a card.
func TestImpatienceBeside(t *testing.T) {
	s := reading(t)
	s.press("right")
	s.hold = func(msg tea.Msg) bool { _, ok := msg.(articleOpened); return ok }
	s.press("enter", "right", "enter")
	s.hold = nil
	s.release()
	if len(s.m.trail.back) != 1 {
		t.Errorf("one card was followed %d times", len(s.m.trail.back))
	}
}

// TestForwardToWhatHadNotCome goes back before the followed article has come,
// and forward to it: it opens at its beginning, not where the other one stood.
func TestForwardToWhatHadNotCome(t *testing.T) {
	s := perform(t, chain(), 100, 30)
	s.press("enter", "tab", "j", "j")
	s.hold = func(msg tea.Msg) bool { _, ok := msg.(articleOpened); return ok }
	s.press("enter", "esc")
	s.hold = nil
	s.release()
	s.press("L")
	if s.m.read.Top() != 0 || s.words() != "" || s.m.read.Focus() >= 0 {
		t.Errorf("forward at line %d on %q, want the top", s.m.read.Top(), s.words())
	}
}

// TestReadAtOnce follows a link to an article that the list does not show, at a
// desk that takes its time to keep it.
func TestReadAtOnce(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.desk.forgets = true
	s.press("/")
	s.typed("wardens")
	s.press("enter", "enter", "3", "enter")
	s.is("the headline", s.title(), "Council puts off the dredging vote a third time")
	s.desk.forgets = false
	s.press("m", "m")
	if !s.desk.find("vote").Read {
		t.Error("what is open is not taken for read")
	}
}

// TestBackBeforeItCame returns while the followed article is still coming, and
// goes forward again.
func TestBackBeforeItCame(t *testing.T) {
	s := reading(t)
	s.press("j", "j", "3")
	top := s.m.read.Top()
	s.hold = func(msg tea.Msg) bool { _, ok := msg.(articleOpened); return ok }
	s.press("enter", "esc")
	s.hold = nil
	s.release()
	s.is("the headline", s.title(), "The wardens who taught a town to love the dark")
	s.is("the link", s.words(), "promised")
	if s.m.read.Top() != top {
		t.Errorf("back at line %d, want %d", s.m.read.Top(), top)
	}
	s.press("L")
	s.is("forward", s.title(), "Council puts off the dredging vote a third time")
	if s.m.read.Top() != 0 || s.words() != "" {
		t.Errorf("forward at line %d on %q, want the top", s.m.read.Top(), s.words())
	}
}
