package render

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// slowNarrow looks at every cluster.
func slowNarrow(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		g, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		r, n := utf8.DecodeRuneInString(g)
		s = s[len(g):]
		if len(g) > n && (r >= 0x2000 || strings.HasSuffix(g, "\ufe0f\u20e3")) && w != ansi.StringWidthWc(g) {
			g = g[:n]
		}
		b.WriteString(g)
	}
	return b.String()
}

func TestNarrow(t *testing.T) {
	for s, want := range map[string]string{
		"":                "",
		"plain":           "plain",
		"“cafe\u0301” — ": "“cafe\u0301” — ",
		"👨‍👩‍👧‍👦 family":  "👨 family",
		"👍🏽":              "👍",
		"❤️ and ☀️":       "❤ and ☀",
		"1️⃣ first":       "1 first",
		"🇳🇴":              "🇳🇴",
		"क्षि":            "क्षि",
		"中文、東京":           "中文、東京",
		"👍👍🏽👍":            "👍👍👍",
	} {
		got := Narrow(s)
		if got != want {
			t.Errorf("%q is narrowed to %q, want %q", s, got, want)
		}
	}
	pieces := []string{"a", "é", "—", "中", "の", "゙", "👍", "🏽", "\u200d", "\ufe0f", "\u20e3", "1", "🇳", "🇴", "क्", "षि", "\u0301", "한", "ᄒ", "ᅡ", "❤", "\u0600", "\r", "\n", "„", "ก", "ำ", "\xff"}
	r := rand.New(rand.NewPCG(3, 3))
	for range 50000 {
		var b strings.Builder
		for range 1 + r.IntN(8) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		if got, want := Narrow(b.String()), slowNarrow(b.String()); got != want {
			t.Fatalf("%+q is narrowed to %+q, want %+q", b.String(), got, want)
		}
	}
}
