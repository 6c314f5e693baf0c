package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// unseen reports whether an element is no part of what a reader reads:
// scripts, controls, menus, what is hidden, the furniture of well-known
// makers of feeds.
func unseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Head, atom.Title, atom.Link, atom.Meta, atom.Base, atom.Nav,
		atom.Button, atom.Select, atom.Textarea, atom.Datalist, atom.Progress, atom.Meter, atom.Output, atom.Svg,
		atom.Canvas, atom.Noframes, atom.Rp, atom.Param, atom.Track, atom.Map, atom.Dialog, atom.Menu:
		return true
	case atom.Input:
		return !strings.EqualFold(attr(n, "type"), "checkbox")
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "hidden":
			return !strings.EqualFold(a.Val, "until-found")
		case "style":
			if concealed(a.Val) {
				return true
			}
		case "role":
			if a.Val == "navigation" || a.Val == "search" || a.Val == "button" && n.DataAtom != atom.A {
				return true
			}
		case "aria-hidden":
			if a.Val == "true" && (n.DataAtom == atom.Span || n.DataAtom == atom.A && attr(n, "href") != "" && attr(n, "href")[0] == '#') {
				return true
			}
		case "class", "id":
			if furnished(a.Val) {
				return true
			}
		}
	}
	return false
}

// concealed reports whether a style keeps an element from being shown.
func concealed(css string) bool {
	if strings.IndexByte(css, ':') < 0 {
		return false
	}
	css = strings.ReplaceAll(strings.ToLower(css), " ", "")
	return strings.Contains(css, "display:none") || strings.Contains(css, "visibility:hidden") || strings.Contains(css, "mso-hide:all")
}

// furnished reports whether one of the class names belongs to the furniture.
func furnished(class string) bool {
	for name := range strings.FieldsSeq(class) {
		if furniture[name] {
			return true
		}
	}
	return false
}

// furniture are class names and ids by which well-known programs mark what is
// not part of the text.
var furniture = nameSet(`sharedaddy jp-relatedposts feedflare mw-editsection addtoany_share_save_container
	addtoany_content sr-only screen-reader-text screen-reader-only visually-hidden visuallyhidden assistive-text
	headerlink anchorjs-link heading-anchor lineno linenos linenumbers line-numbers-rows gutter wpcnt
	wp-block-buttons katex-mathml MathJax_Preview image-link-expand pencraft subscription-widget-wrap
	subscription-widget-wrap-editor button-wrapper captioned-button-wrap`)

// hasClass reports whether one of an element's classes contains one of the
// words.
func hasClass(n *html.Node, words ...string) bool {
	class := strings.ToLower(attr(n, "class"))
	if class == "" {
		return false
	}
	for _, w := range words {
		if strings.Contains(class, w) {
			return true
		}
	}
	return false
}

// credits reports whether an element within a caption names who made the
// picture.
func credits(n *html.Node) bool {
	if n.DataAtom == atom.Cite || n.DataAtom == atom.Small {
		return true
	}
	return hasClass(n, "credit", "copyright", "photographer", "image-source", "attribution") || attr(n, "itemprop") == "copyrightHolder"
}
