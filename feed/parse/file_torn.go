package parse

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/feed/markup"
)

// A page break tears a paragraph only where a line was full. Shorter ones are
// verses, labels and lists without marks.
const (
	shortest  = 40 // runes of a paragraph that may have been torn
	verseLine = 56 // runes; a paragraph all of whose lines are shorter is a verse
)

var loneAddress = regexp.MustCompile(`^\s*<?(?:https?://|www\.)`)

// torn reports whether two paragraphs are one that a page break tore: the
// first ends without a closing sign, the second begins with a small letter.
func torn(a, b *part) bool {
	if a.Kind != markup.BlockParagraph || b.Kind != markup.BlockParagraph {
		return false
	}
	if strings.HasSuffix(a.text, "  ") || strings.HasSuffix(a.text, `\`) || verse(a.text) || verse(b.text) {
		return false
	}
	if end := a.text[len(a.text)-1]; strings.IndexByte(".!?:;", end) >= 0 || capital(b.text) {
		return false // the common case, seen without parsing
	}
	before, after := markup.Plain(a.text), markup.Plain(b.text)
	if utf8.RuneCountInString(before) < shortest {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(before)
	begin, n := utf8.DecodeRuneInString(strings.TrimLeft(after, "“‘\"'("))
	if n == 0 || !unicode.IsLower(begin) || loneAddress.MatchString(b.text) {
		return false
	}
	return unicode.IsLetter(end) || unicode.IsDigit(end) || strings.ContainsRune(",-–—’'", end)
}

// capital reports whether a text begins with a capital letter.
func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// verse reports whether a paragraph has several lines, all of them short.
func verse(s string) bool {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	if len(lines) < 2 {
		return false
	}
	for _, l := range lines {
		if utf8.RuneCountInString(l) >= verseLine {
			return false
		}
	}
	return true
}
