package parse

import (
	"strings"
	"time"

	"broadsheet/feed"
)

// dateWords are the words, folded, that may stand in a line which is only a
// date, beside the names of months and zones.
var dateWords = readWords(`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
		montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so
		lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo
		lunedi martedi mercoledi giovedi venerdi sabato domenica segunda terca quarta quinta sexta feira
		maandag dinsdag woensdag donderdag vrijdag zaterdag zondag mandag tirsdag onsdag torsdag fredag lordag sondag
		at on of the de del a um uhr kl den le am pm p m st nd rd th er o time`)

func readWords(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// dateLine reads a line that is a date with day, month and year, perhaps with
// the time, and nothing else: "March 10, 2025 | 3:40 pm", "Updated:
// 2025-03-10". It reports whether the article was updated then.
func dateLine(s string) (t time.Time, updated, ok bool) {
	if len(s) > 100 {
		return time.Time{}, false, false
	}
	if m := dateLabel.FindStringSubmatch(s); m != nil {
		updated = m[1] != ""
		s = s[len(m[0]):]
	}
	numbers, months, clock := 0, 0, false
	tokens := lexDate(s)
	for i, k := range tokens {
		_, month := monthNames[k.word]
		_, zone := zones[k.word]
		switch {
		case k.size > 0 && i+1 < len(tokens) && tokens[i+1].sign == ':':
			clock = true
			numbers++
		case k.size == 8 && k.num > 1e7:
			numbers += 3
		case k.size > 0:
			numbers++
		case k.sign == ':' || k.word == "":
			if !strings.ContainsRune(",.-/|:+()–·、", k.sign) && k.sign != 0 {
				return time.Time{}, false, false
			}
		case month:
			months++
		case zone || k.word == "t" && k.glued:
		case !dateWords[k.word]:
			return time.Time{}, false, false
		}
	}
	if numbers+months < 3 || months > 2 || clock && numbers+months < 5 {
		return time.Time{}, false, false
	}
	t, ok = parseDate(strings.NewReplacer("|", " ", "·", " ", "(", " ", ")", " ").Replace(feed.WashLine(s)))
	return t, updated, ok
}
