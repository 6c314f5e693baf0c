package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"broadsheet/feed"
	"broadsheet/feed/markup"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// now is the moment of every test.
var now = time.Date(2026, 11, 22, 14, 5, 0, 0, time.UTC)

// newsroom is a desk that holds a few articles and remembers what was asked of
// it.
type newsroom struct {
	articles []feed.Article
	browsed  []string
	asked    []string
	news     []feed.News
	seek     feed.Sought
	named    string // a related article that is not held
	fails    error
	forgets  bool // keeps no marks
}

func (d *newsroom) find(id feed.ID) *feed.Article {
	for i := range d.articles {
		if d.articles[i].ID == id {
			return &d.articles[i]
		}
	}
	return nil
}

func (d *newsroom) List(_ context.Context, q feed.Query) (feed.Listing, error) {
	d.asked = append(d.asked, "list")
	l := feed.Listing{Total: len(d.articles), Sources: 2}
	for _, a := range d.articles {
		if q.Match(feed.Fold(a.Title + "\n" + a.Deck + "\n" + strings.Join(strings.Fields(markup.Plain(a.Body)), " ") + "\n" + a.Paper + "\n" + a.Byline)) {
			l.Articles = append(l.Articles, a.Brief())
		}
	}
	return l, nil
}

func (d *newsroom) Article(_ context.Context, id feed.ID) (feed.Article, error) {
	if d.fails != nil {
		return feed.Article{}, d.fails
	}
	a := d.find(id)
	if a == nil {
		return feed.Article{}, fmt.Errorf("open article %s: it is not held", id)
	}
	return *a, nil
}

func (d *newsroom) Beside(_ context.Context, id feed.ID) (feed.Beside, error) {
	a := d.find(id)
	var b feed.Beside
	if a.URL != "" {
		b.References = append(b.References, feed.Reference{Link: feed.Link{URL: a.URL, Kind: feed.LinkOriginal, Places: 1}, Host: feed.Host(a.URL)})
	}
	for _, l := range markup.Links(a.Body) {
		r := feed.Reference{Link: l, Host: feed.Host(l.URL)}
		for _, o := range d.articles {
			if l.URL != "" && o.URL == l.URL {
				r.Held, r.Title, r.Read = o.ID, o.Title, o.Read
			}
		}
		b.References = append(b.References, r)
	}
	if d.named != "" {
		b.Related = append(b.Related, feed.Related{Article: feed.Article{Title: d.named}, Why: "named by the article", Via: feed.ViaNamed})
	}
	for _, o := range d.articles {
		if o.ID != id && len(b.Related) < 3 {
			b.Related = append(b.Related, feed.Related{Article: o.Brief(), Why: "shares dark, survey", Via: feed.ViaWords})
		}
	}
	return b, nil
}

func (d *newsroom) Seek(_ context.Context, _ feed.ID, l feed.Link) (feed.Sought, error) {
	d.asked = append(d.asked, "seek "+l.Text)
	return d.seek, nil
}

func (d *newsroom) SetRead(_ context.Context, id feed.ID, read bool) error {
	if !d.forgets {
		d.find(id).Read = read
	}
	return nil
}

func (d *newsroom) SetStarred(_ context.Context, id feed.ID, starred bool) error {
	d.find(id).Starred = starred
	return nil
}

func (d *newsroom) News(context.Context) (feed.News, error) {
	if len(d.news) == 0 {
		return feed.News{}, errors.New("closed")
	}
	n := d.news[0]
	d.news = d.news[1:]
	return n, nil
}

func (d *newsroom) Reload(context.Context) error {
	d.asked = append(d.asked, "reload")
	return nil
}

func (d *newsroom) Browse(_ context.Context, address string) error {
	d.browsed = append(d.browsed, address)
	return nil
}

// paper is a desk with a small paper.
func paper() *newsroom {
	long := strings.Repeat("The wardens walked the harbour wall and counted what the tide had left behind. ", 60)
	at := func(h int) time.Time { return now.Add(-time.Duration(h) * time.Hour) }
	return &newsroom{articles: []feed.Article{
		{ID: "dark", Title: "The wardens who taught a town to love the dark", Section: "Islands", Byline: "Inga Holm", Paper: "The Skerry Gazette",
			Deck: "Lamps went out for one winter, to spare the birds.", URL: "https://skerry.example/dark", Published: at(1), Words: 900,
			Body: "On the first evening without lamps, the warden [said](#) the birds came back. The [winter survey](https://count.example/survey) was in, and the council [promised](https://skerry.example/vote) an answer.[^1]\n\n## The numbers\n\nStrandings fell, the [county count](https://count.example/survey) shows. See [above](#the-numbers).\n\n" + strings.Repeat(long+"\n\n", 6) + "The last word [ended](https://skerry.example/end) here.\n\n[^1]: By the doctor's wish."},
		{ID: "vote", Title: "Council puts off the dredging vote a third time", Section: "Harbour", Paper: "Estuary Ledger", URL: "https://skerry.example/vote",
			Published: at(3), Words: 300, Body: "A soil report is missing. The clerk [told](#) nobody, and [the dark town](https://skerry.example/dark) voted."},
		{ID: "trains", Title: "Why the night trains are back, and why they are full", Section: "Railways", Paper: "The Sleeper", Published: at(30), Words: 400,
			Read: true, Body: "Beds are cheap and borders long. " + long},
		{ID: "bakery", Title: "What a bakery learned from its own queue", Section: "Food", Paper: "Small Trades", Published: at(24 * 9), Words: 200, Body: "Nine hundred mornings, one clipboard."},
	}}
}

