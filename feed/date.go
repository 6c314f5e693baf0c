package feed

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// maxDate is how many bytes a date may have.
const maxDate = 100

// ParseDate reads a date in any of the forms that feeds and pages have: those of RFC
// 822, RFC 3339 and ISO 8601 and what people make of them, month names in a
// dozen languages, day before month where only numbers stand (but month first
// with "am" and "pm"), seconds since 1970. It returns UTC, and false for what
// is no date or an impossible one, such as 30 February. Without a zone it is
// taken as UTC.
func ParseDate(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if len(s) == 0 || len(s) > maxDate {
		return time.Time{}, false
	}
	for _, layout := range [...]string{time.RFC3339, time.RFC1123Z} {
		if t, err := time.Parse(layout, s); err == nil {
			return WashDate(t)
		}
	}
	if strings.HasSuffix(s, " GMT") {
		if t, err := time.Parse(time.RFC1123, s); err == nil {
			return WashDate(t)
		}
	}
	if t, ok := digitsDate(s); ok {
		return WashDate(t)
	}
	p := dateParser{hour: -1}
	p.read(lexDate(s))
	return p.date()
}

// WashDate returns a date in UTC; false for one that only a mistake can have
// made: a year before 1000 or after 9999.
func WashDate(t time.Time) (time.Time, bool) {
	if t = t.UTC(); t.Year() < 1000 || t.Year() > 9999 {
		return time.Time{}, false
	}
	return t, true
}

// digitsDate reads a date that is written as one number: seconds or
// milliseconds since 1970, or year, month, day and time in a row.
func digitsDate(s string) (time.Time, bool) {
	if !allDigits(s) {
		return time.Time{}, false
	}
	var v int64
	for _, c := range s[:min(len(s), 18)] {
		v = v*10 + int64(c-'0')
	}
	switch len(s) {
	case 9, 10:
		return time.Unix(v, 0), true
	case 13:
		return time.UnixMilli(v), true
	case 8:
		t, err := time.Parse("20060102", s)
		return t, err == nil
	case 12:
		t, err := time.Parse("200601021504", s)
		return t, err == nil
	case 14:
		t, err := time.Parse("20060102150405", s)
		return t, err == nil
	}
	return time.Time{}, false
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// dateToken is a number, a word in folded letters, or a sign.
type dateToken struct {
	word  string
	num   int
	size  int // digits of the number; 0 for others
	sign  rune
	glued bool // nothing stands between it and the token before
}

func lexDate(s string) []dateToken {
	var out []dateToken
	glued := false
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		t := dateToken{glued: glued}
		switch {
		case r >= '0' && r <= '9':
			for n = 0; n < len(s) && s[n] >= '0' && s[n] <= '9'; n++ {
				t.num = min(t.num*10+int(s[n]-'0'), 1<<40)
			}
			t.size = n
		case strings.ContainsRune("年月日년월일", r):
			t.sign = '-'
		case unicode.IsLetter(r):
			for n < len(s) {
				r, k := utf8.DecodeRuneInString(s[n:])
				if !unicode.IsLetter(r) && !unicode.IsMark(r) || strings.ContainsRune("年月日년월일", r) {
					break
				}
				n += k
			}
			t.word = Fold(s[:n])
		case unicode.IsSpace(r):
			glued, s = false, s[n:]
			continue
		default:
			t.sign = r
		}
		out = append(out, t)
		glued, s = true, s[n:]
	}
	return out
}

// dateParser gathers the parts of a date.
type dateParser struct {
	nums     []dateToken // those that are neither time nor zone
	slashes  bool
	month    time.Month
	first    bool // the month's name stands before the first number
	hour     int  // -1: none yet
	min, sec int
	nano     int
	pm, am   bool
	zone     int // seconds east of Greenwich
	bad      bool
}

func (p *dateParser) read(ts []dateToken) {
	for len(ts) > 0 {
		ts = ts[p.next(ts):]
	}
}

// next reads one part from the front of ts and returns how many tokens it has.
func (p *dateParser) next(ts []dateToken) int {
	t := ts[0]
	sign := func(i int) rune {
		if i < len(ts) {
			return ts[i].sign
		}
		return 0
	}
	num := func(i int) bool { return i < len(ts) && ts[i].size > 0 }
	switch {
	case t.size > 0 && p.hour < 0 && sign(1) == ':' && num(2):
		return p.clock(ts)
	case t.size == 8 && len(p.nums) == 0: // 20250310T120000Z
		p.nums = append(p.nums, dateToken{num: t.num / 10000, size: 4}, dateToken{num: t.num / 100 % 100, size: 2}, dateToken{num: t.num % 100, size: 2})
		return 1
	case t.size == 6 && p.hour < 0 && len(p.nums) == 3:
		p.hour, p.min, p.sec = t.num/10000, t.num/100%100, t.num%100
		return 1
	case t.size == 4 && t.glued && p.hour < 0 && len(p.nums) == 3:
		p.hour, p.min = t.num/100, t.num%100
		return 1
	case (t.sign == '+' || t.sign == '-') && p.hour >= 0 && num(1) && ts[1].size <= 4 && len(p.nums) >= 2:
		return p.offset(ts)
	case t.size > 0:
		if p.hour >= 0 && len(p.nums) == 3 || p.month != 0 && len(p.nums) == 2 {
			return 1 // "00" where a zone should be, and the like
		}
		p.nums = append(p.nums, t)
		return 1
	case t.sign == '/':
		p.slashes = true
	case t.word != "":
		p.name(t.word, ts)
	}
	return 1
}

