package parse

import (
	"bytes"
	"html"
)

// startTag reads the start tag at s.at.
func (s *skimmer) startTag() error {
	t := &s.tag
	if !t.scan(s.data, s.at) {
		s.escape()
		return nil
	}
	if !s.parent().drop {
		s.tags++
	}
	if s.tags > maxTags {
		s.flooded, s.at = true, len(s.data)
		return nil
	}
	if len(s.open) == 0 {
		s.begins(t)
	}
	s.implyEnds(t)
	if len(s.open) >= maxDepth {
		return s.tooDeep()
	}
	parent := s.parent()
	e := element{name: t.name, start: t.from, inner: t.end, edits: len(s.edits), base: parent.base, text: parent.text, drop: parent.drop}
	e.item = s.isItem(t)
	if e.item {
		s.startItem(&e, t)
	} else {
		s.startPart(&e, t, parent)
	}
	if s.bases {
		s.takeBase(&e, t)
	}
	e.plain = s.plainName(t, parent)
	s.mendTag(t, e.plain)
	s.at = t.end
	s.note(&e, t, parent)
	e.within = len(s.edits)
	s.open = append(s.open, e)
	if t.empty {
		s.pop(t.end, t.end)
	}
	return nil
}

// begins notes what the root is, and gives those an envelope that gofeed
// knows only within one.
func (s *skimmer) begins(t *tag) {
	s.root = string(bytes.ToLower(t.local()))
	s.item = "item"
	switch s.root {
	case "feed":
		s.item = "entry"
	case "entry":
		s.item = "entry"
		s.edits = append(s.edits, edit{t.from, t.from, "<feed>"})
		s.tail = "</feed>"
	case "channel":
		s.edits = append(s.edits, edit{t.from, t.from, `<rss version="2.0">`})
		s.tail = "</rss>"
	}
}

// parent is the innermost open element.
func (s *skimmer) parent() element {
	if n := len(s.open); n > 0 {
		return s.open[n-1]
	}
	return element{}
}

// isItem reports whether a tag begins an item: where items stand, not just
// anything of that name.
func (s *skimmer) isItem(t *tag) bool {
	if !bytes.EqualFold(t.local(), []byte(s.item)) {
		return false
	}
	switch len(s.open) {
	case 0:
		return s.root == "entry"
	case 1:
		return true
	case 2:
		return s.root != "channel" && bytes.EqualFold(localName(s.open[1].name), []byte("channel"))
	}
	return false
}

// implyEnds ends the elements that cannot hold what begins now: an item in
// which an item begins, a link in which a description begins, and the
// paragraphs and cells that HTML leaves open.
func (s *skimmer) implyEnds(t *tag) {
	n := len(s.open)
	if n < 2 {
		return
	}
	if bytes.EqualFold(t.local(), []byte(s.item)) {
		for k := n - 1; k > 0; k-- {
			if s.open[k].item && bytes.Equal(s.open[k].name, t.name) {
				s.closeTo(k, t.from)
				return
			}
		}
	}
	top := &s.open[n-1]
	switch {
	case top.leaf && s.open[n-2].item && startsPart(t.name):
		s.closeTo(n-1, t.from)
	case top.text && bytes.Equal(top.name, t.name) && closesItself(t.name):
		s.closeTo(n-1, t.from)
	}
}

// startsPart reports whether a name is that of a part of an item, of the kind
// that does not stand in a headline or an address.
func startsPart(name []byte) bool {
	switch string(name) {
	case "link", "description", "guid", "pubDate", "author", "category", "comments", "enclosure", "content:encoded",
		"summary", "content", "updated", "published", "id":
		return true
	}
	return false
}

// closesItself reports whether an HTML element ends where its like begins.
func closesItself(name []byte) bool {
	switch string(name) {
	case "p", "li", "td", "th", "tr", "dt", "dd", "option", "P", "LI", "TD", "TR":
		return true
	}
	return false
}

// void reports whether an HTML element has no content and no end tag.
func void(name []byte) bool {
	var buf [nameBytes]byte
	switch string(lower(&buf, name)) {
	case "br", "hr", "img", "input", "wbr", "area", "col", "embed":
		return true
	}
	return false
}

// tooDeep drops the item that is nested too deep; there is no telling what
// would become of the document where it is not in an item.
func (s *skimmer) tooDeep() error {
	k := s.openItem()
	if k < 0 {
		return errDeep
	}
	s.deep++
	item := s.open[k]
	n := bytes.Index(s.data[s.at:], append([]byte("</"), item.name...))
	if n < 0 {
		s.at = len(s.data) // the rest belongs to it
		return nil
	}
	s.dropItem(k)
	to := s.at + n
	if gt := bytes.IndexByte(s.data[to:], '>'); gt >= 0 {
		to += gt + 1
	} else {
		to = len(s.data)
	}
	s.drop(item.start, to)
	s.at = to
	return nil
}

