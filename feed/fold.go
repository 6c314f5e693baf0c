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

// fold folds s. With mapped it tells for each byte of the result at which byte
// of s the character it came from begins; one more entry holds len(s).
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
	if s := plainLetter(r); s != "" {
		b.WriteString(s)
		return
	}
	var buf [utf8.UTFMax]byte
	d := norm.NFKD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition()
	if r >= 0xac00 && r <= 0xd7a3 || d == nil { // Hangul syllables stay whole
		b.WriteRune(unicode.ToLower(r))
		return
	}
	for _, c := range string(d) {
		if s := plainLetter(c); s != "" {
			b.WriteString(s)
		} else if !unicode.Is(unicode.Mn, c) {
			b.WriteRune(unicode.ToLower(c))
		}
	}
}

// plainLetter returns what readers type for a letter or sign that Unicode does
// not decompose; "" for all others.
func plainLetter(r rune) string {
	switch r {
	case 'ø', 'Ø':
		return "o"
	case 'ł', 'Ł':
		return "l"
	case 'đ', 'Đ', 'ð', 'Ð':
		return "d"
	case 'ı', 'İ':
		return "i"
	case 'æ', 'Æ':
		return "ae"
	case 'œ', 'Œ':
		return "oe"
	case 'ß', 'ẞ':
		return "ss"
	case 'þ', 'Þ':
		return "th"
	case '‘', '’', 'ʼ':
		return "'"
	case '“', '”', '„', '«', '»':
		return `"`
	case '\u00a0', '\u202f':
		return " "
	}
	return ""
}

// WordStart reports whether a word begins at byte i of folded text: at the
// start, after a character that is no letter or digit, and at every letter of a
// script without blanks between its words.
func WordStart(s string, i int) bool {
	if i == 0 {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	if !WordRune(before) || Unspaced(before) {
		return true
	}
	here, _ := utf8.DecodeRuneInString(s[i:])
	return Unspaced(here)
}
