package tui

import (
	"strconv"
	"strings"
	"time"

	"broadsheet/feed"
	"broadsheet/render"
	"broadsheet/tui/reader"

	tea "charm.land/bubbletea/v2"
)

// focusedNumber is the number of the link focused in the text, 0 for none.
func (m *Model) focusedNumber() int {
	p, ok := m.read.Link()
	if !ok {
		return 0
	}
	return p.Link.N
}

// focusPlace focuses a place of the article, and its card.
func (m *Model) focusPlace(place int) {
	m.read.SetFocus(place)
	m.side.Choose(m.focusedNumber())
}

// stepLink focuses the next link (1) or the one before (-1).
func (m *Model) stepLink(direction int) tea.Cmd {
	if !m.read.Step(direction) {
		return m.tell("This article links to nothing.", false)
	}
	m.side.Choose(m.focusedNumber())
	return nil
}

// followPlace follows a link of the article: a held article opens here, a
// place of the same article is scrolled to, a dead link's source is looked
// for, everything else opens in the browser.
func (m *Model) followPlace(place int) tea.Cmd {
	page := m.read.Page()
	if page == nil || m.arriving() || place < 0 || place >= len(page.Places) {
		return nil
	}
	m.focusPlace(place)
	p := page.Places[place]
	if p.Link.Kind == feed.LinkAnchor {
		return m.jump(p)
	}
	if p.Link.N == 0 {
		return m.followOutside(p.Link.URL)
	}
	if !m.article.beside { // whether the article is held is not known yet
		m.article.waiting = place
		return nil
	}
	if r := m.side.Reference(p.Link.N); r != nil {
		return m.followReference(r)
	}
	return m.followOutside(p.Link.URL)
}

func (m *Model) followReference(r *feed.Reference) tea.Cmd {
	switch {
	case r.Held != "" && r.Held != m.article.id:
		return m.openLinked(r.Held)
	case r.Kind == feed.LinkDead || r.URL == "":
		return m.askSources(r.Link)
	}
	return m.followOutside(r.URL)
}

func (m *Model) followRelated(r *feed.Related) tea.Cmd {
	if r.Article.ID != "" {
		return m.openLinked(r.Article.ID)
	}
	return m.askSources(feed.Link{Text: r.Article.Title, URL: r.Article.URL, Kind: feed.LinkRelated})
}

func (m *Model) followOutside(address string) tea.Cmd {
	if address == "" {
		return m.tell("This picture has no address.", false)
	}
	return m.browse(address)
}

// jump scrolls to a place of the same article. The way back is kept.
func (m *Model) jump(p render.Place) tea.Cmd {
	page := m.read.Page()
	line, ok := 0, false
	if p.Note > 0 && p.Note <= len(page.Notes) {
		line, ok = page.Notes[p.Note-1], true
	} else if p.Note == 0 {
		line, ok = page.Anchors[strings.TrimPrefix(p.Link.URL, "#")]
	}
	if !ok {
		return m.tell("That place is not in this article.", false)
	}
	m.trail.back = append(m.trail.back, m.here())
	m.trail.forward = nil
	m.read.Open(page, reader.Spot{Word: page.Spot(line), Focus: -1, Query: m.read.Query()})
	return nil
}

// digitTime is how long a second digit of a link's number is waited for.
const digitTime = 600 * time.Millisecond

// digit takes one digit of a link's number. The link is focused at once; while
// a longer number is possible, another digit is waited for.
func (m *Model) digit(d string) tea.Cmd {
	m.digits += d
	n, _ := strconv.Atoi(m.digits) // digits only
	page := m.read.Page()
	if page == nil {
		m.digits = ""
		return nil
	}
	highest := 0
	for _, p := range page.Places {
		highest = max(highest, p.Link.N)
	}
	if !m.read.FocusNumber(n) {
		m.digits = ""
		return m.tell("There is no link "+strconv.Itoa(n)+" here.", false)
	}
	m.side.Choose(n)
	if n*10 > highest {
		m.digits = ""
		return nil
	}
	return m.after(digitTime, digitsOver)
}

