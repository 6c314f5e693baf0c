package render

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"broadsheet/feed"
	"broadsheet/render/theme"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// checkPainted fails unless every line is exactly w cells wide, and holds
// nothing but text, looks, and links of the page.
func checkPainted(t testing.TB, p *Page, lines []string, h, w int) {
	t.Helper()
	if len(lines) != h {
		t.Fatalf("%d lines painted, want %d", len(lines), h)
	}
	for i, l := range lines {
		if got := ansi.StringWidth(l); got != w {
			t.Errorf("line %d is %d cells wide, want %d: %q", i, got, w, l)
		}
		link := checkSequences(t, p, l)
		if link != "" {
			t.Errorf("line %d leaves the link %s open: %q", i, link, l)
		}
	}
}

// checkSequences returns the link that is left open at the end.
func checkSequences(t testing.TB, p *Page, line string) (link string) {
	t.Helper()
	parser := ansi.GetParser()
	defer ansi.PutParser(parser)
	state := byte(0)
	for s := line; s != ""; {
		seq, w, n, next := ansi.DecodeSequence(s, state, parser)
		state, s = next, s[n:]
		switch {
		case w > 0:
		case ansi.HasCsiPrefix(seq) && ansi.Cmd(parser.Command()).Final() == 'm' && strings.Trim(seq[2:len(seq)-1], "0123456789;") == "":
		case strings.HasPrefix(seq, "\x1b]8;id=") || seq == "\x1b]8;;\a":
			_, link, _ = strings.Cut(string(parser.Data()), ";")
			_, link, _ = strings.Cut(link, ";")
			known := link == "" || slices.ContainsFunc(p.Places, func(pl Place) bool { return pl.Link.URL == link })
			if web := link == "" || strings.HasPrefix(link, "http://") || strings.HasPrefix(link, "https://") || strings.HasPrefix(link, "mailto:"); !known || !web {
				t.Errorf("a foreign link %q in %q", link, line)
			}
		case strings.ContainsFunc(seq, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 || r == 0xfffd }):
			t.Errorf("the sequence %q in %q", seq, line)
		}
	}
	return link
}

// randomMarks lays over a page whatever can be laid over it.
func randomMarks(r *rand.Rand, p *Page, h int) (top int, m Marks) {
	top = r.IntN(len(p.Lines)+4) - 2
	m = noMarks()
	if n := len(p.Places); n > 0 {
		m.Focus = r.IntN(n+1) - 1
	}
	if r.IntN(2) == 0 {
		m.Visited = func(i int) bool { return i%3 == 0 }
	}
	if r.IntN(2) == 0 {
		m.Hints = map[int]string{}
		for i, place := range p.PlacesIn(top, h) {
			m.Hints[place] = []string{"a", "sd", "fgh"}[i%3]
		}
	}
	m.Matches = p.Find(feed.ParseQuery([]string{"link a", "the", "中", "x", "b c d", "¹", ""}[r.IntN(7)]))
	m.Current = r.IntN(len(m.Matches)+1) - 1
	return top, m
}

func TestPaintedLinesAreExact(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 8))
	themes := []*theme.Theme{theme.New("night", theme.Rich), theme.New("salmon", theme.Sixteen), theme.New("slate", theme.Mono)}
	for _, measure := range widths {
		for _, md := range []string{hostile, flowing, randomArticle(r)} {
			p := set(md, measure)
			for i := range 120 {
				h, w := r.IntN(30), r.IntN(measure+20)
				top, m := randomMarks(r, p, h)
				lines := p.Paint(themes[i%3], top, h, w, m)
				checkPainted(t, p, lines, h, w)
				for _, l := range lines {
					if lipgloss.Width(l) != w {
						t.Errorf("Lip Gloss measures %d cells, want %d: %q", lipgloss.Width(l), w, l)
					}
					if wc := ansi.StringWidthWc(l); wc != w && !strings.Contains(l, "क") {
						t.Errorf("by characters the line has %d cells, want %d: %q", wc, w, l)
					}
				}
				if t.Failed() {
					t.Fatalf("measure %d, top %d, %dx%d, %+v", measure, top, w, h, m)
				}
			}
		}
	}
	if p := set("x", 20); len(p.Paint(themes[0], 0, -1, -1, noMarks())) != 0 {
		t.Error("a window without lines has some")
	}
}

