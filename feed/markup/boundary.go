package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// maxClosers is how many closing signs may follow each other. More are no
// prose, and uniseg looks ahead anew at each of them.
const maxClosers = 64

// boundaries returns the bytes at which the sentences of a line of text end,
// blanks after them included. It starts from Unicode's sentence boundaries
// (UAX #29), drops those after abbreviations and initials, inside of a speech
// that is one part of a sentence, and before a small letter, and adds those
// after an ellipsis and after a note's number.
func boundaries(text string) []int {
	var ends []int
	if piled(text) {
		return nil
	}
	extra := ellipses(text)
	at, start := 0, 0 // start is where the sentence began
	add := func(end int) {
		if end <= len(text) && end > start { // Unicode lets 「 belong to the sentence before
			end = start + len(strings.TrimRight(text[start:end], "「『（《"))
		}
		if end > start && end < len(text) && sentenceEnds(text, start, end) {
			ends = append(ends, end)
			start = end
		}
	}
	for rest, state := text, -1; rest != ""; {
		var s string
		s, rest, state = uniseg.FirstSentenceInString(rest, state)
		for len(extra) > 0 && extra[0] <= at+len(s) {
			add(extra[0])
			extra = extra[1:]
		}
		at += len(s)
		add(at)
	}
	return spoken(text, ends)
}

// piled reports whether so many closing signs follow each other that a text is
// no prose.
func piled(text string) bool {
	run := 0
	for _, r := range text {
		switch {
		case r == '"' || r == '\'' || r == '(' || r == ')' || r == '[' || r == ']' || r == '{' || r == '}',
			r >= utf8.RuneSelf && unicode.In(r, unicode.Ps, unicode.Pe, unicode.Pi, unicode.Pf, unicode.M, unicode.Cf):
			if run++; run > maxClosers {
				return true
			}
		default:
			run = 0
		}
	}
	return false
}

// ellipses returns the ends that Unicode's rules do not know: after "…" and
// after the number of a note, "said.[1]", before a capital letter.
func ellipses(text string) []int {
	var at []int
	for i := 0; i < len(text); {
		k := strings.IndexByte(text[i:], ' ')
		if k < 0 {
			break
		}
		i += k + 1
		before := strings.TrimRight(text[:i-1], `"”’)»`)
		if strings.HasSuffix(before, "…") && !strings.HasSuffix(before, " …") || note(before) {
			at = append(at, i)
		}
	}
	return at
}

// note reports whether a text ends in a full stop and the number of a note.
func note(s string) bool {
	s, ok := strings.CutSuffix(s, "]")
	if !ok {
		return false
	}
	s = strings.TrimRight(s, "0123456789")
	return strings.HasSuffix(s, ".[") || strings.HasSuffix(s, ".”[") || strings.HasSuffix(s, `."[`)
}

// sentenceEnds reports whether the sentence that began at start does end at byte end.
func sentenceEnds(text string, start, end int) bool {
	before := strings.TrimRight(text[start:end], " ")
	if len(before) == end-start { // no blank: only where none are written
		last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, "」』）】”’"))
		if !strings.ContainsRune("。！？｡．", last) {
			return false
		}
	}
	after := text[end:]
	if saidOn(before, after) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, "“‘\"'([«„*"))
	if unicode.IsLower(next) {
		return false
	}
	if !strings.HasSuffix(before, ".") {
		return true
	}
	word := before[strings.LastIndexByte(before, ' ')+1:]
	return !abbreviated(strings.TrimLeft(word, "“‘\"'([«„—–"), len(word) == len(before), after)
}

