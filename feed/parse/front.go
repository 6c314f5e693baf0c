package parse

import (
	"net/url"
	"regexp"
	"strings"

	"broadsheet/feed"
	"broadsheet/feed/markup"
)

const (
	maxFront      = 64 << 10 // bytes of front matter; what is longer is text
	maxFrontItems = 200      // entries of one list in it
)

var (
	frontKey = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9 _.-]{0,40}?)\s*:(?:[ \t]+(.*))?$`)
	// What stands under the first line decides whether it opens front matter or
	// is a rule.
	frontStart = regexp.MustCompile(`^(?:#|[A-Za-z][A-Za-z0-9 _.-]{0,40}:(?:[ \t\n]|$))`)
	frontItem  = regexp.MustCompile(`^\s*-(?:[ \t]+(.*))?$`)
)

// front is the front matter of an article file: the values under each key. The
// keys are in lower case, with "_" for blanks and hyphens, and "image.url" for
// a key within another.
type front map[string][]string

// splitFront reads the front matter at the start of text, a small part of
// YAML: keys with values, quoted or not, lists, folded and literal blocks, keys
// one level down. It returns what it could read and the text that is left;
// lines that it could not read are part of that.
func splitFront(text string) (front, string) {
	first, rest, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n")
	if strings.TrimRight(first, " \t") != "---" || !frontStart.MatchString(rest) {
		return nil, text
	}
	r := frontReader{front: front{}}
	body := rest
	end := -1 // where the front matter ends, once it was looked for
	for line := range strings.SplitAfterSeq(rest, "\n") {
		bare := strings.TrimRight(line, " \t\n")
		if bare == "---" || bare == "..." {
			body = body[len(line):]
			break
		}
		if len(rest)-len(body) > maxFront {
			break
		}
		if !r.line(bare) {
			at := len(rest) - len(body)
			if end < at {
				end = at + closing(body)
			}
			if end < at { // never closed: the text begins here
				break
			}
			r.lost = append(r.lost, bare)
		}
		body = body[len(line):]
	}
	if len(r.lost) > 0 {
		body = strings.Join(r.lost, "\n") + "\n\n" + body
	}
	return r.front, body
}

// closing returns the byte at which the line stands that ends front matter, if
// no blank line comes before it; -1 for none.
func closing(text string) int {
	at := 0
	for line := range strings.SplitAfterSeq(text[:min(len(text), maxFront)], "\n") {
		switch strings.TrimRight(line, " \t\n") {
		case "---", "...":
			return at
		case "":
			return -1
		}
		at += len(line)
	}
	return -1
}

// frontReader reads front matter line by line.
type frontReader struct {
	front front
	key   string // the key that what follows belongs to
	under string // the key that keys one level down belong to
	block byte   // '>' or '|' while their lines are read
	inner bool   // within an inline list that goes on
	lost  []string
}

// line reads one line and reports whether it belongs to the front matter.
func (r *frontReader) line(s string) bool {
	indented := s != strings.TrimLeft(s, " \t")
	trimmed := strings.TrimSpace(s)
	switch {
	case trimmed == "" || trimmed[0] == '#' && r.block == 0:
		return true
	case r.inner:
		r.list(trimmed)
		return true
	case r.block != 0 && indented:
		r.more(trimmed)
		return true
	}
	r.block = 0
	if m := frontItem.FindStringSubmatch(s); m != nil && r.key != "" && (indented || len(r.front[r.key]) > 0 || r.under == r.key) {
		r.item(m[1])
		return true
	}
	m := frontKey.FindStringSubmatch(trimmed)
	switch {
	case m != nil && !indented:
		r.key = keyOf(m[1])
		r.under = r.key
		r.value(m[2])
	case m != nil && r.under != "" && len(r.front[r.under]) > 0 && r.key == r.under: // a list's item with keys
		r.pair(keyOf(m[1]), unquote(m[2]))
	case m != nil && r.under != "":
		r.key = r.under + "." + keyOf(m[1])
		r.value(m[2])
	case indented && r.key != "":
		r.more(trimmed)
	default:
		return false
	}
	return true
}

func keyOf(s string) string {
	return strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(s))
}

// value reads what stands behind a key.
func (r *frontReader) value(s string) {
	s = strings.TrimSpace(s)
	switch {
	case s == "":
	case s[0] == '>' || s[0] == '|':
		r.block = s[0]
	case s[0] == '[' && !strings.Contains(s, "]("):
		r.list(s[1:])
	default:
		r.add(unquote(s))
	}
}

// list reads entries of an inline list, up to its end.
func (r *frontReader) list(s string) {
	r.inner = true
	var quote rune
	start := 0
	for i, c := range s {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && strings.TrimSpace(s[start:i]) == "":
			quote = c
		case c == ',' || c == ']':
			r.add(unquote(s[start:i]))
			start = i + 1
			if c == ']' {
				r.inner = false
				return
			}
		}
	}
	r.add(unquote(s[start:]))
}