// hints are the letters of follow mode.
type hints struct {
	places  map[int]string // place → letters
	numbers map[int]string // link number → letters
	related map[int]string // related article → letters
	typed   string
	copy    bool // the next letter copies instead of following
}

const hintLetters = "asdfghjkl"

// startFollow gives every link on screen, and every related article beside it,
// a letter, or two when there are many.
func (m *Model) startFollow() tea.Cmd {
	_, places := m.read.InView()
	var related []int
	if m.layout().columns[onSide].shown() {
		related = m.side.RelatedSeen()
	}
	if len(places)+len(related) == 0 || m.arriving() {
		return m.tell("No link on this screen.", false)
	}
	page := m.read.Page()
	h := &hints{places: map[int]string{}, numbers: map[int]string{}, related: map[int]string{}}
	letters := lettersFor(len(places) + len(related))
	for _, p := range places {
		n := page.Places[p].Link.N
		if t, ok := h.numbers[n]; ok { // the same link has the same letter
			h.places[p] = t
			continue
		}
		if len(letters) == 0 {
			break
		}
		h.places[p] = letters[0]
		if n > 0 {
			h.numbers[n] = letters[0]
		}
		letters = letters[1:]
	}
	for i, r := range related {
		if i < len(letters) {
			h.related[r] = letters[i]
		}
	}
	m.follow = h
	return nil
}

// lettersFor returns n hints of one letter, or of two.
func lettersFor(n int) []string {
	var out []string
	if n <= len(hintLetters) {
		for _, a := range hintLetters[:n] {
			out = append(out, string(a))
		}
		return out
	}
	for _, a := range hintLetters {
		for _, b := range hintLetters {
			out = append(out, string(a)+string(b))
		}
	}
	return out
}

// followKey takes a key in follow mode.
func (m *Model) followKey(k tea.KeyPressMsg) tea.Cmd {
	h := m.follow
	switch text := k.Text; {
	case k.String() == "esc" || text == "":
		m.follow = nil
		return nil
	case text == "y" && h.typed == "" && !h.copy:
		h.copy = true
		return nil
	default:
		h.typed += text
	}
	typed := strings.ToLower(h.typed)
	outside := h.typed != typed
	if place, ok := first(h.places, typed); ok {
		m.follow = nil
		return m.followHint(place, outside, h.copy)
	}
	if i, ok := first(h.related, typed); ok {
		m.follow = nil
		return m.followRelatedHint(i, outside, h.copy)
	}
	for _, letters := range []map[int]string{h.places, h.related} {
		for _, t := range letters {
			if strings.HasPrefix(t, typed) {
				return nil
			}
		}
	}
	m.follow = nil
	return m.tell("No link has the letter "+h.typed+".", false)
}

// first returns the first of the places that have certain letters.
func first(places map[int]string, letters string) (place int, ok bool) {
	for i, t := range places {
		if t == letters && (!ok || i < place) {
			place, ok = i, true
		}
	}
	return place, ok
}

func (m *Model) followHint(place int, outside, copying bool) tea.Cmd {
	m.focusPlace(place)
	link := m.read.Page().Places[place].Link
	if link.Kind == feed.LinkAnchor {
		link.URL = "" // a place of this article, not an address
	}
	switch {
	case copying:
		return m.copyAddress(link.URL)
	case outside:
		return m.browseIf(link.URL)
	}
	return m.followPlace(place)
}

func (m *Model) followRelatedHint(i int, outside, copying bool) tea.Cmd {
	r := m.side.Beside().Related[i]
	switch {
	case copying:
		return m.copyAddress(r.Article.URL)
	case outside:
		return m.browseIf(r.Article.URL)
	}
	return m.followRelated(&r)
}

// browseIf opens an address outside, if there is one.
func (m *Model) browseIf(address string) tea.Cmd {
	if address == "" {
		return m.tell("This has no address to open.", false)
	}
	return m.browse(address)
}

// copyAddress puts an address into the terminal's clipboard.
func (m *Model) copyAddress(address string) tea.Cmd {
	if address == "" {
		return m.tell("There is no address to copy.", false)
	}
	return tea.Batch(tea.SetClipboard(address), m.tell("Copied "+address, false))
}