// stage drives a model as the program would, without a program: every effect
// runs at once, and time passes only when it is told to.
type stage struct {
	t       testing.TB
	m       *Model
	desk    *newsroom
	timers  []tea.Msg
	copied  []string
	quit    bool
	effects int
	hold    func(tea.Msg) bool // results that do not come yet; nil: all come at once
	held    []tea.Msg
}

// set builds the stage; nothing has happened on it yet.
func set(t testing.TB, d *newsroom) *stage {
	t.Helper()
	s := &stage{t: t, desk: d}
	s.m = New(Options{Desk: d, Now: func() time.Time { return now }, After: func(_ time.Duration, msg tea.Msg) tea.Cmd {
		return func() tea.Msg { s.timers = append(s.timers, msg); return nil }
	}})
	return s
}

// perform raises the curtain in a window of w by h cells.
func perform(t testing.TB, d *newsroom, w, h int) *stage {
	t.Helper()
	s := set(t, d)
	s.send(tea.WindowSizeMsg{Width: w, Height: h})
	s.run(s.m.Init())
	return s
}

func (s *stage) send(msgs ...tea.Msg) {
	for _, msg := range msgs {
		_, cmd := s.m.Update(msg)
		s.m.View() // a program draws after every message
		s.run(cmd)
	}
}

func (s *stage) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if s.effects++; s.effects > 10000 {
		s.t.Fatal("the model never comes to rest")
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			s.run(c)
		}
	case tea.QuitMsg:
		s.quit = true
	default:
		if name := fmt.Sprintf("%T", msg); strings.Contains(name, "setClipboard") {
			s.copied = append(s.copied, fmt.Sprint(msg))
			return
		}
		if s.hold != nil && s.hold(msg) {
			s.held = append(s.held, msg)
			return
		}
		s.send(msg)
	}
}

// release lets come what was held.
func (s *stage) release() {
	held := s.held
	s.held = nil
	s.send(held...)
}

// mono takes the terminal its colours, as NO_COLOR does.
func (s *stage) mono() { s.send(tea.ColorProfileMsg{Profile: colorprofile.Ascii}) }

// elapse lets everything happen that was waited for.
func (s *stage) elapse() {
	due := s.timers
	s.timers = nil
	s.send(due...)
}

// press types keys: names as in "enter", or text.
func (s *stage) press(keys ...string) {
	for _, k := range keys {
		s.send(keyOf(k))
	}
}

func keyOf(k string) tea.KeyPressMsg {
	named := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "backspace": tea.KeyBackspace,
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown}
	switch {
	case k == "shift+tab":
		return tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
	case k == "space":
		return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
	case strings.HasPrefix(k, "ctrl+"):
		return tea.KeyPressMsg{Code: rune(k[5]), Mod: tea.ModCtrl}
	}
	if code, ok := named[k]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	return tea.KeyPressMsg{Code: []rune(k)[0], Text: k}
}

func (s *stage) typed(text string) {
	for _, r := range text {
		if r == ' ' {
			s.press("space")
			continue
		}
		s.press(string(r))
	}
}

// screen is what is seen, without colours, right-trimmed.
func (s *stage) screen() string {
	rows := strings.Split(ansi.Strip(s.m.View().Content), "\n")
	for i := range rows {
		rows[i] = strings.TrimRight(rows[i], " ")
	}
	return strings.Join(rows, "\n")
}

// sees fails unless the screen holds every text.
func (s *stage) sees(texts ...string) {
	s.t.Helper()
	scr := s.screen()
	for _, text := range texts {
		if !strings.Contains(scr, text) {
			s.t.Fatalf("no %q on the screen:\n%s", text, scr)
		}
	}
}

func (s *stage) seesNot(texts ...string) {
	s.t.Helper()
	scr := s.screen()
	for _, text := range texts {
		if strings.Contains(scr, text) {
			s.t.Fatalf("%q is on the screen:\n%s", text, scr)
		}
	}
}
