package extract

import (
	"net/url"
	"strings"
	"testing"
)

// story writes an article of about n bytes of HTML, as content systems do.
func story(n int) string {
	const part = `<h2 class="hed">The harbour, and what it costs</h2>
<p>The council said on Monday that it would <a href="/news/2025/03/harbour-plan?id=7">keep the harbour open</a>, although <em>nobody</em> had asked it to, and that the price of 4.5 million would be paid by the <strong>port&rsquo;s own fund</strong>.</p>
<p>&ldquo;We have no choice,&rdquo; the harbour master <a href="https://www.example.org/people/master">said</a>; the quay is 120 years old, its walls lean, and every winter the water comes a little higher than the winter before.</p>
<figure><img src="/img/quay.jpg" srcset="/img/quay-400.jpg 400w, /img/quay-1200.jpg 1200w" alt="The quay"><figcaption>The old quay. <span class="credit">Ann Vale</span></figcaption></figure>
<ul><li>New walls by 2027</li><li>A <code>pump</code> house</li></ul>
<blockquote><p>It was always going to be us who pay, a fisherman said.</p></blockquote>
`
	return strings.Repeat(part, 1+n/len(part))
}

func BenchmarkMarkdown(b *testing.B) {
	base := &url.URL{Scheme: "https", Host: "www.example.org", Path: "/news/"}
	for _, c := range []struct{ name, src string }{
		{"article 100 kB", story(100 << 10)},
		{"document 20 MB", story(20 << 20)},
		{"100,000 levels", strings.Repeat("<div>", 100_000) + "<p>Deep.</p>" + strings.Repeat("</div>", 100_000)},
		{"500 levels of quotes", strings.Repeat("<blockquote>", 500) + story(100<<10)},
		{"unclosed formatting", strings.Repeat("<b><i class=x>storm", 20_000)},
		{"links 2 MB", strings.Repeat(`<a href="http://127.0.0.1/12345">l</a> `, 50_000)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.src)))
			b.ReportAllocs()
			for b.Loop() {
				Markdown(c.src, base)
			}
		})
	}
}

func BenchmarkPlain(b *testing.B) {
	for b.Loop() {
		Plain("Tom &amp; Jerry&#8217;s <b>bold</b> plan for x < y")
	}
}

func BenchmarkPage(b *testing.B) {
	src := "<html><head><title>Harbour</title></head><body><nav><a href=/>Home</a></nav><article><h1>Harbour</h1>" + story(100<<10) + "</article></body></html>"
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, err := Page(src, "https://www.example.org/harbour"); err != nil {
			b.Fatal(err)
		}
	}
}
