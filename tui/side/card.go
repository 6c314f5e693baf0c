package side

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/feed"
	"broadsheet/render"
	"broadsheet/render/theme"
)

// gutter is what stands left of a card's text: the bar, the mark or number, a
// blank. A number of two digits takes the bar's cell; one of three moves the
// text.
const gutter = 3

// relatedCard sets a related article: headline, source and age.
func relatedCard(r *feed.Related, index int, o Options) []render.Line {
	w := max(1, o.Width-gutter)
	a := &r.Article
	look, lead := theme.Look{}, blank()
	switch {
	case a.ID == "":
		look, lead = theme.Look{Ink: theme.Second}, render.Line{render.Text(" × ", theme.Look{Ink: theme.Third})}
	case !a.Read:
		look, lead = theme.Look{Ink: theme.Head, Attr: theme.Bold}, render.Line{render.Text(" ● ", theme.Look{Ink: theme.Accent})}
	}
	if t, ok := o.RelatedLetters[index]; ok {
		lead = sign(t, hintLook())
	}
	var lines []render.Line
	for i, t := range render.Balance(render.Narrow(a.Title), w, 2) {
		if i > 0 {
			lead = blank()
		}
		lines = append(lines, append(lead, render.Text(t, look)))
	}
	meta := "not among your papers"
	if a.ID != "" {
		meta = under(render.Narrow(a.Paper), o.Clock.ShortAge(a.Dated()), w)
	}
	return append(lines, append(blank(), render.Text(render.Trim(meta, w), theme.Look{Ink: theme.Third})))
}

// under joins a name and a note, cutting the name.
func under(name, note string, w int) string {
	if name == "" {
		return note
	}
	return render.Trim(name, max(1, w-render.Width(note)-3)) + " · " + note
}

// hintLook is how the letters to follow by stand out.
func hintLook() theme.Look { return theme.Look{Ground: theme.Focus, Attr: theme.Bold} }

// sign sets a number or letters into the gutter, right-aligned before its
// blank.
func sign(s string, look theme.Look) render.Line {
	pad := max(0, gutter-1-render.Width(s))
	return render.Line{render.Text(strings.Repeat(" ", pad), theme.Look{}), render.Text(s, look), render.Text(" ", theme.Look{})}
}

func blank() render.Line { return render.Line{render.Text("   ", theme.Look{})} }

// referenceCard sets a reference: number, what it is, where, and the sentence
// that needs it, cut so that the link's words stay.
func (p *Pane) referenceCard(r *feed.Reference, o Options) []render.Line {
	w := max(1, o.Width-gutter)
	inView := r.N == 0 || o.InView == nil || o.InView(r.N)
	chosen := o.Link > 0 && r.N == o.Link
	title, link := theme.Look{Ink: theme.Head, Attr: theme.Bold}, theme.Link
	second := theme.Second
	switch {
	case r.Kind == feed.LinkDead:
		link = theme.Body
	case r.Read:
		link = theme.Visited
	}
	if chosen {
		link = theme.Accent
	}
	if !inView {
		title, second = theme.Look{Ink: theme.Third, Attr: theme.Bold}, theme.Third
		if !chosen {
			link = theme.Third
		}
	}
	lines := p.label(r, o, title, theme.Look{Ink: link, Attr: theme.Bold}, w)
	lines = append(lines, append(blank(), render.Text(where(r, w), theme.Look{Ink: theme.Third})))
	if r.Sentence == "" {
		return lines
	}
	slant := render.Slant(r.Sentence)
	for _, l := range excerpt(r, w, theme.Look{Ink: second, Attr: slant}, theme.Look{Ink: link, Attr: slant | theme.Underline}) {
		lines = append(lines, append(blank(), l...))
	}
	return lines
}

// label sets the first lines of a card: its number, or the letter to follow it
// by, and its title.
func (p *Pane) label(r *feed.Reference, o Options, title, number theme.Look, w int) []render.Line {
	n := ""
	if r.N > 0 { // the original has no number: nothing in the text leads there
		n = strconv.Itoa(r.N)
	}
	if t, ok := o.Letters[r.N]; ok && r.N > 0 {
		n, number = t, hintLook()
	}
	lead := sign(n, number)
	var lines []render.Line
	for i, t := range render.Balance(render.Narrow(titleOf(r)), max(1, w), 2) {
		if i > 0 {
			lead = blank()
		}
		lines = append(lines, append(lead, render.Text(t, title)))
	}
	return lines
}

