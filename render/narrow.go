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
	var b strings.Builder
	kept := 0 // the bytes of s that are in b
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf && (i+1 == len(s) || s[i+1] < utf8.RuneSelf) {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if next, _ := utf8.DecodeRuneInString(s[i+n:]); alone(r) && (alone(next) || i+n == len(s)) {
			i += n
			continue
		}
		g, w := ansi.FirstGraphemeCluster(s[i:], ansi.GraphemeWidth)
		symbol := r >= 0x2000 || strings.HasSuffix(g, "\ufe0f\u20e3")
		if len(g) > n && symbol && w != ansi.StringWidthWc(g) {
			b.WriteString(s[kept : i+n])
			kept = i + len(g)
		}
		i += len(g)
	}
	if kept == 0 {
		return s
	}
	b.WriteString(s[kept:])
	return b.String()
}

// alone reports whether a character is one of the common ones that never join
// another. Looking for clusters costs ten times as much.
func alone(r rune) bool {
	switch {
	case r < 0x300:
		return true
	case r < 0x4e00:
		return r >= 0x2010 && r <= 0x2027 || r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30ff || r == 0x3001 || r == 0x3002
	}
	return r <= 0x9fff
}
