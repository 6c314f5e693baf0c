package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// wide is a desk whose articles are hard on a grid: wide characters, emoji,
// marks, words without a blank.
func wide() *newsroom {
	d := paper()
	for i, title := range []string{"島の灯台守が教えた、暗闇を愛するということについて", "👩‍👩‍👧‍👦 families 🇳🇴 and flags ❤️ in a headline", strings.Repeat("unbroken", 30), "حراس المنارة علموا الجزيرة حب الظلام"} {
		d.articles[i].Title, d.articles[i].Deck, d.articles[i].Paper = title, title, title
		d.articles[i].Body = title + " [said](#) and 灯台[守](https://skerry.example/vote)守守守守守守守守守守守守守守守守守守守守守守。\n\n| a | 表 |\n|---|---|\n| 1 | 島の灯台守 |\n\n```\n" + strings.Repeat("code ", 40) + "\n```\n\n> quoted " + title
	}
	return d
}

// brief is paper with its longest article cut, to be set quickly.
func brief() *newsroom {
	d := paper()
	for i := range d.articles {
		d.articles[i].Body = d.articles[i].Body[:min(800, len(d.articles[i].Body))]
	}
	return d
}

// whole fails unless the screen is exactly h rows of w cells.
func (s *stage) whole(what string) {
	s.t.Helper()
	w, h := s.m.w, s.m.h
	v := s.m.View()
	rows := strings.Split(v.Content, "\n")
	if len(rows) != h {
		s.t.Fatalf("%s at %s: %d rows, want %d", what, sizeName(w, h), len(rows), h)
	}
	for i, r := range rows {
		if got := ansi.StringWidth(r); got != w {
			s.t.Fatalf("%s at %s: row %d has %d cells, want %d: %q", what, sizeName(w, h), i, got, w, ansi.Strip(r))
		}
	}
	if c := v.Cursor; c != nil && (c.X < 0 || c.X >= w || c.Y < 0 || c.Y >= h) {
		s.t.Fatalf("%s at %s: the cursor is at %d,%d", what, sizeName(w, h), c.X, c.Y)
	}
}

// sizes returns windows: small ones, all or one in three each way, and those at
// which the page changes.
func sizes(step int) [][2]int {
	var out [][2]int
	for h := 1; h <= 12; h++ {
		for w := 1 + h%step; w <= 30; w += step {
			out = append(out, [2]int{w, h})
		}
	}
	heights := []int{2, 7, 8, 15, 16, 25, 26, 29, 30, 33, 34, 80}
	for i, w := range []int{31, 39, 40, 59, 60, 79, 95, 96, 103, 104, 111, 112, 115, 116, 119, 120, 139, 140, 175, 176, 240, 241, 260} {
		for k := i % 3; k < len(heights); k += 3 {
			out = append(out, [2]int{w, heights[k]})
		}
	}
	return out
}

// TestEverySurfaceFitsEveryWindow drags each surface through every small
// window and a sample of large ones.
func TestEverySurfaceFitsEveryWindow(t *testing.T) {
	for _, sc := range scenes() {
		t.Run(sc.name, func(t *testing.T) { sc.on(wide).drag(t, sizes(1)) })
	}
	for _, sc := range append(scenes(), furtherScenes()...) {
		t.Run(sc.name+", further", func(t *testing.T) { sc.on(brief).drag(t, sizes(4)) })
	}
}

// drag performs a scene and takes it through windows.
func (sc scene) drag(t *testing.T, sizes [][2]int) {
	s := sc.perform(t, 100, 30)
	for _, size := range sizes {
		s.effects = 0
		s.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		s.whole(sc.name)
	}
	s.send(tea.WindowSizeMsg{}) // a terminal that goes away
	s.whole(sc.name + " after no size")
}

// furtherScenes are states that have no picture of their own.
func furtherScenes() []scene {
	return []scene{
		{name: "nothing found", play: func(s *stage) { s.press("/"); s.typed("zebra"); s.press("enter") }},
		{name: "kept filter", play: func(s *stage) { s.press("/"); s.typed("dark"); s.press("enter", "enter") }},
		{name: "long filter", play: func(s *stage) {
			s.press("/")
			s.send(tea.PasteMsg{Content: strings.Repeat("島 \u202e\x1b[31mdark\u2028 👩‍👧 ", 9)})
		}},
		{name: "long find", play: func(s *stage) {
			open(s)
			s.press("/")
			s.send(tea.PasteMsg{Content: strings.Repeat("harbour 島", 12)})
		}},
		{name: "alone", play: func(s *stage) { open(s); s.press("z") }},
		{name: "alone from the list", play: func(s *stage) { s.press("z") }},
		{name: "alone without articles", desk: func() *newsroom { return &newsroom{} }, play: func(s *stage) { s.press("z", "v") }},
		{name: "pinned", play: func(s *stage) { open(s); s.press("v", "f") }},
		{name: "wide column", play: func(s *stage) { open(s); s.press("+", "+", "+", "+", "+", "+") }},
		{name: "narrow column", play: func(s *stage) { open(s); s.press("-", "-", "-", "-", "-", "-", "-", "-") }},
		{name: "digits", play: func(s *stage) { open(s); s.press("9", "1") }},
		{name: "trouble", play: func(s *stage) { s.send(failed{fmt.Errorf("%s", strings.Repeat("read sources: 島 ", 30))}) }},
		{name: "note", play: func(s *stage) { open(s); s.press("tab", "tab", "y") }},
		{name: "end", play: func(s *stage) { open(s); s.press("G", "right", "G") }},
		{name: "plain help", play: func(s *stage) { s.mono(); s.press("?", "space") }},
		{name: "plain sources", desk: puzzled, play: func(s *stage) { s.mono(); open(s); s.press("tab", "enter", "down") }},
	}
}

