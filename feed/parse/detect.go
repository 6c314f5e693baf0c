package parse

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strings"

	"broadsheet/feed"
	"broadsheet/feed/extract"
)

// kind is what a document is.
type kind uint8

const (
	kindArticle kind = iota // text without markup that is known here
	kindFeed
	kindJSONFeed
	kindPage
	kindOPML
	kindXML    // other XML
	kindJSON   // other JSON
	kindBinary // no text
	kindEmpty
)

// document is what was found out about the kind of a document.
type document struct {
	kind  kind
	root  string // the local name of the root element
	at    int    // where it begins
	feeds int    // how many an OPML list has
}

// err says what the document is instead of news.
func (d document) err() error {
	switch d.kind {
	case kindPage:
		return errors.New("this is a web page, not a feed")
	case kindOPML:
		return fmt.Errorf("this is an OPML list of %s, not a feed: open one of their addresses", count(d.feeds, "feed"))
	case kindXML:
		return fmt.Errorf("this is XML with the root <%s>, not a feed", feed.Shorten(feed.WashLine(d.root), 40))
	case kindJSON:
		return errors.New("this is JSON, but no JSON Feed: it has no list of items")
	case kindBinary:
		return errBinary
	case kindEmpty:
		return errEmpty
	}
	return errors.New("this is plain text, not a feed")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

const (
	// maxJunk is how much may stand before a feed's root: warnings of the
	// server, as a rule.
	maxJunk    = 64 << 10
	looksBytes = 8 << 10
)

// detect finds out the kind of a document. What it holds counts for more than
// what it is called.
func detect(text []byte, o Options) document {
	head := bytes.TrimLeft(text, " \t\r\n\x00\ufeff")
	if len(head) == 0 {
		return document{kind: kindEmpty}
	}
	if head[0] == '{' || head[0] == '[' {
		if d, ok := detectJSON(head, o); ok {
			return d
		}
	}
	written := Written(o.Name)
	d := findRoot(text)
	switch {
	case feedRoot(d.root) && (d.kind == kindFeed || !written && meansFeed(text, head, d, o)):
		d.kind = kindFeed
		return d
	case isBinary(text):
		return document{kind: kindBinary}
	case d.kind == kindOPML:
		d.feeds = countFold(text, "xmlurl=")
		return d
	case d.kind == kindPage && (head[0] == '<' || !written && ends(text, "html")):
		return d
	case written || head[0] != '<':
	case extract.Element(d.root):
		d.kind = kindPage
		return d
	case d.root != "":
		d.kind = kindXML
		return d
	}
	if strings.Contains(o.ContentType, "html") && !written {
		return document{kind: kindPage}
	}
	return document{kind: kindArticle}
}

// Written reports whether a name is that of an article file, whose text may
// begin with a tag or talk about feeds.
func Written(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".txt", ".text":
		return true
	}
	return false
}

func feedRoot(name string) bool {
	switch name {
	case "rss", "feed", "rdf", "channel", "entry":
		return true
	}
	return false
}

// meansFeed reports whether a feed's root that stands after other text makes
// the document a feed, and is not only talked about.
func meansFeed(text, head []byte, d document, o Options) bool {
	switch strings.ToLower(path.Ext(o.Name)) {
	case ".xml", ".rss", ".atom", ".rdf":
		return true
	}
	return head[0] == '<' || strings.Contains(o.ContentType, "xml") || ends(text, d.root)
}

// ends reports whether an element ends near the end of a document.
func ends(text []byte, name string) bool {
	tail := text[max(0, len(text)-1024):]
	return bytes.Contains(bytes.ToLower(tail), []byte("</"+name))
}

// detectJSON tells a JSON Feed from other JSON; ok is false when it is none.
func detectJSON(head []byte, o Options) (d document, ok bool) {
	switch {
	case head[0] == '{' && (bytes.Contains(head, []byte("jsonfeed.org")) || bytes.Contains(head, []byte(`"items"`))):
		return document{kind: kindJSONFeed}, true
	case strings.Contains(o.ContentType, "json") || bytes.HasPrefix(head, []byte("[[[[")) || json.Valid(head):
		return document{kind: kindJSON}, true
	}
	return document{}, false
}

