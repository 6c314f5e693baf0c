package tui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
)

// mostEarly is how many keys are kept for an article that has not come yet.
const mostEarly = 256

// slowTime is how long an article may take before the page says so.
const slowTime = 400 * time.Millisecond

// early keeps a key that was typed for what has not come yet: the list when the
// program starts or is being filtered, or the article that was just opened. Who reads faster than
// the disk loses no key. What leads away from it is never kept.
func (m *Model) early(k tea.KeyPressMsg) bool {
	name := k.String()
	starting := m.view.focus == onList && (m.narrowing || m.listing.Total == 0 && !m.quiet)
	switch {
	case !starting && !(m.view.focus == onArticle && m.arriving()):
		return false
	case len(m.kept) == 0 && !m.waits(name) || leadsAway(name) && !m.typedEarly():
		m.kept = nil
		return false
	}
	if len(m.kept) < mostEarly {
		m.kept = append(m.kept, k)
	}
	return true
}

// leadsAway reports whether a key gives up what has not come.
func leadsAway(name string) bool {
	switch name {
	case "esc", "backspace", "q", "left", "h", "J", "K", "?":
		return true
	}
	return false
}

// typedEarly reports whether a kept key opens a line to type into: then what
// follows are letters, not commands.
func (m *Model) typedEarly() bool {
	return slices.ContainsFunc(m.kept, func(k tea.KeyPressMsg) bool { return k.String() == "/" })
}

// waits reports whether a key makes sense only once there is something to read.
func (m *Model) waits(name string) bool {
	for _, i := range m.keys[name] {
		switch m.commands[i].ID {
		case "next", "previous", "open", "follow", "link.number", "match.next", "match.previous", "filter",
			"move.down", "move.up", "page.on", "page.back", "half.on", "half.back", "move.end":
			return true
		}
	}
	return false
}

// catchUp takes the keys that were kept.
func (m *Model) catchUp() tea.Cmd {
	kept := m.kept
	m.kept = nil
	var cmds []tea.Cmd
	for _, k := range kept {
		cmds = append(cmds, m.key(k))
	}
	return tea.Batch(cmds...)
}
