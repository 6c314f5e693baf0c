package extract

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// inline writes runs as the text of a block.
func (s *setter) inline(runs []run, at spot) {
	runs = compose(runs)
	for i := range runs {
		at.struck = at.struck || runs[i].style&strike != 0
	}
	at.define = len(runs) > 0 && strings.HasPrefix(runs[0].text, "[") && strings.Contains(plainRuns(runs), "]:")
	at.line = at.first || at.prev == 0
	w := weaver{s: s, at: at, runs: runs}
	w.weave(0, len(runs), strong|emph|strike, 0)
}

// weaver writes the runs of one block, which are nested as ranges: links
// outside, then emphasis, the longer range outside the shorter one.
type weaver struct {
	s    *setter
	at   spot
	runs []run
}

// weave writes runs [i, j) within the link, with marks for those of the styles
// that are left.
func (w *weaver) weave(i, j int, left style, link int) {
	for i < j {
		r := &w.runs[i]
		if r.link != link && r.link != 0 {
			i = w.link(i, j, left)
			continue
		}
		mark, end := style(0), i
		for _, s := range []style{strong, emph, strike} {
			if left&s != 0 && r.style&s != 0 {
				if e := min(extent(w.runs, i, s), j); e > end {
					mark, end = s, e
				}
			}
		}
		if mark == 0 {
			w.leaf(i)
			i++
			continue
		}
		w.mark(mark)
		w.weave(i, end, left&^mark, link)
		w.mark(mark)
		i = end
	}
}

func (w *weaver) mark(s style) {
	text := "**"
	switch s {
	case emph:
		text = "*"
	case strike:
		text = "~~"
	}
	w.put(text)
}

// put writes markup.
func (w *weaver) put(text string) {
	w.s.out = append(w.s.out, text...)
	w.at.prev, _ = utf8.DecodeLastRuneInString(text)
	w.at.line, w.at.first = false, false
}

// link writes the link that begins at run i and returns where it ends.
func (w *weaver) link(i, j int, left style) int {
	end := i + 1
	for end < j && w.runs[end].link == w.runs[i].link {
		end++
	}
	w.put("[")
	label := w.at.label
	w.at.label = true
	w.weave(i, end, left, w.runs[i].link)
	w.at.label = label
	w.put("](" + w.s.dests[w.runs[i].link-1] + ")")
	return end
}

// leaf writes one run without its emphasis and link.
func (w *weaver) leaf(i int) {
	r := &w.runs[i]
	switch {
	case r.kind == turn:
		if bytes.HasSuffix(w.s.out, []byte{'\\'}) { // which a third one would hide
			w.put("  \n" + w.s.cont)
		} else {
			w.put("\\\n" + w.s.cont)
		}
		w.at.prev, w.at.line = 0, true
	case r.kind == joint:
		w.put(r.text)
	case r.kind == picture:
		w.put("![")
		w.s.out = escape(w.s.out, r.text, spot{prev: '[', label: true, cell: w.at.cell})
		w.put("](" + r.dest + ")")
	case r.style&code != 0:
		w.put(codeSpan(r.text, w.at.cell))
	default:
		at := w.at
		at.last = i+1 == len(w.runs) || w.runs[i+1].kind == turn
		if i+1 < len(w.runs) {
			next := &w.runs[i+1]
			at.bang = next.kind == picture || next.link != 0 && next.link != r.link
		}
		w.s.out = escape(w.s.out, r.text, at)
		w.at.prev, _ = utf8.DecodeLastRuneInString(r.text)
		w.at.line, w.at.first = false, false
	}
}

// codeSpan writes code within a line, between as many backticks as it takes.
func codeSpan(t string, cell bool) string {
	longest, n := 0, 0
	for i := range len(t) {
		if t[i] == '`' {
			n++
			longest = max(longest, n)
		} else {
			n = 0
		}
	}
	fence := "`"
	if longest > 0 {
		fence = strings.Repeat("`", longest+1)
		if len(fence) > 8 { // nobody writes this; keep the marks short
			t, fence = strings.ReplaceAll(t, "`", "'"), "`"
		}
	}
	if t[0] == '`' || t[len(t)-1] == '`' || t[0] == ' ' && t[len(t)-1] == ' ' {
		t = " " + t + " "
	}
	if cell {
		t = strings.ReplaceAll(t, "|", "\\|")
	}
	return fence + t + fence
}
