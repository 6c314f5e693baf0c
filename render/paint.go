package render

import (
	"sort"
	"strconv"
	"strings"

	"broadsheet/feed"
	"broadsheet/render/theme"

	"github.com/charmbracelet/x/ansi"
)

// Marks is what is laid over a page without setting it again.
type Marks struct {
	Focus   int            // the focused place, -1 for none
	Visited func(int) bool // whether the link of a place has been read; may be nil
	Hints   map[int]string // letters to follow places by; when not nil, all else steps back
	Matches []Match        // in order of lines
	Current int            // index of the match that the reader stands on, -1 for none
}

// cover lays a look, or other text, over the cells [col, end) of one line.
type cover struct {
	col, end int
	text     string // replaces the cells when not ""
	look     func(theme.Look) theme.Look
}

// Paint returns h lines from top on, each exactly w cells wide.
func (p *Page) Paint(th *theme.Theme, top, h, w int, m Marks) []string {
	w, h = max(0, w), max(0, h)
	out := make([]string, h)
	hints, next := p.hints(top, h, m), 0
	match := sort.Search(len(m.Matches), func(i int) bool { return m.Matches[i].last() >= top })
	var b strings.Builder
	for i := range out {
		no := top + i
		b.Reset()
		if no < 0 || no >= len(p.Lines) {
			out[i] = strings.Repeat(" ", w)
			continue
		}
		var covers []cover
		for k := match; k < len(m.Matches) && m.Matches[k].Spans[0].Line <= no; k++ {
			covers = matchCovers(covers, m.Matches[k], no, k == m.Current)
		}
		for ; next < len(hints) && hints[next].line == no; next++ {
			covers = append(covers, hints[next].cover)
		}
		pen := pen{th: th, out: &b}
		p.paintLine(&pen, no, w, m, covers)
		pen.end()
		out[i] = b.String()
	}
	return out
}

// hint is a cover on a line.
type hint struct {
	line int
	cover
}

// hints are the letters of the places in the lines [top, top+h), in order: over
// the number where that is in view, else over the first cells in view.
func (p *Page) hints(top, h int, m Marks) []hint {
	if len(m.Hints) == 0 {
		return nil
	}
	var out []hint
	at := map[int]int{} // place → index in out
	for _, s := range p.spansFrom(top) {
		if s.Line >= top+h {
			break
		}
		letters, ok := m.Hints[s.Place]
		if !ok || letters == "" {
			continue
		}
		c, number := p.hint(s, letters)
		i, found := at[s.Place]
		switch {
		case !found:
			at[s.Place] = len(out)
			out = append(out, hint{s.Line, c})
		case number:
			out[i].line, out[i].cover = s.Line, c
		}
	}
	sort.SliceStable(out, func(i, k int) bool { return out[i].line < out[k].line })
	return out
}

// hint lays letters over the number in a span, and over the last cells before
// it if they need more room; without a number, or with the sign of a picture
// in its place, over the first cells.
func (p *Page) hint(s Span, letters string) (c cover, number bool) {
	col, start, end := 0, s.Col, min(s.End, s.Col+len(letters))
	for _, r := range p.Lines[s.Line] {
		if int(r.Place) == s.Place && r.Part == Number && col >= s.Col && col < s.End {
			number = true
			if end = col + r.Width; col > s.Col || s.End-col < len(letters) { // else the sign of a picture
				start = max(0, min(col, end-len(letters)))
			}
			break
		}
		col += r.Width
	}
	if end < start+len(letters) {
		end = start + len(letters)
	}
	return cover{start, end, letters + strings.Repeat(" ", end-start-len(letters)), onFocus}, number
}

func onFocus(theme.Look) theme.Look { return theme.Look{Ground: theme.Focus, Attr: theme.Bold} }

func onMatch(l theme.Look) theme.Look {
	l.Ground = theme.Match
	return l
}

func onCurrent(l theme.Look) theme.Look {
	l.Ground, l.Attr = theme.Focus, l.Attr|theme.Bold
	return l
}

func matchCovers(covers []cover, m Match, line int, current bool) []cover {
	look := onMatch
	if current {
		look = onCurrent
	}
	for _, s := range m.Spans {
		if s.Line == line {
			covers = append(covers, cover{s.Col, s.End, "", look})
		}
	}
	return covers
}

