package render

import (
	"strconv"
	"strings"
)

// Superscript writes a number in raised digits.
func Superscript(n int) string {
	digits := []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")
	var b strings.Builder
	for _, c := range strconv.Itoa(n) {
		if c >= '0' && c <= '9' {
			b.WriteRune(digits[c-'0'])
		}
	}
	return b.String()
}

// NoteMark is the mark of footnote n, from 1: * † ‡ § and then letters, since
// numbers belong to links.
func NoteMark(n int) string {
	marks := []string{"*", "†", "‡", "§"}
	if n <= len(marks) {
		return marks[n-1]
	}
	n -= len(marks) + 1
	s := string(rune('a' + n%26))
	for n = n/26 - 1; n >= 0; n = n/26 - 1 {
		s = string(rune('a'+n%26)) + s
	}
	return s
}
