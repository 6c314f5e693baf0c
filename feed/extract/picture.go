package extract

import (
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"broadsheet/feed"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxPicture is the width, in pixels, beyond which a smaller version of a
// picture is preferred.
const maxPicture = 1600

// image sets a picture. It is always true, for phrase.
func (s *setter) image(n *html.Node, c context) bool {
	if following := sibling(n); following != nil && following.DataAtom == atom.Noscript && find(following, atom.Img) != nil {
		return true // a placeholder: the picture itself stands in the noscript
	}
	s.show(n, s.source(n), c)
	return true
}

// pictureElement sets the picture of a <picture>: the image's own address, or
// the first of the sources that has one.
func (s *setter) pictureElement(n *html.Node, c context) {
	img := find(n, atom.Img)
	if img == nil {
		if img = find(n, atom.Noscript); img != nil {
			s.noscript(img, c)
		}
		return
	}
	src := s.source(img)
	for k := n.FirstChild; k != nil && src == ""; k = k.NextSibling {
		if k.DataAtom == atom.Source {
			src = s.source(k)
		}
	}
	s.show(img, src, c)
}

// noscript sets the pictures and embeds that a script would have put in. Other
// content only says that there are no scripts.
func (s *setter) noscript(n *html.Node, c context) {
	for _, a := range []atom.Atom{atom.Img, atom.Iframe, atom.Video, atom.Audio} {
		if k := find(n, a); k != nil {
			if a == atom.Img {
				s.show(k, s.source(k), c)
			} else {
				s.walk(k, c)
			}
			return
		}
	}
}

// show adds a picture to the paragraph.
func (s *setter) show(n *html.Node, src string, c context) {
	alt := collapse(feed.WashText(strings.TrimSpace(attr(n, "alt"))))
	if hasClass(n, "emoji", "smiley") && alt != "" && utf8.RuneCountInString(alt) <= 8 {
		s.text(alt, c)
		return
	}
	if src == "" || tiny(n) || beacon(src) {
		return
	}
	src = encode(src)
	last := len(s.runs) - 1
	if last >= 0 && s.runs[last].kind == picture {
		if s.runs[last].dest == src {
			return
		}
		if s.flat == "" {
			s.flush() // one picture below the other
		} else {
			s.text(" ", context{})
		}
	}
	s.runs = append(s.runs, run{kind: picture, text: alt, dest: src, link: c.link})
}

// source returns the address of an img or source element, "" when it has none
// that is worth showing.
func (s *setter) source(n *html.Node) string {
	for _, key := range []string{"srcset", "data-srcset", "data-lazy-srcset"} {
		if u := s.pictureAddress(largest(attr(n, key))); u != "" {
			return u
		}
	}
	for _, key := range []string{"data-src", "data-lazy-src", "data-original", "data-orig-file", "data-hi-res-src", "src"} {
		if u := s.pictureAddress(attr(n, key)); u != "" {
			return u
		}
	}
	return ""
}

// pictureAddress makes the address of a picture absolute; "" when it is none,
// or the picture itself.
func (s *setter) pictureAddress(src string) string {
	if src = strings.TrimSpace(src); len(src) >= 5 && strings.EqualFold(src[:5], "data:") {
		return ""
	}
	u, kind := feed.Resolve(s.base, src)
	if kind != feed.LinkPage && kind != feed.LinkMedia {
		return ""
	}
	return u
}

// largest returns the address of the widest picture of a srcset that is no
// wider than maxPicture, else the narrowest one.
func largest(set string) string {
	best, size := "", 0.0
	for len(set) > 0 {
		set = strings.TrimLeft(set, " \t\r\n\f,")
		end := strings.IndexAny(set, " \t\r\n\f")
		if end < 0 {
			end = len(set)
		}
		address, descriptor := set[:end], ""
		set = set[end:]
		if strings.HasSuffix(address, ",") {
			address = strings.TrimRight(address, ",")
		} else {
			descriptor, set, _ = strings.Cut(set, ",")
		}
		d := strings.TrimSpace(descriptor)
		n := 1.0
		if d != "" {
			n, _ = strconv.ParseFloat(d[:len(d)-1], 64)
			if d[len(d)-1] == 'x' {
				n *= 800
			}
		} else {
			n *= 800
		}
		if strings.HasPrefix(address, "data:") || address == "" {
			continue
		}
		if best == "" || n > size && n <= maxPicture || n < size && size > maxPicture {
			best, size = address, n
		}
	}
	return best
}

// tiny reports whether a picture is too small to be seen: it only counts
// readers, or keeps a place.
func tiny(n *html.Node) bool {
	for _, key := range []string{"width", "height"} {
		if v := strings.TrimSuffix(strings.TrimSpace(attr(n, key)), "px"); v != "" {
			if x, err := strconv.ParseFloat(v, 64); err == nil && x <= 2 {
				return true
			}
		}
	}
	css := attr(n, "style")
	if css == "" {
		return false
	}
	css = ";" + strings.ReplaceAll(strings.ToLower(css), " ", "") + ";"
	for _, small := range []string{";width:1px;", ";height:1px;", ";width:0;", ";height:0;", ";width:0px;", ";height:0px;", ";width:1px!important;"} {
		if strings.Contains(css, small) {
			return true
		}
	}
	return false
}

// beacon reports whether an address belongs to a known counter of readers.
func beacon(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return true
	}
	at := strings.ToLower(u.Host + u.Path)
	for _, s := range beacons {
		if strings.Contains(at, s) {
			return true
		}
	}
	return false
}

