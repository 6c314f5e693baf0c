package feed

import (
	"slices"
	"strings"
)

// Byline writes the names of authors as an article has them: "Jane Doe, John
// Roe and Ann Poe", each once, without "By" before it.
func Byline(names ...string) string {
	var kept []string
	known := map[string]bool{}
	for _, name := range names {
		name = strings.Trim(trimBy(WashLine(name)), " ,;|·")
		if folded := Fold(name); name != "" && !known[folded] {
			known[folded] = true
			kept = append(kept, name)
		}
	}
	if n := len(kept); n > 1 {
		kept = slices.Replace(kept, n-2, n, kept[n-2]+" and "+kept[n-1])
	}
	return strings.Join(kept, ", ")
}

// trimBy takes "By" and the like off a name.
func trimBy(s string) string {
	for _, by := range []string{"written by ", "words by ", "text by ", "posted by ", "reported by ", "by: ", "by "} {
		if len(s) > len(by) && strings.EqualFold(s[:len(by)], by) {
			return s[len(by):]
		}
	}
	return s
}
