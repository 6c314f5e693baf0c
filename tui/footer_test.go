package tui

import (
	"strings"
	"testing"

	"broadsheet/render"

	"github.com/charmbracelet/x/ansi"
)

// TestTheFooterNeverCrowds holds the footer of every surface at every width:
// within the window, keys dropped before the gap closes, the last to go help or
// the way out.
func TestTheFooterNeverCrowds(t *testing.T) {
	for _, sc := range append(scenes(), furtherScenes()...) {
		s := sc.perform(t, 120, 40)
		before, was, inner := 99, 0, 200
		for w := 200; w >= 1; w-- {
			s.m.w = w // the layout only: nothing is set again
			l := s.m.layout()
			foot := ansi.Strip(s.m.footer(l))
			if got := ansi.StringWidth(foot); got != w {
				t.Fatalf("%s: the footer has %d cells in a window of %d", sc.name, got, w)
			}
			hints := 0
			for _, h := range s.m.footHints() {
				if strings.Contains(foot, h.key+" "+h.word) {
					hints++
				}
			}
			left := s.m.footLeft(l.inner().w).Width()
			if hints > before && left >= was && l.inner().w < inner {
				t.Fatalf("%s: %d keys at %d cells, %d at one more", sc.name, hints, w, before)
			}
			before, was, inner = hints, left, l.inner().w
			if hints > 5 {
				t.Fatalf("%s: %d keys crowd the footer", sc.name, hints)
			}
			if right := hintLine(s.m.footHints()).Width(); hints == len(s.m.footHints()) && left > 0 && left+right > l.inner().w-footerGap {
				t.Fatalf("%s: %d cells at the left, %d at the right, of %d", sc.name, left, right, w)
			}
		}
	}
}

// TestFooterKeysAreCommands holds that the footer invents no key.
func TestFooterKeysAreCommands(t *testing.T) {
	known := map[string]bool{"shift": true} // not a key but the larger form of one
	for _, c := range Commands() {
		for _, k := range strings.Fields(c.Shown()) {
			known[k] = true
		}
	}
	for _, sc := range append(scenes(), furtherScenes()...) {
		s := sc.perform(t, 120, 40)
		hints := s.m.footHints()
		if len(hints) == 0 {
			t.Errorf("%s: no key in the footer", sc.name)
		}
		for _, h := range hints {
			if !known[h.key] || h.word == "" {
				t.Errorf("%s: the footer has %q for %q, which is no command", sc.name, h.key, h.word)
			}
		}
	}
}

func TestCommandsShareNoKey(t *testing.T) {
	ids := map[string]bool{}
	taken := map[string]string{}
	for _, c := range Commands() {
		if ids[c.ID] {
			t.Errorf("two commands are called %s", c.ID)
		}
		ids[c.ID] = true
		if c.in == 0 || len(c.Keys) == 0 || c.Group == "" {
			t.Errorf("%s can never be run or found", c.ID)
		}
		for _, k := range c.Keys {
			for _, where := range []column{onList, onArticle, onSide} {
				if !c.in.has(where) {
					continue
				}
				at := k + " in column " + string(rune('0'+where))
				if taken[at] != "" {
					t.Errorf("%s: both %s and %s", at, taken[at], c.ID)
				}
				taken[at] = c.ID
			}
		}
	}
}

// TestTheSheetOfKeysCutsNothing holds the names to what the sheet has room for.
func TestTheSheetOfKeysCutsNothing(t *testing.T) {
	for _, c := range Commands() {
		if n := render.Width(c.Name); n > 22 {
			t.Errorf("%s: %q has %d cells, the sheet has room for 22", c.ID, c.Name, n)
		}
		if n := render.Width(c.Shown()); n > 10 {
			t.Errorf("%s: %q has %d cells, the sheet has room for 10", c.ID, c.Shown(), n)
		}
	}
	for _, size := range [][2]int{{40, 60}, {80, 60}, {120, 40}, {200, 60}} {
		s := perform(t, paper(), size[0], size[1])
		s.press("?")
		for _, c := range Commands() {
			s.sees(c.Name)
		}
	}
}

// TestEveryCommandRuns presses each key in each column.
func TestEveryCommandRuns(t *testing.T) {
	for _, c := range Commands() {
		for _, keys := range [][]string{{}, {"enter"}, {"enter", "right"}} {
			for _, k := range c.Keys {
				s := perform(t, puzzled(), 120, 40)
				s.press(keys...)
				s.press(k)
				s.elapse()
				if !s.m.quitting {
					s.whole(c.ID)
				}
			}
		}
	}
}

func TestUnknownKeysDoNothing(t *testing.T) {
	s := reading(t)
	before := s.screen()
	s.press("x", "X", "!", "ctrl+q", "é", "0")
	if s.screen() != before {
		t.Errorf("an unknown key changed the screen:\n%s", s.screen())
	}
}

func TestWhatTheFooterSays(t *testing.T) {
	s := perform(t, paper(), 120, 40)
	s.sees("1 of 4", "enter read   / filter   s star   m mark read   ? help")
	s.press("enter")
	s.sees("skerry.example/dark", "tab next link   → references   esc list   ? help")
	for _, c := range []struct{ key, says string }{
		{"1", "No address  enter finds the source"}, {"2", "count.example/survey  opens in the browser"},
		{"3", "skerry.example/vote  opens here"},
	} {
		s.press(c.key)
		s.sees(c.says, "enter follow   tab next link   → references   esc list   ? help")
	}
	s.press("tab")
	s.sees("Footnote  enter goes there")
	s.press("tab", "tab")
	s.sees("#the-numbers  in this article")
	s.press("right")
	s.sees("enter read   o browser   ← article   ? help")
}
