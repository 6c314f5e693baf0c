package feed

// Listing is the desk's answer to a query.
type Listing struct {
	Articles []Article // without bodies, newest first, undated ones last
	Total    int       // how many articles are held altogether
	Sources  int       // from how many sources they come
	// Partial says that not every body has been read into the index yet, so
	// that a word may still turn up in further articles.
	Partial bool
}

// Beside is what stands beside an article.
type Beside struct {
	References []Reference // the original address first (N is 0), then by number
	Related    []Related   // strongest reason first
}

// Sought is the desk's answer to "where does this come from?", asked of a link
// without an address.
type Sought struct {
	Found  []Related // nearest first; the first has Via ViaNamed when its headline is the one sought
	Search string    // the address of a web search for it; never opened unasked
}

// NewsKind is what kind of thing happened at the desk.
type NewsKind uint8

// The kinds of news.
const (
	NewsArrived NewsKind = iota // articles were added or changed: list them again
	NewsTrouble                 // a source could not be read, or not whole: Text says which, what and why
	NewsQuiet                   // everything that was asked for has been read
)

// News is one thing that happened at the desk.
type News struct {
	Kind NewsKind
	Text string // washed, one line, for Trouble
}
