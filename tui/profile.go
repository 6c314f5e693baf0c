package tui

import (
	"broadsheet/render/theme"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// setProfile takes what the terminal can colour.
func (m *Model) setProfile(msg tea.ColorProfileMsg) {
	switch {
	case msg.Profile >= colorprofile.ANSI256:
		m.profile = theme.Rich
	case msg.Profile == colorprofile.ANSI:
		m.profile = theme.Sixteen
	default:
		m.profile = theme.Mono
	}
	m.theme = theme.New(m.theme.Name, m.profile)
}
