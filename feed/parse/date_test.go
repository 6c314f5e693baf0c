package parse

import (
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	for in, want := range map[string]string{
		"Mon, 10 Mar 2025 12:34:56 GMT":       "2025-03-10T12:34:56Z",
		"Mon, 10 Mar 2025 12:34:56 +0200":     "2025-03-10T10:34:56Z",
		"2025-03-10T12:34:56Z":                "2025-03-10T12:34:56Z",
		"2025-03-10T12:34:56.789+05:30":       "2025-03-10T07:04:56Z",
		"2025-03-10T12:34Z":                   "2025-03-10T12:34:00Z",
		"2025-03-10 12:34:56":                 "2025-03-10T12:34:56Z",
		"2025-03-10":                          "2025-03-10T00:00:00Z",
		"2025-03":                             "2025-03-01T00:00:00Z",
		"2025":                                "2025-01-01T00:00:00Z",
		"2025/03/10":                          "2025-03-10T00:00:00Z",
		"20250310":                            "2025-03-10T00:00:00Z",
		"20250310T123456Z":                    "2025-03-10T12:34:56Z",
		"20250310T123456+0100":                "2025-03-10T11:34:56Z",
		"20250310T1234Z":                      "2025-03-10T12:34:00Z",
		"20250310123456":                      "2025-03-10T12:34:56Z",
		"Mon, 10 Mar 2025 24:00:00 GMT":       "2025-03-11T00:00:00Z",
		"2025-03-10T24:00:00Z":                "2025-03-11T00:00:00Z",
		"Mon, 10 Mar 25 12:34 EST":            "2025-03-10T17:34:00Z",
		"10 Mar 25 12:34 PDT":                 "2025-03-10T19:34:00Z",
		"10 Mar 99 12:34 GMT":                 "1999-03-10T12:34:00Z",
		"Wed, 10 Sept 2025 12:34:56 CEST":     "2025-09-10T10:34:56Z",
		"1741610096":                          "2025-03-10T12:34:56Z",
		"1741610096000":                       "2025-03-10T12:34:56Z",
		"10/03/2025":                          "2025-03-10T00:00:00Z",
		"10/03/2025 12:34":                    "2025-03-10T12:34:00Z",
		"03/25/2025":                          "2025-03-25T00:00:00Z",
		"3/10/2025 1:34:56 PM":                "2025-03-10T13:34:56Z",
		"10.03.2025 12:34":                    "2025-03-10T12:34:00Z",
		"March 10, 2025":                      "2025-03-10T00:00:00Z",
		"Mar 10, 2025 12:05 a.m.":             "2025-03-10T00:05:00Z",
		"10th of March 2025":                  "2025-03-10T00:00:00Z",
		"Mon Mar 10 12:34:56 2025":            "2025-03-10T12:34:56Z",
		"Mon Mar 10 2025 12:34:56 GMT+0100":   "2025-03-10T11:34:56Z",
		"Sat, 01 Jan 2101 00:00:00 GMT":       "2101-01-01T00:00:00Z",
		"Mon, 10 Mar 2025 23:59:60 GMT":       "2025-03-11T00:00:00Z",
		"Mon, 10 Mar 2025 12:34:56 GMT+02:00": "2025-03-10T10:34:56Z",
	} {
		dated(t, in, want)
	}
}

func dated(t *testing.T, in, want string) {
	t.Helper()
	if got, ok := parseDate(in); !ok || got.Truncate(time.Second).Format(time.RFC3339) != want {
		t.Errorf("%q: %v, %v; want %s", in, got, ok, want)
	}
}

