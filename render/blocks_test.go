package render

import (
	"strings"
	"testing"

	"broadsheet/feed"
	"broadsheet/render/theme"
)

// setting is Markdown at a measure and the lines it is set in.
type setting struct {
	what    string
	measure int
	md      string
	want    string
}

// settings are blocks and how they are set.
var settings = []setting{
	{"a crosshead is run in", 40, "One.\n\n## A survey\n\nTwo.\n\n### Third\n\nThree.\n\n#\n\nFour.", `
One.

A survey
Two.

Third
Three.

Four. ■`},
	{"a quote", 66, "Before.\n\n> “You do not see less. You stop looking at the lamp, and you start looking at the island.”\n>\n> — Odd Myhre, keeper\n\nAfter.", `
Before.

      ┃  “You do not see less. You stop looking at the lamp, and
      ┃   you start looking at the island.”
      ┃  
      ┃  — Odd Myhre, keeper

After. ■`},
	{"a quote in a quote", 40, "> One.\n>\n> > Two.\n\nAfter.", `
  ┃  One.
  ┃  
  ┃    ┃  Two.

After. ■`},
	{"a list", 40, "Before.\n\n- one that is long enough to be turned at this measure\n- two\n  - nested\n    - deep\n      - deeper\n- three\n\nAfter.", `
Before.

  • one that is long enough to be turned
    at this measure
  • two
      – nested
          · deep
              · deeper
  • three

After. ■`},
	{"a list under its crosshead", 40, "## Head\n\n- one\n- two", "Head\n  • one\n  • two ■"},
	{"a long list of long items", 40, "- one\n\n  more of one\n\n- two\n\n- three", "  • one\n\n    more of one\n\n  • two\n  • three ■"},
	{"numbers stand on the dot", 40, "8. eight\n9. nine\n10. ten\n11. eleven", "   8. eight\n   9. nine\n  10. ten\n  11. eleven ■"},
	{"tasks", 40, "- [x] done\n- [ ] to do, and this one is long enough to turn", "  [x] done\n  [ ] to do, and this one is long enough\n      to turn ■"},
	{"a break", 40, "One.\n\n---\n\nTwo.", "One.\n\n               *   *   *\n\nTwo. ■"},
	{"definitions", 40, "Keeper\n: Someone who keeps a lamp all night, all winter long.\n: A book.\n\nLamp\n: A light.", `
Keeper
    Someone who keeps a lamp all night,
    all winter long.
    A book.
Lamp
    A light. ■`},
	{"notes", 40, "One[^a], two[^b] and one again[^a].\n\n[^a]: The first note, long enough to be turned here.\n[^b]: Second.", `
One*, two† and one again*.

────────────
* The first note, long enough to be
  turned here.
† Second.`},
	{"hard breaks", 40, "Roses  \nare\\\nred<br>and blue", "Roses\nare\nred\nand blue ■"},
	{"code", 30, "One.\n\n```go\nx := 1\n\tlong := \"a line that is too long\"\n```\n\nTwo.", `
One.

  x := 1                  go  
      long := "a line that i  
› s too long"                 

Two. ■`},
	{"code without room for its language", 24, "```javascript\nlet harbour = light();\n```", "  let harbour = light(  \n› );                    "},
	{"right to left", 40, "שלום עולם זה מאמר קצר בעברית עם כמה מילים נוספות.", "     שלום עולם זה מאמר קצר בעברית עם כמה\n                           מילים נוספות."},
	{"nothing", 40, "", ""},
}

func TestBlocks(t *testing.T) {
	for _, c := range settings {
		p := set(c.md, c.measure)
		checkLines(t, p)
		compare(t, c.what, body(p), c.want)
	}
}

const ships = "| Ship | Home port | Knots |\n|---|:-:|---|\n| The Northern Star | Skarvøy | 12 |\n| Petrel | Sund and all its islands | 1,200.5 |\n| Auk | – | – |\n"

// tables are tables and how they are set.
var tables = []setting{
	{"a table", 60, ships, `
━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
Ship                              Home port            Knots
────────────────────────────────────────────────────────────
The Northern Star                  Skarvøy                12
Petrel                     Sund and all its islands  1,200.5
Auk                                   –                    –
━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━`},
	{"its cells turn", 40, ships, `
━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
Ship               Home port       Knots
────────────────────────────────────────
The Northern        Skarvøy           12
Star
Petrel           Sund and all    1,200.5
                  its islands
Auk                    –               –
━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━`},
	{"its rows become records", 20, ships, `
━━━━━━━━━━━━━━━━━━━━
Ship  The Northern
Star
Home port  Skarvøy
Knots  12
────────────────────
Ship  Petrel
Home port  Sund and
all its islands
Knots  1,200.5
────────────────────
Ship  Auk
Home port  –
Knots  –
━━━━━━━━━━━━━━━━━━━━`},
	{"a head alone", 20, "| one | two | three | four |\n|---|---|---|---|\n", `
━━━━━━━━━━━━━━━━━━━━
one
two
three
four
━━━━━━━━━━━━━━━━━━━━`},
	{"a head of blanks", 30, "| | |\n|---|--:|\n| a | b |\n", `
━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
a                            b
━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━`},
	{"one column", 30, "| Ship |\n|---|\n| The Northern Star of the whole archipelago |\n", `
━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
Ship
──────────────────────────────
The Northern Star of the whole
archipelago
━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━`},
}

