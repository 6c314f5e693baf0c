package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// find returns the first cell of a text on the screen.
func (s *stage) find(text string) (x, y int) {
	s.t.Helper()
	for y, row := range strings.Split(ansi.Strip(s.m.View().Content), "\n") {
		if before, _, ok := strings.Cut(row, text); ok {
			return ansi.StringWidth(before), y
		}
	}
	s.t.Fatalf("no %q on the screen:\n%s", text, s.screen())
	return 0, 0
}

func (s *stage) click(text string) {
	s.t.Helper()
	s.clickWith(text, tea.MouseLeft)
}

func (s *stage) clickWith(text string, b tea.MouseButton) {
	s.t.Helper()
	x, y := s.find(text)
	s.send(tea.MouseClickMsg{X: x, Y: y, Button: b})
}

func (s *stage) wheel(x, y int, b tea.MouseButton) { s.send(tea.MouseWheelMsg{X: x, Y: y, Button: b}) }

func TestClickOnAnEntry(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.click("Estuary Ledger")
	s.is("the selected article", selected(s), "vote")
	if s.m.view.focus != onList {
		t.Error("one click opened the article")
	}
	s.elapse()
	s.is("the preview", s.title(), "Council puts off the dredging vote a third time")
	s.click("Estuary Ledger")
	if s.m.view.focus != onArticle {
		t.Error("a click on the selected entry does not open it")
	}
}

func TestClickOnAnEntryUnderTheFilter(t *testing.T) {
	for _, h := range []int{24, 40} {
		for _, kept := range []bool{false, true} {
			s := perform(t, paper(), 120, h)
			s.press("/")
			if kept {
				s.typed("dark")
				s.press("enter")
			}
			s.click("Estuary Ledger")
			s.is("the selected article", selected(s), "vote")
			if s.m.prompt.mode != noPrompt {
				t.Error("after a click one still types")
			}
		}
	}
}

func TestClickOnALink(t *testing.T) {
	s := reading(t)
	s.click("promised³")
	s.is("the headline", s.title(), "Council puts off the dredging vote a third time")
	s.press("esc")
	s.is("back, the link", s.words(), "promised")
	s.clickWith("promised³", tea.MouseMiddle)
	s.is("the browser's address", strings.Join(s.desk.browsed, " "), "https://skerry.example/vote")
	s.clickWith("promised³", tea.MouseRight)
	if s.m.view.focus != onArticle || len(s.desk.browsed) != 1 {
		t.Error("the right button does something")
	}
	s.click("The wardens walked")
	s.is("a click on plain text leaves the headline", s.title(), "The wardens who taught a town to love the dark")

	s = perform(t, paper(), 120, 40) // from the list, where the article is a preview
	s.click("survey²")
	s.is("the browser's address", strings.Join(s.desk.browsed, " "), "https://count.example/survey")
	if !s.desk.find("dark").Read || s.m.view.focus != onArticle {
		t.Error("a click into the preview does not open it")
	}
}

func TestClickOnACard(t *testing.T) {
	s := reading(t)
	s.click("winter survey  ") // a card opens at once, and the text shows its link
	if s.m.view.focus != onSide || s.words() != "winter survey" {
		t.Fatalf("focus %d on %q", s.m.view.focus, s.words())
	}
	s.is("the browser's address", strings.Join(s.desk.browsed, " "), "https://count.example/survey")
	s.clickWith("Why the night trains", tea.MouseMiddle)
	s.click("Why the night trains")
	s.is("the related article", s.title(), "Why the night trains are back, and why they are full")
}

func TestClickOnAnEntryWhereOnlyTheListIsSeen(t *testing.T) {
	s := perform(t, paper(), 80, 24)
	s.click("Council puts off")
	s.is("the article", s.title(), "Council puts off the dredging vote a third time")
	if s.m.view.focus != onArticle {
		t.Errorf("the focus is on column %d", s.m.view.focus)
	}
}

func TestClickOnTheHead(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.click("Railways 1")
	s.is("the section", s.m.section, "Railways")
	s.click("All 4")
	s.is("the section", s.m.section, "")
	s.press("enter")
	s.click("The Broadsheet")
	if s.m.view.focus != onList {
		t.Error("a click on the folio line does not lead to the front page")
	}
}

