package tui

import (
	"image/color"
	"regexp"
	"strings"
	"testing"

	"broadsheet/render/theme"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

func TestThePaperFollowsTheTerminal(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	if v := s.m.View(); v.BackgroundColor != nil {
		t.Error("the ground is set before the terminal has told its own")
	}
	s.send(tea.BackgroundColorMsg{Color: color.White})
	s.is("the light paper", s.m.theme.Name, "newsprint")
	if v := s.m.View(); v.BackgroundColor == nil || v.ForegroundColor == nil {
		t.Error("the ground is not set")
	}
	s.send(tea.BackgroundColorMsg{Color: color.Black})
	s.is("the dark paper", s.m.theme.Name, "night")
	s.press("t")
	s.is("the chosen paper", s.m.theme.Name, "salmon")
	s.send(tea.BackgroundColorMsg{Color: color.White})
	s.is("a chosen paper stays", s.m.theme.Name, "salmon")
}

// TestWithoutColours looks for colours on every surface under NO_COLOR, and for
// the signs that must do without them.
func TestWithoutColours(t *testing.T) {
	coloured := regexp.MustCompile("\x1b\\[[0-9;]*[0-9]{2}") // attributes have one digit
	for _, sc := range scenes() {
		s := sc.perform(t, 120, 40)
		if !coloured.MatchString(s.m.View().Content) {
			t.Errorf("%s: no colours even where they may be: the test shows nothing", sc.name)
		}
		s.mono()
		s.send(tea.BackgroundColorMsg{Color: color.White})
		v := s.m.View()
		if at := coloured.FindString(v.Content); at != "" {
			t.Errorf("%s: a colour without colours: %q", sc.name, at)
		}
		if v.BackgroundColor != nil || v.ForegroundColor != nil {
			t.Errorf("%s: the ground is set without colours", sc.name)
		}
		if (sc.name == "help" || sc.name == "sources") && !strings.Contains(s.screen(), "┌──") {
			t.Errorf("%s: a sheet without a ground needs a box", sc.name)
		}
		s.whole(sc.name + " without colours")
	}
	s := reading(t)
	s.mono()
	s.press("3")
	if !strings.Contains(s.m.View().Content, "\x1b[0;1;7mpromised") {
		t.Error("the focused link is not inverse")
	}
}

func TestSixteenColours(t *testing.T) {
	many := regexp.MustCompile("\x1b\\[[0-9;]*[34]8;")
	s := reading(t)
	s.send(tea.ColorProfileMsg{Profile: colorprofile.ANSI})
	s.press("3")
	if at := many.FindString(s.m.View().Content); at != "" {
		t.Errorf("a colour beyond sixteen: %q", at)
	}
	if !strings.Contains(s.m.View().Content, ";91m") {
		t.Error("nothing is red")
	}
	s.send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	if s.m.theme.Profile != theme.Rich {
		t.Error("many colours are not taken")
	}
}

// TestMarks looks at the inks by which links and entries are told apart.
func TestMarks(t *testing.T) {
	s := reading(t)
	ink := func(l theme.Look) string { return s.m.theme.SGR(l) }
	content := func() string { return s.m.View().Content }
	link := ink(theme.Look{Ink: theme.Link, Attr: theme.Underline})
	for what, want := range map[string]string{
		"a link":              link + "winter survey",
		"its number":          ink(theme.Look{Ink: theme.Link, Attr: theme.Bold}) + "²",
		"a dead link's cross": "×",
		"the focused rule":    ink(theme.Look{Ink: theme.Accent}) + "━━━",
	} {
		if !strings.Contains(content(), want) {
			t.Errorf("%s: no %q", what, want)
		}
	}
	if strings.Contains(content(), link+"said") {
		t.Error("a dead link has the colour of a link")
	}
	if !regexp.MustCompile("\x1b\\]8;id=[0-9]+;https://count.example/survey\a").MatchString(content()) {
		t.Error("a link of the text is no hyperlink of the terminal")
	}
	s.press("3")
	focused := ink(theme.Look{Ground: theme.Focus, Attr: theme.Bold})
	if !strings.Contains(content(), focused+"promised") {
		t.Error("the focused link does not stand out")
	}
	s.press("enter", "esc", "tab")
	if visited := ink(theme.Look{Ink: theme.Visited, Attr: theme.Underline}); !strings.Contains(content(), visited+"promised") {
		t.Error("a read link is not violet")
	}
	bar := ink(theme.Look{Ink: theme.Accent, Ground: theme.Raised}) + "▌"
	if strings.Contains(content(), bar) {
		t.Error("a card is chosen although a footnote has the focus")
	}
	s.press("esc")
	if n := strings.Count(content(), bar); n < 2 {
		t.Errorf("the selection has %d bars", n)
	}
}

func TestTheSheetSinksThePage(t *testing.T) {
	s := reading(t)
	s.press("?")
	content := s.m.View().Content
	if strings.Contains(content, "\x1b]8;") {
		t.Error("links can be clicked under the sheet")
	}
	head := s.m.theme.SGR(theme.Look{Ink: theme.Head, Attr: theme.Bold})
	if strings.Contains(content, head+"The Broadsheet") {
		t.Error("the page under the sheet is as bright as the sheet")
	}
}
