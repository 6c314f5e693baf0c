package extract

import (
	"strings"
	"unicode"
)

// Markdown's marks of emphasis work only where they "flank" the words: an
// opening mark must not stand before a blank, nor between a letter and a sign,
// and the other way round for a closing one (CommonMark 0.31, 6.2). Where the
// author's emphasis ends elsewhere, it is drawn in to the next place that
// works, so that no mark is ever left in the text. Emphasis is set apart inside
// and outside of a link, since the brackets are signs too.

// compose makes the styles of tidied runs expressible in Markdown.
func compose(runs []run) []run {
	var all style
	for i := range runs { // pictures have no style; some code would be taken for an address, or for the definition of one
		if runs[i].kind == picture {
			runs[i].style = 0
		} else if runs[i].style&code != 0 && (i > 0 && swallowed(&runs[i-1], &runs[i]) || runs[i].link != 0 && strings.Contains(runs[i].text, "]:")) {
			runs[i].style &^= code
		}
		all |= runs[i].style
	}
	if all&^code == 0 {
		return rejoin(runs)
	}
	// To draw one range in can break its nesting with another; styles are only
	// ever taken away, so this comes to an end, nearly always at once.
	for n, rounds := -1, 0; n != count(runs, strong|emph|strike); rounds++ {
		n = count(runs, strong|emph|strike)
		untangle(runs, emph, strong)
		untangle(runs, strike, strong)
		untangle(runs, strike, emph)
		for _, s := range []style{strong, emph, strike} {
			switch {
			case all&s == 0:
			case rounds < 6:
				runs = flank(runs, s)
			default:
				for i := range runs {
					runs[i].style &^= s
				}
			}
		}
	}
	return rejoin(runs)
}

// swallowed reports whether code with an "@" in it would be taken as part of a
// mail address together with the words before it; it is set as text then.
func swallowed(before, r *run) bool {
	if strings.IndexByte(r.text, '@') < 0 {
		return false
	}
	c := before.edge(true)
	return c != 0 && c != ' ' && c != '('
}

// untangle takes the inner style off where it overlaps the outer one only in
// part, so that each pair of ranges stands within or beside each other.
func untangle(runs []run, inner, outer style) {
	for a := 0; a < len(runs); {
		b := extent(runs, a, inner)
		if b == a {
			a++
			continue
		}
		next := b
		same := func(i int) bool { // the outer range runs on over the edge before i
			return i > 0 && i < len(runs) && runs[i-1].link == runs[i].link && runs[i-1].style&runs[i].style&outer != 0
		}
		within := extent(runs, a, outer) >= b
		if !within && same(a) {
			for a < b && runs[a].style&outer != 0 {
				runs[a].style &^= inner
				a++
			}
		}
		if !within && same(b) {
			for i := b - 1; i >= a && runs[i].style&outer != 0; i-- {
				runs[i].style &^= inner
			}
		}
		a = next
	}
}

// extent returns where the range of runs that have a style and the same link
// ends, when it begins at i.
func extent(runs []run, i int, s style) int {
	j := i
	for j < len(runs) && runs[j].style&s != 0 && runs[j].link == runs[i].link {
		j++
	}
	return j
}

// flank draws the ranges of one style in until their marks will work.
func flank(runs []run, s style) []run {
	out := make([]run, 0, len(runs)+4)
	for i := 0; i < len(runs); {
		j := extent(runs, i, s)
		if j == i {
			out = append(out, runs[i])
			i++
			continue
		}
		before, behind := rune(' '), rune(' ')
		if i > 0 {
			before = neighbour(&runs[i-1], &runs[i], true)
		} else if runs[i].link != 0 {
			before = '['
		}
		if j < len(runs) {
			behind = neighbour(&runs[j], &runs[j-1], false)
		} else if runs[j-1].link != 0 {
			behind = ']'
		}
		outer := style(0) // of what stands before
		if i > 0 && runs[i-1].link == runs[i].link {
			outer = runs[i-1].style
		}
		seg := runs[i:j:j]
		for n, m := -1, 0; n != m; { // a blank may come to stand at the edge again
			n = count(seg, s)
			seg = fit(seg, s, outer, before, behind)
			m = count(seg, s)
		}
		out = append(out, seg...)
		i = j
	}
	return out
}

