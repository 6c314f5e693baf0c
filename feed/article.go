// Package feed owns the words of the domain: articles, links, references,
// related articles, sources and queries, and the washing of every string that
// comes from outside. It knows no network, no file, no screen.
package feed

import (
	"time"
)

// ID names an article for good: it is made from the feed's own identifier,
// else from the canonical address, else from the content. It is never a row
// number. See [NewID].
type ID string

// Form is the language an article's Body is written in.
type Form uint8

// The forms. Only Markdown is ever set on a page; the others are turned into
// it by feed/extract, at the latest when the article is opened.
const (
	Markdown Form = iota
	HTML
)

// Article is one piece of news. Every string in it has been washed (see
// [Article.Wash]) before the article leaves the package that parsed it.
type Article struct {
	ID      ID
	Source  string // Source.Key
	Paper   string // the source's title, as it is shown
	URL     string // the original address, absolute; "" when unknown
	Title   string // one line of plain text
	Byline  string // the authors' names without "By"; one line
	Deck    string // the lines under the headline; plain text, one line
	Section string // the section or first category; one line
	Lang    string // a language tag such as "en" or "ja"; "" when unknown

	// The dates are zero when unknown. Seen is when this program first held it.
	Published, Updated, Seen time.Time

	Body       string // Markdown or HTML, see Form; empty in lists
	Form       Form
	Base       string // what relative addresses in an HTML body are resolved against; "" when unknown
	Figure     Figure
	Links      []Link // in reading order; empty in lists
	Enclosures []Enclosure
	Words      int // reading words of the body, see [CountWords]; 0 when not counted yet

	Read, Starred, Queued bool
	Place                 float64 // how far it was read, 0 to 1
}

// Figure is the picture that stands at the head of an article.
type Figure struct {
	URL     string // the picture's address; "" when only its caption is known
	Alt     string
	Caption string
	Credit  string
}

// Enclosure is a file that came with a feed item: audio, film, a document.
type Enclosure struct {
	URL, Type string
	Length    int64 // bytes; 0 when unknown
}

// LinkKind says what a link leads to.
type LinkKind uint8

// The kinds of link.
const (
	LinkPage     LinkKind = iota // an article or page on the web
	LinkRelated                  // named by the article as related to it
	LinkOriginal                 // where the article was first published
	LinkAnchor                   // a place in the same article; has no number
	LinkMedia                    // a picture, audio, film or document
	LinkMail                     // mailto:
	LinkDead                     // no address: the author gave "#", nothing, or a script
)

// Link is a link as the article has it, and what the article says with it.
type Link struct {
	N        int    // 1, 2, 3 … in reading order; the same address has the same number; 0: not numbered
	Text     string // the words that are linked: often only "said"
	URL      string // absolute; "" when the author gave none
	Sentence string // the sentence it stands in
	Speaker  string // who, when the sentence says it: "Kremlin spokesman Dmitry Peskov"; else ""
	Kind     LinkKind
	Places   int // in how many places of the article the link stands, at least 1
}

// Reference is a Link looked up among the articles at hand.
type Reference struct {
	Link
	Held  ID     // the held article with that address; "" when there is none
	Title string // that article's headline; "" when it is not held
	Host  string // for display; "" when the link has no address
	Read  bool   // the held article has been read
}

// RelatedVia says how an article came to be called related.
type RelatedVia uint8

// The ways, strongest first.
const (
	ViaNamed    RelatedVia = iota // the article names it as related
	ViaLinked                     // the article links to it
	ViaBacklink                   // it links to the article
	ViaCites                      // both cite the same address
	ViaWords                      // both use the same rare words
)

// Related is an article that is close to another one, with the reason.
type Related struct {
	Article Article // without body; its ID is "" when it is named but not held
	Score   float64 // 0 to 1, comparable only among those with the same Via
	Why     string  // the reason in words: "shares Riyadh, ceasefire, Witkoff"
	Via     RelatedVia
}

// Source is where articles come from: a feed, a folder, a file, a page.
type Source struct {
	Key   string // its identity: the feed's address, the folder's path, "stdin"
	URL   string // where it is fetched from; "" for files
	Title string
	Site  string // the address of the paper's own site
	Tags  []string
}

// Dated returns when the article was published, or, when nobody says, last
// updated; zero when it has neither date.
func (a *Article) Dated() time.Time {
	if a.Published.IsZero() {
		return a.Updated
	}
	return a.Published
}

// Minutes returns the time it takes to read the article, rounded up: at least
// 1, or 0 when its words are not counted.
func (a *Article) Minutes() int { return (a.Words + wordsPerMinute - 1) / wordsPerMinute }

// Brief returns the article without its body and links, as lists hold it.
func (a Article) Brief() Article {
	a.Body, a.Links, a.Enclosures = "", nil, nil
	return a
}