// saidOn reports whether the sentence goes on after a closing quotation mark:
// “Why?” Anna asked, 「行く。」と言った.
func saidOn(before, after string) bool {
	if strings.HasSuffix(before, "」") || strings.HasSuffix(before, "』") {
		return strings.HasPrefix(after, "と") || strings.HasPrefix(after, "って")
	}
	inner := strings.TrimRight(before, `"”’`)
	if inner == before || !strings.HasSuffix(inner, "?") && !strings.HasSuffix(inner, "!") {
		return false
	}
	words := strings.Fields(after[:min(len(after), 80)])
	for i, w := range words {
		w = strings.TrimRight(w, ".,;:")
		if i > 0 && verbs[w] != 0 {
			return true
		}
		if first, _ := utf8.DecodeRuneInString(w); i > 4 || !unicode.IsUpper(first) && !articles[w] {
			return verbs[w] != 0
		}
	}
	return false
}

// abbreviated reports whether the full stop at the end of word is that of an
// abbreviation, a number or an initial and not the end of a sentence. alone
// says that the word is the first of its sentence, after is what follows.
func abbreviated(word string, alone bool, after string) bool {
	bare := strings.TrimSuffix(word, ".")
	next, _, _ := strings.Cut(strings.TrimLeft(after, "“‘\"'(["), " ")
	digit := next != "" && next[0] >= '0' && next[0] <= '9'
	next = strings.TrimRight(next, ".,;:!?”’\"')")
	switch stops[strings.ToLower(bare)] {
	case stopTitle:
		return true
	case stopNumber:
		return digit
	case stopHour:
		return digit || days[next] || zone(next)
	case stopName:
		return !starters[next]
	}
	if bare != "" && strings.Trim(bare, "0123456789") == "" {
		return alone && len(bare) <= 3 // "1. The first"
	}
	if !dotted(bare) {
		return false
	}
	return !starters[next] && (bare != "I" || alone)
}

// zone reports whether a word looks like a time zone: ET, GMT, CEST.
func zone(s string) bool {
	return len(s) >= 2 && len(s) <= 4 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// dotted reports whether a word without its last full stop is an initial or
// single letters with full stops: J, U.S, M.Sc.
func dotted(s string) bool {
	for part := range strings.SplitSeq(s, ".") {
		r, n := utf8.DecodeRuneInString(part)
		if n == 0 || !unicode.IsLetter(r) || len(part) > n && (len(part) > n+1 || !strings.Contains(s, ".")) {
			return false
		}
	}
	r, n := utf8.DecodeRuneInString(s)
	return n < len(s) || unicode.IsUpper(r)
}

// spoken drops the ends inside of a speech that the sentence goes on after:
// “We go. We stay,” Anna said.
func spoken(text string, ends []int) []int {
	if len(ends) == 0 {
		return nil
	}
	kept := ends[:0]
	quotes := speeches(text)
	for _, end := range ends {
		for len(quotes) > 0 && quotes[0].end <= end {
			quotes = quotes[1:]
		}
		if len(quotes) > 0 && quotes[0].start < end-1 {
			continue
		}
		kept = append(kept, end)
	}
	return kept
}

// speeches returns the quotations that a sentence goes on after, because they
// close with a comma, from the opening mark to the closing one, in order and
// not within each other. Those longer than a sentence may be are left out.
func speeches(text string) []span {
	var found []span
	open, quote, prev := -1, ' ', ' '
	for i, r := range text {
		switch {
		case r == '“' || r == '"' && opens(prev) || r == '‘' && opens(prev) && (open < 0 || quote == '‘'):
			if quote != '“' || open < 0 || r == '“' {
				open, quote = i, r
			}
		case open < 0:
		case r == '”' && quote == '“', r == '"' && quote == '"', r == '’' && quote == '‘' && prev == ',':
			after := text[i+utf8.RuneLen(r):]
			if (prev == ',' || strings.HasPrefix(after, ",")) && i-open < 4*maxSentence {
				found = append(found, span{open, i})
			}
			open, quote = -1, ' '
		}
		prev = r
	}
	return found
}

// opens reports whether a quotation mark after r is an opening one.
func opens(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("(—–-[", r)
}
