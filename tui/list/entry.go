package list

import (
	"strings"

	"broadsheet/feed"
	"broadsheet/render"
	"broadsheet/render/theme"
)

// gutter is what stands left of an entry's text: the bar of the selection, the
// mark, a blank.
const gutter = 3

// entry sets one article: headline, at most two lines of it (three in a narrow
// column, one in a wide one), the deck where there is room, and who and when.
// The lines come without the bar.
func (p *Pane) entry(i int, o Options) []render.Line {
	a := &p.rows[i]
	w := max(1, o.Width-gutter)
	look := theme.Look{Ink: theme.Second}
	if !a.Read {
		look = theme.Look{Ink: theme.Head, Attr: theme.Bold}
	}
	title := render.Narrow(a.Title)
	if title == "" {
		title = "Untitled"
	}
	if o.Short {
		return []render.Line{append(mark(a), p.words(render.Trim(title, w), look)...)}
	}
	most := 2
	switch {
	case o.Width < 32:
		most = 3
	case o.Width > 60:
		most = 1
	}
	var lines []render.Line
	for k, t := range headline(title, w, most) {
		lead := mark(a)
		if k > 0 {
			lead = indent()
		}
		lines = append(lines, append(lead, p.words(t, look)...))
	}
	if o.Decks && a.Deck != "" {
		deck := theme.Look{Ink: theme.Second, Attr: render.Slant(a.Deck)}
		for _, t := range render.Balance(render.Narrow(a.Deck), w, 2) {
			lines = append(lines, append(indent(), p.words(t, deck)...))
		}
	}
	return append(lines, p.meta(a, w, o))
}

// headline breaks a headline evenly; one line is cut where a column is wide.
func headline(title string, w, most int) []string {
	if most == 1 {
		return []string{render.Trim(title, w)}
	}
	return render.Balance(title, w, most)
}

// mark is the sign before a headline: a star, else a dot when it is unread.
func mark(a *feed.Article) render.Line {
	switch {
	case a.Starred:
		return render.Line{render.Text("★ ", theme.Look{Ink: theme.Star})}
	case !a.Read:
		return render.Line{render.Text("● ", theme.Look{Ink: theme.Accent})}
	}
	return indent()
}

func indent() render.Line { return render.Line{render.Text("  ", theme.Look{})} }

// meta is the last line: the source at the left, the time at the right, which
// is never cut.
func (p *Pane) meta(a *feed.Article, w int, o Options) render.Line {
	third := theme.Look{Ink: theme.Third}
	age, when := o.Clock.Age(a.Dated()), third
	if !a.Read && strings.HasSuffix(age, " min") {
		when.Ink = theme.Accent // of this hour, and new
	}
	right := w - 1
	if render.Width(age) > right {
		return append(indent(), render.Text(render.Trim(age, w), when))
	}
	source := render.Trim(render.Narrow(a.Paper), max(0, right-render.Width(age)-2))
	fill := max(0, right-render.Width(source)-render.Width(age))
	l := append(indent(), p.words(source, third)...)
	return append(l, render.Text(strings.Repeat(" ", fill), third), render.Text(age, when))
}

// words makes runs of a text with the filter's words marked.
func (p *Pane) words(s string, look theme.Look) render.Line {
	return render.Marked(s, look, p.query)
}
