package sheet

import (
	"strings"

	"broadsheet/render"
	"broadsheet/render/theme"
)

// Group is some keys that belong together.
type Group struct {
	Name string
	Keys []Key
}

// Key is one row of the sheet of keys.
type Key struct{ Keys, Does string }

// How wide a column of keys is, and how many cells the keys take of it.
const (
	keyColumn = 34
	keyCells  = 11
)

// Keys is the sheet that shows every key: three columns where there is room,
// else one that scrolls.
func Keys(groups []Group) *Sheet {
	s := &Sheet{title: "The keys", right: "esc closes", widest: 3*keyColumn + 2*padding, whole: Size{112, 30}}
	s.rows = func(w int) [][]render.Line {
		columns := max(1, min(3, w/keyColumn))
		return [][]render.Line{inColumns(groups, columns, w)}
	}
	return s
}

// inColumns fills columns of about the same height with whole groups.
func inColumns(groups []Group, n, w int) []render.Line {
	total := 0
	for _, g := range groups {
		total += len(g.Keys) + 2
	}
	columns := make([][]render.Line, n)
	at, width := 0, w/n
	for _, g := range groups {
		if at+1 < n && len(columns[at]) > 0 && len(columns[at])+(len(g.Keys)+2)/2 > total/n {
			at++
		}
		columns[at] = append(columns[at], groupLines(g, width-1)...)
	}
	var out []render.Line
	for row := 0; ; row++ {
		var l render.Line
		some := false
		for i, c := range columns {
			if pad := i*width - l.Width(); pad > 0 {
				l = append(l, render.Text(strings.Repeat(" ", pad), theme.Look{}))
			}
			if row < len(c) {
				l, some = append(l, c[row]...), true
			}
		}
		if !some {
			return out
		}
		out = append(out, l)
	}
}

func groupLines(g Group, w int) []render.Line {
	out := []render.Line{{render.Text(strings.ToUpper(g.Name), theme.Look{Ink: theme.Accent, Attr: theme.Bold})}}
	for _, k := range g.Keys {
		gap := max(1, keyCells-render.Width(k.Keys))
		out = append(out, render.Line{
			render.Text(k.Keys+strings.Repeat(" ", gap), theme.Look{Ink: theme.Head, Attr: theme.Bold}),
			render.Text(render.Trim(k.Does, max(1, w-max(keyCells, render.Width(k.Keys)+1))), theme.Look{Ink: theme.Second}),
		})
	}
	return append(out, nil)
}
