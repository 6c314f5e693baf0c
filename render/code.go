package render

import (
	"strings"

	"broadsheet/render/theme"

	"github.com/yuin/goldmark/ast"
)

// How many bytes of code are coloured at the most. Honest code costs about
// 0.2 ms a line, but the patterns by which it is coloured take quadratic time
// on code that was written to that end.
const (
	longCode  = 4 << 10 // one block
	slowCode  = 1 << 10 // one block of a language with slow patterns
	allOfCode = 8       // all blocks of an article together, in blocks of full length
)

// coloured are the languages that are known to Glamour, with the bytes of one
// block. For a name that it does not know it would try all it knows.
var coloured = func() map[string]int {
	m := map[string]int{}
	for _, name := range strings.Fields("bash clojure console css dart diff docker dockerfile elixir erlang go golang graphql haskell hs ini javascript " +
		"js json jsx latex nginx ocaml proto protobuf py python python3 r rb rs ruby rust scala sh shell sql swift tex toml zig zsh") {
		m[name] = longCode
	}
	for _, name := range strings.Fields("c c# c++ cpp cs csharp hcl html java kotlin lisp lua make makefile markdown md nix perl php powershell ps1 " +
		"scss terraform ts tsx typescript vim xml yaml yml") {
		m[name] = slowCode
	}
	return m
}()

// code sets a block of code on raised ground, the full measure wide, its
// language at the top right. Lines that are too long turn, so nothing is lost.
func (s *setter) code(n ast.Node, language string) {
	language, _, _ = strings.Cut(language, "\t")
	s.gap = true
	s.mark()
	w := s.width()
	inner := w - 4
	raised := theme.Look{Ground: theme.Raised}
	for i, l := range s.codeLines(n, language) {
		for k, part := range turn(l, inner) {
			row := Line{frame("  ", raised)}
			if k > 0 {
				row[0] = frame("› ", theme.Look{Ink: theme.Third, Ground: theme.Raised})
			}
			row = append(row, part...)
			label := ""
			if i == 0 && k == 0 && row.Width()+Width(language)+4 <= w {
				label = language
			}
			fill := max(0, w-row.Width()-Width(label)-2)
			row = append(row, frame(strings.Repeat(" ", fill), raised), frame(label+"  ", theme.Look{Ink: theme.Third, Ground: theme.Raised}))
			s.put(row)
		}
	}
	s.gap = true
}

// codeLines returns the lines of a block of code, coloured by Glamour when its
// language is known. Guessing the language of any code is slow and often wrong.
func (s *setter) codeLines(n ast.Node, language string) []Line {
	base := theme.Look{Ground: theme.Raised}
	var b strings.Builder
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		b.Write(seg.Value(s.copy.doc.Source))
	}
	text := strings.TrimRight(strings.ReplaceAll(b.String(), "\t", "    "), "\n")
	if s.colours(language, len(text)) {
		if runs, err := s.glamour.runs(s.copy.inliner.src, n, base); err == nil {
			if lines := codeRows(runs); sameText(lines, text) {
				return lines
			}
		}
	}
	var lines []Line
	for _, l := range strings.Split(text, "\n") {
		lines = append(lines, Line{Text(l, base)})
	}
	return lines
}

// colours reports whether a block of code is coloured, and counts it.
func (s *setter) colours(language string, n int) bool {
	most := coloured[strings.ToLower(language)]
	cost := n * (longCode / max(1, most))
	if most == 0 || n > most || s.colour+cost > allOfCode*longCode {
		return false
	}
	s.colour += cost
	return true
}

// codeRows parts runs into lines, without the blank ones around them.
func codeRows(runs []Run) []Line {
	var lines []Line
	for _, l := range hardLines(runs) {
		lines = append(lines, trimRight(l))
	}
	for len(lines) > 0 && len(lines[0]) == 0 {
		lines = lines[1:]
	}
	for len(lines) > 0 && len(lines[len(lines)-1]) == 0 {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// sameText reports whether colouring has left the code as it was.
func sameText(lines []Line, text string) bool {
	want := strings.Split(text, "\n")
	if len(want) != len(lines) {
		return false
	}
	for i, l := range lines {
		if l.Text() != strings.TrimRight(want[i], " ") {
			return false
		}
	}
	return true
}

// turn breaks a line of code at a width, inside words.
func turn(l Line, width int) []Line {
	if l.Width() <= width {
		return []Line{l}
	}
	var out []Line
	var text strings.Builder
	for _, r := range l {
		text.WriteString(r.Text)
	}
	s := text.String()
	c := cutter{runs: l}
	for at := 0; at < len(s); {
		n := cellsToBytes(s[at:], max(1, width))
		out = append(out, c.cut(at, at+n))
		at += n
	}
	return out
}