func TestClickOnTheBottomRule(t *testing.T) {
	s := reading(t)
	l := s.m.layout()
	c := l.columns[onArticle]
	s.send(tea.MouseClickMsg{X: c.x + c.w/2, Y: l.head + l.body, Button: tea.MouseLeft})
	if got, n := s.m.read.Top(), len(s.m.read.Page().Lines); got < n/2-2 || got > n/2+2 {
		t.Errorf("half the rule leads to line %d of %d", got, n)
	}
	s.send(tea.WindowSizeMsg{Width: 60, Height: 12}) // no rule here: the same row is the footer
	top := s.m.read.Top()
	l = s.m.layout()
	s.send(tea.MouseClickMsg{X: 20, Y: l.head + l.body, Button: tea.MouseLeft})
	if s.m.read.Top() != top {
		t.Error("a click on the footer scrolls")
	}
}

func TestTheWheelScrollsWhatIsUnderIt(t *testing.T) {
	s := perform(t, paper(), 200, 20)
	l := s.m.layout()
	s.wheel(l.columns[onArticle].x+20, 10, tea.MouseWheelDown)
	if s.m.read.Top() != wheelLines || s.m.view.focus != onList {
		t.Errorf("the article is at %d, the focus at %d", s.m.read.Top(), s.m.view.focus)
	}
	s.wheel(l.columns[onArticle].x+20, 10, tea.MouseWheelUp)
	s.wheel(l.columns[onArticle].x+20, 10, tea.MouseWheelUp)
	if s.m.read.Top() != 0 {
		t.Errorf("wheeled back to %d", s.m.read.Top())
	}
	s.wheel(l.columns[onList].x+2, 10, tea.MouseWheelDown)
	s.elapse()
	s.wheel(l.columns[onList].x+2, 10, tea.MouseWheelDown)
	s.elapse()
	if s.m.view.focus != onList || s.m.read.Top() != 0 {
		t.Error("the wheel over the list scrolled the article")
	}
	s.is("the preview follows", string(s.m.article.id), selected(s))
	s.press("g", "enter", "right")
	s.wheel(l.columns[onSide].x+2, 10, tea.MouseWheelDown)
	s.wheel(l.columns[onSide].x+2, 10, tea.MouseWheelDown)
	s.wheel(l.columns[onSide].x+2, 10, tea.MouseWheelDown)
	s.wheel(l.columns[onSide].x+2, 10, tea.MouseWheelDown)
	s.is("the text follows the wheel beside it", s.words(), "said")
	s.wheel(l.columns[onList].x+2, 0, tea.MouseWheelDown)
	s.wheel(5, 10, tea.MouseWheelLeft)
}

func TestTheMouseOnSheets(t *testing.T) {
	s := perform(t, puzzled(), 120, 40)
	s.press("enter", "1", "enter")
	s.click("Why the night trains are back, and")
	s.sees("▌ Why the night trains")
	s.click("shares harbour wall")
	s.is("the chosen article", s.title(), "Why the night trains are back, and why they are full")
	s.press("esc", "enter")
	s.send(tea.MouseClickMsg{X: 1, Y: 1, Button: tea.MouseLeft})
	if s.m.sheet != nil || s.m.view.focus != onArticle {
		t.Error("a click beside the sheet closes it and does nothing else")
	}
	s.press("enter")
	s.wheel(60, 20, tea.MouseWheelDown)
	s.sees("▌ Search the web")

	s = perform(t, paper(), 80, 20)
	s.press("?")
	first := s.screen()
	s.wheel(40, 10, tea.MouseWheelDown)
	if s.screen() == first {
		t.Error("the wheel does not scroll the keys")
	}
}

func TestClicksWhileTypingAndFollowing(t *testing.T) {
	s := reading(t)
	s.press("f")
	s.click("The wardens walked")
	s.press("/")
	s.typed("x")
	s.click("RELATED")
	if s.m.follow != nil || s.m.prompt.mode != noPrompt {
		t.Error("a click leaves a mode on")
	}
}

// TestClicksEverywhere clicks on every cell of many windows: nothing may break.
func TestClicksEverywhere(t *testing.T) {
	for _, size := range [][2]int{{3, 3}, {20, 9}, {62, 17}, {100, 36}} {
		for _, name := range []string{"front", "article", "side", "sources", "empty", "error", "filter"} {
			s := named(t, name).on(brief).perform(t, size[0], size[1])
			for i := 0; i < size[0]*size[1]; i += 1 + size[0]*size[1]/60 {
				s.effects = 0
				s.send(tea.MouseClickMsg{X: i % size[0], Y: i / size[0], Button: tea.MouseLeft})
				s.wheel(i%size[0], i/size[0], tea.MouseWheelDown)
				s.whole(name)
			}
		}
	}
}