// TestMarksChangeNoText compares what is painted with and without marks.
func TestMarksChangeNoText(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 8))
	th := theme.New("night", theme.Rich)
	for _, measure := range []int{24, 66} {
		p := set(hostile, measure)
		for range 200 {
			top, m := randomMarks(r, p, 20)
			m.Hints = nil
			got, want := p.Paint(th, top, 20, 70, m), p.Paint(th, top, 20, 70, noMarks())
			for i := range got {
				if ansi.Strip(got[i]) != ansi.Strip(want[i]) {
					t.Fatalf("measure %d: %q became %q", measure, ansi.Strip(want[i]), ansi.Strip(got[i]))
				}
			}
		}
	}
}

func TestHints(t *testing.T) {
	th := theme.New("night", theme.Mono)
	const md = "See [one](https://a.example/1) and [the anchor](#x) and 東[京](https://a.example/2), a note[^1], ![pic](https://a.example/p.png).\n\n" +
		"[^1]: N.\n"
	p := set(md, 70)
	top := p.Spans[0].Line
	for _, c := range []struct {
		hints []string
		want  string
	}{
		{[]string{"a", "s", "d", "f", "g"}, "See onea and she anchor and 東京d, a notef, g pic."},
		{[]string{"aj", "sj", "dj", "fj", "gj"}, "See onaj and sje anchor and 東 dj, a notfj, gjpic."},
	} {
		hints := map[int]string{}
		for i, place := range p.PlacesIn(top, 1) {
			hints[place] = c.hints[i]
		}
		got := strings.TrimRight(ansi.Strip(p.Paint(th, top, 1, 70, Marks{Focus: -1, Current: -1, Hints: hints})[0]), " ")
		if got != c.want {
			t.Errorf("with hints %v:\n%s\nwant\n%s", c.hints, got, c.want)
		}
	}
	// a link whose number is out of sight has its letter on its first cell in view
	p = set("[a link that goes over the end of the line for sure](https://a.example/1)", 30)
	line := p.Paint(th, p.Spans[0].Line, 1, 30, Marks{Focus: -1, Current: -1, Hints: map[int]string{0: "k"}})[0]
	if got := ansi.Strip(line); !strings.HasPrefix(got, "k link") {
		t.Errorf("the letter is missing: %q", got)
	}
}

func TestLooksOfLinks(t *testing.T) {
	p := set("[page](https://a.example/1) [dead](#) [anchor](#x) note[^1]\n\n[^1]: N.\n", 60)
	line := p.Lines[p.Spans[0].Line]
	look := func(text string, m Marks) theme.Look {
		for _, r := range line {
			if r.Text == text {
				return p.lookOf(r, m)
			}
		}
		t.Fatalf("no run %q in %q", text, line.Text())
		return theme.Look{}
	}
	visited := noMarks()
	visited.Visited = func(int) bool { return true }
	hinted := noMarks()
	hinted.Hints = map[int]string{0: "a"}
	for _, c := range []struct {
		text string
		m    Marks
		want theme.Look
	}{
		{"page", noMarks(), theme.Look{Ink: theme.Link, Attr: theme.Underline}},
		{"¹", noMarks(), theme.Look{Ink: theme.Link, Attr: theme.Bold}},
		{"page", visited, theme.Look{Ink: theme.Visited, Attr: theme.Underline}},
		{"¹", visited, theme.Look{Ink: theme.Visited}},
		{"page", Marks{Focus: 0, Current: -1}, theme.Look{Ground: theme.Focus, Attr: theme.Bold}},
		{"¹", Marks{Focus: 0, Current: -1}, theme.Look{Ink: theme.Accent, Attr: theme.Bold}},
		{"page", hinted, theme.Look{Ink: theme.Third, Attr: theme.Underline}},
		{"dead", noMarks(), theme.Look{}},
		{"dead", visited, theme.Look{}},
		{"²×", noMarks(), theme.Look{Ink: theme.Third}},
		{"anchor", noMarks(), theme.Look{Attr: theme.Underline}},
		{"*", noMarks(), theme.Look{Ink: theme.Third}},
	} {
		if got := look(c.text, c.m); got != c.want {
			t.Errorf("%q looks %+v, want %+v", c.text, got, c.want)
		}
	}
}

