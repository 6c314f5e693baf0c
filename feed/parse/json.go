package parse

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"broadsheet/feed"

	"github.com/mmcdole/gofeed"
	jsonfeed "github.com/mmcdole/gofeed/json"
)

// json reads a JSON Feed.
func (rd *reader) json(text []byte) error {
	j := skimJSON(text)
	if j.cut && len(j.items) == 0 {
		return errors.New("it ends in the middle of its first item")
	}
	if j.needsCure() {
		text = j.cured()
	}
	var f *gofeed.Feed
	var orig jsonfeed.Feed
	err := guard(func() (err error) {
		if orig, err = rd.readJSON(text); err != nil {
			return err
		}
		f, err = (&gofeed.DefaultJSONTranslator{}).Translate(&orig)
		return err
	})
	if err != nil {
		return err
	}
	rd.head(f, literal(f.Title), []string{f.Link})
	rd.bylines = people(f.Authors)
	stories := make([]story, len(f.Items))
	for i := range f.Items {
		stories[i] = rd.jsonItem(orig.Items[i], f.Items[i])
	}
	rd.articles(stories)
	kept := count(min(len(j.items), maxItems), "whole item")
	if j.cut {
		rd.note("kept %s; the feed ends in the middle", kept)
	}
	if n := len(j.items); n > maxItems {
		rd.note("kept the first %d items of %d", maxItems, n)
	}
	return nil
}

func literal(s string) text { return text{s: s, literal: true} }

// readJSON decodes a JSON Feed. Members of a wrong type are left out; they
// would cost gofeed the whole feed.
func (rd *reader) readJSON(data []byte) (jsonfeed.Feed, error) {
	var f jsonfeed.Feed
	err := json.Unmarshal(data, &f)
	if err != nil {
		if fixed := escapeControls(data); len(fixed) != len(data) {
			data = fixed
		}
		f, err = rd.looseJSON(data)
	}
	if err != nil {
		return f, fmt.Errorf("the JSON cannot be read: %w", err)
	}
	items := f.Items[:0]
	for _, it := range f.Items {
		if it == nil {
			continue
		}
		it.Authors = named(it.Authors)
		items = append(items, it)
	}
	f.Items, f.Authors = items, named(f.Authors)
	return f, nil
}

