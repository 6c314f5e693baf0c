package tui

import (
	"strings"
	"testing"

	"broadsheet/feed"

	tea "charm.land/bubbletea/v2"
)

func TestStar(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.press("s")
	s.sees("▌★ The wardens", "s unstar")
	if !s.desk.find("dark").Starred {
		t.Error("the star was not kept")
	}
	s.press("enter")
	s.sees("★")
	s.press("right", "j", "s") // with the focus beside, the open article is meant
	if s.desk.find("dark").Starred {
		t.Error("the star was not taken off")
	}
	s.seesNot("★", "Looking …")
	if s.m.side.Index() != 1 {
		t.Errorf("the star moved the choice beside to %d", s.m.side.Index())
	}
	s.press("left", "G", "s")
	top := s.m.read.Top()
	if top == 0 {
		t.Error("the star moved the text to its top")
	}
	s.press("s")
	if got := s.m.read.Top(); got != top {
		t.Errorf("the star moved the text from %d to %d", top, got)
	}
}

func TestReadAndUnread(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.sees("▌● The wardens", "m mark read")
	s.press("m")
	s.seesNot("▌● The wardens")
	s.sees("m mark unread")
	s.press("m")
	s.sees("▌● The wardens")
	s.press("j")
	s.elapse()
	s.press("k")
	s.elapse()
	s.sees("▌● The wardens") // passing over an article does not read it
	s.press("enter", "m")    // one press marks what is open unread again
	if s.desk.find("dark").Read {
		t.Error("m in the open article did not mark it unread")
	}
	s.press("esc")
	s.sees("▌● The wardens")
}

func TestTabGoesToUnreadArticles(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.press("tab", "tab")
	s.is("the third unread article", selected(s), "bakery")
	s.press("tab")
	s.sees("No unread article that way.")
	s.press("shift+tab")
	s.is("the one before", selected(s), "vote")
}

func TestNeighbours(t *testing.T) {
	s := reading(t)
	s.press("J")
	s.is("the next article", s.title(), "Council puts off the dredging vote a third time")
	s.press("right", "J")
	s.is("the next from beside", s.title(), "Why the night trains are back, and why they are full")
	if s.m.view.focus != onArticle {
		t.Error("the next article does not have the focus")
	}
	s.press("J", "J")
	s.sees("This was the last article.")
	s.press("K", "K", "K", "K")
	s.sees("This was the first article.")
	s.press("esc", "J")
	s.is("J in the list", selected(s), "vote")
	if s.m.view.focus != onList || s.desk.find("vote") == nil {
		t.Error("J in the list opened the article")
	}
}

func TestAloneAndPinned(t *testing.T) {
	s := reading(t)
	s.press("z")
	s.seesNot("RELATED")
	if got := s.m.layout().text.w; got != 72 {
		t.Errorf("alone the measure is %d, want 72", got)
	}
	s.press("z")
	s.sees("RELATED")
	s.press("v")
	s.sees("RELATED", "Today", "ISLANDS")
	if got := s.m.layout().text.w; got != 58 {
		t.Errorf("pinned the measure is %d, want 58", got)
	}
	s.press("v", "z", "right")
	s.sees("RELATED")
	s.press("z")
	s.seesNot("RELATED")
	s.press("esc")
	s.sees("▌  The wardens")

	s = perform(t, paper(), 120, 40)
	s.press("z")
	s.seesNot("Today")
	s.sees("ISLANDS")
	s.press("q")
	s.sees("Today")
}

func TestWiderAndNarrower(t *testing.T) {
	s := perform(t, paper(), 100, 40)
	s.press("enter")
	for range 30 {
		s.press("+")
	}
	s.sees("as wide as it can be")
	widest := s.m.layout().text.w
	s.press("-")
	if got := s.m.layout().text.w; got != widest-2 {
		t.Errorf("one step back from %d leads to %d", widest, got)
	}
	for range 30 {
		s.press("-")
	}
	s.sees("as narrow as it can be")
	if got := s.m.layout().text.w; got != leastMeasure {
		t.Errorf("the narrowest column has %d cells, want %d", got, leastMeasure)
	}
	s.whole("the narrowest column")
	s.send(tea.WindowSizeMsg{Width: 45, Height: 20})
	before := s.m.view.wider
	s.press("-", "+", "-")
	if s.m.view.wider != before {
		t.Error("keys without effect are remembered")
	}
}

func TestReloadAndPaper(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.press("r")
	s.is("asked", s.desk.asked[len(s.desk.asked)-1], "reload")
	s.sees("The sources have been read again.")
	for _, name := range []string{"newsprint", "night", "salmon", "slate"} {
		for i := 0; s.m.theme.Name != name; i++ {
			if i > 4 {
				t.Fatalf("t never leads to %s", name)
			}
			s.press("t")
		}
		s.sees("Paper: " + name)
		s.elapse()
	}
}

