package tui

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

func TestScreened(t *testing.T) {
	long := "https://x.example/" + strings.Repeat("a", 4000)
	for name, c := range map[string]struct{ in, want string }{
		"plain":                    {"plain text\nin two rows", "plain text\nin two rows"},
		"colours":                  {"\x1b[0;1;38;2;1;2;3mred\x1b[0m", "\x1b[0;1;38;2;1;2;3mred\x1b[0m"},
		"colon parameters":         {"\x1b[4:3mx", "\x1b[4:3mx"},
		"bare reset":               {"\x1b[mx", "\x1b[mx"},
		"a web link":               {"\x1b]8;id=2;https://x.example/\ax\x1b]8;;\a", "\x1b]8;id=2;https://x.example/\ax\x1b]8;;\a"},
		"a long web link":          {"\x1b]8;;" + long + "\ax", "\x1b]8;;" + long + "\ax"},
		"mail":                     {"\x1b]8;;mailto:a@x.example\ax", "\x1b]8;;mailto:a@x.example\ax"},
		"a file link":              {"\x1b]8;;file:///etc/passwd\ax", "x"},
		"a script link":            {"\x1b]8;;javascript:alert(1)\ax", "x"},
		"a link without end":       {"\x1b]8;;https://x.example/", "]8;;https://x.example/"},
		"the title":                {"\x1b]0;owned\ax", "]0;ownedx"},
		"the clipboard":            {"\x1b]52;c;AAAA\ax", "]52;c;AAAAx"},
		"moving":                   {"\x1b[2;2Hx\x1b[2Jy\x1b[?1049lz", "[2;2Hx[2Jy[?1049lz"},
		"a long list":              {"\x1b[" + strings.Repeat("1;", 60) + "mx", "[" + strings.Repeat("1;", 60) + "mx"},
		"an escape at the end":     {"x\x1b", "x"},
		"half a sequence":          {"x\x1b[", "x["},
		"a device string":          {"\x1bP1;2|x\x1b\\y", "P1;2|x\\y"},
		"controls":                 {"a\x00b\rc\td\x7fe\x08f", "abcdef"},
		"C1":                       {"a\u009b31mb\u0085c", "a31mbc"},
		"raw C1 and broken UTF-8":  {"a\x9bb\xffc\xe2\x82", "abc"},
		"bidi":                     {"a\u202eb\u2066c\u200fd\u061ce", "abcde"},
		"tags and a mark of order": {"a\U000e0041b\ufeffc", "abc"},
		"line separators":          {"a\u2028b\u2029c", "abc"},
		"letters of all kinds":     {"島 العربية हिन्दी é 👩 ▌━┭²…", "島 العربية हिन्दी é 👩 ▌━┭²…"},
	} {
		if got := screened(c.in); got != c.want {
			t.Errorf("%s: screened(%q) = %q, want %q", name, c.in, got, c.want)
		}
	}
}

// passes is what may stand in the View, written down once more and differently.
var passes = regexp.MustCompile("\x1b\\[[0-9;:]*m|\x1b\\]8;[ -:<-~]*;((https?://|mailto:)[ -~]*)?\a")

func FuzzScreened(f *testing.F) {
	for _, s := range []string{"", "plain", "\x1b[1mx\x1b[0m", "\x1b]8;;https://x.example\ax\x1b]8;;\a", "\x1b]8;;file:///\ax",
		"\x1b[\x1b[1m", "\x1b\x1b[1m", "\x9b1m", "a\u202eb", "\x1b]8;\x1b[1m;https://x\a", "\xe2\x80\xae", "\x1b[2J"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := screened(s)
		rest := passes.ReplaceAllString(got, "")
		if !utf8.ValidString(got) {
			t.Errorf("screened(%q) = %q is not UTF-8", s, got)
		}
		for _, r := range rest {
			if r < ' ' && r != '\n' || r == 0x7f || forbidden(r) {
				t.Errorf("screened(%q) = %q holds %q", s, got, r)
			}
		}
		if again := screened(got); again != got {
			t.Errorf("screened twice: %q, then %q", got, again)
		}
	})
}

// TestOurOwnPassesUnchanged holds that the last door takes nothing of ours.
func TestOurOwnPassesUnchanged(t *testing.T) {
	for _, sc := range append(scenes(), furtherScenes()...) {
		s := sc.on(wide).perform(t, 120, 40)
		rows := s.m.rows(s.m.layout())
		if s.m.sheet != nil {
			s.m.overlay(rows)
		}
		if raw := strings.Join(rows, "\n"); screened(raw) != raw {
			t.Errorf("%s: the screen is not as it was drawn", sc.name)
		}
	}
}

// TestNothingForeignReachesTheScreen gives the screen articles that nobody
// washed.
func TestNothingForeignReachesTheScreen(t *testing.T) {
	d := paper()
	for i := range d.articles {
		a := &d.articles[i]
		for _, field := range []*string{&a.Title, &a.Byline, &a.Deck, &a.Section, &a.Paper, &a.Body} {
			*field += "\x1b]0;owned\a\x1b[2J\x1b[?1049l\u202e\u009b2J\x1b]52;c;AAAA\a"
		}
	}
	for _, keys := range [][]string{nil, {"enter"}, {"enter", "right"}, {"enter", "f"}, {"enter", "?"}} {
		s := perform(t, d, 120, 40)
		s.press(keys...)
		content := s.m.View().Content
		rest := passes.ReplaceAllString(content, "")
		if i := strings.IndexFunc(rest, func(r rune) bool { return r < ' ' && r != '\n' || forbidden(r) }); i >= 0 {
			t.Errorf("after %q: %q reaches the screen", keys, rest[i:min(len(rest), i+20)])
		}
	}
	if !strings.Contains(ansi.Strip(perform(t, d, 120, 40).m.View().Content), "The wardens") {
		t.Error("the article is not on the screen: the test shows nothing")
	}
}
