package feed

import (
	"strings"
	"time"
)

// ParseDateLine reads a line that is a date with day, month and year, perhaps
// with the time, and nothing else: "March 10, 2025 | 3:40 pm". It is false for
// a line with any other word.
func ParseDateLine(s string) (time.Time, bool) {
	if len(s) > maxDate {
		return time.Time{}, false
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
				return time.Time{}, false
			}
		case month:
			months++
		case zone || k.word == "t" && k.glued:
		case !dateWords[k.word]:
			return time.Time{}, false
		}
	}
	if numbers+months < 3 || months > 2 || clock && numbers+months < 5 {
		return time.Time{}, false
	}
	return ParseDate(strings.NewReplacer("|", " ", "·", " ", "(", " ", ")", " ").Replace(WashLine(s)))
}
