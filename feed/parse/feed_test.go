package parse

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"

	"broadsheet/feed"

	"github.com/mmcdole/gofeed"
)

// deepest is how deep the elements are nested that gofeed would see, read
// with the decoder that gofeed uses.
func deepest(s *skimmer) int {
	d := xml.NewDecoder(s.patched())
	d.Strict = false
	depth, most := 0, 0
	for {
		tok, err := d.RawToken()
		if err != nil {
			return most
		}
		switch tok.(type) {
		case xml.StartElement:
			depth++
			most = max(most, depth)
		case xml.EndElement:
			depth--
		}
	}
}

// The slow obvious way is the oracle: on clean feeds the fields are those of
// plain gofeed.
func TestCleanFeedsAreAsGofeedHasThem(t *testing.T) {
	for name, data := range map[string][]byte{
		"rss": cleanRSS(), "atom": cleanAtom(), "json": cleanJSON(),
		"rss-gmt": bytes.ReplaceAll(cleanRSS(), []byte(" +0000</pubDate>"), []byte(" GMT</pubDate>")),
	} {
		t.Run(name, func(t *testing.T) {
			want, err := gofeed.NewParser().Parse(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			r, err := Feed(data, Options{Key: "k", Name: "feed"})
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Notes) > 0 || r.Source.Title != want.Title || len(r.Articles) != len(want.Items) {
				t.Fatalf("notes %q, title %q, %d articles of %d", r.Notes, r.Source.Title, len(r.Articles), len(want.Items))
			}
			for i, a := range r.Articles {
				w := want.Items[i]
				if a.Title != w.Title || a.URL != w.Link || a.Body != feed.WashText(w.Content) || !a.Published.Equal(*w.PublishedParsed) {
					t.Fatalf("item %d:\n%+v\nwant\n%+v", i, a, w)
				}
				if len(w.Authors) > 0 && a.Byline != w.Authors[0].Name || len(w.Categories) > 0 && a.Section != w.Categories[0] || w.Description != "" && a.Deck != w.Description {
					t.Fatalf("item %d: byline %q, section %q, deck %q", i, a.Byline, a.Section, a.Deck)
				}
			}
		})
	}
}

// Clean bytes go to gofeed as they are, but for the bodies that need not.
func TestCleanFeedsNeedNoEdit(t *testing.T) {
	for name, data := range map[string][]byte{"rss": cleanRSS(), "atom": cleanAtom()} {
		s, err := skim(data, findRoot(data).at, nil)
		if err != nil || len(s.edits) != len(s.bodies) || s.tail != "" {
			t.Errorf("%s: %d edits, %d bodies, tail %q, %v", name, len(s.edits), len(s.bodies), s.tail, err)
		}
		for i := range s.edits {
			if s.carried(s.edits[i].put) == s.edits[i].put {
				t.Errorf("%s: edited to %q", name, s.edits[i].put)
			}
			s.edits[i].put = s.carried(s.edits[i].put)
		}
		got, _ := io.ReadAll(s.patched())
		if !bytes.Equal(got, bytes.TrimSpace(data[findRoot(data).at:])) {
			t.Errorf("%s: what is read differs", name)
		}
	}
}

// A body that is carried round gofeed is the one that gofeed would read.
func TestCarriedBodies(t *testing.T) {
	long := strings.Repeat("<p>Ferry &amp; <b>pier</b> ]] > &#8217; x</p>\r\n", 20)
	for name, in := range map[string]string{
		"RSS":            "<rss><channel><item><description> <![CDATA[" + long + "]]>\n</description></item></channel></rss>",
		"two sections":   "<rss><channel><item><description><![CDATA[" + long + "]]>a &amp;amp; b<![CDATA[" + long + "]]></description></item></channel></rss>",
		"Atom html":      `<feed><entry><title>t</title><content type="html"><![CDATA[` + long + "]]></content></entry></feed>",
		"Atom summary":   `<feed><entry><title>t</title><summary type="html"><![CDATA[` + long + "]]></summary></entry></feed>",
		"the mark as it": "<rss><channel><item><title>x</title><description>" + carryMark + "7</description></item></channel></rss>",
	} {
		f, err := gofeed.NewParser().ParseString(in)
		if err != nil {
			t.Fatal(err)
		}
		want := f.Items[0].Content
		if want == "" {
			want = f.Items[0].Description
		}
		got := readFeedText(t, in).Articles[0].Body
		if want = feed.WashText((text{s: want}).body()); got != want {
			t.Errorf("%s: %q\nwant %q", name, got, want)
		}
	}
}

