package parse

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
)

// prose makes an article's body of about n bytes.
func prose(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "<p>The ferry to the outer islands left %d minutes late, a spokesman <a href=\"https://news.test/ferry/%d?a=1&amp;b=2\">said</a> on Monday; "+
			"the harbour master’s office had <em>no comment</em>. “We wait,” he said, “as we always do.”</p>\n", i, i)
	}
	return b.String()
}

// cleanRSS, cleanAtom and cleanJSON make clean feeds of about a megabyte: as
// blogs and papers write them, 3 KB an item.
func cleanRSS() []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Post</title><link>https://news.test/</link><description>News of the harbour</description><language>en</language>
`)
	for i := 0; b.Len() < 1<<20; i++ {
		fmt.Fprintf(&b, `<item><title>Ferry number %d is late again</title><link>https://news.test/ferry/%d</link><guid isPermaLink="false">ferry-%d</guid>
<dc:creator>Ann Harbour</dc:creator><category>Transport</category><pubDate>Mon, 10 Mar 2025 %02d:%02d:00 +0000</pubDate>
<description>Nobody at the pier was surprised when number %d did not come.</description>
<content:encoded><![CDATA[%s]]></content:encoded></item>
`, i, i, i, i/60%24, i%60, i, prose(2500))
	}
	b.WriteString("</channel></rss>\n")
	return []byte(b.String())
}

func cleanAtom() []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbour Post</title><link href="https://news.test/"/><id>tag:news.test,2025:feed</id><updated>2025-03-10T12:00:00Z</updated>
`)
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	for i := 0; b.Len() < 1<<20; i++ {
		fmt.Fprintf(&b, `<entry><title>Ferry number %d is late again</title><link href="https://news.test/ferry/%d"/><id>tag:news.test,2025:%d</id>
<author><name>Ann Harbour</name></author><updated>2025-03-10T12:00:00Z</updated><summary>Nobody was surprised.</summary>
<content type="html">%s</content></entry>
`, i, i, i, escape.Replace(prose(2500)))
	}
	b.WriteString("</feed>\n")
	return []byte(b.String())
}

func cleanJSON() []byte {
	type item map[string]any
	var items []item
	for i := range 300 {
		items = append(items, item{"id": fmt.Sprint(i), "url": fmt.Sprintf("https://news.test/ferry/%d", i), "title": fmt.Sprintf("Ferry number %d is late again", i),
			"content_html": prose(2900), "date_published": "2025-03-10T12:00:00Z"})
	}
	out, err := json.Marshal(map[string]any{"version": "https://jsonfeed.org/version/1.1", "title": "The Harbour Post", "items": items})
	if err != nil {
		panic(err)
	}
	return out
}

func BenchmarkFeed(b *testing.B) {
	for name, data := range map[string][]byte{
		"rss": cleanRSS(), "rss-gmt": bytes.ReplaceAll(cleanRSS(), []byte(" +0000</pubDate>"), []byte(" GMT</pubDate>")),
		"atom": cleanAtom(), "json": cleanJSON(),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Feed(data, Options{Key: "k", Name: "feed"}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+"/gofeed", func(b *testing.B) { // the yardstick
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := gofeed.NewParser().Parse(bytes.NewReader(data)); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+"/gofeed-no-images", func(b *testing.B) { // … without its search for pictures
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				p := gofeed.NewParser()
				p.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
				if _, err := p.Parse(bytes.NewReader(data)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
