package parse

import (
	"bytes"
	"errors"
	"net/url"
	"time"

	"broadsheet/feed"
)

// Limits of an XML feed. gofeed reads elements of other namespaces by
// recursion and keeps every one of them: some megabytes of them, nested,
// overflow the stack of the program, and nothing can catch that.
const (
	maxDepth = 256     // elements within each other
	maxItems = 2000    // items of a feed
	maxWide  = 2000    // elements of an item outside its texts; more are dropped
	maxTags  = 200_000 // elements altogether
)

var errDeep = errors.New("its elements are nested more than 256 deep")

// skimmer goes over the bytes of an XML feed once, before gofeed sees them.
// It knows where each element begins and ends, and writes down what has to be
// put right so that gofeed reads it all: the edits. What is left after them
// has only whole tags, text and CDATA sections, each start tag with its end
// tag; a clean feed needs none. On the way it notes what gofeed does not tell.
type skimmer struct {
	data  []byte
	at    int
	root  string // the local name of the root in lower case
	item  string // the local name of its items
	begin int    // where gofeed begins to read: at the root
	end   int    // where it ends
	tail  string // what is written after the end
	edits []edit
	open  []element
	tag   tag

	items   []itemNote
	bodies  [][]byte // those that are carried round gofeed, see [skimmer.carry]
	skipped int      // items beyond maxItems
	deep    int      // items dropped since they are nested too deep
	cut     bool     // the document ends before its root does
	cutItem bool     // … within an item
	flooded bool     // there are more than maxTags elements
	done    bool

	tags, wideItem, wideFeed int
	found                    map[string]int // where the next end of a kind is, see [skimmer.find]
	document                 *url.URL       // the document's own address; nil when unknown
	site                     *url.URL       // xml:base of the feed itself; nil when there is none
	bases                    bool           // xml:base occurs
	xhtml                    [][]byte       // prefixes of XHTML, with their colon
}

// edit says that data[from:to] is to be read as put.
type edit struct {
	from, to int
	put      string
}

// element is one that is open.
type element struct {
	name   []byte
	plain  []byte // the name as it is written for gofeed
	start  int    // of its start tag
	inner  int    // where its content begins
	edits  int    // how many edits there were before it
	within int    // how many there were where its content begins
	item   bool
	text   bool // it, or one that it stands in, is read as text by gofeed
	leaf   bool // it holds nothing but text
	drop   bool
	base   *url.URL
}

// itemNote is what gofeed does not tell of an item.
type itemNote struct {
	base, textBase, linkBase      *url.URL // xml:base in force; nil when there is none
	titleType, deckType, bodyType string   // the type attributes of Atom's texts
	about, lang                   string   // rdf:about, xml:lang
	inRoot                        bool     // it stands beside the channel, not in it
}

// skim reads data, whose root element starts at root.
func skim(data []byte, root int, document *url.URL) (*skimmer, error) {
	s := &skimmer{data: data, at: root, begin: root, end: len(data), document: document, found: map[string]int{}}
	s.bases = bytes.Contains(data, []byte("xml:base"))
	s.findXHTML()
	for s.at < len(data) && !s.done {
		i := bytes.IndexByte(data[s.at:], '<')
		if i < 0 {
			s.chars(s.at, len(data))
			s.at = len(data)
			break
		}
		s.chars(s.at, s.at+i)
		s.at += i
		if err := s.markup(); err != nil {
			return s, err
		}
	}
	s.finish()
	return s, nil
}

// markup reads what begins with the "<" at s.at.
func (s *skimmer) markup() error {
	rest := s.data[s.at:]
	switch {
	case len(rest) < 2:
		s.escape()
	case rest[1] == '/':
		s.endTag()
	case nameStart(rest[1]):
		return s.startTag()
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		s.cdata()
	case bytes.HasPrefix(rest, []byte("<!--")):
		s.leaveOut("-->", 4)
	case rest[1] == '!':
		s.leaveOut(">", 2)
	case rest[1] == '?':
		s.leaveOut("?>", 2)
	default:
		s.escape()
	}
	return nil
}

func (s *skimmer) edit(from, to int, put string) {
	s.edits = append(s.edits, edit{from, to, put})
}

// drop leaves out a whole element. A flood of them stays one edit.
func (s *skimmer) drop(from, to int) {
	if n := len(s.edits); n > 0 {
		last := &s.edits[n-1]
		if last.put == "" && len(bytes.TrimSpace(s.data[last.to:from])) == 0 {
			last.to = to
			return
		}
	}
	s.edit(from, to, "")
}

// find returns where end occurs from a place on, -1 when it does not. It
// remembers the answer, so that a flood of beginnings does not search the
// whole document for each.
func (s *skimmer) find(end string, from int) int {
	at, known := s.found[end]
	if known && (at < 0 || at >= from) {
		return at
	}
	at = bytes.Index(s.data[from:], []byte(end))
	if at >= 0 {
		at += from
	}
	s.found[end] = at
	return at
}

// escape makes the "<" at s.at text.
func (s *skimmer) escape() {
	s.edit(s.at, s.at+1, "&lt;")
	s.at++
}

// leaveOut drops a comment, a directive or an instruction, which ends with
// end; one that does not end is text.
func (s *skimmer) leaveOut(end string, intro int) {
	n := s.find(end, s.at+intro)
	if n < 0 {
		s.escape()
		return
	}
	s.edit(s.at, n+len(end), "")
	s.at = n + len(end)
}