func TestTitles(t *testing.T) {
	rss := func(title string) string {
		return `<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><item>` + title + `<description>The text begins here. It goes on.</description></item></channel></rss>`
	}
	atom := func(title string) string {
		return `<feed xmlns="http://www.w3.org/2005/Atom"><entry>` + title + `<summary>The text begins here. It goes on.</summary></entry></feed>`
	}
	for _, c := range []struct{ name, in, want string }{
		{"escaped twice", rss(`<title>Tom &amp;amp; Jerry &amp;#8217;s &lt;b&gt;bold&lt;/b&gt;</title>`), "Tom & Jerry ’s bold"},
		{"escaped thrice shows one", rss(`<title>&amp;amp;lt;b&amp;amp;gt;</title>`), "&lt;b&gt;"},
		{"CDATA", rss(`<title><![CDATA[Tom &amp; Jerry &#8217;s <b>bold</b>]]></title>`), "Tom & Jerry ’s bold"},
		{"less-than", rss(`<title>x &lt; y</title>`), "x < y"},
		{"type parameters", rss(`<title>Map&lt;K, V&gt; and List&lt;T&gt;</title>`), "Map<K, V> and List<T>"},
		{"ampersand without entity", rss(`<title>AT&amp;T, R&amp;D; and &amp;copy=2</title>`), "AT&T, R&D; and &copy=2"},
		{"inline markup not escaped", rss(`<title>An <i>old</i> song</title>`), "An old song"},
		{"lines", rss("<title>\n  two\n  lines </title>"), "two lines"},
		{"escape sequence built by entities", rss(`<title>a&amp;#27;[31mb &amp;#155;2Jc</title>`), "ab ›2Jc"},
		{"none", rss(``), "The text begins here"},
		{"invisible", rss("<title>\u200b\u2060\u3164</title>"), "The text begins here"},
		{"media title", rss(`<media:title>From the media</media:title>`), "From the media"},
		{"Atom text", atom(`<title type="text">AT&amp;amp;T says x &lt; y &lt;b&gt;</title>`), "AT&amp;T says x < y <b>"},
		{"Atom without type", atom(`<title>1 &lt; 2 &amp; 3</title>`), "1 < 2 & 3"},
		{"Atom html", atom(`<title type="html">Tom &amp;amp; Jerry &lt;b&gt;bold&lt;/b&gt; 1 &amp;lt; 2</title>`), "Tom & Jerry bold 1 < 2"},
		{"Atom html in CDATA", atom(`<title type="html"><![CDATA[Tom &amp; <em>Jerry</em>]]></title>`), "Tom & Jerry"},
		{"Atom xhtml", atom(`<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">1 &lt; 2 <b>&amp;</b> more</div></title>`), "1 < 2 & more"},
		{"Atom xhtml with prefix", atom(`<title type="xhtml" xmlns:h="http://www.w3.org/1999/xhtml"><h:div>an <h:b>old</h:b> song</h:div></title>`), "an old song"},
		{"JSON is literal", `{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"title":"x < y &amp; <b>z</b>\u001b[31m"}]}`, "x < y &amp; <b>z</b>"},
		{"address", `<rss><channel><item><link>https://paper.test/2025/ferry-late-again</link></item></channel></rss>`, "ferry late again"},
		{"nothing at all", `<rss><channel><item></item></channel></rss>`, "Untitled"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if r := readFeedText(t, c.in); titles(r) != c.want {
				t.Errorf("%q, want %q", titles(r), c.want)
			}
		})
	}
}