func TestParseDateOtherLanguages(t *testing.T) {
	for in, want := range map[string]string{
		"Mo, 10. März 2025, 12:34 Uhr":        "2025-03-10T12:34:00Z",
		"Mittwoch, 1. Jänner 2025":            "2025-01-01T00:00:00Z",
		"mar., 12 août 2025 12:34:56 +0200":   "2025-08-12T10:34:56Z",
		"1er février 2025":                    "2025-02-01T00:00:00Z",
		"10 de marzo de 2025":                 "2025-03-10T00:00:00Z",
		"mié, 03 dic 2025 12:34:56 GMT":       "2025-12-03T12:34:56Z",
		"10 gennaio 2025":                     "2025-01-10T00:00:00Z",
		"seg, 10 de fevereiro de 2025 12:34":  "2025-02-10T12:34:00Z",
		"ma 10 mrt 2025 12:34:56 +0100":       "2025-03-10T11:34:56Z",
		"Пн, 10 марта 2025 12:34:56 +0300":    "2025-03-10T09:34:56Z",
		"10 мая 2025 г., 12:34":               "2025-05-10T12:34:00Z",
		"10 października 2025":                "2025-10-10T00:00:00Z",
		"2025年3月10日 12:34":                    "2025-03-10T12:34:00Z",
		"2025년 3월 10일 오후 1:34":                "2025-03-10T13:34:00Z",
		"Mon, 10 Mar 2025 23:59:60 GMT":       "2025-03-11T00:00:00Z",
		"Mon, 10 Mar 2025 12:34:56 GMT+02:00": "2025-03-10T10:34:56Z",
		"Sat, 01 Jan 2101 00:00:00 GMT":       "2101-01-01T00:00:00Z",
	} {
		got, ok := parseDate(in)
		if !ok || got.Truncate(time.Second).Format(time.RFC3339) != want {
			t.Errorf("%q: %v, %v; want %s", in, got, ok, want)
		}
	}
	for _, in := range []string{
		"", "yesterday", "soon", "30 February 2025", "2025-02-30", "2025-13-01", "99 Mar 2025", "0000-00-00 00:00:00",
		"-0001-11-30T00:00:00Z", "Mon, 10 Mar 2025 25:00:00 GMT", "Mon, 10 Mar 2025 12:61 GMT", "2026-09-01T10:00:00+99:99",
		"292277026596-12-04T15:30:08Z", "Mon, 01 Jan 0001 00:00:00 GMT", "03/04/05", "12:34:56", "Mar", "7",
	} {
		if got, ok := parseDate(in); ok {
			t.Errorf("%q: %v, want none", in, got)
		}
	}
}

// What gofeed reads, it reads as this does; it is the slow way.
func TestDatesAreGofeeds(t *testing.T) {
	when := time.Date(2025, 11, 23, 16, 5, 9, 0, time.FixedZone("", -5*3600))
	for _, layout := range []string{
		time.RFC822Z, time.RFC3339, time.RubyDate, time.RFC1123Z, time.ANSIC, time.RFC1123, time.RFC850, time.UnixDate,
		"Mon, January 2 2006 15:04:05 -0700", "Monday, January 2, 2006 03:04 PM", "Mon, 2 Jan 2006 15:04", "Mon, 2006-01-02 15:04",
		"Jan 2, 2006 3:04:05 PM", "2.1.2006 15:04:05", "2006 January 02", "2006-1-2 15:04:05",
		"2006-01-02 15:04:05 -0700", "15:04 02.01.2006 -0700", "1/2/2006 3:04:05 PM", "02 Monday, Jan 2006 15:04", "02-01-2006", "01/02/2006",
		"Monday, 02-Jan-06 15:04:05 -0700", "2006-01-02 at 15:04:05", "Mon, 02 Jan 2006 15:04:05 --0700",
	} {
		in := when.Format(layout)
		r := readFeedText(t, "<rss><channel><item><title>x</title><pubDate>"+in+"</pubDate></item></channel></rss>")
		got := r.Articles[0].Published
		want, err := time.Parse(layout, in)
		if err != nil {
			continue
		}
		if !got.Equal(want) {
			t.Errorf("%q: %v, want %v", in, got, want)
		}
	}
}

func TestDatesOfItems(t *testing.T) {
	for name, in := range map[string]string{
		"pubDate":          `<rss><channel><item><pubDate>Mon, 10 March 25 12:34 GMT</pubDate></item></channel></rss>`,
		"CDATA":            `<rss><channel><item><pubDate><![CDATA[Mon, 10 Mar 2025 12:34:00 GMT]]></pubDate></item></channel></rss>`,
		"Dublin Core":      `<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><dc:date>10 März 2025 12:34</dc:date></item></channel></rss>`,
		"Dublin Core term": `<rss xmlns:dcterms="http://purl.org/dc/terms/"><channel><item><dcterms:issued>2025-03-10T12:34Z</dcterms:issued></item></channel></rss>`,
		"date":             `<rss><channel><item><date>1741610040</date></item></channel></rss>`,
		"Atom issued":      `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><issued>2025-03-10T12:34</issued></entry></feed>`,
		"Atom updated":     `<feed><entry><updated>10 Mar 2025 12:34</updated></entry></feed>`,
		"JSON":             `{"items":[{"id":"1","date_published":"10.03.2025 12:34"}]}`,
	} {
		a := readFeedText(t, in).Articles[0]
		if want := time.Date(2025, 3, 10, 12, 34, 0, 0, time.UTC); !a.Published.Equal(want) {
			t.Errorf("%s: %v", name, a.Published)
		}
	}
}