// clock reads 12:34, 12:34:56 and 12:34:56.789.
func (p *dateParser) clock(ts []dateToken) int {
	p.hour, p.min = ts[0].num, ts[2].num
	n := 3
	if len(ts) > 4 && ts[3].sign == ':' && ts[4].size > 0 {
		p.sec, n = ts[4].num, 5
		if len(ts) > 6 && (ts[5].sign == '.' || ts[5].sign == ',') && ts[6].glued && ts[6].size > 0 {
			n = 7
			if f := ts[6]; f.size <= 9 {
				p.nano = f.num
				for range 9 - f.size {
					p.nano *= 10
				}
			}
		}
	}
	return n
}

// offset reads a zone: +0200, +02:00, +02, -700.
func (p *dateParser) offset(ts []dateToken) int {
	z, n := ts[1], 2
	h, m := z.num, 0
	if z.size >= 3 {
		h, m = z.num/100, z.num%100
	} else if len(ts) > 3 && ts[2].sign == ':' && ts[3].size > 0 {
		m, n = ts[3].num, 4
	}
	if h > 15 || m > 59 {
		p.bad = true
	}
	if p.zone = h*3600 + m*60; ts[0].sign == '-' {
		p.zone = -p.zone
	}
	return n
}

// name reads a word: a month, a zone, "pm"; others, such as the days of the
// week, say nothing.
func (p *dateParser) name(w string, ts []dateToken) {
	if m, ok := monthNames[w]; ok {
		p.first = len(p.nums) == 0
		p.month = m // the last one: "mar. 12 août" begins with a Tuesday
		return
	}
	if z, ok := zones[w]; ok && p.hour >= 0 {
		p.zone = z
		return
	}
	switch {
	case w == "pm" || w == "오후" || w == "p" && len(ts) > 2 && ts[2].word == "m":
		p.pm = true
	case w == "am" || w == "오전" || w == "a" && len(ts) > 2 && ts[2].word == "m":
		p.am = true
	}
}

// date puts the parts together.
func (p *dateParser) date() (time.Time, bool) {
	y, m, d, ok := p.day()
	if !ok || p.bad {
		return time.Time{}, false
	}
	h := max(p.hour, 0)
	switch {
	case (p.am || p.pm) && (h > 12 && !p.pm || h > 23):
		return time.Time{}, false
	case p.pm && h < 12:
		h += 12
	case p.am && h == 12:
		h = 0
	}
	if h > 24 || p.min > 59 || p.sec > 60 || h == 24 && (p.min > 0 || p.sec > 0) {
		return time.Time{}, false
	}
	if d < 1 || d > time.Date(y, m+1, 0, 0, 0, 0, 0, time.UTC).Day() {
		return time.Time{}, false
	}
	return WashDate(time.Date(y, m, d, h, p.min, p.sec, p.nano, time.UTC).Add(-time.Duration(p.zone) * time.Second))
}

// day finds out which number is the year, the month and the day.
func (p *dateParser) day() (y int, m time.Month, d int, ok bool) {
	n := p.nums
	switch {
	case p.month != 0 && len(n) == 1 && n[0].size == 4: // March 2025
		return n[0].num, p.month, 1, true
	case p.month != 0 && len(n) == 2 && n[0].size == 4: // 2025 March 10
		return n[0].num, p.month, n[1].num, true
	case p.month != 0 && len(n) == 2:
		return year(n[1]), p.month, n[0].num, n[1].size == 4 || n[1].size == 2
	case p.month != 0:
		return 0, 0, 0, false
	case len(n) == 1 && n[0].size == 4 && p.hour < 0:
		return n[0].num, time.January, 1, n[0].num > 1900 && n[0].num < 2100
	case len(n) == 2 && n[0].size == 4 && n[1].size == 2: // 2025-03
		return n[0].num, time.Month(n[1].num), 1, month(n[1].num)
	case len(n) != 3:
		return 0, 0, 0, false
	case n[0].size == 4:
		return n[0].num, time.Month(n[1].num), n[2].num, month(n[1].num)
	case n[2].size != 4:
		return 0, 0, 0, false // 03/04/05 may be anything
	}
	day, mon := n[0].num, n[1].num
	if mon > 12 || (p.am || p.pm) && p.slashes && day <= 12 {
		day, mon = mon, day
	}
	return n[2].num, time.Month(mon), day, month(mon)
}

func month(m int) bool { return m >= 1 && m <= 12 }

// year reads a year of two digits as encoding/time does.
func year(t dateToken) int {
	switch {
	case t.size > 2:
		return t.num
	case t.num >= 69:
		return 1900 + t.num
	}
	return 2000 + t.num
}