// on moves a scene to another desk, unless it needs its own.
func (sc scene) on(d func() *newsroom) scene {
	if sc.desk == nil {
		sc.desk = d
	}
	return sc
}

// TestALineNeverBreaksTwoWays holds the article's lines still through every
// state of one window.
func TestALineNeverBreaksTwoWays(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}, {120, 40}, {150, 45}, {200, 60}} {
		var want []string
		for _, name := range []string{"article", "front", "link", "follow", "side", "filter", "find"} {
			s := named(t, name).perform(t, size[0], size[1])
			var got []string
			if s.m.read.Page() != nil {
				for _, l := range s.m.read.Page().Lines {
					got = append(got, l.Text())
				}
			}
			switch {
			case want == nil:
				want = got
			case got == nil && size[0] >= 96:
				t.Errorf("%s at %s: no article", name, sizeName(size[0], size[1]))
			case got != nil && strings.Join(got, "\n") != strings.Join(want, "\n"):
				t.Errorf("%s at %s breaks its lines differently", name, sizeName(size[0], size[1]))
			}
			for i, l := range got {
				if n := ansi.StringWidth(l); n > s.m.layout().text.w {
					t.Errorf("%s at %s: line %d has %d cells, the measure is %d", name, sizeName(size[0], size[1]), i, n, s.m.layout().text.w)
				}
			}
		}
	}
}

func named(t testing.TB, name string) scene {
	for _, sc := range scenes() {
		if sc.name == name {
			return sc
		}
	}
	t.Fatalf("no scene %q", name)
	return scene{}
}

// TestTheRuleShowsTheFocus looks at the top rule: one heavy stretch, over the
// focused column, and joins where the column rules stand.
func TestTheRuleShowsTheFocus(t *testing.T) {
	joins := "┬┮┭┴┶┵┷┳"
	for _, w := range []int{40, 80, 96, 100, 120, 140, 200, 260} {
		for focus, keys := range [][]string{onList: nil, onArticle: {"enter"}, onSide: {"enter", "right"}} {
			for _, pin := range []bool{false, true} {
				s := perform(t, paper(), w, 40)
				s.press(keys...)
				if pin {
					s.press("v")
				}
				l := s.m.layout()
				rows := strings.Split(ansi.Strip(s.m.View().Content), "\n")
				top, bottom := []rune(rows[l.head-1]), []rune(rows[l.head+l.body])
				stretches := strings.FieldsFunc(string(top), func(r rune) bool { return r != '━' })
				if len(stretches) != 1 {
					t.Fatalf("%d columns, focus %d: heavy %d times in %q", w, focus, len(stretches), string(top))
				}
				c := l.columns[s.m.view.focus]
				for x := c.x; x < c.x+c.w; x++ {
					if top[x] != '━' {
						t.Fatalf("%d columns, focus %d: %q at %d is not heavy", w, focus, string(top), x)
					}
				}
				for _, x := range l.rules {
					if !strings.ContainsRune(joins, top[x]) || !strings.ContainsRune(joins, bottom[x]) {
						t.Fatalf("%d columns, focus %d: no join at %d: %q %q", w, focus, x, string(top), string(bottom))
					}
				}
				if n := strings.Count(rows[l.head+l.body/2], "│"); n != len(l.rules) {
					t.Fatalf("%d columns, focus %d: %d column rules, want %d", w, focus, n, len(l.rules))
				}
			}
		}
	}
}

// TestTheArticleIsNeverTooNarrow holds the table of the columns.
func TestTheArticleIsNeverTooNarrow(t *testing.T) {
	for w := 1; w <= 300; w++ {
		for _, focus := range []column{onList, onArticle, onSide} {
			l := newLayout(w, 40, view{focus: focus})
			shown := 0
			for _, c := range l.columns {
				if c.shown() {
					shown++
				}
				if c.x < 0 || c.x+c.w > w {
					t.Fatalf("%d columns: a column from %d to %d", w, c.x, c.x+c.w)
				}
			}
			want := map[bool]int{true: 1}[w < 96]
			if w >= 140 {
				want = 3
			} else if w >= 96 {
				want = 2
			}
			if shown != want {
				t.Fatalf("%d columns, focus %d: %d are shown, want %d", w, focus, shown, want)
			}
			if c := l.columns[onArticle]; c.shown() && w >= 96 && (l.text.w < 66 || l.text.w > 72) {
				t.Fatalf("%d columns: the measure is %d", w, l.text.w)
			}
			if !l.columns[focus].shown() {
				t.Fatalf("%d columns: the focused column %d is not shown", w, focus)
			}
		}
	}
}
