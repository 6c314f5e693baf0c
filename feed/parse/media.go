package parse

import (
	"cmp"
	"strconv"
	"strings"

	"broadsheet/feed"

	ext "github.com/mmcdole/gofeed/extensions"
)

// media is what Media RSS says of an item, on the item itself and in groups.
type media struct {
	title, description string
	figure             feed.Figure
	files              []feed.Enclosure
	width              int // of the figure
}

// readMedia gathers the media of an item.
func readMedia(es ext.Extensions) media {
	var m media
	space := es["media"]
	if space == nil {
		return m
	}
	m.gather(space)
	for _, g := range space["group"] {
		m.gather(g.Children)
	}
	return m
}

func (m *media) gather(es map[string][]ext.Extension) {
	m.title = cmp.Or(m.title, first(es, "title"))
	m.description = cmp.Or(m.description, first(es, "description"))
	for _, c := range es["content"] {
		m.content(c)
	}
	for _, t := range es["thumbnail"] {
		m.picture(t, es)
	}
	if m.figure.URL != "" {
		m.figure.Caption = cmp.Or(m.figure.Caption, captionOf(es))
		m.figure.Credit = cmp.Or(m.figure.Credit, line(first(es, "credit")))
	}
}

// content takes a media:content element: a picture, or a file.
func (m *media) content(c ext.Extension) {
	kind, address := c.Attrs["type"], c.Attrs["url"]
	switch {
	case c.Attrs["medium"] == "image" || strings.HasPrefix(kind, "image/") || kind == "" && c.Attrs["medium"] == "" && pictureName(address):
		m.picture(c, c.Children)
	case address != "":
		m.files = append(m.files, feed.Enclosure{URL: address, Type: cmp.Or(kind, c.Attrs["medium"]), Length: length(c.Attrs["fileSize"])})
		for _, t := range c.Children["thumbnail"] {
			m.picture(t, c.Children)
		}
	}
}

// picture takes a picture if it is wider than the one that was found.
func (m *media) picture(p ext.Extension, around map[string][]ext.Extension) {
	width, _ := strconv.Atoi(p.Attrs["width"])
	if p.Attrs["url"] == "" || m.figure.URL != "" && width <= m.width {
		return
	}
	m.width = width
	old := m.figure
	m.figure = feed.Figure{URL: p.Attrs["url"], Alt: line(first(around, "title")), Caption: captionOf(around), Credit: line(first(around, "credit"))}
	m.figure.Caption = cmp.Or(m.figure.Caption, old.Caption)
	m.figure.Credit = cmp.Or(m.figure.Credit, old.Credit)
}

// captionOf is the description, when it is short enough to stand under a
// picture; in a feed of videos it is the text of the item.
func captionOf(es map[string][]ext.Extension) string {
	if d := line(first(es, "description")); len(d) < 600 {
		return d
	}
	return ""
}

func line(s string) string { return text{s: s}.line() }

func first(es map[string][]ext.Extension, name string) string {
	for _, e := range es[name] {
		if e.Value != "" {
			return e.Value
		}
	}
	return ""
}

func pictureName(address string) bool {
	address, _, _ = strings.Cut(strings.ToLower(address), "?")
	for _, end := range []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"} {
		if strings.HasSuffix(address, end) {
			return true
		}
	}
	return false
}
