package parse

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"broadsheet/feed"
)

// at is the time at which every test reads.
var at = time.Date(2025, 3, 12, 8, 0, 0, 0, time.UTC)

// readFeedText reads a feed that must not fail.
func readFeedText(t *testing.T, data string) Result {
	t.Helper()
	r, err := Feed([]byte(data), Options{Key: "k", Name: "test.xml", URL: "https://paper.test/feeds/news.xml", Now: at})
	if err != nil {
		t.Fatalf("Feed: %v", err)
	}
	return r
}

func titles(r Result) string {
	var out []string
	for _, a := range r.Articles {
		out = append(out, a.Title)
	}
	return strings.Join(out, "|")
}

func TestCures(t *testing.T) {
	const head = `<rss version="2.0"><channel><title>Paper</title>`
	const foot = `</channel></rss>`
	item := func(title string) string {
		return "<item><title>" + title + "</title><link>/" + title + "</link><description>Text of " + title + "</description></item>"
	}
	two := item("a") + item("b")
	for _, c := range []struct{ name, in, titles, note string }{
		{"clean", head + two + foot, "a|b", ""},
		{"blank lines first", "\n\n  " + head + two + foot, "a|b", ""},
		{"server's warning first", "<br />\n<b>Warning</b>: x in y.php on line 3\n<?xml version=\"1.0\"?>" + head + two + foot, "a|b", ""},
		{"text first", "Notice: undefined\n<?xml version=\"1.0\"?>" + head + two + foot, "a|b", ""},
		{"a long comment first", "<!-- <rss> " + strings.Repeat("x ", 9000) + "-->" + head + two + foot, "a|b", ""},
		{"document type", `<!DOCTYPE rss [<!ENTITY x "y"> <!ELEMENT rss (a)>]>` + head + two + foot, "a|b", ""},
		{"XML 1.1", `<?xml version="1.1" encoding="x-odd"?>` + head + two + foot, "a|b", ""},
		{"after the root", head + two + foot + "<script>1</script> & <", "a|b", ""},
		{"controls", head + item("a\x01\x0bc") + item("b") + foot, "ac|b", ""},
		{"noncharacters", head + item("a\ufffe\uffff") + item("b") + foot, "a|b", ""},
		{"a control within the end of CDATA", head + "<item><title><![CDATA[a]]\x01></title></item>" + item("b") + foot, "a|b", ""},
		{"forbidden references", head + item("a&#1;&#xD800;&#xFFFE;&#x110000;&#0;") + item("b") + foot, "a|b", ""},
		{"a forbidden reference in an attribute", head + `<item><title>a</title><enclosure url="/a&#1;.mp3"/></item>` + item("b") + foot, "a|b", ""},
		{"end of CDATA in text", head + item("a ]]> c") + item("b") + foot, "a ]]> c|b", ""},
		{"bare less-than", head + item("3 < 5") + item("x<5") + foot, "3 < 5|x<5", ""},
		{"less-than before a word", head + item("if a <b then") + item("b") + foot, "if a <b then|b", ""},
		{"bare ampersand", head + item("R&D & more") + item("b") + foot, "R&D & more|b", ""},
		{"cut in an item", head + two + "<item><title>c</ti", "a|b", "kept 2 whole items; the feed ends in the middle of the 3rd"},
		{"cut in CDATA", head + two + "<item><title><![CDATA[c", "a|b", "kept 2 whole items; the feed ends in the middle of the 3rd"},
		{"cut in a tag", head + item("a") + `<item><enclosure url="http`, "a", "kept 1 whole item; the feed ends in the middle of the 2nd"},
		{"cut after an item", head + two, "a|b", "kept 2 whole items; the feed ends before its end tag"},
		{"cut in the end tag", head + two + "</channel", "a|b", "kept 2 whole items; the feed ends before its end tag"},
		{"wrong end tag", head + "<item><title>a</titel><link>/a</link></item>" + item("b") + foot, "a|b", ""},
		{"end tag too many", head + "<item><title>a</title></b></p></item>" + item("b") + foot, "a|b", ""},
		{"end tag missing", head + "<item><title>a<link>/a</link></item>" + item("b") + foot, "a|b", ""},
		{"item not ended", head + "<item><title>a</title><item><title>b</title></item>" + foot, "a|b", ""},
		{"channel not ended", head + two + "</rss>", "a|b", ""},
		{"case of the end tag", head + "<item><Title>a</title></Item>" + item("b") + foot, "a|b", ""},
		{"CDATA not ended", head + "<item><title>a</title><description><![CDATA[text</description></item>" + item("b") + foot, "a|b", ""},
		{"CDATA ended by the next", head + "<item><title>a</title><description><![CDATA[text</description></item><item><title><![CDATA[b]]></title></item>" + foot, "a|b", ""},
		{"attributes without quotes", head + "<item><title>a</title><enclosure url=/a.mp3 type=audio/mpeg length=5 hidden/></item>" + item("b") + foot, "a|b", ""},
		{"HTML that is not escaped", head + "<item><title>a</title><description><p>one<br>two<p>three<img src=x></description></item>" + item("b") + foot, "a|b", ""},
		{"comments and instructions between", head + item("a") + "<!-- <item> --><?php x ?>" + item("b") + foot, "a|b", ""},
		{"no rss element", "<channel><title>P</title>" + two + "</channel>", "a|b", ""},
		{"items beside the channel", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>P</title></channel>` + two + "</rdf:RDF>", "a|b", ""},
		{"upper case", strings.ToUpper(head + item("a") + foot), "A", ""},
		{"one Atom entry alone", `<entry xmlns="http://www.w3.org/2005/Atom"><title>a</title></entry>`, "a", ""},
		{"nothing after the root's name", "<rss><channel><item><title>a</title></item><item", "a", "kept 1 whole item; the feed ends before its end tag"},
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
}

// What stands within an item that needs a cure is not lost either.
func TestCuresKeepParts(t *testing.T) {
	r := readFeedText(t, `<rss><channel><item><title>a</titel><link>/a?x=1&y=2</link><guid>g1</guid>
<description><p>one<br>two<p>three <a href="x y'>z</a></description><enclosure url=/a.mp3 type=audio/mpeg length=5></item></channel></rss>`)
	if len(r.Articles) != 1 {
		t.Fatalf("%d articles", len(r.Articles))
	}
	a := r.Articles[0]
	if want := "https://paper.test/a?x=1&y=2"; a.URL != want {
		t.Errorf("URL %q, want %q", a.URL, want)
	}
	for _, part := range []string{"<p>one<br/>two</p>", "<p>three"} {
		if !strings.Contains(a.Body, part) {
			t.Errorf("body %q lacks %q", a.Body, part)
		}
	}
	if len(a.Enclosures) != 1 || a.Enclosures[0] != (feed.Enclosure{URL: "https://paper.test/a.mp3", Type: "audio/mpeg", Length: 5}) {
		t.Errorf("enclosures %+v", a.Enclosures)
	}
}

func TestLimits(t *testing.T) {
	nest := func(n int) string { return strings.Repeat("<z:a>", n) + strings.Repeat("</z:a>", n) }
	const head = `<rss xmlns:z="urn:z"><channel><title>P</title>`
	item := func(i int) string { return fmt.Sprintf("<item><title>t%d</title><guid>g%d</guid></item>", i, i) }
	items := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(item(i))
		}
		return b.String()
	}
	for _, c := range []struct {
		name, in string
		n        int
		note     string
	}{
		{"deep but allowed", head + "<item><title>a</title>" + nest(200) + "</item></channel></rss>", 1, ""},
		{"one item too deep", head + item(0) + "<item><title>a</title>" + nest(5000) + "</item>" + item(1) + "</channel></rss>", 2, "left out 1 item with elements nested more than 256 deep"},
		{"too deep and never ended", head + item(0) + "<item>" + strings.Repeat("<z:a>", 300_000), 1, "kept 1 whole item; the feed ends in the middle of the 3rd|left out 1 item with elements nested more than 256 deep"},
		{"as many items as are kept", head + items(maxItems) + "</channel></rss>", maxItems, ""},
		{"too many items", head + items(maxItems+345) + "</channel></rss>", maxItems, "kept the first 2000 items of 2345"},
		{"a flood of extensions", head + "<item><title>a</title>" + strings.Repeat("<z:a/> ", 50_000) + "<guid>x</guid></item>" + item(1) + "</channel></rss>", 2, ""},
		{"a flood of elements", head + item(0) + "<item><title>a</title><description>" + strings.Repeat("<b>x</b>", maxTags+1) + "</description></item></channel></rss>", 1, "kept 1 whole item; the feed has more than 200000 elements"},
		{"a flood of namespaces", "<rss " + flood(`xmlns:n%d="urn:n%d"`, 3000) + "><channel>" + items(50) + "</channel></rss>", 50, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := readFeedText(t, c.in)
			if len(r.Articles) != c.n {
				t.Errorf("%d articles, want %d", len(r.Articles), c.n)
			}
			if got := strings.Join(r.Notes, "|"); got != c.note {
				t.Errorf("notes %q, want %q", got, c.note)
			}
		})
	}
}

