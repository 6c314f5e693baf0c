package feed

import (
	"unicode"
)

// Reading speed: 230 words a minute for alphabetic scripts, 500 characters a
// minute for Chinese and Japanese. Both are kept as one count by weighing a
// CJK character as wordsPerMinute/charsPerMinute of a word.
const (
	wordsPerMinute = 230
	charsPerMinute = 500
)

// CountWords counts the reading words of plain text: runs of letters and
// digits count one each, a Han, Hiragana or Katakana character 0.46.
func CountWords(text string) int {
	words, chars, in := 0, 0, false
	for i, r := range text {
		switch {
		case IsCJK(r):
			chars++
			in = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !in {
				words++
			}
			in = true
		case r == '\'' || r == '’' || r == '-' || unicode.IsMark(r):
			// inside a word these do not end it
		case (r == '.' || r == ',') && i > 0 && digit(text[i-1]) && i+1 < len(text) && digit(text[i+1]):
			// nor do these inside a number
		default:
			in = false
		}
	}
	return words + (chars*wordsPerMinute+charsPerMinute-1)/charsPerMinute
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// IsCJK reports whether r is a character of a script that is written without
// blanks between its words: Han, Hiragana, Katakana.
func IsCJK(r rune) bool {
	if r < 0x2e80 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == '々' || r == 'ー'
}

// Unspaced reports whether r is a letter of a script whose words are written
// without blanks between them, so that one may begin at each: Chinese and
// Japanese, Thai, Lao, Khmer and Burmese.
func Unspaced(r rune) bool {
	return r >= 0xe00 && (r <= 0xeff || r >= 0x1000 && r <= 0x109f || r >= 0x1780 && r <= 0x17ff || IsCJK(r))
}