func TestAddresses(t *testing.T) {
	for _, c := range []struct{ name, url, in, want, base string }{
		{"base is a file", "", `<rss xml:base="http://e.test/a/feed.xml"><channel><item><link>p/1</link></item></channel></rss>`, "http://e.test/a/p/1", "http://e.test/a/feed.xml"},
		{"base is a folder", "", `<rss xml:base="http://e.test/a/"><channel><item><link>p/1</link></item></channel></rss>`, "http://e.test/a/p/1", "http://e.test/a/"},
		{"nested bases", "", `<feed xml:base="http://e.test/a/feed.xml"><entry xml:base="b/c"><link href="d"/><content xml:base="e/f" type="html">x</content></entry></feed>`, "http://e.test/a/b/d", "http://e.test/a/b/e/f"},
		{"base on the link", "", `<feed xml:base="http://e.test/a"><entry><link xml:base="/x/" href="d"/></entry></feed>`, "http://e.test/x/d", "http://e.test/a"},
		{"base is no web address", "https://p.test/f/x.xml", `<rss xml:base="file:///etc/"><channel><item><link>passwd</link></item></channel></rss>`, "https://p.test/f/passwd", "https://p.test/f/x.xml"},
		{"the document's address", "https://p.test/f/x.xml", `<rss><channel><item><link>../1</link></item></channel></rss>`, "https://p.test/1", "https://p.test/f/x.xml"},
		{"a relative base", "https://p.test/f/x.xml", `<rss xml:base="g/"><channel><item><link>1</link></item></channel></rss>`, "https://p.test/f/g/1", "https://p.test/f/g/"},
		{"a saved file says where it is from", "", `<feed><link rel="self" href="https://p.test/f/x.xml"/><entry><link href="1"/></entry></feed>`, "https://p.test/f/1", "https://p.test/f/x.xml"},
		{"a saved file names its site", "", `<rss><channel><link>https://p.test/</link><item><link>1</link></item></channel></rss>`, "https://p.test/1", "https://p.test/"},
		{"guid", "", `<rss><channel><item><guid>https://p.test/1</guid></item></channel></rss>`, "https://p.test/1", ""},
		{"guid is no address", "", `<rss><channel><item><title>x</title><guid>tag:1</guid></item></channel></rss>`, "", ""},
		{"two links", "", `<rss><channel><item><link>https://p.test/1</link><link>https://p.test/2</link></item></channel></rss>`, "https://p.test/1", ""},
		{"Atom's link in RSS", "", `<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><item><atom:link rel="self" href="https://p.test/s"/><atom:link href="https://p.test/1"/></item></channel></rss>`, "https://p.test/1", ""},
		{"enclosure", "", `<rss><channel><item><enclosure url="https://p.test/1.mp3" type="audio/mpeg"/></item></channel></rss>`, "https://p.test/1.mp3", ""},
		{"rdf:about", "", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item rdf:about="https://p.test/1"><title>x</title></item></rdf:RDF>`, "https://p.test/1", ""},
		{"script", "", `<rss><channel><item><link>javascript:alert(1)</link><guid>https://p.test/1</guid></item></channel></rss>`, "https://p.test/1", ""},
		{"the page before its PDF", "", `<feed><entry><link href="https://p.test/1.pdf" type="application/pdf"/><link href="https://p.test/1" type="text/html"/></entry></feed>`, "https://p.test/1", ""},
		{"Atom's id", "", `<feed><entry><id>https://p.test/1</id></entry></feed>`, "https://p.test/1", ""},
		{"JSON's other address", "", `{"items":[{"id":"7","external_url":"https://p.test/1"}]}`, "https://p.test/1", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := Feed([]byte(c.in), Options{Name: "f", URL: c.url})
			if err != nil || len(r.Articles) != 1 {
				t.Fatalf("%d articles, %v", len(r.Articles), err)
			}
			if a := r.Articles[0]; a.URL != c.want || a.Base != c.base {
				t.Errorf("URL %q, base %q, want %q, %q", a.URL, a.Base, c.want, c.base)
			}
		})
	}
}

