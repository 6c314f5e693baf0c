package tui

import (
	"strings"
	"testing"

	"broadsheet/render/theme"

	tea "charm.land/bubbletea/v2"
)

// painted reports whether the screen holds a text on a ground.
func (s *stage) painted(text string, g theme.Ground) bool {
	for _, part := range strings.Split(s.m.View().Content, "\x1b[0") {
		look, rest, ok := strings.Cut(part, "m")
		if !ok || !strings.HasPrefix(rest, text) {
			continue
		}
		probe := s.m.theme.SGR(theme.Look{Ground: g})
		if strings.Contains(probe, ";48;") {
			probe = probe[strings.Index(probe, ";48;"):]
		}
		if strings.HasSuffix("\x1b[0"+look+"m", probe) {
			return true
		}
	}
	return false
}

func TestTheFilterNarrowsAsOneTypes(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.press("/")
	s.sees("/ ", "4 of 4", "enter keep   esc clear")
	for _, step := range []struct{ key, count string }{{"b", "3 of 4"}, {"a", "3 of 4"}, {"k", "1 of 4"}} {
		s.press(step.key)
		s.sees(step.count)
	}
	s.sees("What a bakery learned")
	s.seesNot("Council puts off")
	if !s.painted("bak", theme.Match) {
		t.Error("the hit is not marked in the list")
	}
	s.is("the preview", s.title(), "What a bakery learned from its own queue")
	s.press("backspace", "backspace", "backspace")
	s.sees("4 of 4")
	s.typed("zebra")
	s.sees("0 of 4", "Nothing on “zebra”.")
	s.press("esc")
	s.seesNot("/ zebra")
	s.sees("1 of 4") // the selection's place
	if s.m.typed != "" || s.m.list.Len() != 4 {
		t.Errorf("after esc %q still filters", s.m.typed)
	}
}

func TestHitsAreMarkedInTheListAndThePreview(t *testing.T) {
	s := perform(t, paper(), 80, 24) // the list only
	s.press("/")
	s.typed("taught")
	if !s.painted("taught", theme.Match) {
		t.Error("the hit is not marked in the list")
	}
	s = perform(t, paper(), 120, 40)
	s.press("/")
	s.typed("tide") // the preview is the same article as before
	if _, total := s.m.read.Matches(); total == 0 {
		t.Error("the hits are not marked in the article beside the list")
	}
	s.press("esc")
	if _, total := s.m.read.Matches(); total != 0 {
		t.Error("without a filter hits are marked")
	}
}

func TestEnterKeepsTheFilter(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.press("/")
	s.typed("council dark")
	s.press("down")
	s.is("the selected article", string(selected(s)), "vote")
	s.press("enter")
	s.sees("/ council dark", "2 of 4", "enter read")
	s.press("enter")
	s.is("the headline", s.title(), "Council puts off the dredging vote a third time")
	if !s.painted("Council", theme.Focus) && !s.painted("dark", theme.Focus) {
		t.Error("no hit stands out in the opened article")
	}
	s.press("esc")
	s.sees("/ council dark")
	s.press("/")
	s.typed("s")
	s.sees("/ council darks")
	s.press("esc")
	s.seesNot("/ council")
}

func selected(s *stage) (id string) {
	a, _ := s.m.list.Selected()
	return string(a.ID)
}

func TestMatchesOfTheFilterAreMarkedInTheArticle(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.press("/")
	s.typed("tide")
	s.press("enter", "enter")
	if current, total := s.m.read.Matches(); total == 0 || current != 1 {
		t.Fatalf("opened on match %d of %d, want the first", current, total)
	}
	s.sees("1 of ", "n next")
	top := s.m.read.Top()
	for range 40 {
		s.press("n")
	}
	if current, _ := s.m.read.Matches(); current != 41 || s.m.read.Top() == top {
		t.Errorf("after forty steps: match %d at line %d", current, s.m.read.Top())
	}
	s.press("N")
	if current, _ := s.m.read.Matches(); current != 40 {
		t.Errorf("one back is match %d, want 40", current)
	}
	s.press("g", "esc")
	if s.m.view.focus != onList {
		t.Error("esc must lead back to the list, which is still filtered")
	}
}

// TestBackToTheTopOfAFilteredArticle returns to where one was, not to the first
// match.
func TestBackToTheTopOfAFilteredArticle(t *testing.T) {
	s := perform(t, paper(), 80, 24)
	s.press("/")
	s.typed("last word")
	s.press("enter", "enter")
	if s.m.read.Top() == 0 {
		t.Fatal("the first match is not shown")
	}
	s.press("g", "3", "enter", "esc")
	if s.m.read.Top() != 0 {
		t.Errorf("back at line %d, want the top", s.m.read.Top())
	}
}

func TestFindInTheArticle(t *testing.T) {
	s := reading(t)
	s.press("j", "j")
	top := s.m.read.Top()
	s.press("/")
	s.typed("last word")
	s.sees("Find  last word", "last word ended")
	s.press("backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace")
	s.press("l")
	if s.m.read.Top() != top {
		t.Errorf("letters taken back lead to line %d, want %d", s.m.read.Top(), top)
	}
	s.press("esc")
	if s.m.read.Top() != top || !s.m.read.Query().Empty() {
		t.Errorf("esc leaves line %d", s.m.read.Top())
	}
	s.press("/")
	s.typed("zebra")
	s.sees("not in this article")
	s.press("esc", "/")
	s.typed("birds")
	s.press("enter")
	s.sees("1 of 2")
	s.press("n")
	s.sees("2 of 2")
	s.press("n")
	s.sees("1 of 2")
	s.press("esc")
	if s.m.view.focus != onArticle || !s.m.read.Query().Empty() {
		t.Error("the first esc ends the finding only")
	}
	s.press("n")
	s.sees("Nothing is being looked for")
}

func TestPasteIntoTheFilter(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.send(tea.PasteMsg{Content: "dark"})
	if s.m.typed != "" {
		t.Error("pasting without a prompt filters")
	}
	s.press("/")
	s.send(tea.PasteMsg{Content: "night\ntrains"})
	s.sees("/ night trains", "1 of 4")
	if s.m.View().Cursor == nil {
		t.Error("no cursor where one types")
	}
	s.press("enter")
	if s.m.View().Cursor != nil {
		t.Error("a cursor where nobody types")
	}
}

func TestMoreSectionsThanFit(t *testing.T) {
	s := perform(t, library(), 120, 40)
	s.sees("All 10k", "Section", "  …")
	last := s.m.sections[len(s.m.sections)-1].name
	s.press("[")
	s.is("the last section", s.m.section, last)
	s.whole("many sections")
}

func TestSections(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.sees("All 4    Islands 1    Harbour 1    Railways 1    Food 1")
	s.press("]", "]")
	s.sees("1 of 1", "Council puts off")
	s.is("the section's article", s.title(), "Council puts off the dredging vote a third time")
	s.press("[")
	s.is("the section before", s.m.section, "Islands")
	s.press("[", "[")
	s.is("round to the last", s.m.section, "Food")
	s.press("4")
	s.is("by its number", s.m.section, "Railways")
	s.press("9")
	s.is("a number without a section", s.m.section, "Railways")
	s.press("esc")
	s.is("esc", s.m.section, "")
	s.press("1")
	if s.m.list.Len() != 4 {
		t.Errorf("all sections have %d articles", s.m.list.Len())
	}
}