// findRoot finds the root element. Its kind is kindFeed when the root is that
// of a feed and nothing but what XML allows stands before it, kindPage when
// the document says it is HTML.
func findRoot(text []byte) document {
	var first document
	junk := false
	for i, limit := 0, len(text); i < min(len(text), limit); {
		n := bytes.IndexByte(text[i:], '<')
		if n < 0 {
			break
		}
		junk = junk || len(bytes.Trim(text[i:i+n], " \t\r\n\x00\ufeff")) > 0
		i += n
		if junk && limit == len(text) {
			limit = i + maxJunk
		}
		rest := text[i:]
		if k := preamble(rest); k > 0 {
			if htmlDoctype(rest[:k]) && first.root == "" {
				return document{kind: kindPage, root: "html", at: i}
			}
			i += k
			continue
		}
		k := nameLength(rest[1:])
		if k == 0 {
			i++
			continue
		}
		d := document{root: string(bytes.ToLower(localName(rest[1 : 1+k]))), at: i}
		switch {
		case d.root == "rss" || d.root == "rdf" || d.root == "feed" || first.root == "" && (d.root == "channel" || d.root == "entry" && !junk):
			if !junk {
				d.kind = kindFeed
			}
			return d
		case d.root == "html":
			d.kind = kindPage
			return d
		case d.root == "opml" && first.root == "" && !junk:
			d.kind = kindOPML
			return d
		case first.root == "":
			first, junk = d, true
			limit = i + maxJunk
		}
		i += 1 + k
	}
	return first
}

// preamble returns the length of the instruction, comment or document type
// that text begins with, 0 when it begins with none.
func preamble(text []byte) int {
	end := ""
	switch {
	case bytes.HasPrefix(text, []byte("<?")):
		end = "?>"
	case bytes.HasPrefix(text, []byte("<!--")):
		end = "-->"
	case bytes.HasPrefix(text, []byte("<!")):
		end = ">"
		gt := bytes.IndexByte(text, '>')
		if b := bytes.IndexByte(text, '['); b >= 0 && b < gt { // with declarations in it
			for at := b; ; {
				n := bytes.IndexByte(text[at:], ']')
				if n < 0 {
					break
				}
				at += n + 1
				if after := bytes.TrimLeft(text[at:], " \t\r\n"); len(after) > 0 && after[0] == '>' {
					return len(text) - len(after) + 1
				}
			}
		}
	default:
		return 0
	}
	if n := bytes.Index(text, []byte(end)); n >= 0 {
		return n + len(end)
	}
	return 2
}

func htmlDoctype(decl []byte) bool {
	f := bytes.Fields(bytes.ToLower(decl[:min(len(decl), 40)]))
	return len(f) > 1 && string(f[0]) == "<!doctype" && bytes.HasPrefix(f[1], []byte("html"))
}

func countFold(text []byte, what string) int {
	return bytes.Count(bytes.ToLower(text), []byte(what))
}

// binaryKind names the common kinds of data that are no text, by how they
// begin.
func binaryKind(data []byte) string {
	for _, k := range [...]struct{ magic, what string }{
		{"%PDF-", "a PDF document"}, {"\x89PNG", "a picture"}, {"\xff\xd8\xff", "a picture"}, {"GIF8", "a picture"},
		{"PK\x03\x04", "a zip archive"}, {"\x7fELF", "a program"}, {"MZ\x90", "a program"}, {"ID3", "a sound file"}, {"OggS", "a sound file"},
		{"SQLite format 3\x00", "a database"}, {"BZh", "packed data"}, {"\xfd7zXZ", "packed data"}, {"\x28\xb5\x2f\xfd", "packed data"},
	} {
		if bytes.HasPrefix(data, []byte(k.magic)) {
			return k.what
		}
	}
	return ""
}

// isBinary reports whether bytes that should be text are none: zero bytes, or
// many controls.
func isBinary(text []byte) bool {
	look := text[:min(len(text), looksBytes)]
	bad := 0
	for _, c := range look {
		if c < ' ' && !blank(c) && c != 0x1b && c != '\f' && c != '\b' {
			bad++
		}
	}
	return bytes.IndexByte(text, 0) >= 0 || bad*50 > len(look)
}
