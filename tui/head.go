package tui

import (
	"strconv"
	"strings"

	"broadsheet/render"
	"broadsheet/render/theme"
)

// The rows of the front page's head.
const (
	nameplateRow = 1
	sectionsRow  = 3
)

// headRows draws what stands above the columns: the nameplate where one
// chooses, the folio line where one reads.
func (m *Model) headRows(l layout) []string {
	switch {
	case l.bare:
		return nil
	case l.front:
		heavy := strings.Repeat("━", l.inner().w)
		return []string{
			strings.Repeat(" ", l.w),
			m.line(l, m.nameplate(l)),
			m.line(l, render.Line{render.Text(heavy, theme.Look{Ink: theme.Second})}),
			m.line(l, m.sectionsLine(l)),
			m.topRule(l),
		}
	}
	return []string{m.line(l, m.folio(l)), m.topRule(l)}
}

// line paints a line within the page's margins, as wide as the window.
func (m *Model) line(l layout, line render.Line) string {
	in := l.inner()
	return strings.Repeat(" ", in.x) + render.PaintLine(m.theme, line, in.w, theme.Paper) + strings.Repeat(" ", max(0, l.w-in.x-in.w))
}

// thirds sets three texts at the left, in the middle and at the right; what
// does not fit is left out, the middle first.
func thirds(left, middle, right render.Run, w int) render.Line {
	line := render.Line{left}
	at := left.Width
	if start := (w - middle.Width) / 2; start >= at+2 && start+middle.Width+2 <= w-right.Width {
		line = append(line, render.Text(strings.Repeat(" ", start-at), theme.Look{}), middle)
		at = start + middle.Width
	}
	if gap := w - right.Width - at; gap >= 2 {
		line = append(line, render.Text(strings.Repeat(" ", gap), theme.Look{}), right)
	}
	return line
}

func (m *Model) nameplate(l layout) render.Line {
	third := theme.Look{Ink: theme.Third}
	name := render.Text("T H E   B R O A D S H E E T", theme.Look{Ink: theme.Head, Attr: theme.Bold})
	date := render.Text(m.o.Now().Format("Monday, 2 January 2006"), third)
	w := l.inner().w
	if date.Width*2+name.Width+4 > w {
		date = render.Text(m.o.Now().Format("Mon 2 Jan"), third)
	}
	return thirds(date, name, render.Text(m.held(), third), w)
}

// held says how much paper there is.
func (m *Model) held() string {
	n := m.listing.Total
	if n == 0 && m.listing.Sources == 0 {
		return ""
	}
	s := thousands(n) + " articles"
	if n == 1 {
		s = "1 article"
	}
	if m.listing.Sources > 1 {
		s = strconv.Itoa(m.listing.Sources) + " sources · " + s
	}
	return s
}

func (m *Model) folio(l layout) render.Line {
	w := l.inner().w
	name := render.Text("The Broadsheet", theme.Look{Ink: theme.Head, Attr: theme.Bold})
	date := m.o.Now().Format("Monday, 2 January 2006")
	if w < 96 {
		date = m.o.Now().Format("Mon 2 Jan")
	}
	right := m.held()
	if m.view.focus != onList {
		right = ""
		if a, ok := m.list.Selected(); ok && a.ID == m.article.id { // a followed article may stand outside the filter
			n := m.list.Len()
			right = thousands(m.list.Index()+1) + " of " + thousands(n)
		}
		if s := m.article.article.Section; s != "" {
			right = strings.TrimSuffix(s+" · "+right, " · ")
		}
		if depth := len(m.trail.back); depth > 0 {
			right += " › " + strconv.Itoa(depth+1)
		}
	}
	return thirds(name, render.Text(date, theme.Look{Ink: theme.Third}), render.Text(right, theme.Look{Ink: theme.Second}), w)
}

// sectionSpan is where a section's name stands on the sections line.
type sectionSpan struct {
	index, x, w int
	name, count string
}

