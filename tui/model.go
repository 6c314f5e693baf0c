package tui

import (
	"context"
	"time"

	"broadsheet/feed"
	"broadsheet/render"
	"broadsheet/render/theme"
	"broadsheet/tui/list"
	"broadsheet/tui/reader"
	"broadsheet/tui/sheet"
	"broadsheet/tui/side"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// Options are what a Model needs from outside.
type Options struct {
	Desk Desk
	// Now tells the time; nil: the clock on the wall.
	Now func() time.Time
	// After returns an effect that yields msg after a while; nil: tea.Tick.
	After func(d time.Duration, msg tea.Msg) tea.Cmd
}

// Model is the screen.
type Model struct {
	o        Options
	ctx      context.Context
	stop     context.CancelFunc
	commands []Command
	keys     map[string][]int // key → indices in commands

	w, h    int
	profile theme.Profile
	theme   *theme.Theme
	chosen  bool // the reader has chosen the paper
	ground  bool // the terminal has told its background, so its ground may be set

	view view
	list list.Pane
	read reader.Pane
	side side.Pane

	listing   feed.Listing
	sections  []section
	section   string // only this section is listed; "" for all
	query     feed.Query
	typed     string // the filter as it was typed
	narrowing bool   // the filter has changed, and the list has not yet
	listEra   int
	touched   bool // the reader has pressed a key or clicked: the selection is theirs

	article article // the open one
	trail   trail
	prompt  prompt
	kept    []tea.KeyPressMsg // typed for what has not come yet
	follow  *hints            // not nil in follow mode
	digits  string            // of a link's number that is being typed
	note    string            // what has just happened, for a while
	faults  []string          // what went wrong and has not been seen yet, oldest first
	sheet   *sheet.Sheet
	sought  []feed.Related // what the rows of the sheet stand for
	search  string         // the address of its last row

	visits   int           // counts the articles opened
	ticks    [dueKinds]int // count what is timed, so that late ticks are turned away
	quiet    bool          // everything that was asked for has been read once
	quitting bool
}

// article is what is open in the middle column.
type article struct {
	era     int
	id      feed.ID
	article feed.Article // until it has come, what the list knows of it
	copy    *render.Copy // nil until it has come
	spot    reader.Spot  // where it is to be opened
	find    bool         // the first match is to be shown
	measure int          // what it is being set at
	tight   bool
	cancel  context.CancelFunc
	beside  bool  // what stands beside it has come
	err     error // it could not be opened
	slow    bool  // it takes its time, and the page says so
	card    int   // the card to choose when what stands beside has come
	waiting int   // a place that is followed as soon as what stands beside has come; -1 for none
}

// prompt is the line a reader types into.
type prompt struct {
	mode  promptMode
	input textinput.Model
	top   int // the first line of the article that was seen
}

type promptMode uint8

const (
	noPrompt promptMode = iota
	filtering
	finding
)

// noteTime is how long a note stays; what went wrong stays until a key.
const noteTime = 4 * time.Second

// New returns a screen that has not been drawn yet.
func New(o Options) *Model {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.After == nil {
		o.After = func(d time.Duration, msg tea.Msg) tea.Cmd {
			return tea.Tick(d, func(time.Time) tea.Msg { return msg })
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	m := &Model{o: o, ctx: ctx, stop: stop, commands: Commands(), theme: theme.For(true, theme.Rich), read: reader.New()}
	m.article.waiting = -1
	m.keys = map[string][]int{}
	for i, c := range m.commands {
		for _, k := range c.Keys {
			m.keys[k] = append(m.keys[k], i)
		}
	}
	return m
}

// Init asks for the list, the news and the terminal's background, and waits
// for none of them.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(tea.RequestBackgroundColor, m.askList(), m.askNews())
}

// Update takes one message. It never waits.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.take(msg)
	return m, tea.Batch(cmd, m.fit())
}

func (m *Model) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		if msg.Width > 0 && msg.Height > 0 { // a terminal that is going away may tell nothing
			m.w, m.h = msg.Width, msg.Height
		}
		return m.preview() // the list may have come first, or there is room for the article only now
	case tea.BackgroundColorMsg:
		m.ground = true
		if !m.chosen {
			m.theme = theme.For(msg.IsDark(), m.profile)
		}
	case tea.ColorProfileMsg:
		m.setProfile(msg)
	case tea.KeyPressMsg:
		m.touched = true
		return m.key(msg)
	case tea.PasteMsg:
		return m.typeInto(msg)
	case tea.MouseClickMsg:
		m.touched = true
		return m.click(msg.Mouse())
	case tea.MouseWheelMsg:
		m.touched = true
		return m.wheel(msg.Mouse())
	case listed:
		return m.takeList(msg)
	case newsCame:
		return m.takeNews(msg)
	case articleOpened:
		return m.takeArticle(msg)
	case pageSet:
		return m.takePage(msg)
	case besideFound:
		return m.takeBeside(msg)
	case sourcesSought:
		return m.takeSought(msg)
	case failed:
		return m.tell(msg.err.Error(), true)
	case told:
		return m.tell(msg.text, false)
	case due:
		return m.takeDue(msg)
	}
	return nil
}

// layout is the geometry of this moment.
func (m *Model) layout() layout {
	v := m.view
	v.blank = m.listing.Total == 0 && v.focus == onList
	return newLayout(m.w, m.h, v)
}

// clock tells dates as of now.
func (m *Model) clock() render.Clock { return render.Clock{Now: m.o.Now()} }

// tell shows a note in the footer. Several things that went wrong are shown one
// after the other, each until a key is pressed.
func (m *Model) tell(text string, bad bool) tea.Cmd {
	text = feed.WashLine(text)
	if bad {
		m.faults = append(m.faults, text)
		return nil
	}
	m.note = text
	return m.after(noteTime, noteOver)
}

// after waits for a moment; of each kind only the last one asked for counts.
func (m *Model) after(d time.Duration, what dueKind) tea.Cmd {
	m.ticks[what]++
	return m.o.After(d, due{what, m.ticks[what]})
}

// due is a moment that was waited for.
type due struct {
	what dueKind
	tick int
}

type dueKind uint8

const (
	noteOver dueKind = iota
	previewTime
	digitsOver
	slowArticle
	dueKinds
)

func (m *Model) takeDue(d due) tea.Cmd {
	if d.tick != m.ticks[d.what] {
		return nil
	}
	switch d.what {
	case noteOver:
		m.note = ""
	case previewTime:
		return m.preview()
	case digitsOver:
		m.digits = ""
	case slowArticle:
		m.article.slow = m.arriving()
	}
	return nil
}

// close ends whatever is still being done.
func (m *Model) close() tea.Cmd {
	m.quitting = true
	m.stop()
	return tea.Quit
}
