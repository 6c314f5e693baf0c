package parse

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"golang.org/x/net/html/charset"
)

// encoded writes UTF-8 text in another charset.
func encoded(t *testing.T, label, s string) string {
	t.Helper()
	enc, _ := charset.Lookup(label)
	out, err := enc.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func wideText(s string, o byteOrder, mark bool) string {
	var b strings.Builder
	put := func(v uint32) {
		for i := range o.size {
			shift := 8 * i
			if o.big {
				shift = 8 * (o.size - 1 - i)
			}
			b.WriteByte(byte(v >> shift))
		}
	}
	if mark {
		put(0xfeff)
	}
	for _, r := range s {
		if o.size == 2 && r > 0xffff {
			r -= 0x10000
			put(0xd800 + uint32(r>>10))
			put(0xdc00 + uint32(r&0x3ff))
			continue
		}
		put(uint32(r))
	}
	return b.String()
}

func packed(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = io.WriteString(w, s)
	_ = w.Close()
	return b.String()
}

func TestDecode(t *testing.T) {
	const russian = "В понедельник паром снова опоздал, сказал начальник порта. Никто не удивился: так бывает каждую неделю."
	const german = "Die Fähre kam zu spät – „wie üblich“, sagte der Hafenmeister für das Küstenboot."
	const japanese = "フェリーはまた遅れた。港長は驚かなかったと述べた。"
	const xmlDecl = `<?xml version="1.0" encoding="%s"?><a>`
	decl := func(enc string) string { return strings.ReplaceAll(xmlDecl, "%s", enc) }
	for _, c := range []struct{ name, in, contentType, want string }{
		{"ASCII", "plain", "", "plain"},
		{"UTF-8", german, "", german},
		{"byte order mark", "\xef\xbb\xbf" + german, "", german},
		{"UTF-16LE with mark", wideText(russian+"😀", byteOrder{2, false}, true), "", russian + "😀"},
		{"UTF-16BE with mark", wideText(russian, byteOrder{2, true}, true), "", russian},
		{"UTF-32LE with mark", wideText(russian, byteOrder{4, false}, true), "", russian},
		{"UTF-32BE with mark", wideText(russian, byteOrder{4, true}, true), "", russian},
		{"UTF-16LE", wideText("<rss><title>"+german, byteOrder{2, false}, false), "", "<rss><title>" + german},
		{"UTF-16BE", wideText("<rss><title>"+german, byteOrder{2, true}, false), "", "<rss><title>" + german},
		{"UTF-32LE", wideText("<rss><title>"+german, byteOrder{4, false}, false), "", "<rss><title>" + german},
		{"UTF-32BE", wideText("<rss><title>"+german, byteOrder{4, true}, false), "", "<rss><title>" + german},
		{"UTF-16 with a half pair", "\xff\xfea\x00\x00\xd8b\x00", "", "a\ufffdb"},
		{"UTF-16 cut in a unit", "\xff\xfea\x00b", "", "a"},
		{"header", encoded(t, "windows-1251", russian), "text/xml; charset=windows-1251", russian},
		{"declaration", encoded(t, "koi8-r", decl("koi8-r")+russian), "", decl("koi8-r") + russian},
		{"declaration before the header's Latin-1", encoded(t, "windows-1251", decl("windows-1251")+russian), "text/xml; charset=ISO-8859-1", decl("windows-1251") + russian},
		{"meta", encoded(t, "shift_jis", `<html><meta charset="shift_jis">`+japanese), "text/html", `<html><meta charset="shift_jis">` + japanese},
		{"meta of old", encoded(t, "windows-1251", `<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">`+russian), "", `<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">` + russian},
		{"ISO-2022-JP looks like ASCII", encoded(t, "iso-2022-jp", japanese), "text/plain; charset=iso-2022-jp", japanese},
		{"UTF-8 that claims Latin-1", decl("iso-8859-1") + german, "", decl("iso-8859-1") + german},
		{"a charset nobody knows", decl("x-foo") + german, "", decl("x-foo") + german},
		{"windows-1251 that claims UTF-8", encoded(t, "windows-1251", strings.Repeat(russian, 5)), "text/xml; charset=utf-8", strings.Repeat(russian, 5)},
		{"not declared, Russian", encoded(t, "windows-1251", strings.Repeat(russian, 5)), "", strings.Repeat(russian, 5)},
		{"not declared, windows-1252", encoded(t, "windows-1252", german), "", german},
		{"one bad byte in UTF-8", german + " caf\xe9 " + russian, "", german + " café " + russian},
		{"bad runs in UTF-8", russian + "\x93x\x94", "", russian + "“x”"},
		{"cut within a character", russian + "\xe2\x80", "", russian},
		{"Latin-1 with the controls of windows-1252", decl("iso-8859-1") + "it\x92s \x93\xe9\x94", "", decl("iso-8859-1") + "it’s “é”"},
		{"Latin-1 that was decoded to controls", decl("iso-8859-1") + "it\u0092s", "", decl("iso-8859-1") + "it’s"},
		{"gzip", packed(german), "", german},
		{"gzip in gzip", packed(packed(german)), "", german},
		{"gzip and something after it", packed(german) + "xyz", "", german},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, notes, err := decode([]byte(c.in), c.contentType)
			if err != nil || string(got) != c.want || len(notes) > 0 {
				t.Errorf("%q, %q, %v\nwant %q", got, notes, err, c.want)
			}
		})
	}
}