// TestLinksOfTheTerminal checks that each line's part of a link is opened by
// itself, and only links that lead somewhere are.
func TestLinksOfTheTerminal(t *testing.T) {
	p := set("[a link that goes over the end of the line for sure](https://a.example/1) [dead](#) [anchor](#x) [mail](mailto:a@b.example)", 30)
	lines := p.Paint(theme.New("night", theme.Rich), p.Spans[0].Line, 3, 30, noMarks())
	all := strings.Join(lines, "\n")
	if strings.Contains(all, "#x") || !strings.Contains(all, "mailto:a@b.example") {
		t.Errorf("wrong links in %q", all)
	}
	ids := map[string]bool{}
	for i := range 2 {
		_, id, ok := strings.Cut(lines[i], "\x1b]8;id=")
		id, _, _ = strings.Cut(id, ";")
		if !ok || ids[id] {
			t.Errorf("line %d has no link of its own: %q", i, lines[i])
		}
		ids[id] = true
	}
}

func TestPaintLine(t *testing.T) {
	th := theme.New("night", theme.Mono)
	l := Line{Text("東京の", theme.Look{}), Text(" lamp", theme.Look{Attr: theme.Bold})}
	for w := range 15 {
		got := PaintLine(th, l, w, theme.Raised)
		if ansi.StringWidth(got) != w {
			t.Errorf("%d cells wide, want %d: %q", ansi.StringWidth(got), w, got)
		}
	}
	rich := PaintLine(theme.New("night", theme.Rich), Line{Text("a", theme.Look{}), Text("b", theme.Look{Ground: theme.Match})}, 4, theme.Raised)
	if strings.Count(rich, ";48;2;35;32;28m") != 2 || !strings.Contains(rich, ";48;2;92;74;20mb") {
		t.Errorf("the ground is not laid below the line: %q", rich)
	}
}

// TestArticlesCannotReachTheTerminal feeds articles that nobody has washed.
func TestArticlesCannotReachTheTerminal(t *testing.T) {
	evil := []string{
		"\x1b]52;c;ZXZpbA==\x07", "\x1b[2J", "\x1b]0;title\x07", "\u009b31m", "\x9b31m", "\u009d52;c;ZXZpbA==\u009c", "\x1bPq\x1b\\", "\x1b_G\x1b\\", "\x1bc",
		"\x1b]8;;https://evil.example\x07here\x1b]8;;\x07", "\x1b]8;;mailto:0w0\x07here\x1b]8;;\x07", "\x1b]8;;mailto:1n0\x1b\\", "\x1b[38;2;0;0;200m", "\x1b[48;2;1;0;9m", "\x1b[38;5;9m", "\x1b", "\x1b[",
		"\x1b]", "\r", "\b", "\x00", "\x7f", "\u202e", "\u2066", "\u200b", "\ufeff", "\U000e0041",
	}
	for i, e := range evil {
		var entities strings.Builder
		for _, r := range e {
			fmt.Fprintf(&entities, "&#%d;", r)
		}
		for _, x := range []string{e, entities.String(), strings.ReplaceAll(entities.String(), "#27;", "#x1b;*"), strings.ReplaceAll(entities.String(), "&#27;", "*&#27;*")} {
			md := "a " + x + " b *" + x + "* ~~c " + x + " d~~ [l " + x + "](https://a.example/" + x + ") [" + x + "](javascript:alert(1)) `" + x + "`\n\n# " + x + "\n\n```" + x + "\n" + x + "\n```\n\n```go\n// " + x + "\n```\n\n    " + x +
				"\n\n| " + x + " | b |\n|---|---|\n| ~~" + x + "~~ | ![" + x + "](https://a.example/p) |\n\nT\n: " + x + "\n\n<https://a.example/" + x + "> [^1]\n\n[^1]: " + x + "\n"
			a := feed.Article{Title: x + "T", Deck: x, Byline: x, Paper: x, Section: x, Figure: feed.Figure{Caption: x, Credit: x}, Body: md, Starred: true, Words: 9}
			for _, w := range []int{20, 60} {
				p := NewCopy(a).Page(Options{Measure: w})
				checkLines(t, p)
				checkPainted(t, p, p.Paint(theme.New("night", theme.Rich), 0, len(p.Lines), w, noMarks()), len(p.Lines), w)
				if t.Failed() {
					t.Fatalf("evil %d: %q", i, x)
				}
			}
		}
	}
}