func TestTexts(t *testing.T) {
	const ns = `<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:media="http://search.yahoo.com/mrss/" xmlns:xhtml="http://www.w3.org/1999/xhtml"><channel><item><title>t</title>`
	const end = `</item></channel></rss>`
	for _, c := range []struct{ name, in, body, deck string }{
		{"description alone", ns + `<description>&lt;p&gt;one&lt;/p&gt;</description>` + end, "<p>one</p>", ""},
		{"content and description", ns + `<description>What it is.</description><content:encoded><![CDATA[<p>Other words.</p>]]></content:encoded>` + end, "<p>Other words.</p>", "What it is."},
		{"description is the start", ns + `<description>Other words that ...</description><content:encoded><![CDATA[<p>Other <b>words</b> that end.</p>]]></content:encoded>` + end, "<p>Other <b>words</b> that end.</p>", ""},
		{"plain lines", ns + "<description>one\ntwo\n\nthree &lt; 4 &amp;amp; R&amp;D</description>" + end, "one\ntwo\n\nthree < 4 &amp; R&D", ""},
		{"subtitle", ns + `<itunes:subtitle>Short</itunes:subtitle><description>Longer text</description>` + end, "Longer text", "Short"},
		{"media group", ns + `<media:group><media:description>What the film shows</media:description></media:group>` + end, "What the film shows", ""},
		{"fullitem", ns + `<fullitem>&lt;p&gt;all&lt;/p&gt;</fullitem>` + end, "<p>all</p>", ""},
		{"body", ns + `<body xmlns="http://www.w3.org/1999/xhtml"><p>a <b>b</b></p></body>` + end, "<p>a <b>b</b></p>", ""},
		{"body with prefix", ns + `<xhtml:body><xhtml:p>a <xhtml:b>b</xhtml:b></xhtml:p></xhtml:body>` + end, "<p>a <b>b</b></p>", ""},
		{"Atom text", `<feed><entry><title>t</title><content type="text">x &lt; y &lt;b&gt;
two</content></entry></feed>`, "x &lt; y &lt;b&gt;\ntwo", ""},
		{"Atom xhtml", `<feed><entry><title>t</title><summary>Deck</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x &lt; y</p></div></content></entry></feed>`, "<p>x &lt; y</p>", "Deck"},
		{"Atom 0.3 escaped", `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>t</title><content mode="escaped">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>`, "<p>x</p>", ""},
		{"Atom 0.3 base64", `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>t</title><content type="text/html" mode="base64">PHA+eDwvcD4=</content></entry></feed>`, "<p>x</p>", ""},
		{"JSON text", `{"items":[{"id":"1","title":"t","content_text":"a <b>\nc","summary":"Deck"}]}`, "a &lt;b&gt;\nc", "Deck"},
		{"JSON HTML", `{"items":[{"id":"1","title":"t","content_html":"<p>a</p>","content_text":"a"}]}`, "<p>a</p>", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := readFeedText(t, c.in)
			if len(r.Articles) != 1 {
				t.Fatalf("%d articles", len(r.Articles))
			}
			if a := r.Articles[0]; strings.TrimSpace(a.Body) != c.body || a.Deck != c.deck || a.Form != feed.HTML {
				t.Errorf("body %q, deck %q\nwant %q, %q", a.Body, a.Deck, c.body, c.deck)
			}
		})
	}
}

func TestParts(t *testing.T) {
	r := readFeedText(t, `<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>A &amp;amp; B</title><link>/</link><language>en-GB</language>
<item><title>t</title><dc:creator>By Ann Harbour</dc:creator><dc:creator>Ben Pier</dc:creator><category>Sea &amp;amp; Land</category><category>x</category>
<pubDate>Mon, 10 Mar 2025 09:00:00 GMT</pubDate><dc:language>cy</dc:language>
<media:content url="/small.jpg" width="100" type="image/jpeg"/><media:content url="/big.jpg" width="900" medium="image"><media:description>The pier.</media:description><media:credit>Cleo Lens</media:credit></media:content>
<enclosure url="/a.mp3" type="audio/mpeg" length="123"/><enclosure url="/a.mp3" type="audio/mpeg" length="123"/><media:content url="/b.mp4" type="video/mp4" fileSize="7"/></item></channel></rss>`)
	if s := r.Source; s.Title != "A & B" || s.Site != "https://paper.test/" || s.Key != "k" || s.URL != "https://paper.test/feeds/news.xml" {
		t.Errorf("source %+v", s)
	}
	a := r.Articles[0]
	if a.Byline != "Ann Harbour and Ben Pier" || a.Section != "Sea & Land" || a.Lang != "cy" || a.Paper != "A & B" || a.Source != "k" || !a.Seen.Equal(at) {
		t.Errorf("%+v", a)
	}
	if want := time.Date(2025, 3, 10, 9, 0, 0, 0, time.UTC); !a.Published.Equal(want) {
		t.Errorf("published %v", a.Published)
	}
	if want := (feed.Figure{URL: "https://paper.test/big.jpg", Caption: "The pier.", Credit: "Cleo Lens"}); a.Figure != want {
		t.Errorf("figure %+v", a.Figure)
	}
	if len(a.Enclosures) != 2 || a.Enclosures[0].Length != 123 || a.Enclosures[1].URL != "https://paper.test/b.mp4" || a.Enclosures[1].Length != 7 {
		t.Errorf("enclosures %+v", a.Enclosures)
	}
}

