package render

import (
	"strings"
	"unicode/utf8"

	"broadsheet/render/theme"

	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"
)

// Break breaks text into lines of at most width cells (at least 1). It
// breaks greedily where the Unicode line breaking algorithm (UAX 14) allows,
// so also between characters of Chinese and Japanese but not before their
// closing marks; never between a link and its number; and inside a word only
// when the word is wider than the line. A line feed breaks always.
func Break(runs []Run, width int) []Line {
	var lines []Line
	for _, part := range hardLines(runs) {
		lines = append(lines, softLines(part, max(1, width))...)
	}
	return lines
}

// zeroBlank stands between the words of Thai, Lao, Khmer and Burmese; a line
// may end there, and nothing is seen of it.
const zeroBlank = "\u200b"

// hardLines parts runs at line feeds.
func hardLines(runs []Run) [][]Run {
	out := [][]Run{nil}
	for _, r := range runs {
		for {
			before, after, found := strings.Cut(r.Text, "\n")
			if before != "" {
				part := r
				part.Text, part.Width = before, Width(before)
				out[len(out)-1] = append(out[len(out)-1], part)
			}
			if !found {
				break
			}
			out = append(out, nil)
			r.Text = after
		}
	}
	if n := len(out); n > 1 && len(out[n-1]) == 0 {
		out = out[:n-1]
	}
	return out
}

// softLines breaks runs without line feeds.
func softLines(runs []Run, width int) []Line {
	text, glued := join(runs)
	if Width(text) <= width && !strings.HasSuffix(text, " ") && !strings.Contains(text, zeroBlank) {
		return []Line{runs}
	}
	var lines []Line
	c := cutter{runs: runs}
	start, end, col := 0, 0, 0 // the line so far is text[start:end], col cells wide with its blanks
	for at := 0; at < len(text); {
		n := nextWord(text, at, glued)
		word := strings.TrimRight(text[at:at+n], " ")
		w := Width(word)
		if col+w > width && col > 0 {
			lines = append(lines, c.cut(start, end))
			start, col = at, 0
		}
		for w > width { // a word wider than the line
			k := cellsToBytes(word, width)
			if k == len(word) {
				break
			}
			k = unglue(word, k, at, glued)
			lines = append(lines, c.cut(start, at+k))
			w -= Width(word[:k])
			at, n, word = at+k, n-k, word[k:]
			start = at
		}
		col += w + n - len(word) // blanks are one cell each
		at += n
		end = at
	}
	if end > start {
		lines = append(lines, c.cut(start, end))
	}
	return lines
}

// join returns the text of runs, and the bytes in it before which no line may
// end: a number stays with the words before it, the sign of a picture with
// those behind it.
func join(runs []Run) (string, map[int]bool) {
	var b strings.Builder
	var glued map[int]bool
	for i, r := range runs {
		if r.Part == Number {
			if glued == nil {
				glued = map[int]bool{}
			}
			if i+1 < len(runs) && runs[i+1].Place == r.Place && runs[i+1].Part == Words {
				glued[b.Len()+len(r.Text)] = true
				glued[b.Len()+len(r.Text)+1] = true // behind the blank
			} else {
				for k := range r.Text {
					glued[b.Len()+k] = true
				}
			}
		}
		b.WriteString(r.Text)
	}
	return b.String(), glued
}

// nextWord returns how many bytes of text, from byte at on, stay together.
func nextWord(text string, at int, glued map[int]bool) int {
	n := nextBreak(text[at:])
	for at+n < len(text) && glued[at+n] {
		n += nextBreak(text[at+n:])
	}
	return n
}

// longestWord returns the cells of the longest part that is not broken.
func longestWord(runs []Run) int {
	longest := 0
	text, glued := join(runs)
	for at := 0; at < len(text); {
		n := nextWord(text, at, glued)
		longest = max(longest, Width(strings.TrimRight(text[at:at+n], " ")))
		at += n
	}
	return longest
}

// unglue moves a cut inside a word, k bytes in, before the last character that
// must stay with what follows. The word begins at byte at of the text.
func unglue(word string, k, at int, glued map[int]bool) int {
	if !glued[at+k] {
		return k
	}
	for i := k; i > 0; {
		_, n := utf8.DecodeLastRuneInString(word[:i])
		if i -= n; i > 0 && !glued[at+i] && cellsToBytes(word, Width(word[:i])) == i {
			return i
		}
	}
	return k
}

// nextBreak returns how many bytes of s come before the next place where a line
// may end.
func nextBreak(s string) int {
	if n, ok := asciiBreak(s); ok {
		return n
	}
	seg, _, _, _ := uniseg.FirstLineSegmentInString(s, -1)
	return len(seg)
}

// asciiBreak is the common case of UAX 14 for plain words: a line may end after
// blanks, and after a hyphen between letters.
func asciiBreak(s string) (int, bool) {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 0x80:
			return 0, false
		case c == ' ':
			for i < len(s) && s[i] == ' ' {
				i++
			}
			if i < len(s) && !letter(s[i]) && !digit(s[i]) {
				return 0, false
			}
			return i, true
		case c == '-' && i > 0 && i+1 < len(s) && letter(s[i-1]) && letter(s[i+1]):
			return i + 1, true
		case c == ',' || c == '.' || c == ';' || c == ':':
			if i+1 < len(s) && digit(s[i+1]) && (i == 0 || !digit(s[i-1])) {
				return 0, false
			}
		case !letter(c) && !digit(c) && c != '\'' && c != '"':
			return 0, false
		}
	}
	return len(s), true
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func digit(c byte) bool { return c >= '0' && c <= '9' }