// named drops what is no author at all: gofeed would fail on it.
func named(as []*jsonfeed.Author) []*jsonfeed.Author {
	out := as[:0]
	for _, a := range as {
		if a != nil {
			out = append(out, a)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// looseJSON decodes member by member and leaves out those that fail.
func (rd *reader) looseJSON(data []byte) (jsonfeed.Feed, error) {
	var f jsonfeed.Feed
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return f, err
	}
	var items []json.RawMessage
	_ = json.Unmarshal(members["items"], &items) // none when they are no list
	delete(members, "items")
	if err := json.Unmarshal(fitting[jsonfeed.Feed](members), &f); err != nil {
		return f, err
	}
	for _, raw := range items {
		var parts map[string]json.RawMessage
		it := new(jsonfeed.Item)
		if json.Unmarshal(raw, &parts) == nil && json.Unmarshal(fitting[jsonfeed.Item](parts), it) == nil {
			f.Items = append(f.Items, it)
		}
	}
	return f, nil
}

// fitting puts those members together again that fit a type.
func fitting[T any](members map[string]json.RawMessage) []byte {
	for name, raw := range members {
		var v T
		one, err := json.Marshal(map[string]json.RawMessage{name: raw})
		if err != nil || json.Unmarshal(one, &v) != nil {
			delete(members, name)
		}
	}
	out, err := json.Marshal(members)
	if err != nil {
		return []byte("{}")
	}
	return out
}

// jsonItem reads an item of a JSON Feed.
func (rd *reader) jsonItem(it *jsonfeed.Item, g *gofeed.Item) story {
	s := story{
		guid: it.ID, title: literal(it.Title), lang: it.Language,
		links: []string{it.URL, it.ExternalURL}, base: rd.base,
		deck: literal(it.Summary), authors: people(g.Authors),
		published: g.PublishedParsed, updated: g.UpdatedParsed,
		dates: []string{it.DatePublished, it.DateModified},
	}
	if looksLikeAddress(it.ID) {
		s.links = append(s.links, it.ID)
	}
	switch {
	case it.ContentHTML != "":
		s.body = text{s: it.ContentHTML}
	case it.ContentText != "":
		s.body = literal(it.ContentText)
	default:
		s.body, s.deck = s.deck, text{}
	}
	if len(it.Tags) > 0 {
		s.section = it.Tags[0]
	}
	if g.Image != nil {
		s.figure.URL = g.Image.URL
	}
	for _, e := range g.Enclosures {
		s.enclosures = append(s.enclosures, feed.Enclosure{URL: e.URL, Type: e.Type, Length: length(e.Length)})
	}
	return s
}

// jsonSkim is what one pass over the bytes of a JSON Feed found.
type jsonSkim struct {
	data  []byte
	list  int      // where the list of items begins, just past its "["; -1: nowhere
	end   int      // where its "]" is; -1: nowhere
	items [][2]int // the objects in it
	odd   bool     // something else is in it
	cut   bool     // the document ends before it is whole
}

// skimJSON finds the items of a JSON Feed and whether it is whole. Only an
// unescaped quote, a bracket or a brace matters to it.
func skimJSON(data []byte) *jsonSkim {
	j := &jsonSkim{data: data, list: -1, end: -1, cut: true}
	depth, start := 0, 0
	for i := 0; i < len(data); i++ {
		switch c := data[i]; c {
		case '"':
			end := stringEnd(data, i)
			if depth == 1 && j.list < 0 && string(data[i:end]) == `"items"` {
				if at := opensList(data, end); at > 0 {
					j.list, depth, end = at, 2, at
				}
			} else if depth == 2 && j.inList() {
				j.odd = true
			}
			i = end - 1
		case '{', '[':
			if depth == 2 && j.inList() {
				start = i
				j.odd = j.odd || c == '['
			}
			depth++
		case '}', ']':
			depth--
			switch {
			case depth == 2 && j.inList() && c == '}':
				j.items = append(j.items, [2]int{start, i + 1})
			case depth == 1 && j.inList():
				j.end = i
			case depth <= 0:
				j.cut = false
				return j
			}
		default:
			if depth == 2 && j.inList() && c != ',' && !blank(c) {
				j.odd = true
			}
		}
	}
	return j
}

// inList reports whether the pass is within the list of items.
func (j *jsonSkim) inList() bool { return j.list >= 0 && j.end < 0 }

// opensList returns the place after the "[" that is the value of the key which
// ends at i, -1 when its value is no list.
func opensList(data []byte, i int) int {
	for _, want := range []byte(":[") {
		for i < len(data) && blank(data[i]) {
			i++
		}
		if i >= len(data) || data[i] != want {
			return -1
		}
		i++
	}
	return i
}

// stringEnd returns the place after the string that begins at i.
func stringEnd(data []byte, i int) int {
	for i++; i < len(data); i++ {
		n := bytes.IndexByte(data[i:], '"')
		if n < 0 {
			return len(data)
		}
		slashes := 0
		for k := i + n - 1; k >= i && data[k] == '\\'; k-- {
			slashes++
		}
		if i += n; slashes%2 == 0 {
			return i + 1
		}
	}
	return len(data)
}

func (j *jsonSkim) needsCure() bool {
	return j.list >= 0 && (j.cut || j.odd || len(j.items) > maxItems)
}

// cured writes the document with the whole items, as many as are allowed.
func (j *jsonSkim) cured() []byte {
	out := append([]byte(nil), j.data[:j.list]...)
	for i, span := range j.items[:min(len(j.items), maxItems)] {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, j.data[span[0]:span[1]]...)
	}
	if j.cut || j.end < 0 {
		return append(out, "]}"...)
	}
	return append(out, j.data[j.end:]...)
}

// escapeControls escapes the controls in strings, which JSON forbids and some
// feeds have.
func escapeControls(data []byte) []byte {
	out := make([]byte, 0, len(data)+64)
	for i := 0; i < len(data); {
		if data[i] != '"' {
			out = append(out, data[i])
			i++
			continue
		}
		end := stringEnd(data, i)
		for _, c := range data[i:end] {
			if c < ' ' {
				out = append(out, `\u00`...)
				out = append(out, "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
				continue
			}
			out = append(out, c)
		}
		i = end
	}
	return out
}