// count returns how many bytes of text have the style.
func count(seg []run, s style) int {
	n := 0
	for i := range seg {
		for _, one := range []style{strong, emph, strike} {
			if seg[i].style&s&one != 0 {
				n += 1 + len(seg[i].text)
			}
		}
	}
	return n
}

// fit draws one range in by one step where its marks would not work. The range
// has lost the style at its ends already, as far as it could not keep it.
func fit(seg []run, s, outer style, before, behind rune) []run {
	take := func(r *run) { r.style &^= s }
	a, b := 0, len(seg)
	for a < b && seg[a].style&s == 0 {
		before = seg[a].edge(true)
		a++
	}
	for b > a && seg[b-1].style&s == 0 {
		b--
		behind = seg[b].edge(false)
	}
	if a == b {
		return seg
	}
	mid := seg[a:b:b]
	if blank(mid[0].edge(false)) || blank(mid[len(mid)-1].edge(true)) || mid[0].kind == turn || mid[len(mid)-1].kind == turn {
		mid = shrink(mid, take, blank)
		out := append(append(make([]run, 0, len(seg)+2), seg[:a]...), mid...)
		return append(out, seg[b:]...)
	}
	if a > 0 {
		outer = seg[a-1].style
	}
	struck := mid[0].style&strike != 0 && outer&strike == 0 // its mark comes before this one
	// A strike's mark beside a tilde would be taken for a longer one. A mark in
	// the middle of a word, within a longer range, could close that range.
	if s == strike && (before == '~' || mid[len(mid)-1].edge(true) == '~') ||
		s != strike && outer&mid[0].style&(strong|emph)&^s != 0 && (struck || before != 0 && !blank(before)) {
		for i := range mid {
			take(&mid[i])
		}
		return seg
	}
	if first := &mid[0]; !soft(before) && hard(first, s, false) {
		if !whole(first, s) {
			head, rest := shrinkStart(mid[:1:1], take, sign)
			mid = append(append(head, rest...), mid[1:]...)
		} else {
			take(first)
		}
	} else if last := &mid[len(mid)-1]; !soft(behind) && hard(last, s, true) {
		if !whole(last, s) {
			n := len(mid) - 1
			rest, tail := shrinkEnd(mid[n:], take, sign)
			mid = append(append(mid[:n:n], rest...), tail...)
		} else {
			take(last)
		}
	}
	out := append(append(make([]run, 0, len(seg)+2), seg[:a]...), mid...)
	return append(out, seg[b:]...)
}

// soft reports whether a mark beside the character works before or behind any
// other: it is a blank or a sign.
func soft(r rune) bool { return r == 0 || sign(r) }

// sign reports whether a character is a blank, a sign or a symbol.
func sign(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r)
}

// hard reports whether a mark at this end of the run would stand beside a sign.
func hard(r *run, s style, last bool) bool { return whole(r, s) || sign(r.edge(last)) }

// whole reports whether no single character can be taken off a run: it begins
// and ends with signs of its own, those of code or of another mark.
func whole(r *run, s style) bool {
	others := strike
	if s == strike {
		others = strong | emph
	}
	return r.kind != wording || r.style&(code|others) != 0
}

// neighbour returns the character that stands beside a range: the one of the
// run next to it, or a bracket when a link begins or ends between them.
func neighbour(next, mine *run, before bool) rune {
	switch {
	case next.link == mine.link:
		return next.edge(before)
	case mine.link != 0 && before:
		return '['
	case mine.link != 0:
		return ']'
	case before:
		return ')'
	}
	return '['
}

// rejoin joins neighbours that are set alike.
func rejoin(in []run) []run {
	out := in[:0:0]
	for i := 0; i < len(in); {
		j := i + 1
		r := in[i]
		if r.kind == wording {
			for j < len(in) && in[j].kind == wording && in[j].style == r.style && in[j].link == r.link {
				j++
			}
		}
		if j > i+1 {
			var b strings.Builder
			for _, p := range in[i:j] {
				b.WriteString(p.text)
			}
			r.text = b.String()
		}
		out = append(out, r)
		i = j
	}
	return out
}