// cellsToBytes returns how many bytes of s fit into n cells: at least one
// cluster, so that breaking always goes on.
func cellsToBytes(s string, n int) int {
	bytes, cells := 0, 0
	for bytes < len(s) {
		g, w := ansi.FirstGraphemeCluster(s[bytes:], ansi.GraphemeWidth)
		if cells+w > n && bytes > 0 {
			break
		}
		bytes, cells = bytes+len(g), cells+w
	}
	return bytes
}

// cutter cuts a row of runs at growing byte offsets.
type cutter struct {
	runs []Run
	run  int // the run that holds the last offset
	at   int // the byte where that run begins
	// joined says that the last line ended without a blank.
	joined bool
}

// cut returns the bytes [from, to), without blanks at the end.
func (c *cutter) cut(from, to int) Line {
	var l Line
	for c.run < len(c.runs) && c.at+len(c.runs[c.run].Text) <= from {
		c.at += len(c.runs[c.run].Text)
		c.run++
	}
	for i, at := c.run, c.at; i < len(c.runs) && at < to; i++ {
		r := c.runs[i]
		a, z := max(from-at, 0), min(to-at, len(r.Text))
		at += len(r.Text)
		if a > 0 || z < len(r.Text) {
			r.Text = r.Text[a:z]
			r.Width = Width(r.Text)
		}
		if r.Text = strings.ReplaceAll(r.Text, zeroBlank, ""); r.Text == "" {
			continue
		}
		r.joined = len(l) == 0 && c.joined
		l = append(l, r)
	}
	c.joined = len(l) > 0 && !strings.HasSuffix(l[len(l)-1].Text, " ")
	return trimRight(l)
}

// trimRight drops the blanks at the end of a line.
func trimRight(l Line) Line {
	for len(l) > 0 {
		last := &l[len(l)-1]
		t := strings.TrimRight(last.Text, " ")
		if t == last.Text {
			break
		}
		if t != "" {
			r := *last
			r.Text, r.Width = t, Width(t)
			l = append(l[:len(l)-1:len(l)-1], r)
			break
		}
		l = l[:len(l)-1]
	}
	return l
}

// Wrap breaks plain text into lines of at most width cells.
func Wrap(s string, width int) []string {
	if s == "" {
		return nil
	}
	var out []string
	for _, l := range Break([]Run{Text(s, theme.Look{})}, width) {
		out = append(out, l.Text())
	}
	return out
}

// Balance breaks text into as few lines as width allows, of lengths as even as
// they can be, as a headline is set. More than most lines (0: no limit) are cut
// at a word with an ellipsis.
func Balance(s string, width, most int) []string {
	lines := Wrap(s, width)
	if most > 0 && len(lines) > most {
		lines = lines[:most]
		last := strings.TrimRight(lines[most-1], " ,;:–.—-")
		if Width(last) >= width {
			last = strings.TrimSuffix(Trim(last+"…", width), "…")
		}
		lines[most-1] = last + "…"
		return lines
	}
	if len(lines) < 2 {
		return lines
	}
	low, high := 1, width // the narrowest measure that needs no more lines
	for low < high {
		if mid := (low + high) / 2; fits(s, mid, len(lines)) {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return Wrap(s, low)
}

// fits reports whether s takes at most n lines of width cells without a word
// broken.
func fits(s string, width, n int) bool {
	for at := 0; at < len(s); {
		k := nextBreak(s[at:])
		if Width(strings.TrimRight(s[at:at+k], " ")) > width {
			return false
		}
		at += k
	}
	return len(Wrap(s, width)) <= n
}

// Trim cuts text to at most width cells: at a word where that keeps more than
// half, its punctuation taken off, with an ellipsis. Nothing is cut in silence.
func Trim(s string, width int) string {
	if Width(s) <= width {
		return s
	}
	if width < 1 {
		return ""
	}
	cut := s[:cellsToBytes(s, width-1)]
	if Width(cut) > width-1 {
		return "…"
	}
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 && s[len(cut)] != ' ' {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:–.—-") + "…"
}

// TrimLeft cuts the beginning of a host or path, which matters least.
func TrimLeft(s string, width int) string {
	if Width(s) <= width {
		return s
	}
	if width < 1 {
		return ""
	}
	return "…" + lastCells(s, width-1)
}

// TrimMiddle cuts an address in its middle.
func TrimMiddle(s string, width int) string {
	if Width(s) <= width {
		return s
	}
	if width < 3 {
		return Trim(s, width)
	}
	left := width / 2
	return ansi.Truncate(s, left, "") + "…" + lastCells(s, width-1-left)
}

// lastCells returns the end of s that fits into n cells.
func lastCells(s string, n int) string {
	for w := Width(s); w > n; {
		g, cells := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		s, w = s[len(g):], w-cells
	}
	return s
}
