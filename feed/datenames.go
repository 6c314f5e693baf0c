package feed

import (
	"strings"
	"time"
)

// zones are the names of zones that are seen in feeds, in seconds east of
// Greenwich. Where a name has several meanings the American or European one
// is meant most often.
var zones = map[string]int{
	"z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0,
	"bst": 3600, "west": 3600, "cet": 3600, "met": 3600, "mez": 3600,
	"cest": 7200, "mesz": 7200, "eet": 7200, "sast": 7200, "eest": 10800, "msk": 10800,
	"hkt": 8 * 3600, "sgt": 8 * 3600, "awst": 8 * 3600, "jst": 9 * 3600, "kst": 9 * 3600,
	"aest": 10 * 3600, "aedt": 11 * 3600, "nzst": 12 * 3600, "nzdt": 13 * 3600,
	"est": -5 * 3600, "edt": -4 * 3600, "et": -5 * 3600, "cst": -6 * 3600, "cdt": -5 * 3600, "mst": -7 * 3600, "mdt": -6 * 3600,
	"pst": -8 * 3600, "pdt": -7 * 3600, "pt": -8 * 3600, "akst": -9 * 3600, "akdt": -8 * 3600, "hst": -10 * 3600,
	"brt": -3 * 3600, "art": -3 * 3600, "ast": -4 * 3600, "adt": -3 * 3600,
}

// monthNames are the names of the months, folded.
var monthNames = readMonths([12]string{
	"january jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari stycznia styczeń sty января январь янв ocak leden ledna januára",
	"february feb februar feber février févr fév fevr febrero febbraio fevereiro fev februari lutego luty lut февраля февраль фев февр şubat únor února",
	"march mar märz mrz mär mars marzo março maart mrt marca marzec marta марта март мар mart březen března",
	"april apr avril avr abril abr aprile kwietnia kwiecień kwi апреля апрель апр nisan duben dubna apríla",
	"may mai mayo maggio mag maio mei maja maj мая май mayıs květen května mája",
	"june jun juni juin junio giugno giu junho czerwca czerwiec cze июня июнь июн haziran června červen júna",
	"july jul juli juillet juil julio luglio lug julho lipca lipiec lip июля июль июл temmuz července červenec júla",
	"august aug août agosto ago augustus sierpnia sierpień sie августа август авг ağustos srpen srpna augusti",
	"september sept sep septembre septiembre set setiembre settembre setembro września wrzesień wrz сентября сентябрь сен сент eylül září septembra",
	"october oct oktober okt octobre octubre ottobre ott outubro out października październik paź октября октябрь окт ekim říjen října októbra",
	"november nov novembre noviembre novembro listopada listopad lis ноября ноябрь ноя нояб kasım novembra",
	"december dec dezember dez décembre déc diciembre dic dicembre dezembro desember grudnia grudzień gru декабря декабрь дек aralık prosinec prosince decembra",
})

func readMonths(names [12]string) map[string]time.Month {
	out := map[string]time.Month{}
	for i, line := range names {
		for _, n := range strings.Fields(line) {
			out[Fold(n)] = time.Month(i + 1)
		}
	}
	return out
}

// dateWords are the words, folded, that may stand in a line which is only a
// date, beside the names of months and zones.
var dateWords = wordSet(`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
		montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so
		lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo
		lunedi martedi mercoledi giovedi venerdi sabato domenica segunda terca quarta quinta sexta feira
		maandag dinsdag woensdag donderdag vrijdag zaterdag zondag mandag tirsdag onsdag torsdag fredag lordag sondag
		at on of the de del a um uhr kl den le am pm p m st nd rd th er o time`)

func wordSet(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}
