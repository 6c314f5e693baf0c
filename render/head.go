package render

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/feed"
	"broadsheet/render/theme"
)

// How wide the lines of a headline and a fly-title may be.
const (
	headlineMeasure = 52
	kickerMeasure   = 24
)

// head sets what stands over the text: fly-title, headline, deck, byline,
// dateline, hairline, caption.
func (s *setter) head() {
	a := &s.copy.article
	s.page.Blocks = append(s.page.Blocks, 0)
	s.kicker(a)
	if !s.o.Tight {
		s.gap = true
	}
	head := theme.Look{Ink: theme.Head, Attr: theme.Bold}
	title := a.Title
	if title == "" {
		title = "Untitled"
	}
	for _, l := range Balance(Narrow(title), min(headlineMeasure, s.o.Measure), 0) {
		s.text([]Run{Text(l, head)})
	}
	s.gap = true
	if a.Deck != "" && !repeats(a) {
		deck := theme.Look{Ink: theme.Second, Attr: Slant(a.Deck)}
		for _, l := range Balance(Narrow(a.Deck), s.o.Measure, 0) {
			s.text([]Run{Text(l, deck)})
		}
		s.gap = true
	}
	s.byline(a)
	s.put(Line{frame(strings.Repeat("─", s.o.Measure), theme.Look{Ink: theme.Hairline})})
	s.gap = !s.o.Tight
	s.caption(a)
}

// kicker sets the fly-title, and the star at the right end.
func (s *setter) kicker(a *feed.Article) {
	if a.Section == "" && !a.Starred {
		return
	}
	k := strings.ToUpper(Trim(Narrow(a.Section), min(kickerMeasure, s.o.Measure-2)))
	l := Line{frame(k, theme.Look{Ink: theme.Accent, Attr: theme.Bold})}
	if a.Starred {
		l = append(l, frame(strings.Repeat(" ", s.o.Measure-Width(k)-1), theme.Look{}), frame("★", theme.Look{Ink: theme.Star}))
	}
	s.put(l)
}

// byline sets who wrote it, where and when; in two lines, or in one where the
// window is low.
func (s *setter) byline(a *feed.Article) {
	second, third := theme.Look{Ink: theme.Second}, theme.Look{Ink: theme.Third}
	minutes := ""
	if m := a.Minutes(); m > 0 {
		minutes = strconv.Itoa(m) + " min"
	}
	long, short := s.o.Clock.Dateline(a.Dated()), s.o.Clock.shortDateline(a.Dated())
	if Width(long) > s.o.Measure {
		long = short
	}
	var by Line
	if a.Byline != "" {
		by = Line{frame("By ", second), frame(Trim(Narrow(a.Byline), s.o.Measure-len("By ")-2-Width(minutes)), theme.Look{Ink: theme.Second, Attr: theme.Bold})}
	}
	paper := Narrow(a.Paper)
	if s.o.Tight {
		right := s.beside(short, minutes)
		room := s.o.Measure - Width(right) - 2
		switch {
		case len(by) == 0:
			by = Line{frame(Trim(paper, room), third)}
		case paper != "" && by.Width()+Width(paper)+3 <= room:
			by = append(by, frame(" · "+paper, third))
		case by.Width() > room:
			by = Line{frame(Trim(by.Text(), room), second)}
		}
		s.put(ends(by, frame(right, third), s.o.Measure))
		return
	}
	if len(by) > 0 {
		s.put(ends(by, frame(minutes, third), s.o.Measure))
		minutes = ""
	}
	date := frame(s.beside(long, minutes), third)
	s.put(ends(Line{frame(Trim(paper, s.o.Measure-date.Width-2), third)}, date, s.o.Measure))
}

// beside adds the reading time to a date, unless that would leave too little
// room for the name that stands on the same line.
func (s *setter) beside(date, minutes string) string {
	const leastName = 12
	if both := date + " · " + minutes; minutes != "" && Width(both)+2+leastName <= s.o.Measure {
		return both
	}
	return date
}

// ends sets one part at the left end of a line and one at the right.
func ends(left Line, right Run, width int) Line {
	if gap := width - left.Width() - right.Width; gap >= 0 && right.Width > 0 {
		left = append(left, frame(strings.Repeat(" ", gap), theme.Look{}), right)
	}
	return left
}

// caption sets the picture's caption and credit under the head.
func (s *setter) caption(a *feed.Article) {
	f := a.Figure
	if f.Caption == "" && f.Credit == "" {
		return
	}
	s.gap = true
	s.mark()
	ink := theme.Look{Ink: theme.Third, Attr: Slant(f.Caption)}
	var runs []Run
	if f.Caption != "" {
		runs = append(runs, Text(Narrow(f.Caption), ink))
	}
	if f.Credit != "" {
		if f.Caption != "" {
			runs = append(runs, Text("  ", ink))
		}
		runs = append(runs, Text(Narrow(f.Credit), theme.Look{Ink: theme.Third}))
	}
	s.text(runs)
	s.gap = true
}

// repeats reports whether the deck only says what the first paragraph begins
// with.
func repeats(a *feed.Article) bool {
	deck := strings.TrimRight(feed.Fold(a.Deck), " .…")
	body := strings.TrimLeft(a.Body, " \n*_>#")
	if most := 8*len(a.Deck) + 64; len(body) > most { // folding shortens text, but by less than that
		body = strings.ToValidUTF8(body[:most], "")
	}
	body = feed.Fold(body)
	return deck != "" && strings.HasPrefix(body, deck)
}

// Slant is italic, but for text of scripts that have none.
func Slant(s string) theme.Attr {
	if strings.ContainsFunc(s, feed.IsCJK) {
		return 0
	}
	return theme.Italic
}

// What a lead-in may take of the first paragraph.
const (
	leadCells = 24
	leadWords = 4
)

// leadIn sets the first two to four words of an article in bold capitals, up
// to the first comma: only for scripts that have capitals, and only when the
// text begins with plain words.
func leadIn(runs []Run) []Run {
	first := runs[0]
	if first.Place >= 0 || first.Look != (theme.Look{}) {
		return runs
	}
	n := leadLength(first.Text)
	if n == 0 {
		return runs
	}
	lead := Text(strings.ToUpper(first.Text[:n]), theme.Look{Ink: theme.Head, Attr: theme.Bold})
	rest := Text(first.Text[n:], first.Look)
	return append([]Run{lead, rest}, runs[1:]...)
}

// leadLength returns how many bytes of s the lead-in takes, 0 for none.
func leadLength(s string) int {
	words, end := 0, 0
	if r, _ := utf8.DecodeRuneInString(s); !unicode.IsUpper(r) {
		return 0
	}
	for i, r := range s {
		switch {
		case r == ' ':
			words++
			if Width(s[:i]) > leadCells {
				return lead(words-1, end)
			}
			if end = i; words == leadWords {
				return end
			}
		case r == ',' && Width(s[:i]) <= leadCells:
			return lead(words+1, i)
		case unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic):
			return 0
		case !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’':
			return lead(words, end) // a digit, a full stop, a quotation mark
		}
	}
	return 0
}

func lead(words, end int) int {
	if words < 2 {
		return 0
	}
	return end
}
