package render

import (
	"strings"
	"testing"
	"time"

	"broadsheet/feed"
)

// noon is the moment the tests are set at.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// widths are the measures the tests are set at, the narrowest first.
var widths = []int{20, 33, 40, 58, 66, 72, 80, 120}

// set sets an article of which only the body matters.
func set(body string, measure int) *Page {
	return NewCopy(feed.Article{Title: "Title", Body: body}).Page(Options{Measure: measure, Clock: Clock{noon}})
}

// shown returns the lines of a page as text.
func shown(p *Page) []string {
	out := make([]string, len(p.Lines))
	for i, l := range p.Lines {
		out[i] = l.Text()
	}
	return out
}

// body returns the lines below the hairline of the head, without blank ones
// before the text.
func body(p *Page) []string {
	lines := shown(p)
	for i, l := range lines {
		if strings.HasPrefix(l, "────") {
			lines = lines[i+1:]
			break
		}
	}
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	return lines
}

// cells returns what stands in the cells [col, end) of a line.
func cells(l Line, col, end int) string {
	var b strings.Builder
	at := 0
	for _, r := range l {
		if a, z := max(col, at), min(end, at+r.Width); a < z {
			b.WriteString(cutCells(r, a-at, z-at))
		}
		at += r.Width
	}
	return b.String()
}

// solid drops the blanks of a text, so that it is the same at every measure.
func solid(s string) string { return strings.Join(strings.Fields(s), "") }

// checkLines fails when a line is wider than the measure or tells its width
// wrongly.
func checkLines(t testing.TB, p *Page) {
	t.Helper()
	for i, l := range p.Lines {
		if w := l.Width(); w > p.Measure {
			t.Errorf("measure %d: line %d is %d cells wide: %q", p.Measure, i, w, l.Text())
		}
		for _, r := range l {
			if Width(r.Text) != r.Width {
				t.Errorf("measure %d: line %d: %q is %d cells wide, not %d", p.Measure, i, r.Text, Width(r.Text), r.Width)
			}
		}
		if n := len(l); n > 0 && l[n-1].Part == Words && l[n-1].Look.Ground == 0 && strings.HasSuffix(l[n-1].Text, " ") {
			t.Errorf("measure %d: line %d ends with a blank: %q", p.Measure, i, l.Text())
		}
	}
}

// noMarks leaves the page as it is.
func noMarks() Marks { return Marks{Focus: -1, Current: -1} }
