package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/feed"
)

// style is how words are set.
type style uint8

const (
	strong style = 1 << iota
	emph
	strike
	code
)

// kind is what a run is.
type kind uint8

const (
	wording kind = iota // text
	turn                // a line break that the author asked for
	joint               // stands between two parts that were put on one line
	picture             // an image
)

// run is a piece of a paragraph that is set in one way. Paragraphs are flat:
// whatever elements stood within each other, a run knows its own style and
// link. So nothing that HTML allows can make Markdown that is nested wrongly.
type run struct {
	kind  kind
	style style
	link  int    // the link it belongs to, an index in setter.dests from 1; 0 for none
	text  string // washed, blanks collapsed; of a picture: what it shows
	dest  string // of a picture: its address
}

// maxRuns is how many runs a paragraph may have before it is cut in two, so
// that no document takes memory out of proportion.
const maxRuns = 50_000

// text adds a text node to the paragraph.
func (s *setter) text(data string, c context) {
	t := collapse(feed.WashText(data))
	if t != "" && t[0] == ' ' && s.blankBefore() {
		t = t[1:]
	}
	if t == "" {
		return
	}
	if len(s.runs) >= maxRuns && s.flat == "" {
		s.flush()
	}
	s.runs = append(s.runs, run{text: t, style: c.style, link: c.link})
}

// blankBefore reports whether a blank would follow another or begin a line.
func (s *setter) blankBefore() bool {
	if len(s.runs) == 0 {
		return true
	}
	last := s.runs[len(s.runs)-1]
	return last.kind == turn || last.kind == joint || last.kind == wording && strings.HasSuffix(last.text, " ")
}

// collapse makes every stretch of white space one blank, as browsers do, and
// no-break spaces plain ones.
func collapse(t string) string {
	i := 0
	for i < len(t) && !(t[i] <= ' ' && (t[i] != ' ' || i+1 < len(t) && t[i+1] <= ' ') || t[i] == 0xc2 && i+1 < len(t) && t[i+1] == 0xa0) {
		i++
	}
	if i == len(t) {
		return t
	}
	b := make([]byte, i, len(t))
	copy(b, t)
	for ; i < len(t); i++ {
		switch {
		case t[i] == 0xc2 && i+1 < len(t) && t[i+1] == 0xa0:
			i++
		case t[i] > ' ':
			b = append(b, t[i])
			continue
		}
		if len(b) == 0 || b[len(b)-1] != ' ' {
			b = append(b, ' ')
		}
	}
	return string(b)
}

// turn breaks the line; two breaks in a row end the paragraph.
func (s *setter) turn() {
	if s.flat != "" {
		s.part()
		return
	}
	n := len(s.runs)
	if n > 1 && s.runs[n-1].kind == wording && s.runs[n-1].text == " " {
		n--
	}
	switch {
	case n == 0:
	case s.runs[n-1].kind == turn, s.runs[0].kind == picture && plainRuns(s.runs[:min(n, 4)]) == "" && n < 4: // a picture above the text
		s.flush()
	default:
		s.runs = append(s.runs, run{kind: turn})
	}
}

// tidy joins the runs that are set alike, and drops blanks and breaks that
// would not be seen and links that have nothing to click on.
func tidy(in []run) []run {
	out := make([]run, 0, len(in))
	for _, r := range rejoin(in) {
		out = settle(out, r)
	}
	for len(out) > 0 { // the end of the paragraph
		last := &out[len(out)-1]
		if last.kind == wording {
			last.text = strings.TrimRight(last.text, " ")
		}
		if last.kind == picture || last.kind == wording && last.text != "" {
			break
		}
		out = out[:len(out)-1]
	}
	return edges(out)
}

