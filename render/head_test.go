package render

import (
	"strings"
	"testing"
	"time"

	"broadsheet/feed"
	"broadsheet/render/theme"
)

var story = feed.Article{
	Title: "The lighthouse keepers who taught an island to love the dark", Section: "Islands", Starred: true, Byline: "Ingrid Solheim",
	Deck: "Skarvøy switched off its street lamps for a single winter, to spare the birds. Three years later nobody has asked for them back.", Paper: "The Northern Courier",
	Published: time.Date(2026, 11, 22, 13, 40, 0, 0, time.UTC), Words: 1500,
	Body: "On the first evening without lamps, Marit Aasen walked home.",
}

// compare fails when the lines are not those wanted.
func compare(t *testing.T, what string, got []string, want string) {
	t.Helper()
	if g := strings.Join(got, "\n"); g != strings.Trim(want, "\n") {
		t.Errorf("%s is set as\n%s\nwant\n%s", what, g, strings.Trim(want, "\n"))
	}
}

func TestHead(t *testing.T) {
	compare(t, "the roomy head", shown(NewCopy(story).Page(Options{Measure: 68, Clock: Clock{noon}})), `
ISLANDS                                                            ★

The lighthouse keepers who taught
an island to love the dark

Skarvøy switched off its street lamps for a single winter, to
spare the birds. Three years later nobody has asked for them back.

By Ingrid Solheim                                              7 min
The Northern Courier                          Sun 22 Nov 2026, 13:40
────────────────────────────────────────────────────────────────────

ON THE FIRST EVENING without lamps, Marit Aasen walked home. ■`)
	compare(t, "the tight head", shown(NewCopy(story).Page(Options{Measure: 70, Tight: true, Clock: Clock{noon}})), `
ISLANDS                                                              ★
The lighthouse keepers who taught
an island to love the dark

Skarvøy switched off its street lamps for a single winter, to
spare the birds. Three years later nobody has asked for them back.

By Ingrid Solheim · The Northern Courier         22 Nov, 13:40 · 7 min
──────────────────────────────────────────────────────────────────────
ON THE FIRST EVENING without lamps, Marit Aasen walked home. ■`)
	compare(t, "the narrow head", shown(NewCopy(story).Page(Options{Measure: 24, Clock: Clock{noon}}))[:15], `
ISLANDS                ★

The lighthouse keepers
who taught an island
to love the dark

Skarvøy switched off
its street lamps for a
single winter, to
spare the birds. Three
years later nobody has
asked for them back.

By Ingrid Solheim  7 min
  Sun 22 Nov 2026, 13:40`)
}

func TestHeadWithParts(t *testing.T) {
	for _, c := range []struct {
		what  string
		a     feed.Article
		tight bool
		want  string // below the headline
	}{
		{"nothing known", feed.Article{}, false, "|                                 undated"},
		{"nothing known, tight", feed.Article{}, true, "|                                 undated"},
		{"only a paper", feed.Article{Paper: "The Courier", Words: 300}, false, "|The Courier              undated · 2 min"},
		{"only a paper, tight", feed.Article{Paper: "The Courier", Words: 300}, true, "|The Courier              undated · 2 min"},
		{"a day", feed.Article{Published: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC), Words: 1, Byline: "A"}, false, "|By A                               1 min|                         Sat 21 Nov 2026"},
		{"updated only", feed.Article{Updated: time.Date(2026, 11, 21, 9, 5, 0, 0, time.UTC), Byline: "A"}, true, "|By A                       21 Nov, 09:05"},
		{"a long paper gives way", feed.Article{Paper: "The Northern Courier and Advertiser", Published: noon, Words: 300}, false, "|The Northern…     Sun 22 Nov 2026, 12:00"},
		{"a long author gives way", feed.Article{Byline: "Ingrid Solheim, Marit Aasen and Odd Myhre", Paper: "P", Published: noon}, true, "|By Ingrid Solheim, Marit…  22 Nov, 12:00"},
	} {
		c.a.Title = "T"
		lines := shown(NewCopy(c.a).Page(Options{Measure: 40, Tight: c.tight, Clock: Clock{noon}}))
		end := 0
		for !strings.HasPrefix(lines[end], "──") {
			end++
		}
		got := strings.Join(lines[1:end], "|")
		if got != c.want {
			t.Errorf("%s:\n%q\nwant\n%q", c.what, got, c.want)
		}
	}
	if got := shown(NewCopy(feed.Article{}).Page(Options{Measure: 40}))[0]; got != "Untitled" {
		t.Errorf("an article without headline begins %q", got)
	}
}