func flood(format string, n int) string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf(format, i, i))
	}
	return strings.Join(out, " ")
}

// A nesting that would overflow gofeed's stack never reaches it, however it
// is hidden.
func TestDepthNeverReachesTheLibrary(t *testing.T) {
	const n = 100_000
	deep := strings.Repeat("<z:a>", n)
	for name, in := range map[string]string{
		"plain":               "<rss><channel>" + deep,
		"closed":              "<rss><channel>" + deep + strings.Repeat("</z:a>", n) + "</channel></rss>",
		"comment with dashes": "<rss><channel><!-- -- > " + deep,
		"instruction":         "<rss><channel><? >" + deep,
		"directive":           `<rss><channel><!X ">" >` + deep,
		"quotes":              `<rss><channel><a b='"'>` + deep,
		"stray quote":         `<rss><channel><a " b="'>` + deep + `">`,
		"split CDATA":         "<rss><channel><z:b><![CDATA[ ]]\x02> " + deep,
		"controls":            "<rss><channel>" + strings.ReplaceAll(deep, "<z", "<\x01z"),
		"within CDATA":        "<rss><channel><![CDATA[<![CDATA[ ]]>" + deep,
	} {
		t.Run(name, func(t *testing.T) {
			text := scrub([]byte(in))
			s, err := skim(text, findRoot(text).at, nil)
			if err != nil {
				return // refused
			}
			if d := deepest(s); d > maxDepth {
				t.Errorf("%d elements within each other are left", d)
			}
		})
	}
}

