package render

import (
	"sort"
	"strings"

	"broadsheet/feed"
	"broadsheet/render/theme"
)

// Match is one place where a query's words stand; it has several spans when it
// goes over the end of a line.
type Match struct{ Spans []Span }

func (m Match) last() int { return m.Spans[len(m.Spans)-1].Line }

// flat is a page's words as one text, line ends as blanks where the line did
// not end within a word.
type flat struct {
	text string
	runs []flatRun
}

// flatRun says where in the text a run's words begin.
type flatRun struct {
	at   int // byte in text
	line int
	col  int
	run  Run
}

// Find returns where a query's words stand on the page, top to bottom. Words
// that are parted by a line end or by a link's number are found all the same.
func (p *Page) Find(q feed.Query) []Match {
	if q.Empty() {
		return nil
	}
	if p.flat == nil {
		p.flat = p.flatten()
	}
	f := p.flat
	var out []Match
	for _, h := range q.Hits(f.text) {
		if spans := f.spans(h); len(spans) > 0 {
			out = append(out, Match{spans})
		}
	}
	return out
}

func (p *Page) flatten() *flat {
	f := &flat{}
	var b strings.Builder
	for no, l := range p.Lines {
		col := 0
		begun := false
		for _, r := range l {
			if r.Part == Words {
				if !begun && !r.joined && b.Len() > 0 {
					b.WriteByte(' ')
				}
				begun = true
				f.runs = append(f.runs, flatRun{b.Len(), no, col, r})
				b.WriteString(r.Text)
			}
			col += r.Width
		}
	}
	f.text = b.String()
	return f
}

// spans returns the cells of the bytes of a hit.
func (f *flat) spans(h feed.Hit) []Span {
	var out []Span
	i := sort.Search(len(f.runs), func(i int) bool { return f.runs[i].at+len(f.runs[i].run.Text) > h.Start })
	for ; i < len(f.runs) && f.runs[i].at < h.End; i++ {
		p := f.runs[i]
		from, to := max(h.Start-p.at, 0), min(h.End-p.at, len(p.run.Text))
		s := Span{Place: -1, Line: p.line, Col: p.col + Width(p.run.Text[:from]), End: p.col + Width(p.run.Text[:to])}
		if k := len(out) - 1; k >= 0 && out[k].Line == s.Line && out[k].End == s.Col {
			out[k].End = s.End
		} else if s.End > s.Col {
			out = append(out, s)
		}
	}
	return out
}

// Marked makes runs of a text in which a query's words stand on match ground.
func Marked(s string, look theme.Look, q feed.Query) Line {
	var l Line
	at := 0
	for _, h := range q.Hits(s) {
		if h.Start > at {
			l = append(l, Text(s[at:h.Start], look))
		}
		hit := look
		hit.Ground = theme.Match
		l = append(l, Text(s[h.Start:h.End], hit))
		at = h.End
	}
	if at < len(s) || l == nil {
		l = append(l, Text(s[at:], look))
	}
	return l
}
