package render

import "strings"

// Quote sets a sentence in quotation marks, unless it begins with some of its
// own: two in a row read like a mistake.
func Quote(s string) string {
	for _, mark := range []string{"“", "\"", "„", "«", "「", "‘"} {
		if strings.HasPrefix(s, mark) {
			return s
		}
	}
	return "“" + s + "”"
}