// titleOf says what a reference is: its headline when the article is held, the
// words that are linked when they say something, else who speaks there. A link
// on "said" says nothing by itself.
func titleOf(r *feed.Reference) string {
	switch {
	case r.Title != "":
		return r.Title
	case r.Kind == feed.LinkOriginal:
		return "The original article"
	case r.Speaker != "" && len(strings.Fields(r.Text)) < 3 && !strings.HasSuffix(r.Speaker, r.Text):
		return capital(r.Speaker) + ": " + r.Text
	case r.Text != "":
		return r.Text
	}
	return r.Host
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// where says where a reference leads, and as much of what is known of it as has
// room beside the host.
func where(r *feed.Reference, w int) string {
	s := r.Host
	switch {
	case r.Kind == feed.LinkDead:
		s = "no address"
	case r.Kind == feed.LinkMail:
		s = "mail"
	}
	for _, note := range notes(r) {
		if render.Width(s+" · "+note) <= w {
			s += " · " + note
		}
	}
	return render.TrimLeft(s, w)
}

// notes are what is known of a reference, what matters most first.
func notes(r *feed.Reference) []string {
	var out []string
	switch {
	case r.Held != "" && r.Read:
		out = append(out, "read")
	case r.Held != "":
		out = append(out, "held here")
	case r.Kind == feed.LinkMedia:
		out = append(out, "file")
	}
	switch {
	case r.Places == 2:
		out = append(out, "+1 more place")
	case r.Places > 2:
		out = append(out, "+"+strconv.Itoa(r.Places-1)+" more places")
	}
	return out
}

// mostSentence is how many lines of a sentence a card has.
const mostSentence = 4

// excerpt sets the sentence in quotation marks, the linked words underlined.
// One that is too long is cut at words on both sides of them.
func excerpt(r *feed.Reference, w int, look, link theme.Look) []render.Line {
	s, text := render.Narrow(r.Sentence), render.Narrow(r.Text)
	at := strings.Index(s, text)
	if text == "" || at < 0 {
		at, text = 0, ""
	}
	lead := ""
	for {
		lines := render.Break(sentenceRuns(lead+s, len(lead)+at, len(text), look, link), w)
		if len(lines) <= mostSentence {
			return lines
		}
		if shows(lines[:mostSentence], link) || text == "" || at == 0 {
			lines = lines[:mostSentence]
			last := lines[mostSentence-1].Text()
			lines[mostSentence-1] = ending(lines[mostSentence-1], last, w, look)
			return lines
		}
		cut := strings.IndexByte(s, ' ') + 1 // drop the first word
		if cut <= 0 || cut > at {
			cut = at
		}
		s, at, lead = s[cut:], at-cut, "… "
	}
}

// sentenceRuns sets a sentence, the n bytes from at on as the link's words.
func sentenceRuns(s string, at, n int, look, link theme.Look) []render.Run {
	quoted := render.Quote(s)
	if quoted != s {
		at += len("“")
	}
	return []render.Run{
		render.Text(quoted[:at], look), render.Text(quoted[at:at+n], link), render.Text(quoted[at+n:], look),
	}
}

// shows reports whether the last linked word stands in the lines with room for
// what follows it.
func shows(lines []render.Line, link theme.Look) bool {
	for i, l := range lines {
		for k, r := range l {
			if r.Look == link && (i < len(lines)-1 || k < len(l)-1) {
				return true
			}
		}
	}
	return false
}

// ending cuts the last line that is shown with an ellipsis.
func ending(l render.Line, text string, w int, look theme.Look) render.Line {
	const tail = " …”"
	room := w - render.Width(tail)
	if l.Width() > room {
		keep := render.Trim(text, room)
		return render.Line{render.Text(strings.TrimSuffix(keep, "…")+tail, look)}
	}
	return append(l[:len(l):len(l)], render.Text(tail, look))
}
