package render

import (
	"strings"
	"testing"

	"broadsheet/feed"
	"broadsheet/render/theme"

	"github.com/charmbracelet/x/ansi"
)

var fuzzSeeds = []string{
	hostile, flowing, "", "a", "# ", "> ", "- ", "1. ", "|a|\n|-|", "```\n", "    x", "[](", "[a](b)", "![](c)", "~~a~~", "`a`", "&#27;[31m", "~~&#27;]8;;x&#7;~~",
	"a\\\nb  \nc", "*a*\u0301b", "🇩*🇪*", "👩‍*👧*", "~~a **b `c&` [d](e)~~", "- [x] a\n\n  > b\n  1. c", "[^1]\n\n[^1]: a\n\n    b", "a\n: b\n: c", "<br>a<br/>b", "ᄒ*ᅡ*ᆫ",
	"1999999999. a", "> > > > > > > > > > > > > > > a", "|a|b|c|d|e|f|g|\n|-|-|-|-|-|-|-|\n|`x`|[y](z)|~~w~~|1|2|3|4|\n", "```go\nfunc\t\"x\" // y\n```", "شرق *x* [غرب](#)",
}

// FuzzPage sets any Markdown at any measure, and paints it.
func FuzzPage(f *testing.F) {
	for i, s := range fuzzSeeds {
		f.Add(s, uint8(i*7))
	}
	th := theme.New("night", theme.Rich)
	f.Fuzz(func(t *testing.T, md string, measure uint8) {
		if len(md) > 4<<10 {
			return
		}
		c := NewCopy(feed.Article{Title: "T", Section: "S", Byline: "B", Body: md})
		p := c.Page(Options{Measure: int(measure), Clock: Clock{noon}})
		checkLines(t, p)
		for i, s := range p.Spans {
			if s.Place < 0 || s.Place >= len(p.Places) || s.Line < 0 || s.Line >= len(p.Lines) || s.Col >= s.End || s.End > p.Measure {
				t.Errorf("span %d is %v", i, s)
			}
			if i > 0 && (s.Line < p.Spans[i-1].Line || s.Line == p.Spans[i-1].Line && s.Col < p.Spans[i-1].End) {
				t.Errorf("span %v comes after %v", s, p.Spans[i-1])
			}
		}
		checkPainted(t, p, p.Paint(th, 0, len(p.Lines), p.Measure, noMarks()), len(p.Lines), p.Measure)
		wide := c.Page(Options{Measure: 500, Tight: true})
		if len(wide.Blocks) != len(p.Blocks) {
			t.Errorf("%d blocks at measure %d, %d at %d", len(p.Blocks), p.Measure, len(wide.Blocks), wide.Measure)
		}
		if strings.Contains(md, "|") { // tables repeat their heads in records
			return
		}
		if a, b := solid(said(p)), solid(said(wide)); a != b {
			t.Errorf("measure %d says\n%s\nand measure %d\n%s", p.Measure, a, wide.Measure, b)
		}
	})
}

// said returns the words of a page.
func said(p *Page) string {
	var b strings.Builder
	for _, l := range p.Lines {
		for _, r := range l {
			if r.Part != Frame {
				b.WriteString(r.Text)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// FuzzPaint lays any marks over a page, in any window.
func FuzzPaint(f *testing.F) {
	for i, s := range fuzzSeeds {
		f.Add(s, "a b", int16(i-3), uint8(i), uint8(20+i), int16(i), "sd")
	}
	f.Fuzz(func(t *testing.T, md, query string, top int16, h, w uint8, focus int16, letters string) {
		if len(md) > 2<<10 || len(letters) > 3 || len(letters) != ansi.StringWidth(letters) {
			return
		}
		p := set(md, 20+int(w)/3)
		m := Marks{Focus: -1, Matches: p.Find(feed.ParseQuery(query)), Current: int(h)}
		if int(focus) < len(p.Places) {
			m.Focus = max(-1, int(focus))
		}
		if letters != "" {
			m.Hints = map[int]string{}
			for _, i := range p.PlacesIn(int(top), int(h)) {
				m.Hints[i] = letters
			}
		}
		checkPainted(t, p, p.Paint(theme.New("salmon", theme.Rich), int(top), int(h), int(w), m), int(h), int(w))
		for _, line := range []int{int(top), int(focus)} {
			if at := p.LineOf(p.Spot(line)); at < 0 || at >= len(p.Lines) {
				t.Errorf("line %d comes back as %d of %d", line, at, len(p.Lines))
			}
		}
	})
}

// FuzzScan reads back what Glamour might have written, were it made to.
func FuzzScan(f *testing.F) {
	for _, s := range []string{"a", "\x1b[1mb\x1b[m", "\x1b]8;;mailto:n-w0\x07x\x1b]8;;\x07", "\x1b]8;;mailto:n-w99999999999\x07x", "\x1b[38;2;0;0;99mx", "\x1b[48;2;1;0;9mx", "\xff\x9b1m", "e\u0301\u200b\n\t"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, out string) {
		g := glamour{nonce: "n-"}
		for _, r := range g.scan(out, theme.Look{}) {
			if strings.ContainsFunc(r.Text, func(c rune) bool { return c < ' ' && c != '\n' || c >= 0x7f && c < 0xa0 }) {
				t.Errorf("a control character in %q", r.Text)
			}
			if r.Look.Ink > theme.Bad || r.Look.Ground > theme.Focus || r.Place < -1 {
				t.Errorf("no such look or place: %+v", r)
			}
		}
	})
}
