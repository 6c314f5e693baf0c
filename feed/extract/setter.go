package extract

import (
	"bytes"
	"net/url"
	"strings"

	"broadsheet/feed"

	"golang.org/x/net/html"
)

// maxNesting is how many quotes and lists may stand within each other; deeper
// ones are unwrapped. The parser of the Markdown has the same limit.
const maxNesting = 12

// setter sets Markdown: it collects the runs of a paragraph and writes block
// after block.
type setter struct {
	base  *url.URL
	page  *url.URL        // where the text itself stands, when that is not the base
	ids   map[string]bool // the places in the text that can be jumped to; nil while nobody asked
	root  *html.Node      // the tree that is set
	title string          // folded; a first heading that says the same is left out
	deck  string          // folded; a first paragraph that says the same is left out

	out  []byte
	runs []run
	// dests are the addresses of the links so far, as Markdown writes them.
	dests []string
	// flat is not empty while everything is put on one line, as in a table's
	// cell or a heading. It stands between two parts.
	flat string

	lead    string // begins the next line: marks of the quotes and lists that were opened
	cont    string // begins every further line
	gap     string // begins the blank line before the next block
	tight   bool   // the next block follows without a blank line
	nest    int
	blocks  int    // how many were written
	bullet  byte   // of the list that ended just now; 0 after any other block
	rule    int    // where the rule that ends the text begins; 0 when it does not end in one
	quotes  int    // depth of <q>
	caption bool   // inside a caption, where the credit is set apart
	later   []part // captions that wait for their picture
}

// part is a node that is set later than it stands.
type part struct {
	node *html.Node
	c    context
}

// finish returns the Markdown.
func (s *setter) finish() string {
	s.flush()
	if s.rule > 0 {
		s.out = s.out[:s.rule]
	}
	return string(bytes.TrimRight(s.out, "\n"))
}

// part ends a part of the text: a paragraph, or what stands on one line with
// others.
func (s *setter) part() {
	if s.flat == "" {
		s.flush()
		return
	}
	s.joint(s.flat)
}

func (s *setter) joint(sep string) {
	if len(s.runs) > 0 {
		s.runs = append(s.runs, run{kind: joint, text: sep})
	}
}

// flush writes the collected runs as a paragraph.
func (s *setter) flush() {
	if len(s.runs) == 0 {
		return
	}
	runs := tidy(s.runs)
	s.runs = s.runs[:0]
	if len(runs) == 0 || s.deck != "" && s.blocks < 4 && s.repeats(runs, &s.deck) {
		return
	}
	first := !s.tight // a second term stands right below the first
	s.block()
	s.inline(runs, spot{first: first})
}

// repeats reports whether runs say what *folded says, and forgets it then.
func (s *setter) repeats(runs []run, folded *string) bool {
	for i := range runs {
		if runs[i].kind == picture || runs[i].link != 0 && folded == &s.deck { // its links would be lost
			return false
		}
	}
	if *folded == "" || feed.Fold(feed.WashLine(plainRuns(runs))) != *folded {
		return false
	}
	*folded = ""
	return true
}

// block begins a block: a blank line, unless it is tight, and the marks of all
// that stands open.
func (s *setter) block() {
	if len(s.out) > 0 {
		s.out = append(s.out, '\n')
		if !s.tight {
			s.out = append(append(s.out, strings.TrimRight(s.gap, " ")...), '\n')
		}
	}
	s.out = append(s.out, s.lead...)
	s.lead, s.gap = s.cont, s.cont
	s.tight, s.bullet, s.rule = false, 0, 0
	s.blocks++
}

// frame is what has to be put back when a quote or an item ends.
type frame struct {
	lead, cont string
	size       int
}

// enter opens a quote or an item: first begins its first line, rest the others.
func (s *setter) enter(first, rest string) frame {
	f := frame{s.lead, s.cont, len(s.out)}
	s.lead += first
	s.cont += rest
	s.nest++
	return f
}

// leave closes it, and reports whether anything was written in it. An empty
// one leaves no trace.
func (s *setter) leave(f frame) bool {
	s.flush()
	s.nest--
	s.cont = f.cont
	if len(s.out) == f.size {
		s.lead = f.lead
		return false
	}
	s.lead, s.gap, s.tight = f.cont, f.cont, false
	return true
}

// collect gathers the children of a node as runs on one line.
func (s *setter) collect(n *html.Node, sep string, c context) []run {
	runs, flat := s.runs, s.flat
	s.runs, s.flat = nil, sep
	s.children(n, c)
	got := tidy(s.runs)
	s.runs, s.flat = runs, flat
	return got
}

// heading writes a heading of level 1 to 6. Pictures alone are no heading.
func (s *setter) heading(level int, runs []run) {
	if len(runs) == 0 || s.title != "" && s.headless() && s.repeats(runs, &s.title) {
		return
	}
	if plainRuns(runs) == "" {
		s.block()
		s.inline(runs, spot{first: true})
		return
	}
	s.title = ""
	s.block()
	s.out = append(append(s.out, "######"[:level]...), ' ')
	from := len(s.out)
	s.inline(runs, spot{prev: ' '})
	// A number sign at the end would be taken for the closing of the heading.
	if end := len(bytes.TrimRight(s.out, "#")); end < len(s.out) && (end <= from || s.out[end-1] == ' ') {
		signs := len(s.out) - end
		s.out = append(append(s.out[:end], '\\'), strings.Repeat("#", signs)...)
	}
}

// headless reports whether no words have been written yet that would stand
// between the article's headline and a heading of the body.
func (s *setter) headless() bool { return s.blocks < 3 }

// thematic writes a rule, but none at the start and no two in a row.
func (s *setter) thematic() {
	if len(s.out) == 0 || s.rule > 0 {
		return
	}
	from := len(s.out)
	s.block()
	s.out = append(s.out, "___"...) // underscores cannot be taken for an item or an underline
	if s.nest == 0 {
		s.rule = from
	}
}