// settle appends a run, with no more than one blank between words and none
// beside a break.
func settle(out []run, r run) []run {
	for r.kind != picture && len(out) > 0 {
		last := &out[len(out)-1]
		if last.kind == wording && r.kind != wording {
			if last.text = strings.TrimRight(last.text, " "); last.text == "" {
				out = out[:len(out)-1]
				continue
			}
		}
		break
	}
	open := len(out) == 0 || out[len(out)-1].kind == turn || out[len(out)-1].kind == joint
	switch {
	case r.kind == turn || r.kind == joint:
		if open {
			return out
		}
	case r.kind == wording:
		if open || strings.HasSuffix(out[len(out)-1].text, " ") && out[len(out)-1].kind == wording {
			r.text = strings.TrimLeft(r.text, " ")
		}
		if r.text == "" {
			return out
		}
	}
	return append(out, r)
}

// edges moves the blanks at both ends of a link out of it, and takes the link
// off what is nothing but blanks.
func edges(in []run) []run {
	if len(in) == 0 {
		return nil
	}
	out := make([]run, 0, len(in)+2)
	for i := 0; i < len(in); {
		j := i + 1
		for j < len(in) && in[j].link == in[i].link {
			j++
		}
		if in[i].link == 0 {
			out = append(out, in[i:j]...)
		} else {
			out = append(out, shrink(in[i:j], func(r *run) { r.link, r.style = 0, r.style&code }, blank)...)
		}
		i = j
	}
	return out
}

func blank(r rune) bool { return unicode.IsSpace(r) }

// shrink takes something away from both ends of a range of runs: from breaks,
// and from the characters for which out holds. The runs are split as needed.
func shrink(seg []run, take func(*run), out func(rune) bool) []run {
	head, seg := shrinkStart(seg, take, out)
	seg, tail := shrinkEnd(seg, take, out)
	return append(append(head, seg...), tail...)
}

// shrinkStart does that at the start, and returns what it took off and what is
// left.
func shrinkStart(seg []run, take func(*run), out func(rune) bool) (res, left []run) {
	res = make([]run, 0, len(seg)+2)
	for len(seg) > 0 {
		r := seg[0]
		if r.kind == turn || r.kind == joint {
			take(&r)
			res, seg = append(res, r), seg[1:]
			continue
		}
		rest := r.text
		if r.kind == wording {
			rest = strings.TrimLeftFunc(r.text, out)
		}
		if r.kind == wording && len(rest) < len(r.text) {
			head := r
			head.text = r.text[:len(r.text)-len(rest)]
			take(&head)
			res = append(res, head)
			seg[0].text = rest
		}
		if r.kind == picture || rest != "" {
			break
		}
		seg = seg[1:]
	}
	return res, seg
}

// shrinkEnd does that at the end, and returns what is left and what it took
// off.
func shrinkEnd(seg []run, take func(*run), out func(rune) bool) (left, tail []run) {
	for len(seg) > 0 {
		r := seg[len(seg)-1]
		rest := strings.TrimRightFunc(r.text, out)
		if r.kind == picture || r.kind == wording && len(rest) == len(r.text) {
			break
		}
		if r.kind == wording {
			seg[len(seg)-1].text = rest
			r.text = r.text[len(rest):]
		}
		take(&r)
		tail = append(tail, r)
		if r.kind == wording && rest != "" {
			break
		}
		seg = seg[:len(seg)-1]
	}
	slices.Reverse(tail)
	return seg, tail
}

// plainRuns returns the text of runs on one line.
func plainRuns(runs []run) string {
	var b strings.Builder
	for _, r := range runs {
		switch r.kind {
		case wording:
			b.WriteString(r.text)
		case joint:
			b.WriteString(r.text)
		case turn:
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String())
}

// edge returns the first or the last character of a run as it will be written;
// 0 for a line's end.
func (r *run) edge(last bool) rune {
	switch {
	case r.kind == turn || r.kind == joint:
		return 0
	case r.kind == picture:
		return '!'
	case r.style&code != 0:
		return '`'
	case last:
		c, _ := utf8.DecodeLastRuneInString(r.text)
		return c
	}
	c, _ := utf8.DecodeRuneInString(r.text)
	return c
}