// dropItem forgets the open item, which is the k-th open element, and what is
// open within it.
func (s *skimmer) dropItem(k int) {
	item := s.open[k]
	s.open = s.open[:k]
	s.edits = s.edits[:item.edits]
	s.wideItem = 0
	if !item.drop {
		s.items = s.items[:len(s.items)-1]
	}
}

// finish ends a document that does not end itself: before the item in which
// it breaks off.
func (s *skimmer) finish() {
	if s.done {
		return
	}
	s.cut = true
	if k := s.openItem(); k >= 0 {
		s.end, s.cutItem = s.open[k].start, true
		s.dropItem(k)
	}
	tail := ""
	for k := len(s.open) - 1; k >= 0; k-- {
		tail += "</" + string(s.open[k].plain) + ">"
	}
	s.tail = tail + s.tail
}

// openItem is the place of the open item in s.open, -1 when none is.
func (s *skimmer) openItem() int {
	for k := range s.open {
		if s.open[k].item {
			return k
		}
	}
	return -1
}

func (s *skimmer) startItem(e *element, t *tag) {
	s.wideItem = 0
	if len(s.items) >= maxItems {
		s.skipped++
		e.drop = true
		return
	}
	s.items = append(s.items, itemNote{about: plainAttr(t.attr("rdf:about")), lang: t.attr("xml:lang"), inRoot: len(s.open) == 1})
}

// startPart looks at an element that is no item.
func (s *skimmer) startPart(e *element, t *tag, parent element) {
	if !e.text && len(s.open) > 0 {
		e.leaf = !t.empty && s.isLeaf(t)
		e.text = s.isText(t)
		wide := &s.wideFeed
		if s.openItem() >= 0 {
			wide = &s.wideItem
		}
		if *wide++; *wide > maxWide {
			e.drop = true
		}
	}
	if e.text && !t.empty && bytes.IndexByte(t.name, ':') < 0 && void(t.name) {
		t.empty, t.odd = true, true
	}
	if parent.item && len(s.items) > 0 && bytes.EqualFold(t.name, []byte("body")) && s.item == "item" {
		for i, a := range t.attrs { // as XHTML, gofeed would lose its markup
			if string(a.name) == "xmlns" {
				t.attrs = append(t.attrs[:i], t.attrs[i+1:]...)
				t.odd = true
				break
			}
		}
	}
	s.mendMode(t)
}

// isText reports whether gofeed reads an element as one text, whatever stands
// in it. Those of other namespaces it takes apart.
func (s *skimmer) isText(t *tag) bool {
	for _, a := range t.attrs {
		if string(a.name) == "xmlns" && !bytes.Contains(a.value, []byte("www.w3.org/")) && !bytes.Contains(a.value, []byte("purl.org/atom")) {
			return false
		}
	}
	var buf [nameBytes]byte
	switch string(lower(&buf, t.local())) {
	case "title", "description", "summary", "content", "encoded", "body", "fullitem", "subtitle", "tagline", "rights", "copyright", "info", "abstract":
		return true
	}
	return s.isLeaf(t)
}

// isLeaf reports whether an element holds nothing but a line of text.
func (s *skimmer) isLeaf(t *tag) bool {
	var buf [nameBytes]byte
	switch string(lower(&buf, t.local())) {
	case "title", "link", "guid", "category", "comments", "id":
		return true
	}
	return dateName(t.local())
}

// note writes down what gofeed does not tell of an element.
func (s *skimmer) note(e *element, t *tag, parent element) {
	if len(s.items) == 0 || e.drop || parent.drop || !e.item && !parent.item {
		return
	}
	it := &s.items[len(s.items)-1]
	if e.item {
		it.base = e.base
		return
	}
	if !bytes.Equal(prefix(t.name), prefix(parent.name)) && string(t.name) != "content:encoded" {
		return
	}
	var buf [nameBytes]byte
	switch string(lower(&buf, t.local())) {
	case "title":
		it.titleType = t.attr("type")
	case "summary":
		it.deckType = t.attr("type")
		if it.textBase == nil {
			it.textBase = e.base
		}
	case "content", "encoded", "description", "body":
		it.bodyType, it.textBase = t.attr("type"), e.base
	case "link":
		it.linkBase = e.base
	}
}

// plainAttr decodes an attribute value.
func plainAttr(s string) string { return html.UnescapeString(s) }
