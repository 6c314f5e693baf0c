package parse

import (
	"testing"
	"time"
)

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