func TestTables(t *testing.T) {
	for _, c := range tables {
		p := set(c.md, c.measure)
		checkLines(t, p)
		compare(t, c.what, body(p), c.want)
	}
}

// run returns the first run with a text.
func run(t *testing.T, p *Page, text string) Run {
	t.Helper()
	for _, l := range p.Lines {
		for _, r := range l {
			if strings.TrimSpace(r.Text) == text {
				return r
			}
		}
	}
	t.Fatalf("no run %q in\n%s", text, strings.Join(shown(p), "\n"))
	return Run{}
}

func TestLooks(t *testing.T) {
	p := set("# One\n\n### Three\n\n#### Four\n\nA *slanted* **bold** ***both*** ~~struck~~ `code` word.\n\n> said *not*\n>\n> — somebody\n\n"+
		"1. item\n\n- bullet\n\n```go\nfunc x() // why\n```\n\n| Head |\n|---|\n| Cell |\n\nTerm\n: Text.\n\n~~a *b* `c` [d](https://d.example)~~\n\nEnd.", 60)
	for text, want := range map[string]theme.Look{
		"One": {Ink: theme.Head, Attr: theme.Bold}, "Three": {Attr: theme.Bold | theme.Italic}, "Four": {Ink: theme.Second, Attr: theme.Bold},
		"slanted": {Attr: theme.Italic}, "bold": {Attr: theme.Bold}, "both": {Attr: theme.Bold | theme.Italic}, "struck": {Attr: theme.Strike}, "code": {Ground: theme.Raised},
		"said": {Attr: theme.Italic}, "not": {}, "— somebody": {Ink: theme.Third}, "┃": {Ink: theme.Line}, "1.": {Ink: theme.Second}, "•": {Ink: theme.Third},
		"func": {Ground: theme.Raised, Attr: theme.Bold}, "// why": {Ink: theme.Third, Ground: theme.Raised, Attr: theme.Italic}, "go": {Ink: theme.Third, Ground: theme.Raised},
		"Head": {Ink: theme.Second, Attr: theme.Bold}, "Cell": {}, "Term": {Attr: theme.Bold}, "a": {Attr: theme.Strike}, "b": {Attr: theme.Strike | theme.Italic}, "c": {Ground: theme.Raised},
		"d": {Attr: theme.Strike}, "■": {Ink: theme.Accent},
	} {
		if r := run(t, p, text); r.Look != want {
			t.Errorf("%q looks %+v, want %+v", text, r.Look, want)
		}
	}
}

// TestCodeKeepsItsGround checks that a block of code is one even surface.
func TestCodeKeepsItsGround(t *testing.T) {
	p := set("```go\nfunc main() {\n\n\tx := \"東京\" // a comment that is much too long for this line\n}\n```", 40)
	rows := 0
	for _, l := range p.Lines[p.Blocks[1]:] {
		rows++
		for _, r := range l {
			if r.Look.Ground != theme.Raised {
				t.Errorf("%q of %q is not on raised ground", r.Text, l.Text())
			}
		}
		if l.Width() != 40 {
			t.Errorf("%q is %d cells wide", l.Text(), l.Width())
		}
	}
	if rows != 5 {
		t.Errorf("%d rows of code, want 5", rows)
	}
}

func TestCodeIsShownAsItIs(t *testing.T) {
	code := "if a && b {\n\treturn \"&amp;\\n\" // *no* [link](x)\n}\n\n\n  indented   "
	for _, lang := range []string{"", "go", "python", "html", "nosuch", "{.go}", "go title=x"} {
		p := set("~~~"+lang+"\n"+code+"\n~~~", 80)
		var got []string
		for _, l := range p.Lines[p.Blocks[1]:] {
			text := l.Text()
			got = append(got, strings.TrimRight(strings.TrimSuffix(strings.TrimRight(text[2:], " "), strings.SplitN(lang, " ", 2)[0]), " "))
		}
		if g, want := strings.Join(got, "\n"), strings.ReplaceAll(strings.TrimRight(code, " "), "\t", "    "); g != want {
			t.Errorf("%q code is shown as\n%s\nwant\n%s", lang, g, want)
		}
	}
}

func TestNotesAndAnchors(t *testing.T) {
	p := set("Go [down](#the-end)[^1], [^2].\n\n# The end\n\nHere.\n\n[^1]: One.\n[^2]: Two.", 40)
	if line, ok := p.Anchors["the-end"]; !ok || p.Lines[line].Text() != "The end" {
		t.Errorf("the anchor leads to line %d", line)
	}
	if len(p.Notes) != 2 || p.Lines[p.Notes[0]].Text() != "* One." || p.Lines[p.Notes[1]].Text() != "† Two." {
		t.Errorf("the notes begin at lines %v", p.Notes)
	}
	if p.Places[1].Note != 1 || p.Places[2].Note != 2 || p.Places[0].Link.Kind != feed.LinkAnchor {
		t.Errorf("places %+v", p.Places)
	}
	for n, want := range map[int]string{1: "*", 4: "§", 5: "a", 30: "z", 31: "aa", 56: "az", 57: "ba", 706: "zz", 707: "aaa"} {
		if got := NoteMark(n); got != want {
			t.Errorf("note %d has the mark %s, want %s", n, got, want)
		}
	}
	if got := Superscript(1092); got != "¹⁰⁹²" {
		t.Errorf("1092 raised is %s", got)
	}
}
