package parse

import (
	"bytes"
	"net/url"
)

// mendMode helps gofeed with two forms of Atom 0.3: escaped text without a
// type, and base64 with one.
func (s *skimmer) mendMode(t *tag) {
	if s.item != "entry" {
		return
	}
	switch mode := t.attr("mode"); {
	case mode == "escaped" && t.attr("type") == "":
		t.attrs = append(t.attrs, attr{name: []byte("type"), value: []byte("html")})
		t.odd = true
	case mode == "base64":
		for i, a := range t.attrs {
			if string(a.name) == "type" {
				t.attrs = append(t.attrs[:i], t.attrs[i+1:]...)
				t.odd = true
				return
			}
		}
	}
}

// takeBase notes xml:base, and takes it away: gofeed thinks that every base
// is a folder.
func (s *skimmer) takeBase(e *element, t *tag) {
	for i, a := range t.attrs {
		if string(a.name) != "xml:base" {
			continue
		}
		if u, err := url.Parse(plainAttr(string(a.value))); err == nil {
			from := e.base
			if from == nil {
				from = s.document
			}
			if from != nil {
				u = from.ResolveReference(u)
			}
			if u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
				e.base = u
			}
		}
		if s.openItem() < 0 && !e.item && len(s.open) < 2 {
			s.site = e.base
		}
		if t.odd {
			t.attrs = append(t.attrs[:i], t.attrs[i+1:]...)
		} else {
			s.edit(a.from, a.to, "")
		}
		return
	}
}

// mendTag writes a tag anew that is not as XML wants it.
func (s *skimmer) mendTag(t *tag, plain []byte) {
	switch {
	case t.odd:
		t.name = plain
		s.edit(t.from, t.end, t.write())
	case len(plain) != len(t.name):
		s.insertSorted(edit{t.from + 1, t.from + 1 + len(t.name) - len(plain), ""})
	}
}

// findXHTML finds the prefixes that stand for XHTML in the document.
func (s *skimmer) findXHTML() {
	rest := s.data
	for len(s.xhtml) < 4 {
		i := bytes.Index(rest, []byte("1999/xhtml"))
		if i < 0 {
			return
		}
		before := bytes.TrimSuffix(rest[:i], []byte("http://www.w3.org/"))
		before = bytes.TrimRight(before, "\"' =\n\t")
		if x := bytes.LastIndex(before, []byte("xmlns:")); x >= 0 && len(before)-x < 40 {
			if p := before[x+len("xmlns:"):]; len(p) > 0 && nameLength(p) == len(p) {
				s.xhtml = append(s.xhtml, append(bytes.Clone(p), ':'))
			}
		}
		rest = rest[i+1:]
	}
}

// plainName is the name of a tag without the prefix of XHTML, where it is
// markup of a text: gofeed would leave "h:p" in it, or lose it.
func (s *skimmer) plainName(t *tag, parent element) []byte {
	for _, p := range s.xhtml {
		if bytes.HasPrefix(t.name, p) && len(t.name) > len(p) && (parent.text || parent.item && string(t.name[len(p):]) == "body") {
			return t.name[len(p):]
		}
	}
	return t.name
}