func TestIdentity(t *testing.T) {
	ids := func(in string) []feed.ID {
		var out []feed.ID
		seen := map[feed.ID]bool{}
		for _, a := range readFeedText(t, in).Articles {
			if seen[a.ID] || a.ID == "" {
				t.Errorf("%s: the identity %q is not its own", in, a.ID)
			}
			seen[a.ID] = true
			out = append(out, a.ID)
		}
		return out
	}
	wrap := func(items string) string { return "<rss><channel>" + items + "</channel></rss>" }
	one := "<item><title>a</title><link>/1</link><guid>g</guid><description>d</description></item>"
	for _, c := range []struct {
		name, items string
		n           int
	}{
		{"one guid for all", one + strings.ReplaceAll(one, "/1", "/2") + strings.ReplaceAll(one, "/1", "/3"), 3},
		{"one guid and link for all", one + strings.ReplaceAll(one, ">a<", ">b<") + strings.ReplaceAll(one, ">a<", ">c<"), 3},
		{"empty guids", strings.ReplaceAll(one, ">g<", "><") + strings.ReplaceAll(strings.ReplaceAll(one, ">g<", "><"), "/1", "/2"), 2},
		{"only texts", "<item><description>x</description></item><item><description>y</description></item>", 2},
		{"one title and date", "<item><title>a</title><pubDate>2025-03-10</pubDate><description>x</description></item><item><title>a</title><pubDate>2025-03-10</pubDate><description>y</description></item>", 2},
		{"the same item twice", one + one, 1},
	} {
		if got := len(ids(wrap(c.items))); got != c.n {
			t.Errorf("%s: %d articles, want %d", c.name, got, c.n)
		}
	}
	edited := strings.ReplaceAll(strings.ReplaceAll(one, ">a<", ">corrected<"), ">d<", ">more<")
	if ids(wrap(one))[0] != ids(wrap(edited))[0] {
		t.Error("an edited item is another one")
	}
}

func TestJSONCures(t *testing.T) {
	const head = `{"version":"https://jsonfeed.org/version/1.1","title":"P","items":[`
	two := `{"id":"1","title":"a","content_text":"x"},{"id":2,"title":"b \"[{","content_text":"y"}`
	for _, c := range []struct{ name, in, titles, note string }{
		{"clean", head + two + "]}", `a|b "[{`, ""},
		{"byte order mark", "\ufeff" + head + two + "]}", `a|b "[{`, ""},
		{"cut in an item", head + two + `,{"id":"3","ti`, `a|b "[{`, "kept 2 whole items; the feed ends in the middle"},
		{"cut after an item", head + two, `a|b "[{`, "kept 2 whole items; the feed ends in the middle"},
		{"nulls", head + "null," + two + `,null,7,"x",[{"id":"9"}]]}`, `a|b "[{`, ""},
		{"null authors", `{"authors":[null],"items":[{"id":"1","title":"a","authors":[null],"author":null}]}`, "a", ""},
		{"wrong types", `{"title":7,"author":"me","items":[{"id":"1","title":"a","tags":"x","authors":{"name":"B"},"image":5},{"id":"2","title":"b"}]}`, "a|b", ""},
		{"controls in strings", "{\"items\":[{\"id\":\"1\",\"title\":\"a\tc\",\"content_text\":\"one\ntwo\"}]}", "a c", ""},
		{"items are no list", `{"items":{"a":1}}`, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := readFeedText(t, c.in)
			if got := titles(r); got != c.titles {
				t.Errorf("titles %q, want %q", got, c.titles)
			}
			if got := strings.Join(r.Notes, "|"); got != c.note {
				t.Errorf("notes %q, want %q", got, c.note)
			}
		})
	}
	many := head + strings.TrimSuffix(strings.Repeat(`{"title":"a","url":"/x"},`, maxItems+5), ",") + "]}"
	if r := readFeedText(t, many); len(r.Notes) != 1 || r.Notes[0] != "kept the first 2000 items of 2005" {
		t.Errorf("notes %q", r.Notes)
	}
}
