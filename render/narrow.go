package render

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Narrow replaces what terminals disagree about: families, skin tones and
// presentation selectors of emoji. Lines are broken by grapheme clusters, but
// the screen counts code points unless the terminal says otherwise; where the
// two measures differ, only the first character of the cluster stays, or the
// row would be cut off and the next column shifted. Clusters of letters, as in
// Indic scripts, are left alone.
func Narrow(s string) string {
	i := 0
	for i < len(s) && s[i] < utf8.RuneSelf {
		i++
	}
	if i == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:max(0, i-1)])
	for s = s[max(0, i-1):]; len(s) > 0; {
		g, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		r, n := utf8.DecodeRuneInString(g)
		symbol := r >= 0x2000 || strings.HasSuffix(g, "\ufe0f\u20e3")
		if len(g) > n && symbol && w != ansi.StringWidthWc(g) {
			b.WriteString(g[:n])
		} else {
			b.WriteString(g)
		}
		s = s[len(g):]
	}
	return b.String()
}