// chars reads text: references to forbidden characters are dropped, and the
// end of a CDATA section where none was begun is escaped.
func (s *skimmer) chars(from, to int) {
	if to-from < 3 || len(s.open) == 0 {
		return
	}
	text := s.data[from:to]
	if badReference(text) {
		for i := 0; i < len(text); i++ {
			if text[i] != '&' {
				continue
			}
			if n, legal := reference(text[i:]); !legal {
				s.edit(from+i, from+i+n, "")
				i += n - 1
			}
		}
	}
	for i := 0; ; {
		n := bytes.Index(text[i:], []byte("]]>"))
		if n < 0 {
			return
		}
		i += n + 3
		s.insertSorted(edit{from + i - 1, from + i, "&gt;"})
	}
}

// insertSorted puts an edit among those of the same piece of text.
func (s *skimmer) insertSorted(e edit) {
	s.edits = append(s.edits, e)
	for i := len(s.edits) - 1; i > 0 && s.edits[i-1].from > e.from; i-- {
		s.edits[i-1], s.edits[i] = s.edits[i], s.edits[i-1]
	}
}

// cdata reads a CDATA section. One that is never ended, or only by that of a
// later element, is ended with the element it stands in.
func (s *skimmer) cdata() {
	const intro = len("<![CDATA[")
	from := s.at + intro
	n := s.find("]]>", from)
	region := s.data[from:]
	if n >= 0 {
		region = s.data[from:n]
	}
	next := bytes.Index(region, []byte("<![CDATA["))
	if len(s.open) > 0 && (n < 0 || next >= 0) {
		if n >= 0 {
			region = region[:next]
		}
		closer := append([]byte("</"), s.open[len(s.open)-1].name...)
		if c := bytes.Index(region, closer); c >= 0 {
			s.edit(from+c, from+c, "]]>")
			s.at = from + c
			return
		}
	}
	if n < 0 { // the document ends within it
		s.edit(s.at, len(s.data), "")
		s.at = len(s.data)
		return
	}
	s.carry(from, n)
	s.at = n + 3
}

// endTag reads the end tag at s.at. It closes what stands between it and its
// start tag; one without start tag is dropped.
func (s *skimmer) endTag() {
	from, rest := s.at, s.data[s.at+2:]
	n := nameLength(rest)
	name := rest[:n]
	to := len(s.data)
	if lt := bytes.IndexByte(rest, '<'); lt >= 0 {
		to, rest = from+2+lt, rest[:lt]
	}
	if gt := bytes.IndexByte(rest, '>'); gt >= 0 {
		to = from + 2 + gt + 1
	}
	s.at = to
	k := len(s.open) - 1
	for k >= 0 && !bytes.EqualFold(s.open[k].name, name) {
		k--
	}
	if k < 0 || n == 0 {
		s.tags++ // or a flood of them costs too much time
		s.edit(from, to, "")
		return
	}
	s.closeTo(k+1, from)
	plain := s.open[k].plain
	if to-from != len(plain)+3 || !bytes.Equal(s.data[from+2:to-1], plain) || s.data[to-1] != '>' {
		s.edit(from, to, "</"+string(plain)+">")
	}
	s.pop(from, to)
}

// closeTo ends all open elements from the k-th on, at the place at.
func (s *skimmer) closeTo(k, at int) {
	for len(s.open) > k {
		s.edit(at, at, "</"+string(s.open[len(s.open)-1].plain)+">")
		s.pop(at, at)
	}
}

// pop takes the innermost element off, whose end tag stands from from to to.
func (s *skimmer) pop(from, to int) {
	e := s.open[len(s.open)-1]
	s.open = s.open[:len(s.open)-1]
	switch {
	case e.drop:
		s.edits = s.edits[:e.edits]
		s.drop(e.start, to)
	case e.leaf:
		s.date(e, from)
	}
	if e.item {
		s.wideItem = 0
	}
	if len(s.open) == 0 {
		s.done, s.end = true, to
	}
}

// date writes a date in the form that gofeed finds soonest: it tries more
// than a hundred others one by one, which costs more than all the rest.
func (s *skimmer) date(e element, to int) {
	if !dateName(localName(e.name)) || to-e.inner > 100 || to <= e.inner {
		return
	}
	text := bytes.TrimSpace(s.data[e.inner:to])
	text = bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimPrefix(text, []byte("<![CDATA[")), []byte("]]>")))
	if len(text) == 0 || quickDate(text) || bytes.ContainsAny(text, "<&") {
		return
	}
	if t, ok := feed.ParseDate(string(text)); ok {
		s.edits = s.edits[:e.within]
		s.edit(e.inner, to, t.Format(time.RFC3339))
	}
}

// quickDate reports whether a date looks like one of the forms that gofeed
// tries first.
func quickDate(s []byte) bool {
	n := len(s)
	switch {
	case n >= 20 && n <= 25 && s[4] == '-' && s[7] == '-' && s[10] == 'T' && s[13] == ':' && s[16] == ':' && (n == 20 || n == 25) && (n == 20) == (s[19] == 'Z'):
		return string(s[11:13]) != "24"
	case n == 31 && s[3] == ',' && (s[26] == '+' || s[26] == '-') && s[19] == ':' && s[22] == ':':
		return string(s[17:19]) != "24"
	}
	return false
}

func dateName(local []byte) bool {
	var buf [nameBytes]byte
	switch string(lower(&buf, local)) {
	case "pubdate", "date", "published", "updated", "issued", "modified", "lastbuilddate":
		return true
	}
	return false
}