func TestHeadFitsAnyMeasure(t *testing.T) {
	a := story
	a.Section, a.Byline, a.Paper = strings.Repeat("Long section ", 5), strings.Repeat("Name ", 20), strings.Repeat("東京新聞", 9)
	a.Title, a.Words = strings.Repeat("x", 90)+" 東京の灯台守 "+strings.Repeat("word ", 30), 300000
	a.Figure = feed.Figure{Caption: strings.Repeat("caption ", 9), Credit: "P. Roe"}
	for w := 0; w < 130; w++ {
		for _, tight := range []bool{false, true} {
			p := NewCopy(a).Page(Options{Measure: w, Tight: tight, Clock: Clock{noon}})
			checkLines(t, p)
			if p.Measure != max(20, w) {
				t.Errorf("set at %d, asked for %d", p.Measure, w)
			}
		}
	}
}

func TestDeckIsNotRepeated(t *testing.T) {
	for _, c := range []struct {
		deck, body string
		shown      bool
	}{
		{"The ferry leaves at noon.", "The ferry leaves at noon from the quay.", false},
		{"The ferry leaves at noon …", "**The Ferry** leaves", true},
		{"The ferry…", "*The Ferry leaves* at noon.", false},
		{"Another line.", "The ferry leaves at noon.", true},
		{"Ÿ" + strings.Repeat("é", 50), strings.Repeat("y", 1) + strings.Repeat("e\u0301", 50) + " and more", false},
	} {
		p := NewCopy(feed.Article{Title: "T", Deck: c.deck, Body: c.body}).Page(Options{Measure: 70})
		if got := strings.Contains(strings.Join(shown(p)[:3], "\n"), c.deck); got != c.shown {
			t.Errorf("deck %q over %q is shown: %t, want %t", c.deck, c.body, got, c.shown)
		}
	}
}

func TestCaption(t *testing.T) {
	a := feed.Article{Title: "T", Body: "Text.", Figure: feed.Figure{Caption: "The ferry at noon", Credit: "P. Roe"}}
	p := NewCopy(a).Page(Options{Measure: 40})
	compare(t, "the caption", body(p), "The ferry at noon  P. Roe\n\nText. ■")
	l := p.Lines[p.Blocks[1]]
	if l[0].Look != (theme.Look{Ink: theme.Third, Attr: theme.Italic}) || l[len(l)-1].Look != (theme.Look{Ink: theme.Third}) {
		t.Errorf("the caption looks %+v", l)
	}
	a.Figure.Caption = "渡船"
	if l := NewCopy(a).Page(Options{Measure: 40}); l.Lines[l.Blocks[1]][0].Look.Attr != 0 {
		t.Error("a Chinese caption slants")
	}
	a.Figure.Caption = ""
	compare(t, "the credit alone", body(NewCopy(a).Page(Options{Measure: 40})), "P. Roe\n\nText. ■")
}

func TestLeadIn(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"On the first evening without lamps it was dark.", "ON THE FIRST EVENING"},
		{"Last winter, the council met.", "LAST WINTER"},
		{"Yesterday, the council met.", ""},
		{"The municipality’s administration met.", "THE MUNICIPALITY’S"},
		{"Municipalities’ administrations met.", ""},
		{"“Yes,” she said.", ""},
		{"20 birds were found.", ""},
		{"On Monday 20 birds were found.", "ON MONDAY"},
		{"It ended. Then it began.", ""},
		{"By [the harbour](https://a.example) it was dark.", ""},
		{"*By the harbour* it was dark.", ""},
		{"中文里的一个很长的句子。", ""},
		{"Το καράβι φεύγει το μεσημέρι από.", "ΤΟ ΚΑΡΆΒΙ ΦΕΎΓΕΙ ΤΟ"},
		{"Паром уходит в полдень от причала.", "ПАРОМ УХОДИТ В ПОЛДЕНЬ"},
		{"العبارة تغادر عند الظهر من الرصيف.", ""},
		{"iPhones are sold in the town.", ""},
		{"> On the first evening without lamps.", ""},
		{"- On the first evening without lamps\n- On the second evening without them", ""},
		{"# On the first evening without lamps\n\nOn the second evening without them.", ""},
		{"Short one", ""},
	} {
		a := NewCopy(feed.Article{Title: "T", Body: c.body}).Page(Options{Measure: 60})
		var got string
		for _, l := range a.Lines[2:] {
			for _, r := range l {
				if r.Look == (theme.Look{Ink: theme.Head, Attr: theme.Bold}) && !strings.Contains(c.body, r.Text) {
					got += r.Text
				}
			}
		}
		if got != c.want {
			t.Errorf("%q leads in with %q, want %q", c.body, got, c.want)
		}
		checkLines(t, a)
	}
	for s, n := range map[string]int{"One two three four five": 2, "Straße und Fußgänger sind": 1} {
		runs := []Run{Text(s, theme.Look{})}
		got := Line(leadIn(runs))
		if got.Width() != Width(s) || len(got) != n {
			t.Errorf("%q leads in as %+v", s, got)
		}
	}
}