func TestDecodeCutGzip(t *testing.T) {
	text := strings.Repeat("the harbour ", 5000) + string(cleanRSS()[:4000])
	in := packed(text)
	got, notes, err := decode([]byte(in[:len(in)-40]), "")
	if err != nil || len(notes) != 1 || len(got) == 0 || !strings.HasPrefix(text, string(got)) {
		t.Errorf("%d bytes, %q, %v", len(got), notes, err)
	}
}

func TestDecodeBomb(t *testing.T) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	for range maxDecoded>>20 + 1 {
		_, _ = w.Write(make([]byte, 1<<20))
	}
	_ = w.Close()
	_, err := Bytes(b.Bytes(), Options{Name: "bomb"})
	if err == nil || err.Error() != "read document bomb: it unpacks to more than 64 MB" {
		t.Errorf("error %v", err)
	}
}

func TestBytes(t *testing.T) {
	const page = `<!DOCTYPE html><html><head><title>Ferry late</title><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>`
	story := page + "<article><h1>Ferry late</h1>" + strings.Repeat("<p>The ferry to the outer islands left late on Monday, and nobody at the pier was surprised, since it does every week.</p>", 12) + "</article></body></html>"
	for _, c := range []struct{ name, file, contentType, in, want string }{
		{"feed", "x", "", "<rss><channel><item><title>a</title></item></channel></rss>", "feed a"},
		{"feed called a page", "x.html", "text/html", "<rss><channel><item><title>a</title></item></channel></rss>", "feed a"},
		{"feed in gzip", "x", "", packed("<rss><channel><item><title>a</title></item></channel></rss>"), "feed a"},
		{"JSON Feed", "x", "", `{"items":[{"title":"a"}]}`, "feed a"},
		{"page", "x.html", "", story, "page Ferry late"},
		{"page without news", "x.html", "", page + "</body></html>", "read page x.html: page holds no article, but it names the feed https://paper.test/feed.xml"},
		{"article", "x.md", "", "# Ferry late\n\nThe ferry was late.\n", "page Ferry late"},
		{"article about feeds", "x.md", "", "# Feeds\n\nA feed begins with `<rss>` and ends with `</rss>`.\n", "page Feeds"},
		{"article that begins with a tag", "x.md", "", "<p align=center>\n\n# Ferry late\n\nThe ferry was late.\n", "page Ferry late"},
		{"article from standard input", "standard input", "", "# Ferry late\n\nUse the <html> tag.\n", "page Ferry late"},
		{"OPML", "x", "", "<opml><body><outline xmlUrl='a'/></body></opml>", "read document x: this is an OPML list of 1 feed, not a feed: open one of their addresses"},
		{"picture", "x", "", "\x89PNG\r\n", "read document x: this is a picture, not text"},
		{"binary", "x", "", "ab\x00\x01\x02\x03", "read document x: this is binary data, not text"},
		{"brackets", "x", "application/feed+json", strings.Repeat("[", 100_000), "read document x: this is JSON, but no JSON Feed: it has no list of items"},
		{"nothing", "x", "", "", "read document x: it is empty"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := Bytes([]byte(c.in), Options{Key: "k", Name: c.file, URL: "https://paper.test/x", ContentType: c.contentType, Now: at})
			got := ""
			switch {
			case err != nil:
				got = err.Error()
			case len(r.Articles) != 1:
				t.Fatalf("%d articles", len(r.Articles))
			case r.Articles[0].Form == 0:
				got = "page " + r.Articles[0].Title
			default:
				got = "feed " + r.Articles[0].Title
			}
			if got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			if err == nil && (r.Articles[0].ID == "" || r.Articles[0].Source != "k" || !r.Articles[0].Seen.Equal(at)) {
				t.Errorf("%+v", r.Articles[0])
			}
		})
	}
}