// paintLine writes one line with its covers; later covers lie on top.
func (p *Page) paintLine(pen *pen, no, w int, m Marks, covers []cover) {
	col := 0
	for _, r := range p.Lines[no] {
		look := p.lookOf(r, m)
		link, id := "", 0
		if r.Place >= 0 {
			link, id = p.Places[r.Place].Link.URL, int(r.Place)*2+no&1
		}
		end := min(col+r.Width, w)
		for at := col; at < end; {
			cut, lk, over := end, look, -1
			for i, c := range covers {
				switch {
				case c.col > at:
					cut = min(cut, c.col)
				case c.end > at:
					cut, lk = min(cut, c.end), c.look(lk)
					if c.text != "" {
						over = i
					}
				}
			}
			text := r.Text
			switch {
			case over >= 0:
				c := covers[over]
				text = cutCells(Text(c.text, lk), at-c.col, cut-c.col)
			case at > col || cut < col+r.Width:
				text = cutCells(r, at-col, cut-col)
			}
			pen.put(text, lk, link, id)
			at = cut
		}
		if col = end; col >= w {
			break
		}
	}
	pen.pad(w - col)
}

// cutCells returns the cells [from, to) of a run: exactly as many, with a
// blank for half of a wide character.
func cutCells(r Run, from, to int) string {
	if len(r.Text) == r.Width {
		return r.Text[from:to]
	}
	var b strings.Builder
	col := 0
	for s := r.Text; s != "" && col < to; {
		g, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		switch {
		case col >= from && col+w <= to:
			b.WriteString(g)
		case col+w > from:
			b.WriteString(strings.Repeat(" ", min(col+w, to)-max(col, from)))
		}
		s, col = s[len(g):], col+w
	}
	b.WriteString(strings.Repeat(" ", max(0, to-max(col, from))))
	return b.String()
}

// lookOf returns a run's look as its link stands now.
func (p *Page) lookOf(r Run, m Marks) theme.Look {
	l := r.Look
	if r.Place >= 0 {
		l = p.linkLook(r, m)
	}
	if m.Hints != nil && l.Ground != theme.Focus {
		l.Ink = theme.Third
	}
	return l
}

func (p *Page) linkLook(r Run, m Marks) theme.Look {
	l, place := r.Look, int(r.Place)
	if place == m.Focus {
		if r.Part == Number {
			return theme.Look{Ink: theme.Accent, Attr: theme.Bold}
		}
		return theme.Look{Ground: theme.Focus, Attr: theme.Bold}
	}
	link := p.Places[place].Link
	switch {
	case link.Kind == feed.LinkDead:
		if r.Part == Number {
			l.Ink = theme.Third
		}
		return l
	case link.Kind == feed.LinkAnchor:
		if p.Places[place].Note > 0 {
			return theme.Look{Ink: theme.Third}
		}
		l.Attr |= theme.Underline
		return l
	}
	l.Ink = theme.Link
	visited := m.Visited != nil && m.Visited(place)
	if visited {
		l.Ink = theme.Visited
	}
	switch {
	case r.Part != Number:
		l.Attr |= theme.Underline
	case !visited:
		l.Attr |= theme.Bold
	}
	return l
}

// PaintLine returns a line exactly w cells wide on a ground.
func PaintLine(th *theme.Theme, l Line, w int, ground theme.Ground) string {
	var b strings.Builder
	p := pen{th: th, out: &b}
	col := 0
	for _, r := range l {
		text, width := r.Text, r.Width
		if col+width > w {
			width = w - col
			text = cutCells(r, 0, width)
			width = Width(text)
		}
		look := r.Look
		if look.Ground == theme.Paper {
			look.Ground = ground
		}
		p.put(text, look, "", 0)
		if col += width; col >= w {
			break
		}
	}
	if col < w {
		p.put(strings.Repeat(" ", w-col), theme.Look{Ground: ground}, "", 0)
	}
	p.end()
	return b.String()
}

// pen writes text with as few escape sequences as it can.
type pen struct {
	th   *theme.Theme
	out  *strings.Builder
	look theme.Look
	link string
	id   int
}

func (p *pen) put(text string, look theme.Look, link string, id int) {
	if text == "" {
		return
	}
	if link != p.link || id != p.id {
		p.relink(link, id)
	}
	if look != p.look {
		p.out.WriteString(p.th.SGR(look))
		p.look = look
	}
	p.out.WriteString(text)
}

// relink opens the hyperlink of the terminal. Each row's part of a link has an
// id of its own: the screen's renderer forgets to open a link again that goes
// on in the next row.
func (p *pen) relink(link string, id int) {
	if p.link != "" {
		p.out.WriteString("\x1b]8;;\x07")
	}
	p.link, p.id = "", id
	if strings.HasPrefix(link, "http://") || strings.HasPrefix(link, "https://") || strings.HasPrefix(link, "mailto:") {
		p.out.WriteString("\x1b]8;id=" + strconv.Itoa(id) + ";" + link + "\x07")
		p.link = link
	}
}

func (p *pen) pad(n int) {
	if n > 0 {
		p.put(strings.Repeat(" ", n), theme.Look{}, "", 0)
	}
}

func (p *pen) end() {
	p.relink("", 0)
	if p.look != (theme.Look{}) {
		p.out.WriteString("\x1b[0m")
		p.look = theme.Look{}
	}
}
