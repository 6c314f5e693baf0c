package feed

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestWashText(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"plain", "a b\n\tc", "a b\n\tc"},
		{"line ends", "a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\ne"},
		{"carriage return and line feed apart", "a\r\x00\nb", "a\n\nb"},
		{"C0 and DEL", "a\x00\x07\x08\x7fb\x0c", "ab"},
		{"C1", "a\u0080\u009fb", "ab"},
		{"colour", "a\x1b[31mb\x1b[0m", "ab"},
		{"C1 colour", "a\u009b31mb", "ab"},
		{"clipboard", "a\x1b]52;c;cHdu\ab", "ab"},
		{"clipboard ended by ST", "a\x1b]52;c;cHdu\x1b\\b", "ab"},
		{"C1 string", "a\u009d0;x\u009cb", "ab"},
		{"DCS", "a\x1bP1$r\x1b\\b", "ab"},
		{"character set", "a\x1b(Bb", "ab"},
		{"two bytes", "a\x1bcb", "ab"},
		{"string without an end", "a\x1b]0;all the rest", "a0;all the rest"},
		{"escape at the end", "a\x1b", "a"},
		{"escape before a letter of two bytes", "a\x1bé", "aé"},
		{"sequence put together by what is dropped", "\x1b\x00[31mb", "[31mb"},
		{"bad bytes", "a\xff\xc3b\xe2\x82c", "abc"},
		{"replacement character", "a\ufffdb", "a\ufffdb"},
		{"bidi", "a\u202eb\u2066c\u2069d\u200ee\u061cf", "abcdef"},
		{"invisible", "a\u200bb\u2060c\ufeffd\u00ade\u3164f\U000e0041g\u2800h", "abcdefgh"},
		{"noncharacters", "a\ufffe\U0001ffffb\ufdd0c", "abc"},
		{"marks", "e\u0301", "e\u0301"},
		{"pile of marks", "e" + strings.Repeat("\u0301", 50) + "x", "e" + strings.Repeat("\u0301", 5) + "x"},
		{"mark at the start", "\u0301a\n\u0301b \u0301c", "a\nb c"},
		{"variation selectors", "a\ufe01b❤\ufe0f", "ab❤\ufe0f"},
		{"Persian", "می\u200cخواهم", "می\u200cخواهم"},
		{"joiner between Latin letters", "a\u200db\u200cc", "abc"},
		{"joiner before what is dropped", "م\u200d\u061ca", "مa"},
		{"joiner after the last mark", "क्\u200dष", "क्\u200dष"},
		{"family", "👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"},
		{"heart on fire", "❤️\u200d🔥", "❤️\u200d🔥"},
		{"many families", strings.Repeat("👩\u200d💻", 9), strings.Repeat("👩\u200d💻", 9)},
		{"too many joiners", strings.Repeat("👩\u200d", 9) + "👩", strings.Repeat("👩\u200d", 6) + "👩👩\u200d👩\u200d👩"},
		{"joiner without a partner", "👩\u200d", "👩"},
		{"Thai", "ไทย\u200bไทย\u200b\u200bก", "ไทย\u200bไทย\u200bก"},
		{"Arabic number sign", "\u0600١", "\u0600١"},
		{"keycap", "1\ufe0f\u20e3", "1\ufe0f\u20e3"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := WashText(c.in); got != c.want {
				t.Errorf("got %+q, want %+q", got, c.want)
			}
		})
	}
}

func TestWashLine(t *testing.T) {
	for in, want := range map[string]string{
		"  a \n\t b\u00a0\u3000c ": "a b c", "\t\u0301a": "a", "": "", "a\x1b[2K\rb": "a b", "\u00a0\u0301a": "a",
	} {
		if got := WashLine(in); got != want {
			t.Errorf("%+q: got %+q, want %+q", in, got, want)
		}
	}
}

