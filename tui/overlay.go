package tui

import (
	"strings"

	"broadsheet/render"
	"broadsheet/render/theme"
	"broadsheet/tui/sheet"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

func (m *Model) sheetOptions() sheet.Options {
	return sheet.Options{Width: m.w, Height: m.h, Theme: m.theme}
}

// overlay lays the sheet over the rows, which step back.
func (m *Model) overlay(rows []string) {
	o := m.sheetOptions()
	x, y, w, _ := m.sheet.Place(o)
	lines := m.sheet.View(o)
	for i := range rows {
		under := ansi.Strip(rows[i])
		if i < y || i >= y+len(lines) {
			if i < len(rows)-1 { // the footer belongs to the sheet
				rows[i] = m.sunk(under)
			}
			continue
		}
		rows[i] = m.sunk(cells(under, 0, x)) + lines[i-y] + m.sunk(cells(under, x+w, m.w))
	}
}

// sunk paints what lies under a sheet: words in the ink of asides, lines paler
// still.
func (m *Model) sunk(s string) string {
	var l render.Line
	for s != "" {
		n, drawn := len(s), lineSign(s)
		for i := range s {
			if lineSign(s[i:]) != drawn {
				n = i
				break
			}
		}
		ink := theme.Third
		if drawn {
			ink = theme.Hairline
		}
		l = append(l, render.Text(s[:n], theme.Look{Ink: ink}))
		s = s[n:]
	}
	return render.PaintLine(m.theme, l, l.Width(), theme.Paper)
}

// lineSign reports whether s begins with a box drawing or block character.
func lineSign(s string) bool {
	return strings.HasPrefix(s, "\xe2\x94") || strings.HasPrefix(s, "\xe2\x95") || strings.HasPrefix(s, "\xe2\x96")
}

// cells returns the cells [from, to) of a text; a wide character that is cut
// becomes blanks.
func cells(s string, from, to int) string {
	var b strings.Builder
	at := 0
	for s != "" && at < to {
		g, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		switch {
		case at >= from && at+w <= to:
			b.WriteString(g)
		case at+w > from:
			b.WriteString(strings.Repeat(" ", min(at+w, to)-max(at, from)))
		}
		at, s = at+w, s[len(g):]
	}
	return b.String()
}

// cursor shows where one types.
func (m *Model) cursor(l layout) *tea.Cursor {
	if m.sheet != nil || m.prompt.mode == noPrompt {
		return nil
	}
	v := []rune(m.prompt.input.Value())
	before := render.Width(render.Narrow(string(v[:min(len(v), m.prompt.input.Position())])))
	if m.prompt.mode == filtering && m.filterHeight(l) > 0 {
		s := l.columns[onList]
		room := max(1, s.w-render.Width(m.filterCount())-filterMargin)
		return tea.NewCursor(min(s.x+2+min(before, room), l.w-1), l.head+l.air)
	}
	if l.head+l.body >= l.h { // there is no footer
		return nil
	}
	label, room := m.promptLabel(), m.promptRoom(l.inner().w)
	return tea.NewCursor(min(l.inner().x+len(label)+min(before, room), l.w-1), l.h-1)
}
