package feed

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns text as it is compared: lower case, without accents, curly
// quotes straight.
func Fold(s string) string {
	ascii := true
	upper := false
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
		upper = upper || s[i] >= 'A' && s[i] <= 'Z'
	}
	switch {
	case ascii && !upper:
		return s
	case ascii:
		return strings.ToLower(s)
	}
	folded, _ := fold(s, false)
	return folded
}

// FoldMap folds s and tells for each byte of the result at which byte of s the
// character it came from begins; one more entry holds len(s).
func FoldMap(s string) (folded string, at []int) { return fold(s, true) }

func fold(s string, mapped bool) (string, []int) {
	var b strings.Builder
	var at []int
	b.Grow(len(s))
	if mapped {
		at = make([]int, 0, len(s)+1)
	}
	for i, r := range s {
		n := b.Len()
		switch {
		case r < utf8.RuneSelf:
			b.WriteByte(byte(unicode.ToLower(r)))
		case unicode.Is(unicode.Mn, r): // a mark written apart
		default:
			foldRune(&b, r)
		}
		if mapped {
			for ; n < b.Len(); n++ {
				at = append(at, i)
			}
		}
	}
	if mapped {
		at = append(at, len(s))
	}
	return b.String(), at
}

func foldRune(b *strings.Builder, r rune) {
	switch r {
	case 'ø', 'Ø':
		b.WriteByte('o')
	case 'ł', 'Ł':
		b.WriteByte('l')
	case 'đ', 'Đ', 'ð', 'Ð':
		b.WriteByte('d')
	case 'ı', 'İ':
		b.WriteByte('i')
	case 'æ', 'Æ':
		b.WriteString("ae")
	case 'œ', 'Œ':
		b.WriteString("oe")
	case 'ß', 'ẞ':
		b.WriteString("ss")
	case 'þ', 'Þ':
		b.WriteString("th")
	case '‘', '’', 'ʼ':
		b.WriteByte('\'')
	case '“', '”', '„', '«', '»':
		b.WriteByte('"')
	case '\u00a0', '\u202f':
		b.WriteByte(' ')
	default:
		var buf [utf8.UTFMax]byte
		d := norm.NFKD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition()
		if r >= 0xac00 && r <= 0xd7a3 || d == nil { // Hangul syllables stay whole
			b.WriteRune(unicode.ToLower(r))
			return
		}
		for _, c := range string(d) {
			if !unicode.Is(unicode.Mn, c) {
				b.WriteRune(unicode.ToLower(c))
			}
		}
	}
}

// WordStart reports whether a word begins at byte i of folded text: at the
// start, after a character that is no letter or digit, and at every character
// of a script written without blanks.
func WordStart(s string, i int) bool {
	if i == 0 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	if !unicode.IsLetter(before) && !unicode.IsDigit(before) || IsCJK(before) {
		return true
	}
	here, _ := utf8.DecodeRuneInString(s[i:])
	return IsCJK(here)
}
