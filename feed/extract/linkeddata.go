package extract

import (
	"cmp"
	"strings"
)

// maxGraph is how deep articles are looked for in JSON-LD.
const maxGraph = 8

// search looks for the description of an article in a JSON-LD value. The root
// is where names are looked up that stand elsewhere.
func (d *about) search(v, root any, depth int) {
	if depth > maxGraph || d.ld.headline != "" {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			d.search(e, root, depth+1)
		}
	case map[string]any:
		if articleType(v["@type"]) {
			d.isArticle = true
			d.ld = postingOf(v, root)
			if d.ld.headline != "" {
				return
			}
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemReviewed"} {
			if e, ok := v[key]; ok {
				d.search(e, root, depth+1)
			}
		}
	}
}

// articleType reports whether a type of schema.org is an article.
func articleType(v any) bool {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if s, ok := e.(string); ok && articleType(s) {
				return true
			}
		}
	case string:
		v = v[strings.LastIndexByte(v, '/')+1:]
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "BlogPosting") || v == "Report" || v == "SocialMediaPosting"
	}
	return false
}

// postingOf reads the description of an article.
func postingOf(m map[string]any, root any) posting {
	p := posting{
		headline:  cmp.Or(textField(m["headline"]), textField(m["name"])),
		published: textField(m["datePublished"]),
		modified:  textField(m["dateModified"]),
		deck:      textField(m["description"]),
		section:   textField(m["articleSection"]),
		lang:      textField(m["inLanguage"]),
		url:       textField(m["url"]),
		image:     field(m["image"], "url", "contentUrl", "@id"),
		publisher: name(m["publisher"], root),
	}
	authors := m["author"]
	if authors == nil {
		authors = m["creator"]
	}
	list, ok := authors.([]any)
	if !ok {
		list = []any{authors}
	}
	for _, a := range list {
		if s := name(a, root); s != "" && len(p.authors) < 20 {
			p.authors = append(p.authors, s)
		}
	}
	return p
}

// name returns the name of a person or organisation: written out, as an
// object, or as a reference to one elsewhere in the data.
func name(v, root any) string {
	if m, ok := v.(map[string]any); ok && m["name"] == nil {
		if id, ok := m["@id"].(string); ok {
			if m := lookUp(root, id, 0); m != nil {
				return field(m["name"], "name")
			}
		}
	}
	return field(v, "name")
}

// lookUp finds the object with an identifier that says its name.
func lookUp(v any, id string, depth int) map[string]any {
	if depth > 3 {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if m := lookUp(e, id, depth+1); m != nil {
				return m
			}
		}
	case map[string]any:
		if v["@id"] == id && v["name"] != nil {
			return v
		}
		return lookUp(v["@graph"], id, depth+1)
	}
	return nil
}

// field returns a value that is text, or the first of the named members of an
// object, or of the first element of a list.
func field(v any, names ...string) string {
	switch v := v.(type) {
	case string:
		return Plain(v)
	case []any:
		if len(v) > 0 {
			if _, nested := v[0].([]any); !nested {
				return field(v[0], names...)
			}
		}
	case map[string]any:
		for _, n := range names {
			if s := textField(v[n]); s != "" {
				return s
			}
		}
	}
	return ""
}

// textField returns a value that is text, or the first of a list of texts.
func textField(v any) string {
	switch v := v.(type) {
	case string:
		return Plain(v)
	case []any:
		if len(v) > 0 {
			if s, ok := v[0].(string); ok {
				return Plain(s)
			}
		}
	case map[string]any:
		if s, ok := v["@value"].(string); ok {
			return Plain(s)
		}
	}
	return ""
}
