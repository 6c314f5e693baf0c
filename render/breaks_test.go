package render

import (
	"math/rand/v2"
	"strings"
	"testing"

	"broadsheet/render/theme"

	"github.com/rivo/uniseg"
)

// slowBreak is nextBreak without its fast path.
func slowBreak(s string) int {
	seg, _, _, _ := uniseg.FirstLineSegmentInString(s, -1)
	return len(seg)
}

// scribble writes random text out of an alphabet that is rich in what line
// breaking has rules for.
func scribble(r *rand.Rand, n int) string {
	alphabet := []string{"a", "b", "lamp", "Z", "0", "9", "12", " ", " ", " ", "  ", "-", ",", ".", "'", "\"", ";", ":", "!", "?", "(", ")", "/", "[", "%", "$", "&", "—",
		"é", "’", "“", "”", "中", "。", "、", "」", "「", "！", "\u00a0", "\u0301", "👍", "ก", "ا", "क्षि", "…", "\u200b"}
	if r.IntN(2) == 0 {
		alphabet = alphabet[:27] // plain ASCII
	}
	var b strings.Builder
	for range 1 + r.IntN(n) {
		b.WriteString(alphabet[r.IntN(len(alphabet))])
	}
	return b.String()
}

func TestFastBreakingAgreesWithUnicode(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	fast := 0
	for range 60000 {
		s := scribble(r, 24)
		n, ok := asciiBreak(s)
		if !ok {
			continue
		}
		if fast++; n != slowBreak(s) {
			t.Fatalf("%q: broken behind %q, the algorithm says %q", s, s[:n], s[:slowBreak(s)])
		}
	}
	if fast < 4000 {
		t.Errorf("the fast path was taken only %d times", fast)
	}
	for _, s := range []string{"the harbour", "said, no", "well-known", "word."} {
		if _, ok := asciiBreak(s); !ok {
			t.Errorf("%q does not take the fast path", s)
		}
	}
}

// styled parts text into runs of different looks at random places between
// characters.
func styled(r *rand.Rand, s string) []Run {
	var runs []Run
	for s != "" {
		n := 0
		for n < len(s) {
			n += cellsToBytes(s[n:], 1)
			if r.IntN(6) == 0 {
				break
			}
		}
		runs = append(runs, Text(s[:n], theme.Look{Attr: theme.Attr(r.IntN(4))}))
		s = s[n:]
	}
	return runs
}

func TestBreakKeepsEveryCharacter(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 20000 {
		s := scribble(r, 60)
		width := 1 + r.IntN(40)
		lines := Break(styled(r, s), width)
		var got strings.Builder
		for i, l := range lines {
			text := l.Text()
			got.WriteString(text)
			if w := l.Width(); w > width && cellsToBytes(text, width) < len(text) {
				t.Fatalf("width %d: line %d of %q is %d cells wide: %q", width, i, s, w, text)
			}
			if strings.HasSuffix(text, " ") {
				t.Fatalf("width %d: line %d of %q ends with a blank: %q", width, i, s, text)
			}
		}
		drop := strings.NewReplacer(" ", "", zeroBlank, "").Replace
		if drop(got.String()) != drop(s) {
			t.Fatalf("width %d: %q became %q", width, s, got.String())
		}
	}
}