// beacons are parts of hosts and paths of well-known counters.
var beacons = []string{
	"feeds.feedburner.com/~r", "feeds.feedburner.com/~ff", "feedproxy.google.com/~r", "pixel.wp.com/", "stats.wordpress.com/",
	"feeds.wordpress.com/1.0/comments", "feeds.wordpress.com/1.0/delicious", "doubleclick.net/", "google-analytics.com/",
	"pixel.quantserve.com/", "scorecardresearch.com/", "medium.com/_/stat", "blogger.googleusercontent.com/tracker",
	"feedsportal.com/", "pheedo.com/", "pi.feedsportal", "tracking.feedpress", "feedpress.me/", "analytics.twitter.com/",
	"facebook.com/tr", "rss-pixel", "/pixel.gif", "/tracking-pixel", "/spacer.gif", "/blank.gif", "/1x1.", "/transparent.gif", "piwik.php", "matomo.php",
}

// figure sets pictures or what else is shown, and then what the caption says.
func (s *setter) figure(n *html.Node, c context) {
	s.flush()
	waiting := s.later
	s.later = []part{}
	s.children(n, c)
	s.flush()
	captions := s.later
	s.later = waiting
	for _, p := range captions {
		s.captionText(p)
	}
}

// figcaption sets a caption: within a figure at its end.
func (s *setter) figcaption(n *html.Node, c context) {
	if s.later != nil {
		s.later = append(s.later, part{n, c})
		return
	}
	s.flush()
	s.captionText(part{n, c})
}

// captionText sets a caption in italics, with the credit in bold.
func (s *setter) captionText(p part) {
	s.caption = true
	p.c.style |= emph
	s.runs = s.collect(p.node, " ", p.c)
	s.caption = false
	s.flush()
}

// credit sets who made a picture, apart from the words of the caption.
func (s *setter) credit(n *html.Node, c context) {
	s.caption = false
	s.text(" ", context{})
	c.style = c.style&^emph | strong
	s.children(n, c)
	s.text(" ", context{})
	s.caption = true
}

// sibling returns the element that follows n, with nothing but blanks between.
func sibling(n *html.Node) *html.Node {
	for k := n.NextSibling; k != nil; k = k.NextSibling {
		switch {
		case k.Type == html.ElementNode:
			return k
		case k.Type == html.TextNode && strings.TrimSpace(k.Data) != "":
			return nil
		}
	}
	return nil
}

// find returns the first element of a kind within n, n itself left out.
func find(n *html.Node, a atom.Atom) *html.Node {
	for k := next(n, n, false); k != nil; k = next(k, n, false) {
		if k.DataAtom == a && k.Type == html.ElementNode {
			return k
		}
	}
	return nil
}