// item reads an item of a list.
func (r *frontReader) item(s string) {
	if m := frontKey.FindStringSubmatch(strings.TrimSpace(s)); m != nil && m[2] != "" {
		switch keyOf(m[1]) {
		case "title", "name", "text", "url", "link", "href":
			r.add("")
			r.front[r.key] = append(r.front[r.key], "")
			r.pair(keyOf(m[1]), unquote(m[2]))
			return
		}
	}
	r.key = r.under
	r.add(unquote(s))
}

// pair puts the title or address of a list's item into its last entry, as a
// link in Markdown.
func (r *frontReader) pair(key, value string) {
	all := r.front[r.key]
	last := &all[len(all)-1]
	switch key {
	case "title", "name", "text":
		*last = "[" + strings.NewReplacer("[", `\[`, "]", `\]`).Replace(value) + "](" + linkEnd(*last, "#") + ")"
	case "url", "link", "href":
		title := value
		if end := strings.LastIndex(*last, "]("); end > 0 {
			title = (*last)[1:end]
		}
		*last = "[" + title + "](<" + value + ">)"
	}
}

// linkEnd returns the address of a link in Markdown, or other for none.
func linkEnd(link, other string) string {
	if i := strings.LastIndex(link, "]("); i >= 0 {
		return strings.TrimSuffix(link[i+2:], ")")
	}
	return other
}

func (r *frontReader) add(s string) {
	if s != "" && len(r.front[r.key]) < maxFrontItems {
		r.front[r.key] = append(r.front[r.key], s)
	}
}

// more adds a line that goes on with the value before.
func (r *frontReader) more(s string) {
	all := r.front[r.key]
	if len(all) == 0 {
		r.add(s)
		return
	}
	all[len(all)-1] += " " + s
}

// unquote takes the quotation marks off a value, and the comment behind one
// that has none.
func unquote(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 1 {
		switch end := strings.LastIndexByte(s, s[0]); {
		case s[0] == '"' && end > 0:
			return strings.NewReplacer(`\"`, `"`, `\\`, `\`, `\n`, " ", `\t`, " ").Replace(s[1:end])
		case s[0] == '\'' && end > 0:
			return strings.ReplaceAll(s[1:end], "''", "'")
		}
	}
	if i := strings.Index(s, " #"); i >= 0 && !strings.Contains(s, "](") {
		s = strings.TrimSpace(s[:i])
	}
	if s == "null" || s == "~" || s == "{}" {
		return ""
	}
	return s
}

// first returns the first value under the first of the keys that has one.
func (f front) first(keys ...string) string {
	for _, k := range keys {
		if v := f[k]; len(v) > 0 && strings.TrimSpace(v[0]) != "" {
			return v[0]
		}
	}
	return ""
}

// all returns all values under the first of the keys that has any.
func (f front) all(keys ...string) []string {
	for _, k := range keys {
		if len(f[k]) > 0 {
			return f[k]
		}
	}
	return nil
}

// apply puts what the front matter says into the article.
func (f front) apply(a *feed.Article) {
	if len(f) == 0 {
		return
	}
	a.Title = f.first("title", "headline")
	a.Published, _ = feed.ParseDate(f.first("date", "published", "pubdate", "publish_date", "published_at", "created"))
	a.Updated, _ = feed.ParseDate(f.first("updated", "modified", "lastmod", "last_modified", "updated_at"))
	names := f.all("author", "authors", "byline", "by")
	for i, n := range names {
		names[i] = markup.Plain(n)
	}
	a.Byline = feed.Byline(names...)
	a.Paper = f.first("source", "publication", "paper", "site", "publisher", "source.title", "source.name")
	if address := feed.WashAddress(f.first("url", "original_url", "original", "link", "canonical", "canonical_url", "permalink", "source_url", "source.url")); address != "" {
		a.URL = address
	}
	if address := feed.WashAddress(a.Paper); address != "" { // "source" may be the address
		if a.Paper = ""; a.URL == "" {
			a.URL = address
		}
	}
	a.Section = f.first("section", "category", "categories", "tags", "tag", "keywords")
	a.Section, _, _ = strings.Cut(a.Section, ",")
	a.Deck = markup.Plain(f.first("deck", "dek", "description", "summary", "subtitle", "standfirst", "excerpt"))
	a.Lang = f.first("lang", "language", "locale")
	a.Figure = feed.Figure{
		URL:     f.first("image", "cover", "thumbnail", "image.url", "image.src", "figure.url", "image.path"),
		Alt:     f.first("image_alt", "alt", "image.alt", "figure.alt"),
		Caption: markup.Plain(f.first("caption", "image_caption", "image.caption", "figure.caption")),
		Credit:  markup.Plain(f.first("credit", "image_credit", "photo_credit", "image.credit", "figure.credit")),
	}
}

// related returns the related articles that the front matter names: titles,
// addresses, or links in Markdown.
func (f front) related(base *url.URL) []feed.Link {
	var links []feed.Link
	for _, v := range f.all("related", "related_articles", "related_article", "see_also") {
		if found := markup.Links(v); len(found) == 1 {
			links = append(links, relatedLink(base, found[0].Text, destination(v, found[0])))
			continue
		}
		links = append(links, relatedLink(base, markup.Plain(v), ""))
	}
	return links
}