func TestFeedRefusals(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"nothing", "", "read feed x: it is empty"},
		{"blanks", " \n\t ", "read feed x: it is empty"},
		{"a web page", "<!DOCTYPE html><html><body>Hi</body></html>", "read feed x: this is a web page, not a feed"},
		{"a fragment of one", "<div>Hi</div>", "read feed x: this is a web page, not a feed"},
		{"a list of feeds", `<?xml version="1.0"?><opml><body><outline xmlUrl="a"/><outline xmlurl="b"/></body></opml>`, "read feed x: this is an OPML list of 2 feeds, not a feed: open one of their addresses"},
		{"other XML", "<?xml version='1.0'?><urlset><url/></urlset>", "read feed x: this is XML with the root <urlset>, not a feed"},
		{"other JSON", `{"a": 1}`, "read feed x: this is JSON, but no JSON Feed: it has no list of items"},
		{"text", "Just words.", "read feed x: this is plain text, not a feed"},
		{"a picture", "\x89PNG\r\n\x1a\n", "read feed x: this is a picture, not text"},
		{"a document", "%PDF-1.7", "read feed x: this is a PDF document, not text"},
		{"bytes", "\x00\x01\x02\x03 abc", "read feed x: this is binary data, not text"},
		{"damaged gzip", "\x1f\x8b\x08\x00", "read feed x: it is packed with gzip, but damaged"},
		{"cut in its first item", "<rss><channel><item><title>a", "read feed x: it ends in the middle of its first item"},
		{"nested too deep", "<rss><channel>" + strings.Repeat("<z:a>", 1000), "read feed x: its elements are nested more than 256 deep"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Feed([]byte(c.in), Options{Name: "x"})
			if err == nil || err.Error() != c.want {
				t.Errorf("error %v, want %s", err, c.want)
			}
		})
	}
}

// No byte from outside gets into an error or a note unwashed.
func TestErrorsAreWashed(t *testing.T) {
	for _, in := range []string{"<\u009b31mroot>\x1b]52;c;UFdO\a</a>", "<?xml version='1.0'?><root\u202e>", "{\"items\": [\x1b]52;c;UFdO\a]}", "<rss><\u009b31mchannel></rss>"} {
		_, err := Feed([]byte(in), Options{Name: "evil\x1b[2J\u202ename"})
		if err == nil {
			continue
		}
		if s := err.Error(); s != feed.WashLine(s) {
			t.Errorf("error %q is not washed", s)
		}
	}
}
