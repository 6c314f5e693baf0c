package parse

import (
	"cmp"
	"path"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"broadsheet/feed"
	"broadsheet/feed/markup"
)

// What the parts of a head may have at the most, in runes.
const (
	maxHeadline = 120 // of one without a mark
	maxByline   = 120
	maxDeckText = 300
	maxCaption  = 400
	maxCredit   = 100
	maxHead     = 8 // blocks
)

var (
	imageLine  = regexp.MustCompile(`^\s*!\[((?:[^\]\\]|\\.)*)\]\(\s*(<[^>\n]*>|[^\s)]+)(?:\s+["'(]([^\n]*)["')])?\s*\)\s*`)
	italic     = regexp.MustCompile(`^(?:\*([^*\s](?:[^*]*[^*\s])?)\*|_([^_\s](?:[^_]*[^_\s])?)_)$`)
	boldEnd    = regexp.MustCompile(`^(.*\S)\s*(?:\*\*([^*]+)\*\*|\b__([^_]+)__)$`)
	italicEnd  = regexp.MustCompile(`^(.*\S)\s+(?:\*([^*]+)\*|_([^_]+)_)$`)
	dateLabel  = regexp.MustCompile(`(?i)^(?:(?:last )?(updated?|modified)|published|posted|date|created)(?: on| at)?\s*:?\s+`)
	bylineHead = regexp.MustCompile(`^(?:By|BY|Written by|Words by|Text by|Author:|Authors:|Reported by)\s+(\S.*)$`)
	minutes    = regexp.MustCompile(`(?i)^\d+[ -]min(?:ute)?s?(?: read)?$`)
	agency     = regexp.MustCompile(`(?i)/|©|photo|image|getty|reuters|\b(?:ap|afp|epa|dpa)\b|courtesy|agency|wikimedia|archive`)
	nameDate   = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})[-_ ]+`)
)

// head finds the headline and what stands between it and the text.
func (p *page) head(name string) {
	p.headline(name)
	pictured := false
	i := p.next(0)
	for n := 0; n < maxHead && i < len(p.parts); n++ {
		b := &p.parts[i]
		if b.Kind == markup.BlockList && p.isMeta(b.text) { // "10. März 2025" is a list to Markdown
			p.meta(b)
			i = p.next(i)
			continue
		}
		if b.Kind != markup.BlockParagraph || !p.meta(b) && !p.picture(b, &pictured) && !p.deck(i, pictured) && !p.caption(i, pictured) {
			break
		}
		if b.gone {
			i = p.next(i)
		}
	}
	p.a.Title = strings.TrimSpace(p.a.Title)
}

// headline finds the headline: in the front matter, as a heading, as a first
// short line without a mark, or in the file's name.
func (p *page) headline(name string) {
	given := p.a.Title != ""
	if h := p.heading(); h >= 0 {
		b := &p.parts[h]
		title := strings.ReplaceAll(markup.Plain(b.text), "\n", " ")
		if !given {
			p.a.Title, b.gone = title, true
		} else if feed.Fold(feed.WashLine(title)) == feed.Fold(feed.WashLine(p.a.Title)) {
			b.gone = true
		}
		if b.gone && title != "" {
			return
		}
	} else if i := p.next(0); !given && i < len(p.parts) && p.parts[i].Kind == markup.BlockParagraph {
		b := &p.parts[i]
		lines := strings.Split(b.text, "\n")
		alone := len(lines) == 1 && !p.last(i)
		if short(lines[0]) && (alone || len(lines) > 1 && p.isMeta(lines[1])) {
			p.a.Title = strings.ReplaceAll(markup.Plain(lines[0]), "\n", " ")
			b.set(lines[1:])
		}
	}
	if p.a.Title == "" {
		p.a.Title = titleOf(name, p.a)
	}
}

// heading returns the block with the headline: a heading that only dates,
// names and pictures stand before. -1 when there is none.
func (p *page) heading() int {
	for i := range p.parts[:min(len(p.parts), 4)] {
		b := p.parts[i]
		if b.Kind == markup.BlockHeading {
			return i
		}
		for line := range strings.SplitSeq(b.text, "\n") {
			if b.Kind != markup.BlockParagraph || !p.isMeta(line) && imageLine.FindString(line) == "" {
				return -1
			}
		}
	}
	return -1
}

// short reports whether a line may be a headline without a mark.
func short(line string) bool {
	s := markup.Plain(line)
	if s == "" || utf8.RuneCountInString(s) > maxHeadline || strings.Contains(s, "\n") || imageLine.MatchString(line) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	return !strings.ContainsRune(".,:;…。、：", last) && !furnitureLine(line) && len(markup.Links(line)) == 0
}

// titleOf makes a file's name into a headline, and the date at its start into
// the article's when it has none.
func titleOf(name string, a *feed.Article) string {
	s := path.Base(strings.ReplaceAll(feed.WashLine(name), `\`, "/"))
	if ext := path.Ext(s); len(ext) > 1 && len(ext) <= len(".markdown") && !strings.Contains(ext, " ") {
		s = strings.TrimSuffix(s, ext)
	}
	if m := nameDate.FindStringSubmatch(s); m != nil {
		if t, ok := feed.ParseDate(m[1]); ok && a.Published.IsZero() {
			a.Published = t
		}
		s = s[len(m[0]):]
	}
	return cmp.Or(InWords(s), "Untitled")
}

// InWords makes a title of the name of a file or folder: "local-news_2025" is
// "Local news 2025".
func InWords(name string) string {
	s := strings.Join(strings.FieldsFunc(feed.WashLine(name), func(r rune) bool { return r == '_' || r == '-' || unicode.IsSpace(r) }), " ")
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// meta takes dates and bylines out of a block, if it has nothing else or
// begins with them.
func (p *page) meta(b *part) bool {
	lines := strings.Split(b.text, "\n")
	n := 0
	for n < len(lines) && p.takeMeta(lines[n], true) {
		n++
	}
	if n == 0 {
		return false
	}
	b.set(lines[n:])
	return true
}

func (p *page) isMeta(line string) bool { return p.takeMeta(line, false) }

// takeMeta reports whether a line holds only dates, a byline and the time to
// read, and puts them into the article when keep is set.
func (p *page) takeMeta(line string, keep bool) bool {
	line = strings.Trim(strings.TrimSpace(line), "*_ \\")
	if line == "" || strings.Contains(line, "\n") || utf8.RuneCountInString(line) > 2*maxByline {
		return false
	}
	if t, updated, ok := dateLine(line); ok {
		if keep {
			p.date(t, updated)
		}
		return true
	}
	found := false
	parts := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("|·•", r) })
	for i, s := range parts {
		s = strings.Trim(strings.TrimSpace(s), "*_ ")
		t, updated, dated := dateLine(s)
		by := namesIn(s)
		switch {
		case dated && keep:
			p.date(t, updated)
		case dated:
		case by != "":
			if keep && p.a.Byline == "" {
				p.a.Byline = by
			}
		case i > 0 && minutes.MatchString(s):
		default:
			return false
		}
		found = true
	}
	return found
}

// date keeps a date where the front matter gave none.
func (p *page) date(t time.Time, updated bool) {
	switch {
	case updated && p.a.Updated.IsZero():
		p.a.Updated = t
	case !updated && p.a.Published.IsZero():
		p.a.Published = t
	}
}

// picture takes a picture at the head out of its block.
func (p *page) picture(b *part, pictured *bool) bool {
	m := imageLine.FindStringSubmatch(b.text)
	if m == nil || *pictured {
		return false
	}
	*pictured = true
	fig := &p.a.Figure
	if fig.URL == "" {
		fig.URL, fig.Alt = strings.Trim(m[2], "<>"), string(markup.Unescape([]byte(m[1])))
		if fig.Caption == "" {
			fig.Caption = string(markup.Unescape([]byte(m[3])))
		}
	}
	b.set([]string{b.text[len(m[0]):]})
	return true
}

// deck takes a paragraph that is wholly in italics: the deck, or below a
// picture its caption.
func (p *page) deck(i int, pictured bool) bool {
	b := &p.parts[i]
	m := italic.FindStringSubmatch(strings.ReplaceAll(strings.TrimSpace(b.text), "\n", " "))
	if m == nil || utf8.RuneCountInString(b.text) > maxDeckText || p.last(i) {
		return false
	}
	text := markup.Plain(m[1] + m[2])
	switch {
	case pictured && p.a.Figure.Caption == "":
		p.a.Figure.Caption = text
	case !pictured && p.a.Deck == "":
		p.a.Deck = text
	default:
		return false
	}
	b.gone = true
	return true
}

// caption takes a short paragraph whose bold or italic end is the credit of a
// picture.
func (p *page) caption(i int, pictured bool) bool {
	b := &p.parts[i]
	text := strings.Join(strings.Fields(b.text), " ")
	fig := &p.a.Figure
	if utf8.RuneCountInString(text) > maxCaption || p.last(i) || fig.Caption != "" && fig.Credit != "" {
		return false
	}
	m := boldEnd.FindStringSubmatch(text)
	if m == nil {
		m = italicEnd.FindStringSubmatch(text)
	}
	if m == nil {
		return false
	}
	caption, credit := markup.Plain(m[1]), strings.TrimSpace(markup.Plain(m[2]+m[3]))
	if !credited(caption, credit) {
		return false
	}
	if fig.Caption == "" {
		fig.Caption = caption
	}
	if fig.Credit == "" {
		fig.Credit = credit
	}
	b.gone = true
	return true
}

// credited reports whether the emphasised end of a short paragraph is a credit
// and not only stressed: it reads like names after a whole sentence, or names
// an agency.
func credited(caption, credit string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(credit, "(["))
	if !unicode.IsUpper(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Lo, r) && r != '©' || utf8.RuneCountInString(credit) > maxCredit {
		return false
	}
	if agency.MatchString(credit) {
		return true
	}
	end, _ := utf8.DecodeLastRuneInString(strings.TrimRight(caption, `"”’)`))
	last, _ := utf8.DecodeLastRuneInString(credit)
	return strings.ContainsRune(".!?…。", end) && !strings.ContainsRune(".!?:…", last) && names(credit)
}

// names reports whether every word that is not a small joint begins with a
// capital.
func names(s string) bool {
	for w := range strings.FieldsSeq(s) {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "([“\"'"))
		switch {
		case !unicode.IsLower(r):
		case w == "and", w == "for", w == "of", w == "the", w == "via", w == "by", w == "de", w == "la", w == "van", w == "von", w == "der", w == "den", w == "al", w == "bin", w == "du", w == "da", w == "di", w == "in", w == "at", w == "y", w == "et", w == "und":
		default:
			return false
		}
	}
	return true
}

// namesIn returns the names of a byline, "" when a line is none.
func namesIn(s string) string {
	m := bylineHead.FindStringSubmatch(s)
	if m == nil || utf8.RuneCountInString(s) > maxByline {
		return ""
	}
	who := strings.TrimSpace(markup.Plain(m[1]))
	people, _, _ := strings.Cut(who, ", ")
	if strings.HasSuffix(who, ".") && !strings.HasSuffix(who, "r.") || strings.ContainsAny(who, "?!:\n") || len(strings.Fields(people)) > 10 || !names(people) {
		return ""
	}
	return who
}
