package tui

import (
	"strconv"

	"broadsheet/feed"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// ask opens the line to type into: in the list it filters, in the article it
// finds.
func (m *Model) ask() tea.Cmd {
	in := textinput.New()
	in.Prompt = ""
	in.CharLimit = 200
	in.Focus()
	m.prompt = prompt{mode: filtering, input: in, top: m.read.Top()}
	if m.view.focus != onList {
		if m.view.focus == onSide {
			m.view.focus = onArticle
		}
		m.prompt.mode = finding
		return nil
	}
	m.prompt.input.SetValue(m.typed)
	m.prompt.input.CursorEnd()
	return nil
}

// promptKey takes a key while something is being typed.
func (m *Model) promptKey(k tea.KeyPressMsg) tea.Cmd {
	switch k.String() {
	case "enter":
		filtered := m.prompt.mode == filtering
		m.prompt = prompt{}
		if filtered && m.list.Len() == 0 && m.typed != "" {
			return m.tell("Nothing on “"+m.typed+"”.", false)
		}
		return nil
	case "esc":
		if m.prompt.mode == filtering {
			m.prompt = prompt{}
			return m.setFilter("")
		}
		m.findFrom(m.prompt.top, m.query, false)
		m.prompt = prompt{}
		return nil
	case "up", "down":
		if m.prompt.mode == filtering {
			m.list.Move(map[string]int{"up": -1, "down": 1}[k.String()])
			return m.rest()
		}
		m.read.NextMatch(map[string]int{"up": -1, "down": 1}[k.String()])
		return nil
	}
	return m.typeInto(k)
}

// typeInto gives the line a key or what is pasted, and looks again when the
// line has changed.
func (m *Model) typeInto(msg tea.Msg) tea.Cmd {
	if m.prompt.mode == noPrompt {
		return nil
	}
	if p, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: feed.WashLine(p.Content)}
	}
	before := m.prompt.input.Value()
	m.prompt.input, _ = m.prompt.input.Update(msg) // its effects only blink the cursor
	value := m.prompt.input.Value()
	switch {
	case value == before:
		return nil
	case m.prompt.mode == filtering:
		return m.setFilter(value)
	}
	m.findFrom(m.prompt.top, feed.ParseQuery(value), true)
	return nil
}

// findFrom finds from where the reader was when the finding began, so that a
// letter taken back leads back.
func (m *Model) findFrom(top int, q feed.Query, show bool) {
	m.read.Scroll(top - m.read.Top())
	m.read.Find(q, show)
}

// setFilter narrows the list.
func (m *Model) setFilter(typed string) tea.Cmd {
	m.typed, m.narrowing = typed, true
	m.query = feed.ParseQuery(typed)
	return m.askList()
}

// counted says how many of how many are listed or found.
func counted(n, of int) string {
	return thousands(n) + " of " + thousands(of)
}

// thousands writes a count; beyond 9,999 the last digits do not matter.
func thousands(n int) string {
	if n > 9999 {
		return strconv.Itoa(n/1000) + "k"
	}
	return strconv.Itoa(n)
}
