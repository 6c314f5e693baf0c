package parse

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"broadsheet/feed"
	"broadsheet/feed/markup"
)

var (
	relatedLine = regexp.MustCompile(`(?i)^\s*(?:[-*+]\s+)?[*_]{0,3}(related(?: (?:articles?|story|stories|news|reading|coverage|content|posts?|links?))?|read (?:more|also|next)|also read|see also|more on this(?: story)?|further reading)[*_]{0,3}\s*(:?)[*_]{0,3}\s*(.*)$`)
	sourceLine  = regexp.MustCompile(`(?i)^\s*[*_]{0,3}(original (?:url|link|article|source|address)|originally published(?: at| on)?|source(?: url)?|url|permalink)[*_]{0,3}\s*:\s*[*_]{0,3}\s*(.*)$`)
	listMark    = regexp.MustCompile(`^\s*(?:[-*+]|\d{1,9}[.)])\s+`)
	between     = regexp.MustCompile(`(?i)^(?:[\s,;|·•&*_]|\band\b)*$`)
)

// furnitureLine reports whether a line belongs round the text, not into it.
func furnitureLine(line string) bool {
	if m := relatedLine.FindStringSubmatch(line); m != nil && m[2] != "" {
		return true
	}
	return sourceLine.MatchString(line)
}

// furniture takes the related articles and the original address out of the
// text.
func (p *page) furniture() {
	for i := range p.parts {
		b := &p.parts[i]
		switch {
		case b.gone:
		case b.Kind == markup.BlockHeading:
			if m := relatedLine.FindStringSubmatch(strings.Trim(strings.TrimSpace(b.text), "# ")); m != nil && m[3] == "" && p.relatedBelow(i) {
				b.gone = true
			}
		case b.Kind == markup.BlockParagraph:
			p.sift(i)
		}
	}
}

// sift takes the furniture out of a paragraph, line by line.
func (p *page) sift(i int) {
	b := &p.parts[i]
	lines := strings.Split(b.text, "\n")
	var kept []string
	for k := 0; k < len(lines); k++ {
		line := lines[k]
		if m := relatedLine.FindStringSubmatch(line); m != nil {
			value := strings.TrimRight(m[3], "*_ \\")
			end := k+1 == len(lines)
			if value == "" && m[2] != "" {
				if n := p.linksOn(lines[k+1:]); n > 0 {
					k += n
					continue
				}
				if end && p.relatedBelow(i) {
					continue
				}
			} else if m[2] != "" && p.relatedIn(value, strings.HasPrefix(strings.ToLower(m[1]), "related") && len(lines) == 1) {
				continue
			}
		}
		if m := sourceLine.FindStringSubmatch(line); m != nil {
			if n := p.original(i, m[1], m[2], lines[k+1:]); n >= 0 {
				k += n
				continue
			}
		}
		kept = append(kept, line)
	}
	if len(kept) < len(lines) {
		b.set(kept)
	}
}

// linksOn takes the lines of related links that follow a label and returns how
// many they are.
func (p *page) linksOn(lines []string) int {
	n := 0
	for n < len(lines) && p.relatedIn(lines[n], false) {
		n++
	}
	return n
}

// relatedBelow takes the list, or the paragraph, of related links below block
// i and reports whether there is one.
func (p *page) relatedBelow(i int) bool {
	n := p.next(i + 1)
	if n >= len(p.parts) || p.parts[n].Kind != markup.BlockList && p.parts[n].Kind != markup.BlockParagraph {
		return false
	}
	lines := strings.Split(p.parts[n].text, "\n")
	before := len(p.related)
	for _, line := range lines {
		bare := listMark.ReplaceAllString(line, "")
		if strings.TrimSpace(bare) != "" && !p.relatedIn(bare, p.parts[n].Kind == markup.BlockList && bare != line) {
			p.related = p.related[:before]
			return false
		}
	}
	p.parts[n].gone = len(p.related) > before
	return p.parts[n].gone
}

// relatedIn keeps the related articles that a text names, if it holds nothing
// but links, or is but a title where titles are allowed.
func (p *page) relatedIn(text string, title bool) bool {
	links := markup.Links(text)
	rest := markup.Plain(text)
	for _, l := range links {
		k := strings.Index(rest, l.Text)
		if k < 0 || !between.MatchString(rest[:k]) {
			return false
		}
		rest = rest[k+len(l.Text):]
	}
	if len(links) == 0 {
		if !title || rest == "" || utf8.RuneCountInString(rest) > 2*maxHeadline || strings.Contains(rest, "\n") {
			return false
		}
		p.related = append(p.related, feed.Link{Text: rest})
		return true
	}
	if !between.MatchString(rest) {
		return false
	}
	for _, l := range links {
		p.related = append(p.related, feed.Link{Text: l.Text, URL: destination(text, l)})
	}
	return true
}

// destination returns the address of a link as the text has it: relative ones
// are only known once the article's own address is.
func destination(text string, l feed.Link) string {
	if l.URL != "" {
		return l.URL
	}
	_, after, found := strings.Cut(text, l.Text+"](")
	if !found {
		return ""
	}
	dest, _, _ := strings.Cut(after, ")")
	dest, _, _ = strings.Cut(strings.TrimSpace(dest), " ")
	return strings.Trim(dest, "<>")
}

// original takes the address that a label such as "Original url:" announces:
// behind it, on the lines that follow, or in the next paragraph. It returns how
// many of the lines it took, -1 when the label announces none. "Source:" and
// the like count only at the end of the text, and before an address.
func (p *page) original(i int, label, value string, lines []string) int {
	sure := strings.HasPrefix(strings.ToLower(label), "original")
	n := 0
	for ; strings.TrimSpace(value) == "" && n < len(lines); n++ {
		value = lines[n]
	}
	if strings.TrimSpace(value) != "" {
		url, ok := addressIn(value)
		if !ok || !sure && !p.nearEnd(i) {
			return -1
		}
		p.url(url)
		return n
	}
	if below := p.next(i + 1); below < len(p.parts) && p.parts[below].Kind == markup.BlockParagraph && (sure || p.nearEnd(below)) {
		if url, ok := addressIn(p.parts[below].text); ok {
			p.url(url)
			p.parts[below].gone = true
			return n
		}
	}
	if sure && p.nearEnd(i) { // a label whose address is missing
		return n
	}
	return -1
}

// nearEnd reports whether at most two blocks follow block i.
func (p *page) nearEnd(i int) bool { return len(p.parts)-i <= 3 }

// url keeps the original address; that of the front matter goes first.
func (p *page) url(s string) {
	if p.a.URL == "" {
		p.a.URL = s
	}
}

// addressIn reads a text that is nothing but an address: bare, in angle
// brackets (the second of which may be cut off), or a link. A dead link is one
// without an address.
func addressIn(s string) (string, bool) {
	s = strings.Trim(strings.TrimSpace(s), "*_\\ ")
	if links := markup.Links(s); len(links) == 1 && strings.HasPrefix(s, "[") && strings.HasSuffix(s, ")") {
		return links[0].URL, links[0].Kind == feed.LinkPage || links[0].Kind == feed.LinkDead
	}
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<"), ">")
	if strings.HasPrefix(s, "www.") {
		s = "https://" + s
	}
	if strings.ContainsAny(s, " \n\t") || !strings.HasPrefix(s, "http") {
		return "", false
	}
	washed := feed.WashAddress(s)
	return washed, washed != ""
}
