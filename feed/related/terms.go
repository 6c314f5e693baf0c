package related

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/feed"
)

// maxTerm is the length in bytes of the longest term; what is longer is an
// address or a script whose words cannot be told apart here.
const maxTerm = 60

// eachTerm calls f with every word of a text that may say something about it:
// folded, and as it is written. Stop words, single letters and what begins with
// a digit are passed over. A run of characters of a script without blanks gives
// every two neighbours as a word; those with a Hiragana, which writes the
// grammar of Japanese, are passed over.
func eachTerm(text string, f func(folded, spelled string)) {
	start, cjk := -1, false
	for i, r := range text {
		letter := feed.WordRune(r) || start >= 0 && unicode.Is(unicode.Mn, r)
		han := letter && feed.IsCJK(r)
		if start >= 0 && (!letter || han != cjk) {
			emit(text[start:i], cjk, f)
			start = -1
		}
		if letter && start < 0 {
			start, cjk = i, han
		}
	}
	if start >= 0 {
		emit(text[start:], cjk, f)
	}
}

func emit(word string, cjk bool, f func(folded, spelled string)) {
	if cjk {
		before := -1
		for i, r := range word {
			end := i + utf8.RuneLen(r)
			if before >= 0 && !strings.ContainsFunc(word[before:end], hiragana) {
				f(feed.Fold(word[before:end]), word[before:end])
			}
			before = i
		}
		return
	}
	if word[0] >= '0' && word[0] <= '9' || len(word) > maxTerm {
		return
	}
	folded := feed.Fold(word)
	if n := utf8.RuneCountInString(folded); n < 2 || stopWords[folded] {
		return
	}
	if r, _ := utf8.DecodeRuneInString(folded); unicode.IsDigit(r) {
		return
	}
	f(folded, word)
}

func hiragana(r rune) bool { return unicode.Is(unicode.Hiragana, r) }

// stopWords are the commonest words, and those of the trade, of the languages
// whose papers this program was tried on. They matter while a library is too
// small for frequency to tell.
var stopWords = table(`
a about above according across after again against ago all almost along already also although always am amid among an and another any are around as ask asked at away
back be became because become been before began behind being below between both but by came can cannot come could couldn day days did didn different do does doesn doing don done down during
each early either else end enough even ever every far few first five for former found four from full further get gets getting give given go goes going gone good got had hadn half has hasn have haven having he her here hers herself him himself his hour hours how however
if in including instead into is isn it its itself just keep kept know known last late later least left less let like likely little ll long longer made make makes making many may maybe me means meanwhile might month months more most much must my myself
near need never new next no none nor not nothing now of off often old on once one ones only onto or other others our ours out over own part people per perhaps put
quite rather re really right said same saw say saying says second see seen several shall she should shouldn since six so some something soon still such sure
take taken takes taking ten than that the their theirs them themselves then there these they thing things think this those though thought three through thus time times to today together told tomorrow tonight too took toward towards two
under until up upon us use used uses using ve very via want wanted was wasn way we week weeks well went were weren what when where whether which while who whole whom whose why will with within without won work working would wouldn year years yes yesterday yet you your yours
article articles monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december mr mrs ms
der die das den dem des ein eine einen einem einer eines und oder aber nicht auch auf aus bei bis mit nach von vor zu zum zur im ist sind war wird werden wurde hat haben sich wie als dass noch nur schon uber unter fur durch mehr sagte
le la les un une du de et est en dans pour par sur avec que qui ne pas plus ce cette ces au aux il elle ils se son sa ses nous vous mais ou sont ete
el los las una y del al por con para como su sus lo mas pero ya entre ser esta este desde sin sobre han fue
и в на не что с по как но из за это он она они его для от до же бы был была было были или так все ее их мы вы который также
`)

func table(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