// sectionSpans places the names of the sections, as many as fit, centred.
func (m *Model) sectionSpans(l layout) []sectionSpan {
	in := l.inner()
	if m.listing.Total == 0 {
		return nil
	}
	spans := []sectionSpan{{name: "All", count: thousands(m.listing.Total)}}
	for i, s := range m.sections {
		spans = append(spans, sectionSpan{index: i + 1, name: render.Trim(render.Narrow(s.name), 20), count: thousands(s.count)})
	}
	const gap = 4
	total, n := -gap, 0
	for ; n < len(spans); n++ {
		w := render.Width(spans[n].name) + 1 + len(spans[n].count)
		if total+gap+w > in.w {
			break
		}
		spans[n].w = w
		total += gap + w
	}
	x := in.x + (in.w-total)/2
	for i := range spans[:n] {
		spans[i].x = x
		x += spans[i].w + gap
	}
	return spans[:n]
}

func (m *Model) sectionsLine(l layout) render.Line {
	var line render.Line
	at := l.inner().x
	shown := 0
	for _, s := range m.sectionSpans(l) {
		shown++
		line = append(line, render.Text(strings.Repeat(" ", s.x-at), theme.Look{}))
		name := theme.Look{Ink: theme.Second}
		if s.index > 0 && m.sections[s.index-1].name == m.section || s.index == 0 && m.section == "" {
			name = theme.Look{Ink: theme.Accent, Attr: theme.Bold}
		}
		line = append(line, render.Text(s.name, name), render.Text(" "+s.count, theme.Look{Ink: theme.Third}))
		at = s.x + s.w
	}
	if in := l.inner(); shown <= len(m.sections) && shown > 0 && in.x+in.w-at >= 3 { // keys lead to the others
		line = append(line, render.Text("  …", theme.Look{Ink: theme.Third}))
	}
	return line
}

// topRule is the rule above the columns: heavy and red above the one in focus.
func (m *Model) topRule(l layout) string {
	focus := l.columns[m.view.focus]
	heavy := func(x int) bool {
		first, last := m.segment(l, focus)
		return x >= first && x < last
	}
	return m.rule(l, heavy, theme.Accent, map[bool]map[bool]string{
		false: {false: "┬", true: "┮"}, true: {false: "┭", true: "┳"},
	})
}

// segment is how far the rule above a column reaches: to the column rules, or
// the page's margins.
func (m *Model) segment(l layout, s span) (first, last int) {
	in := l.inner()
	first, last = in.x, in.x+in.w
	for _, r := range l.rules {
		if r < s.x {
			first = r + 1
		} else if r < last {
			last = r
		}
	}
	return first, last
}

// bottomRule is the rule below the columns: heavy up to the share read.
func (m *Model) bottomRule(l layout) string {
	first, last := m.segment(l, l.columns[onArticle])
	until := first
	if l.columns[onArticle].shown() && m.read.Page() != nil {
		until = first + int(m.read.Share()*float64(last-first))
	}
	return m.rule(l, func(x int) bool { return x >= first && x < until }, theme.Second, map[bool]map[bool]string{
		false: {false: "┴", true: "┶"}, true: {false: "┵", true: "┷"},
	})
}

// rule draws a rule across the page, with exact joins where column rules meet
// it. joins are by whether it is heavy before and behind.
func (m *Model) rule(l layout, heavy func(x int) bool, ink theme.Ink, joins map[bool]map[bool]string) string {
	in := l.inner()
	light, strong := theme.Look{Ink: theme.Line}, theme.Look{Ink: ink}
	var line render.Line
	next := 0
	for x := in.x; x < in.x+in.w; x++ {
		sign, look := "─", light
		if heavy(x) {
			sign, look = "━", strong
		}
		if next < len(l.rules) && l.rules[next] == x {
			before, behind := heavy(x-1), heavy(x+1)
			sign = joins[before][behind]
			if before || behind {
				look = strong
			}
			next++
		}
		if k := len(line) - 1; k >= 0 && line[k].Look == look {
			line[k].Text, line[k].Width = line[k].Text+sign, line[k].Width+1
		} else {
			line = append(line, render.Run{Text: sign, Width: 1, Look: look, Place: -1})
		}
	}
	return m.line(l, line)
}
