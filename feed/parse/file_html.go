package parse

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"broadsheet/feed"
	"broadsheet/feed/extract"
	"broadsheet/feed/markup"

	"golang.org/x/net/html"
)

// maxHidden is how many tags a script within a line may seem to hold.
const maxHidden = 100

// untag turns the raw HTML of Markdown into Markdown, since a page shows none:
// blocks through extract, tags within a line into the marks that mean the same.
// Tags that mean nothing in Markdown go, their text stays.
func untag(text string, base *url.URL) string {
	if !strings.Contains(text, "<") {
		return text
	}
	tags := markup.Tags(text)
	if len(tags) == 0 {
		return text
	}
	marks := make([]string, len(tags))
	var open []opened
	hidden := -1 // the tag since which nothing is shown: a script
	var out strings.Builder
	for i, t := range tags {
		if t.Block {
			marks[i] = blockOf(text[t.Start:t.End], t.Nested, base)
			continue
		}
		if len(open) > 0 && tags[open[0].tag].Home != t.Home {
			open = open[:0]
		}
		open = inline(text, tags, marks, open, i, base)
	}
	at := 0
	for i, t := range tags {
		if t.Start < at {
			continue
		}
		if hidden < 0 {
			out.WriteString(text[at:t.Start])
		}
		at = t.End
		out.WriteString(marks[i])
		hidden = hide(text, tags, hidden, i)
	}
	out.WriteString(text[at:])
	return out.String()
}

// hide returns the tag since which nothing is shown after tag i, -1 when it is.
func hide(text string, tags []markup.Tag, hidden, i int) int {
	name, end := tagOf(text[tags[i].Start:tags[i].End])
	switch {
	case hidden >= 0 && end:
		return -1
	case name == "script" || name == "style" || name == "template":
		for _, t := range tags[i+1 : min(len(tags), i+1+maxHidden)] { // only when it is closed in the same block
			if t.Home != tags[i].Home || t.Block {
				break
			}
			if closing, isEnd := tagOf(text[t.Start:t.End]); isEnd && closing == name {
				return i
			}
		}
	}
	return hidden
}

// tagOf returns the name of a tag and whether it is a closing one.
func tagOf(tag string) (name string, end bool) {
	s := strings.TrimPrefix(tag, "<")
	s, end = strings.CutPrefix(s, "/")
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); i >= 0 {
		s = s[:i]
	}
	return strings.ToLower(s), end
}

// blockOf converts a block of HTML. Within a list or a quotation it must stay
// on its line.
func blockOf(src string, nested bool, base *url.URL) string {
	if nested {
		return extract.Plain(src) + "\n"
	}
	md := extract.Markdown(src, base)
	if md == "" {
		return "\n"
	}
	return "\n" + md + "\n\n"
}

// opened is a tag that waits for its end.
type opened struct {
	name string
	tag  int
	mark string // what stands for it once it is closed
}

// inline finds the marks for tag i, a tag within a line, and returns the tags
// that are open after it.
func inline(text string, tags []markup.Tag, marks []string, open []opened, i int, base *url.URL) []opened {
	t := tags[i]
	name, end := tagOf(text[t.Start:t.End])
	if end {
		for k := len(open) - 1; k >= 0; k-- {
			if open[k].name == name {
				inner := text[tags[open[k].tag].End:t.Start]
				if strings.TrimSpace(inner) == inner && inner != "" {
					marks[open[k].tag], marks[i] = pairOf(open[k].mark)
				}
				return open[:k]
			}
		}
		return open
	}
	mark := ""
	switch name {
	case "br":
		marks[i] = lineBreak(text[t.End:], t.Flows)
	case "img":
		if src, kind := feed.Resolve(base, attribute(text[t.Start:t.End], "src")); kind != feed.LinkDead && kind != feed.LinkAnchor {
			marks[i] = "![" + escapeText(attribute(text[t.Start:t.End], "alt")) + "](<" + src + ">)"
		}
	case "a":
		mark = "[#"
		if address, kind := feed.Resolve(base, attribute(text[t.Start:t.End], "href")); kind != feed.LinkDead {
			mark = "[" + address
		}
	case "b", "strong":
		mark = "**"
	case "i", "em", "cite":
		mark = "*"
	case "del", "s", "strike":
		mark = "~~"
	}
	if mark != "" && len(open) < 64 {
		open = append(open, opened{name, i, mark})
	}
	return open
}

// pairOf returns the opening and the closing mark.
func pairOf(mark string) (string, string) {
	if address, ok := strings.CutPrefix(mark, "["); ok {
		return "[", "](<" + address + ">)"
	}
	return mark, mark
}

// lineBreak returns what stands for a <br> before rest: a line break where the
// next line cannot be taken for a list or a heading, else a blank.
func lineBreak(rest string, flows bool) string {
	rest = strings.TrimLeft(rest, " ")
	if r, _ := utf8.DecodeRuneInString(rest); flows && unicode.IsLetter(r) {
		return "  \n"
	}
	if strings.HasPrefix(rest, "\n") && flows {
		return "  "
	}
	return " "
}

// attribute returns the value of an attribute of a tag, "" when it has none.
func attribute(tag, name string) string {
	z := html.NewTokenizer(strings.NewReader(tag))
	z.Next()
	for _, a := range z.Token().Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func escapeText(s string) string {
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, "\n", " ").Replace(s)
}
