package extract

import (
	"net/url"
	"path"
	"strings"

	"broadsheet/feed"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// embed sets a film, sound or foreign page as a link that says what it is, and
// reports whether n is such.
func (s *setter) embed(n *html.Node, c context) bool {
	switch n.DataAtom {
	case atom.Iframe, atom.Embed, atom.Frame:
		src := attr(n, "src")
		if src == "" || src == "about:blank" {
			src = attr(n, "data-src")
		}
		s.embedded("Embedded page", src, n)
	case atom.Video:
		s.embedded("Video", mediaSource(n), n)
	case atom.Audio:
		s.embedded("Audio", mediaSource(n), n)
	case atom.Object:
		if find(n, atom.Embed) != nil || find(n, atom.Iframe) != nil || find(n, atom.Img) != nil {
			s.children(n, c)
			break
		}
		s.embedded("Embedded page", attr(n, "data"), n)
	default:
		return false
	}
	return true
}

// mediaSource returns the address of a video or audio element.
func mediaSource(n *html.Node) string {
	if src := attr(n, "src"); src != "" {
		return src
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.DataAtom == atom.Source && attr(k, "src") != "" {
			return attr(k, "src")
		}
	}
	return attr(n, "data-src")
}

// embedded sets the link to what is embedded, on a line of its own.
func (s *setter) embedded(what, src string, n *html.Node) {
	u, kind := feed.Resolve(s.base, src)
	if kind != feed.LinkPage && kind != feed.LinkMedia || tiny(n) {
		return
	}
	text := what + ": " + feed.Host(u)
	if name, address := film(u); name != "" {
		text, u = "Video on "+name, address
	} else if kind == feed.LinkMedia && what != "Embedded page" {
		if file := path.Base(strings.SplitN(u, "?", 2)[0]); len(file) < 60 {
			if plain, err := url.PathUnescape(file); err == nil {
				text = what + ": " + plain
			}
		}
	}
	if title := feed.WashLine(attr(n, "title")); title != "" && what == "Embedded page" && !dull(title) {
		text += ": " + feed.Shorten(title, 120)
	}
	s.part()
	s.say(text, u, context{})
	s.part()
}

// dull reports whether the title of a frame says nothing about what is in it.
func dull(title string) bool {
	switch strings.ToLower(title) {
	case "youtube video player", "youtube video", "vimeo video player", "embedded content", "embed", "video", "iframe", "player", "spotify embed":
		return true
	}
	return false
}

// film returns where a film is shown and the address of its page, for the
// players of well-known houses; "" for any other address.
func film(address string) (house, page string) {
	u, err := url.Parse(address)
	if err != nil {
		return "", ""
	}
	host := feed.Host(address)
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	last := parts[len(parts)-1]
	switch host {
	case "youtube.com", "youtube-nocookie.com", "m.youtube.com":
		if len(parts) == 2 && (parts[0] == "embed" || parts[0] == "v" || parts[0] == "shorts") && last != "videoseries" {
			return "YouTube", "https://www.youtube.com/watch?v=" + url.QueryEscape(last)
		}
		if list := u.Query().Get("list"); list != "" {
			return "YouTube", "https://www.youtube.com/playlist?list=" + url.QueryEscape(list)
		}
	case "youtu.be":
		if last != "" {
			return "YouTube", "https://www.youtube.com/watch?v=" + url.QueryEscape(last)
		}
	case "player.vimeo.com":
		if len(parts) == 2 && parts[0] == "video" {
			return "Vimeo", "https://vimeo.com/" + url.PathEscape(last)
		}
	case "dailymotion.com":
		if len(parts) == 3 && parts[0] == "embed" {
			return "Dailymotion", "https://www.dailymotion.com/video/" + url.PathEscape(last)
		}
	}
	return "", ""
}