func TestShorten(t *testing.T) {
	cases := []struct {
		in   string
		n    int
		want string
	}{
		{"short", 5, "short"},
		{"a longer text", 9, "a longer…"},
		{"a longer, text", 11, "a longer…"},
		{"abcdefghij", 4, "abc…"},
		{"日本語日本語", 4, "日本語…"},
		{"日本語", 3, "日本語"},
		{"ab", 1, "…"},
		{"ab", 0, ""},
		{"", 3, ""},
		{"abc👩\u200d💻 d", 6, "abc👩…"},
		{"abce\u0301xyz", 5, "abce…"},
	}
	for _, c := range cases {
		if got := Shorten(c.in, c.n); got != c.want {
			t.Errorf("Shorten(%q, %d): got %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

func TestArticleWash(t *testing.T) {
	const bad = "\x1b[2J\u202e"
	a := Article{
		Paper: "P" + bad, Title: "T\n" + bad + strings.Repeat("x", 2000), Byline: "B" + bad, Deck: "D" + bad, Section: "S" + bad, Lang: "en" + bad,
		Body: "One" + bad + "\n\nTwo", URL: "https://x.test/ü", Base: "javascript:x",
		Figure: Figure{URL: "data:x", Alt: "A" + bad, Caption: "C" + bad, Credit: "R" + bad},
		Links: []Link{
			{Text: "a" + bad, URL: "https://x.test/", Sentence: "s" + bad, Speaker: "p" + bad},
			{Text: "b", URL: "javascript:x"}, {Text: "c", Kind: LinkRelated}, {Text: "d", URL: "#top" + bad, Kind: LinkAnchor}, {Text: "e", Kind: LinkAnchor},
		},
		Enclosures: []Enclosure{{URL: "https://x.test/a.mp3", Type: "audio/mpeg" + bad}},
	}
	a.Wash()
	if a.Paper != "P" || a.Byline != "B" || a.Deck != "D" || a.Section != "S" || a.Lang != "en" || a.Body != "One\n\nTwo" {
		t.Errorf("got %+v", a)
	}
	if utf8.RuneCountInString(a.Title) != maxTitle || !strings.HasPrefix(a.Title, "T x") {
		t.Errorf("title of %d runes", utf8.RuneCountInString(a.Title))
	}
	if a.URL != "https://x.test/%C3%BC" || a.Base != "" || a.Figure != (Figure{Alt: "A", Caption: "C", Credit: "R"}) || a.Enclosures[0].Type != "audio/mpeg" {
		t.Errorf("url %q, base %q, figure %+v", a.URL, a.Base, a.Figure)
	}
	want := []Link{
		{Text: "a", URL: "https://x.test/", Sentence: "s", Speaker: "p"}, {Text: "b", Kind: LinkDead}, {Text: "c", Kind: LinkRelated},
		{Text: "d", URL: "#top", Kind: LinkAnchor}, {Text: "e", Kind: LinkAnchor},
	}
	for i, l := range a.Links {
		if l != want[i] {
			t.Errorf("link %d: got %+v, want %+v", i, l, want[i])
		}
	}
	s := Source{Title: "T" + bad, Site: "file:///etc", Tags: []string{"x" + bad}}
	s.Wash()
	if s.Title != "T" || s.Site != "" || s.Tags[0] != "x" {
		t.Errorf("source %+v", s)
	}
}

func FuzzWash(f *testing.F) {
	for _, s := range []string{"", "a\x1b[31mb\u009b2J\x1b]0;x\a", "e\u0301\u0302", "👩\u200d💻❤️\u200d🔥", "می\u200cخواهم", "क्\u200dष\u200d\u061c", "\r\n\u2028\u0085", "ไทย\u200b", "\xff\xc2\x9b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text, line := WashText(s), WashLine(s)
		checkWashed(t, text)
		checkWashed(t, line)
		if again := WashText(text); again != text {
			t.Errorf("WashText is not idempotent: %+q, then %+q", text, again)
		}
		if again := WashLine(line); again != line {
			t.Errorf("WashLine is not idempotent: %+q, then %+q", line, again)
		}
		if strings.ContainsAny(line, "\n\t") {
			t.Errorf("line %+q", line)
		}
		short := Shorten(line, 5)
		if utf8.RuneCountInString(short) > 5 || WashLine(short) != short {
			t.Errorf("Shorten(%+q): %+q", line, short)
		}
	})
}

// checkWashed holds a washed text to what is promised of it, by other means
// than the washing has.
func checkWashed(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Errorf("not UTF-8: %+q", s)
	}
	marks := 0
	var prev rune
	for _, r := range s {
		switch {
		case r == '\n' || r == '\t':
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x61c:
			t.Errorf("control %U in %+q", r, s)
		case r == 0x200b && !unicode.In(prev, breaksAtZero...), r == 0xfeff, r == 0xad, r >= 0x2060 && r <= 0x2064, r >= 0xe0000 && r <= 0xe0fff:
			t.Errorf("invisible %U in %+q", r, s)
		case (r == 0x200c || r == 0x200d) && prev < 0x600:
			t.Errorf("joiner after %U in %+q", prev, s)
		}
		if unicode.Is(unicode.M, r) {
			if marks++; marks > 5 {
				t.Errorf("more than 5 marks in %+q", s)
			}
		} else if r != 0x200c && r != 0x200d {
			marks, prev = 0, r
		}
	}
}

func BenchmarkWashText(b *testing.B) {
	plain := strings.Repeat("The road is long, he said, and turned. ", 200)
	for name, s := range map[string]string{"ASCII": plain, "quotes": plain + "“We go”", "accents": strings.Repeat("Der Weg ist lang, sagte er: „Für uns alle.“ e\u0301 ", 160)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				WashText(s)
			}
		})
	}
}
