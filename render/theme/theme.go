// Package theme owns the papers: which colour each role of the page has, on
// light and dark grounds and on terminals with many, sixteen or no colours.
package theme

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
)

// Ink is what a stretch of text is for; the paper decides its colour.
type Ink uint8

// The inks. Body is the terminal's own foreground, so it needs no colour.
const (
	Body     Ink = iota
	Head         // headlines, unread titles
	Second       // decks, sentences, read titles
	Third        // captions, meta, hints
	Hairline     // lines that only part
	Line         // lines that mean something
	Accent       // here, new, or the name of a section
	Link
	Visited
	Star
	Good
	Warn
	Bad
	inks
)

// Ground is what a stretch of text stands on.
type Ground uint8

// The grounds. Paper is the terminal's own background.
const (
	Paper  Ground = iota
	Raised        // the selection, code, sheets
	Match         // what the reader looks for
	Focus         // the focused link, and letters to follow by
	grounds
)

// Attr is a set of attributes.
type Attr uint8

// The attributes. Faint and blink are never used: terminals disagree about them.
const (
	Bold Attr = 1 << iota
	Italic
	Underline
	Strike
	Reverse
	attrs = 1 << iota
)

// Look is how a stretch of text looks, whatever the paper. Equal looks need
// no escape sequence between them. The zero Look is plain body text.
type Look struct {
	Ink    Ink
	Ground Ground
	Attr   Attr
}

// Profile is how many colours the terminal has.
type Profile uint8

// The profiles. Rich stands for 256 and more: Bubble Tea converts.
const (
	Rich Profile = iota
	Sixteen
	Mono
)

// Theme is one paper on one kind of terminal. It is immutable and may be
// shared.
type Theme struct {
	Name    string
	Dark    bool
	Profile Profile
	sgr     [int(inks) * int(grounds) * attrs]string
	paper   paper
}

// New returns a paper by its name ("newsprint", "night", "salmon", "slate");
// an unknown name gives Night.
func New(name string, p Profile) *Theme {
	t := &Theme{Name: "night", Profile: p, paper: papers["night"]}
	if found, ok := papers[name]; ok {
		t.Name, t.paper = name, found
	}
	t.Dark = t.paper.dark
	for i := range t.sgr {
		t.sgr[i] = t.sequence(Look{Ink(i / attrs / int(grounds)), Ground(i / attrs % int(grounds)), Attr(i % attrs)})
	}
	return t
}

// For returns the house's paper for a dark or a light terminal.
func For(dark bool, p Profile) *Theme {
	if dark {
		return New("night", p)
	}
	return New("newsprint", p)
}

// Names lists the papers in the order in which a key steps through them.
func Names() []string { return []string{"newsprint", "night", "salmon", "slate"} }

// Next returns the paper after this one, on the same kind of terminal.
func (t *Theme) Next() *Theme {
	names := Names()
	for i, n := range names {
		if n == t.Name {
			return New(names[(i+1)%len(names)], t.Profile)
		}
	}
	return New(names[0], t.Profile)
}

// Background and Foreground are the terminal's colours while the program runs;
// nil leaves the terminal its own.
func (t *Theme) Background() color.Color { return t.own(t.paper.ground[Paper]) }

// Foreground: see Background.
func (t *Theme) Foreground() color.Color { return t.own(t.paper.ink[Body]) }

func (t *Theme) own(hex string) color.Color {
	if t.Profile != Rich {
		return nil
	}
	return lipgloss.Color(hex)
}

// SGR returns the escape sequence that sets a look, whatever was set before.
func (t *Theme) SGR(l Look) string {
	return t.sgr[(int(l.Ink)*int(grounds)+int(l.Ground))*attrs+int(l.Attr)%attrs]
}

// sequence builds the escape sequence of one look.
func (t *Theme) sequence(l Look) string {
	var b strings.Builder
	b.WriteString("\x1b[0")
	for i, code := range []string{";1", ";3", ";4", ";9"} {
		if l.Attr&(1<<i) != 0 {
			b.WriteString(code)
		}
	}
	switch t.Profile {
	case Rich:
		t.colours(&b, l)
	case Sixteen:
		t.sixteen(&b, l)
	case Mono:
		if l.Ground == Match || l.Ground == Focus || l.Attr&Reverse != 0 {
			b.WriteString(";7")
		}
	}
	b.WriteByte('m')
	return b.String()
}

func (t *Theme) colours(b *strings.Builder, l Look) {
	fg, bg := t.paper.ink[l.Ink], ""
	switch l.Ground {
	case Raised:
		bg = t.paper.ground[Raised]
	case Match:
		fg, bg = t.paper.matchInk, t.paper.ground[Match]
	case Focus:
		fg, bg = t.paper.ground[Paper], t.paper.ink[Accent]
	}
	if l.Ink != Body || l.Ground != Paper {
		b.WriteString(rgb(";38;2;", fg))
	}
	if bg != "" {
		b.WriteString(rgb(";48;2;", bg))
	}
	if l.Attr&Reverse != 0 {
		b.WriteString(";7")
	}
}

// sixteen uses the terminal's own palette: text in its foreground, lines in
// bright black, focus and matches inverted.
func (t *Theme) sixteen(b *strings.Builder, l Look) {
	if l.Ground == Match || l.Ground == Focus || l.Attr&Reverse != 0 {
		b.WriteString(";7")
		return
	}
	codes := sixteenLight
	if t.Dark {
		codes = sixteenDark
	}
	b.WriteString(codes[l.Ink])
}
