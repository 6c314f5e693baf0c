package render

import (
	"strings"
	"unicode"

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
	var b strings.Builder
	glued := map[int]bool{} // bytes before which no line may end
	for _, r := range runs {
		if r.Part == Number {
			glued[b.Len()] = true
		}
		b.WriteString(r.Text)
	}
	text := b.String()
	if Width(text) <= width && !strings.HasSuffix(text, " ") {
		return []Line{runs}
	}
	var lines []Line
	c := cutter{runs: runs}
	start, end, col := 0, 0, 0 // the line so far is text[start:end], col cells wide with its blanks
	for at := 0; at < len(text); {
		n := nextBreak(text[at:])
		for at+n < len(text) && glued[at+n] {
			n += nextBreak(text[at+n:])
		}
		word := strings.TrimRight(text[at:at+n], " ")
		w := Width(word)
		if col+w > width && end > start {
			lines = append(lines, c.cut(start, end))
			start, col = at, 0
		}
		for w > width { // a word wider than the line
			k := cellsToBytes(word, width)
			lines = append(lines, c.cut(at, at+k))
			at, n, word = at+k, n-k, word[k:]
			start, w = at, Width(word)
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
			if i < len(s) && s[i] >= 0x80 {
				return 0, false
			}
			return i, true
		case c == '-' && i > 0 && i+1 < len(s) && letter(s[i-1]) && letter(s[i+1]):
			return i + 1, true
		case !letter(c) && c != ',' && c != '.' && c != '\'' && c != '"' && c != ';' && c != ':' && !(c >= '0' && c <= '9'):
			return 0, false
		}
	}
	return len(s), true
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

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
		if a == 0 && z == len(r.Text) {
			l = append(l, r)
			continue
		}
		r.Text = r.Text[a:z]
		r.Width = Width(r.Text)
		l = append(l, r)
	}
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
		if Width(last) == width {
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
	for _, w := range strings.Fields(s) {
		if Width(w) > width && !brokenAnywhere(w) {
			return false
		}
	}
	return len(Wrap(s, width)) <= n
}

// brokenAnywhere reports whether a word may be broken between its characters.
func brokenAnywhere(w string) bool {
	for _, r := range w {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			return true
		}
	}
	return strings.Contains(w, "-")
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
	return "…" + ansi.TruncateLeft(s, Width(s)-width+1, "")
}

// TrimMiddle cuts an address in its middle.
func TrimMiddle(s string, width int) string {
	w := Width(s)
	if w <= width {
		return s
	}
	if width < 3 {
		return Trim(s, width)
	}
	left := width / 2
	return ansi.Truncate(s, left, "") + "…" + ansi.TruncateLeft(s, w-(width-1-left), "")
}
