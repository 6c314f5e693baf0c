package tui

import (
	"fmt"
	"strings"
	"testing"

	"broadsheet/feed"

	tea "charm.land/bubbletea/v2"
)

// words is the text of the focused link, "" when none is.
func (s *stage) words() string {
	p, ok := s.m.read.Link()
	if !ok {
		return ""
	}
	if p.Note > 0 {
		return fmt.Sprintf("note %d", p.Note)
	}
	return p.Link.Text
}

// title is the open article's headline.
func (s *stage) title() string { return s.m.article.article.Title }

func (s *stage) is(what, got, want string) {
	s.t.Helper()
	if got != want {
		s.t.Fatalf("%s is %q, want %q\n%s", what, got, want, s.screen())
	}
}

// reading opens the first article of the paper at 120x40.
func reading(t testing.TB) *stage {
	t.Helper()
	s := perform(t, paper(), 120, 40)
	s.press("enter")
	return s
}

func TestTabGoesThroughTheLinksAndRound(t *testing.T) {
	s := reading(t)
	order := []string{"said", "winter survey", "promised", "note 1", "winter survey", "above", "ended", "said"}
	for _, want := range order {
		s.press("tab")
		s.is("the focused link", s.words(), want)
	}
	for i := len(order) - 2; i >= 0; i-- {
		s.press("shift+tab")
		s.is("the link before", s.words(), order[i])
	}
}

func TestTabStartsWithWhatIsSeen(t *testing.T) {
	s := reading(t)
	s.press("G", "tab")
	s.is("the focused link at the end", s.words(), "ended")
	s.press("g", "shift+tab")
	s.is("the last link on the first screen", s.words(), "above")
}

func TestDigitsChooseLinks(t *testing.T) {
	s := reading(t)
	s.press("3")
	s.is("link 3", s.words(), "promised")
	if s.m.digits != "" {
		t.Error("there is no link 30 and yet a second digit is waited for")
	}
	s.press("9")
	s.sees("There is no link 9 here.")
	s.is("the focus after a number that is not there", s.words(), "promised")
}

func TestTwoDigitsChooseALink(t *testing.T) {
	d := paper()
	var b strings.Builder
	for i := range 12 {
		fmt.Fprintf(&b, "Word [link%d](https://x.example/%d). ", i+1, i+1)
	}
	d.articles[0].Body = b.String()
	s := perform(t, d, 120, 40)
	s.press("enter", "1")
	s.is("after 1", s.words(), "link1")
	s.sees("Link 1_")
	s.press("2")
	s.is("after 12", s.words(), "link12")
	s.seesNot("Link 12_")

	s.press("1")
	s.elapse() // nothing more was typed
	s.seesNot("Link 1_")
	s.press("2")
	s.is("2 after a while", s.words(), "link2")

	s.press("1", "esc")
	s.seesNot("Link 1_")
	if s.m.view.focus != onArticle {
		t.Error("esc left the article instead of the number")
	}
	s.press("1", "0")
	s.is("after 10", s.words(), "link10")
}

func TestTenLinksNeedTwoDigits(t *testing.T) {
	d := paper()
	d.articles[0].Body = ""
	for i := range 10 {
		d.articles[0].Body += fmt.Sprintf("Word [link%d](https://x.example/%d). ", i+1, i+1)
	}
	s := perform(t, d, 120, 40)
	s.press("enter", "1", "0")
	s.is("after 10", s.words(), "link10")
}

func TestFollowByLetter(t *testing.T) {
	for _, c := range []struct{ keys, browsed, copied, title string }{
		{"f s", "https://count.example/survey", "", "The wardens who taught a town to love the dark"},
		{"f d", "", "", "Council puts off the dredging vote a third time"},
		{"f D", "https://skerry.example/vote", "", "The wardens who taught a town to love the dark"},
		{"f y d", "", "https://skerry.example/vote", "The wardens who taught a town to love the dark"},
		{"f j", "", "", "Why the night trains are back, and why they are full"}, // a related one
		{"f H", "https://skerry.example/vote", "", "The wardens who taught a town to love the dark"},
		{"f y h", "", "https://skerry.example/vote", "The wardens who taught a town to love the dark"},
		{"f esc d", "", "", "The wardens who taught a town to love the dark"},
		{"f A", "", "", "The wardens who taught a town to love the dark"},
	} {
		s := reading(t)
		s.press(strings.Fields(c.keys)...)
		s.is(c.keys+": the browser's address", strings.Join(s.desk.browsed, " "), c.browsed)
		s.is(c.keys+": the clipboard", strings.Join(s.copied, " "), c.copied)
		s.is(c.keys+": the headline", s.title(), c.title)
		if s.m.follow != nil {
			t.Errorf("%s: follow mode goes on", c.keys)
		}
	}
	s := reading(t)
	s.press("f", "q")
	s.sees("No link has the letter q.")
	s.press("f", "space")
	s.press("f")
	s.send(tea.MouseWheelMsg{X: 10, Y: 10, Button: tea.MouseWheelDown})
	if s.m.follow != nil {
		t.Error("follow mode outlives what its letters stood for")
	}
}

func TestManyLinksHaveTwoLetters(t *testing.T) {
	d := paper()
	var b strings.Builder
	for i := range 14 {
		fmt.Fprintf(&b, "Word [link%d](https://x.example/%d). ", i+1, i+1)
	}
	d.articles[0].Body = b.String()
	s := perform(t, d, 80, 40)
	s.press("enter", "f", "a")
	if s.m.follow == nil {
		t.Fatal("one letter of two followed already")
	}
	s.press("d")
	s.is("the browser's address", strings.Join(s.desk.browsed, " "), "https://x.example/3")
}

