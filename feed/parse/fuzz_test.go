package parse

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"broadsheet/feed"
)

func FuzzFeed(f *testing.F) {
	for _, s := range []string{
		`<rss><channel><title>P</title><item><title>a &lt; b</title><link>/1</link><pubDate>Mon, 10 Mar 2025 12:34:56 GMT</pubDate><description><![CDATA[<p>x]]></description></item></channel></rss>`,
		`<feed xml:base="http://e.test/"><entry xml:base="a"><title type="xhtml"><div><b>x</b></div></title><link href="1"/></entry><entry/></feed>`,
		`<rdf:RDF xmlns:h="http://www.w3.org/1999/xhtml"><channel/><item rdf:about="u"><h:body><h:p>x</h:body></item>`,
		`{"items":[{"id":1,"title":"a","authors":[null]},null,{"id":`,
		"<rss><channel><item><title>a</titel><z:a b=c d='<e>' f><!-- --><? ?><![CDATA[ ]]\x01></item><item>&#1;&#xD800;]]>",
		`<channel><item><body xmlns="x">`, `<entry mode="base64">`, "<rss><channel><item><p><p><br><li><li>", "<entry aé=1 b",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text := scrub(bytes.ToValidUTF8(data, nil))
		if d := findRoot(text); feedRoot(d.root) {
			if s, err := skim(text, d.at, nil); err == nil && deepest(s) > maxDepth+1 { // one for an envelope
				t.Fatalf("%d elements within each other are left", deepest(s))
			}
		}
		r, err := Feed(data, Options{Key: "k", Name: "fuzz", URL: "https://e.test/f", Now: at})
		if err != nil {
			if err.Error() != feed.WashLine(err.Error()) {
				t.Fatalf("error %q is not washed", err)
			}
			return
		}
		seen := map[feed.ID]bool{}
		for _, a := range r.Articles {
			again := a
			if again.Wash(); again.Title != a.Title || again.Body != a.Body || again.URL != a.URL || again.Byline != a.Byline {
				t.Fatalf("%+v is not washed", a)
			}
			if a.Title == "" || a.ID == "" || seen[a.ID] {
				t.Fatalf("title %q, identity %q", a.Title, a.ID)
			}
			seen[a.ID] = true
		}
	})
}

// Whatever the bytes, what comes out is UTF-8, and UTF-8 comes out as it is.
func FuzzDecode(f *testing.F) {
	f.Add([]byte("caf\xe9 \x93x\x94"), "text/html; charset=latin1")
	f.Add([]byte("\xff\xfea\x00\x00\xd8"), "")
	f.Add([]byte("<\x00?\x00x\x00m\x00l\x00"), "")
	f.Add([]byte(packed("x")), "")
	f.Add([]byte("<?xml version='1.0' encoding='koi8-r'?>\xc1\xc2"), "text/xml; charset=utf-8")
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		text, _, err := decode(data, contentType)
		if err != nil {
			return
		}
		if !utf8.Valid(text) {
			t.Fatalf("%q is no UTF-8", text)
		}
		if again, _, err := decode(text, ""); err == nil && utf8.Valid(data) && len(data) > 0 && data[0] != 0x1f && data[0] != 0 && bytes.IndexByte(data, 0) < 0 && len(again) > len(text) {
			t.Fatalf("%q became %q", text, again)
		}
	})
}