func TestLaddersOfQAndEsc(t *testing.T) {
	s := reading(t)
	s.press("3", "enter", "right", "q")
	if s.m.view.focus != onList || s.quit {
		t.Error("q from beside does not lead to the list")
	}
	s.press("esc")
	if s.quit {
		t.Error("esc quits")
	}
	s.press("q")
	if !s.quit {
		t.Error("q on the list does not quit")
	}

	s = reading(t)
	s.press("?", "q")
	if s.m.sheet != nil || s.m.view.focus != onArticle {
		t.Error("q closes the sheet and nothing else")
	}
	s.press("right", "esc")
	if s.m.view.focus != onArticle {
		t.Error("esc from beside does not lead to the text")
	}
	s.press("/")
	s.typed("q")
	if s.m.view.focus != onArticle || s.m.prompt.input.Value() != "q" {
		t.Error("q is not typed into the prompt")
	}
}

func TestScrolling(t *testing.T) {
	s := reading(t)
	h := s.m.layout().body - s.m.layout().air
	s.press("space")
	if got := s.m.read.Top(); got != h-2 {
		t.Errorf("a page is %d lines, want %d", got, h-2)
	}
	s.press("ctrl+d")
	if got := s.m.read.Top(); got != h-2+h/2 {
		t.Errorf("half a page leads to %d, want %d", got, h-2+h/2)
	}
	s.press("ctrl+u", "b")
	if got := s.m.read.Top(); got != 0 {
		t.Errorf("back at %d", got)
	}
	s.press("end", "k", "up", "down", "pgup", "home")
	if got := s.m.read.Top(); got != 0 {
		t.Errorf("at home at %d", got)
	}
}

// TestAResizeKeepsTheWord makes the window narrower and wider: the word at the
// top of the text stays there.
func TestAResizeKeepsTheWord(t *testing.T) {
	d := paper()
	var b strings.Builder
	for i := range 400 {
		b.WriteString("word" + string(rune('a'+i/26%26)) + string(rune('a'+i%26)) + " and some more of it, ")
		if i%13 == 12 {
			b.WriteString("done.\n\n")
		}
	}
	d.articles[0].Body = b.String()
	s := perform(t, d, 120, 40)
	s.press("enter", "space", "space", "j", "j")
	spot := s.m.read.Spot().Word
	line := s.m.read.Page().Lines[s.m.read.Top()].Text()
	for _, size := range [][2]int{{80, 24}, {40, 10}, {200, 60}, {96, 30}, {120, 40}} {
		s.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		page, top := s.m.read.Page(), s.m.read.Top()
		if from, to := page.Spot(top), page.Spot(top+1); from.Block != spot.Block && to.Block != spot.Block {
			t.Fatalf("at %s the text begins in block %d, want %d", sizeName(size[0], size[1]), from.Block, spot.Block)
		}
		first := strings.Fields(line)[0]
		if !strings.Contains(s.screen(), first) {
			t.Fatalf("at %s %q is not on the screen:\n%s", sizeName(size[0], size[1]), first, s.screen())
		}
	}
}

// TestAGrowingPageStandsStill scrolls while the rest is still being set.
func TestAGrowingPageStandsStill(t *testing.T) {
	d := paper()
	d.articles[0].Body = strings.Repeat(d.articles[0].Body+"\n\n", 30)
	s := perform(t, d, 120, 40)
	s.hold = func(msg tea.Msg) bool { _, ok := msg.(pageSet); return ok }
	s.press("J", "K")
	if s.m.read.Page().Done {
		t.Fatal("the page is whole at once: the test shows nothing")
	}
	s.press("j", "j", "j")
	before := s.screen()
	n := len(s.m.read.Page().Lines)
	for range 3 {
		held := s.held
		s.held = nil
		s.send(held...)
	}
	if len(s.m.read.Page().Lines) <= n {
		t.Fatal("the page does not grow")
	}
	strip := func(scr string) string { // the rule below shows the share, which changes
		rows := strings.Split(scr, "\n")
		return strings.Join(rows[:len(rows)-2], "\n")
	}
	if strip(s.screen()) != strip(before) {
		t.Errorf("the text moved:\n%s\nwant\n%s", s.screen(), before)
	}
}

func TestAnArticleThatDoesNotOpen(t *testing.T) {
	s := named(t, "error").perform(t, 120, 40)
	s.sees("This article did not open.", "permission denied", "The wardens who taught")
	s.seesNot("Looking …", "next link")
	s.press("o")
	s.is("the browser's address", strings.Join(s.desk.browsed, " "), "https://skerry.example/dark")
	s.press("enter", "tab", "f", "n", "1", "s", "m", "right", "left", "esc")
	if s.m.view.focus != onList {
		t.Error("esc does not lead back to the list")
	}
	s.desk.fails = nil
	s.press("enter")
	s.sees("ON THE FIRST EVENING")
}

func TestAnEmptyPaperTakesEveryKey(t *testing.T) {
	for _, w := range []int{40, 80, 120, 200} {
		s := perform(t, &newsroom{}, w, 30)
		s.sees("No paper yet.")
		for _, c := range Commands() {
			if c.ID == "quit" || c.ID == "leave" {
				continue
			}
			s.press(c.Keys...)
			s.press("esc")
			s.whole(c.ID)
		}
		s.send(newsCame{news: feed.News{Kind: feed.NewsQuiet}})
		s.sees("Nothing that could be read")
	}
}