func TestEnterOpensHeldArticlesHere(t *testing.T) {
	s := reading(t)
	s.press("3", "enter")
	s.is("the headline", s.title(), "Council puts off the dredging vote a third time")
	s.sees("Harbour · 2 of 4 › 2")
	if !s.desk.find("vote").Read {
		t.Error("the opened article is not marked read")
	}
	if len(s.desk.browsed) > 0 {
		t.Errorf("the browser opened %q", s.desk.browsed)
	}
}

func TestTheWayBackAndForward(t *testing.T) {
	for _, resize := range []bool{false, true} {
		s := reading(t)
		s.press("j", "j", "j", "3")
		top := s.m.read.Top()
		s.press("enter") // the vote
		s.press("tab", "tab", "enter")
		s.is("third article", s.title(), "The wardens who taught a town to love the dark")
		if resize {
			s.send(tea.WindowSizeMsg{Width: 90, Height: 24})
		}
		s.press("esc")
		s.is("one step back", s.title(), "Council puts off the dredging vote a third time")
		s.is("its focused link", s.words(), "the dark town")
		if resize {
			s.send(tea.WindowSizeMsg{Width: 120, Height: 40})
		}
		s.press("backspace")
		s.is("two steps back", s.title(), "The wardens who taught a town to love the dark")
		s.is("its focused link", s.words(), "promised")
		if got := s.m.read.Top(); got != top {
			t.Errorf("resize %v: back at line %d, want %d", resize, got, top)
		}
		s.press("L", "L")
		s.is("forward again", s.title(), "The wardens who taught a town to love the dark")
		s.press("L")
		s.sees("Nothing ahead.")
		s.press("esc", "esc", "esc")
		if s.m.view.focus != onList {
			t.Error("the last step back does not lead to the list")
		}
	}
}

// chain is a desk whose articles are long, each with a link to the next.
func chain() *newsroom {
	d := paper()
	long := strings.Repeat("A line of text that goes on for a while, until it is long enough.\n\n", 40)
	for i := range d.articles {
		next := &d.articles[(i+1)%len(d.articles)]
		next.URL = "https://x.example/" + string(next.ID)
		d.articles[i].Body = long + "Here is [the next](" + next.URL + ") one.\n\n" + long
	}
	return d
}

func TestTheWayThreeDeep(t *testing.T) {
	d := chain()
	s := perform(t, d, 100, 30)
	s.press("enter")
	var tops []int
	for range 3 {
		s.press("tab", "j", "j")
		tops = append(tops, s.m.read.Top())
		s.press("enter")
	}
	s.is("four deep", s.title(), d.articles[3].Title)
	for i := 2; i >= 0; i-- {
		s.press("esc")
		s.is("back", s.title(), d.articles[i].Title)
		s.is("its link", s.words(), "the next")
		if got := s.m.read.Top(); got != tops[i] {
			t.Errorf("article %d: back at line %d, want %d", i, got, tops[i])
		}
	}
}

func TestWhatIsNotHeldOpensInTheBrowser(t *testing.T) {
	s := reading(t)
	s.press("2", "enter")
	s.is("the browser's address", strings.Join(s.desk.browsed, " "), "https://count.example/survey")
	s.sees("Opened count.example in the browser.")
	s.elapse()
	s.seesNot("Opened count.example")
	s.press("o")
	s.is("o on a link", s.desk.browsed[1], "https://count.example/survey")
}

func TestDeadLinks(t *testing.T) {
	s := perform(t, puzzled(), 120, 40)
	s.press("enter", "1", "enter")
	s.is("asked", s.desk.asked[len(s.desk.asked)-1], "seek said")
	s.sees("Find the source", "Why the night trains")
	s.press("down", "down", "enter")
	s.is("the browser's address", strings.Join(s.desk.browsed, " "), "https://search.example/?q=warden")
	s.press("enter", "j", "enter")
	s.is("the chosen article", s.title(), "Why the night trains are back, and why they are full")
	s.press("esc")
	s.is("after the way back, the link", s.words(), "said")
	s.press("enter", "esc")
	if s.m.sheet != nil || s.m.view.focus != onArticle {
		t.Error("esc must close the sheet and nothing else")
	}

	s.desk.seek.Found[0].Via = feed.ViaNamed
	s.press("enter")
	s.is("an exact headline opens at once:", s.title(), "Council puts off the dredging vote a third time")
}

func TestARelatedArticleThatIsNotHeld(t *testing.T) {
	d := puzzled()
	d.named = "The keepers of Skarn"
	s := perform(t, d, 120, 40)
	s.press("enter", "right")
	s.sees("× The keepers of Skarn", "not among your papers")
	s.press("enter")
	s.is("asked", s.desk.asked[len(s.desk.asked)-1], "seek The keepers of Skarn")
	s.sees("Find the source")
}

func TestPlacesOfTheSameArticle(t *testing.T) {
	s := reading(t)
	s.press("tab", "tab", "tab", "tab", "enter") // the footnote
	s.sees("By the doctor's wish.")
	s.press("esc")
	s.is("after the way back, the link", s.words(), "note 1")
	if s.m.read.Top() != 0 {
		t.Errorf("back at line %d, want the top", s.m.read.Top())
	}
	s.send(tea.WindowSizeMsg{Width: 120, Height: 18})
	s.press("tab", "tab", "enter") // #the-numbers
	if first := strings.Split(s.screen(), "\n")[2]; !strings.Contains(first, "The numbers") {
		t.Errorf("the anchor leads to %q", first)
	}
	s.press("esc")
	s.is("after the way back, the link", s.words(), "above")
}