// TestBreakIsGreedy holds Break to the slow and obvious way of breaking words
// that all fit.
func TestBreakIsGreedy(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	for range 5000 {
		var fields []string
		for range 1 + r.IntN(30) {
			fields = append(fields, strings.Repeat("x", 1+r.IntN(10)))
		}
		width := 10 + r.IntN(50)
		want := []string{fields[0]}
		for _, w := range fields[1:] {
			if last := &want[len(want)-1]; len(*last)+1+len(w) <= width {
				*last += " " + w
			} else {
				want = append(want, w)
			}
		}
		got := Wrap(strings.Join(fields, " "), width)
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Fatalf("width %d:\n%s\nwant\n%s", width, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestChineseAndJapaneseLines(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 4))
	signs := []rune("、。，．！？」』）】〕：；")
	open := []rune("「『（【〔")
	letters := []rune("新聞記者港灯台守島夜明海風船町東京北京国会議員のはをがにでもカタナラ")
	for range 3000 {
		var b strings.Builder
		for i := range 20 + r.IntN(200) {
			b.WriteRune(letters[r.IntN(len(letters))])
			switch r.IntN(9) {
			case 0:
				b.WriteRune(signs[r.IntN(len(signs))])
			case 1:
				if i%2 == 0 {
					b.WriteRune(open[r.IntN(len(open))])
				}
			}
		}
		width := 8 + r.IntN(60)
		for i, l := range Wrap(b.String(), width) {
			first := []rune(l)[0]
			last := []rune(l)[len([]rune(l))-1]
			if i > 0 && strings.ContainsRune(string(signs), first) {
				t.Fatalf("width %d: line %d begins with %c: %s", width, i, first, l)
			}
			if strings.ContainsRune(string(open), last) && i+1 < len(Wrap(b.String(), width)) {
				t.Fatalf("width %d: line %d ends with %c: %s", width, i, last, l)
			}
		}
	}
}

func TestLineFeedsBreak(t *testing.T) {
	for s, want := range map[string]string{"a\nb": "a|b", "a\n\nb": "a||b", "a\n": "a", "one two\nthree": "one|two|three"} {
		if got := strings.Join(Wrap(s, 5), "|"); got != want {
			t.Errorf("%q became %s, want %s", s, got, want)
		}
	}
}

func TestThaiBreaksWhereItsWordsEnd(t *testing.T) {
	got := strings.Join(Wrap("สวัสดี\u200bชาวโลก\u200bทุกคน", 11), "|")
	if want := "สวัสดีชาวโลก"; strings.HasPrefix(got, want) && Width(want) > 11 || strings.Contains(got, zeroBlank) || !strings.Contains(got, "|ทุกคน") {
		t.Errorf("broken as %q", got)
	}
	page := strings.Join(body(set("สวัสดี\u200bชาวโลก\u200bทุกคนครับ\u200bและเพื่อน", 20)), "|")
	if strings.Contains(page, zeroBlank) || !strings.Contains(page, "|") {
		t.Errorf("set as %q", page)
	}
}

func TestBalance(t *testing.T) {
	for _, c := range []struct {
		s           string
		width, most int
		want        string
	}{
		{"The lighthouse keepers who taught an island to love the dark", 52, 0, "The lighthouse keepers who taught|an island to love the dark"},
		{"Short", 52, 0, "Short"},
		{"", 52, 0, ""},
		{"one two three four five six", 9, 2, "one two|three…"},
		{"one two, three", 8, 1, "one two…"},
		// a word is not broken to make lines even
		{"aaaaa-bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb cc dd", 40, 0, "aaaaa-|bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb|cc dd"},
	} {
		if got := strings.Join(Balance(c.s, c.width, c.most), "|"); got != c.want {
			t.Errorf("Balance(%q, %d, %d) = %q, want %q", c.s, c.width, c.most, got, c.want)
		}
	}
	r := rand.New(rand.NewPCG(4, 4))
	for range 5000 {
		s := scribble(r, 40)
		width, most := 1+r.IntN(60), r.IntN(4)
		lines := Balance(s, width, most)
		if most > 0 && len(lines) > most || most == 0 && len(lines) != len(Wrap(s, width)) {
			t.Fatalf("Balance(%q, %d, %d) has %d lines", s, width, most, len(lines))
		}
		for _, l := range lines {
			if Width(l) > width && cellsToBytes(l, width) < len(l) {
				t.Fatalf("Balance(%q, %d, %d): %q is too wide", s, width, most, l)
			}
		}
	}
}

func TestTrim(t *testing.T) {
	for _, c := range []struct {
		f     func(string, int) string
		s     string
		width int
		want  string
	}{
		{Trim, "The Northern Courier", 40, "The Northern Courier"},
		{Trim, "The Northern Courier", 16, "The Northern…"},
		{Trim, "harbours, ferries", 10, "harbours…"},
		{Trim, "東京の灯台守", 6, "東京…"},
		{Trim, "東京", 1, "…"},
		{Trim, "word", 0, ""},
		{Trim, "word", -3, ""},
		{TrimLeft, "northern.courier.example", 16, "…courier.example"},
		{TrimLeft, "東京東京", 4, "…京"},
		{TrimLeft, "word", 0, ""},
		{TrimMiddle, "a.example/one/two/three", 11, "a.exa…three"},
		{TrimMiddle, "東京の灯台守", 7, "東…守"},
		{TrimMiddle, "word", 2, "w…"},
	} {
		if got := c.f(c.s, c.width); got != c.want {
			t.Errorf("%q in %d cells is %q, want %q", c.s, c.width, got, c.want)
		}
	}
	r := rand.New(rand.NewPCG(6, 4))
	for range 20000 {
		s, width := scribble(r, 20), r.IntN(30)
		for i, f := range []func(string, int) string{Trim, TrimLeft, TrimMiddle} {
			switch got := f(s, width); {
			case Width(got) > width:
				t.Fatalf("function %d: %q in %d cells is %q", i, s, width, got)
			case Width(s) <= width && got != s:
				t.Fatalf("function %d: %q fits into %d cells, yet is %q", i, s, width, got)
			case Width(s) > width && width > 0 && !strings.Contains(got, "…"):
				t.Fatalf("function %d: %q was cut in silence to %q", i, s, got)
			}
		}
	}
}
