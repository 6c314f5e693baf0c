package tui

import (
	"errors"
	"fmt"
	"testing"

	"broadsheet/feed"
)

// scene is one surface of the program: what it is called and the keys that
// lead there from the first screen.
type scene struct {
	name string
	desk func() *newsroom // nil: paper
	play func(s *stage)
}

// open reads the first article, at any width.
func open(s *stage) { s.press("enter") }

// scenes are all surfaces. The keys work in every window.
func scenes() []scene {
	return []scene{
		{name: "front", play: func(*stage) {}},
		{name: "article", play: open},
		{name: "link", play: func(s *stage) { open(s); s.press("tab", "tab") }},
		{name: "follow", play: func(s *stage) { open(s); s.press("f") }},
		{name: "side", play: func(s *stage) { open(s); s.press("right") }},
		{name: "filter", play: func(s *stage) { s.press("/"); s.typed("dark") }},
		{name: "find", play: func(s *stage) { open(s); s.press("/"); s.typed("lamp") }},
		{name: "help", play: func(s *stage) { open(s); s.press("?") }},
		{name: "sources", desk: puzzled, play: func(s *stage) { open(s); s.press("tab", "enter") }},
		{name: "empty", desk: func() *newsroom { return &newsroom{} }, play: func(*stage) {}},
		{name: "error", desk: func() *newsroom {
			d := paper()
			d.fails = errors.New("open article dark: read /news/dark.md: permission denied")
			return d
		}, play: open},
	}
}

// puzzled is a desk that knows two candidates for every dead link, and has no
// exact one.
func puzzled() *newsroom {
	d := paper()
	d.seek = feed.Sought{
		Found: []feed.Related{
			{Article: d.articles[1].Brief(), Why: "shares council, vote", Via: feed.ViaWords},
			{Article: d.articles[2].Brief(), Why: "shares harbour wall", Via: feed.ViaWords},
		},
		Search: "https://search.example/?q=warden",
	}
	return d
}

// play performs a scene in a window.
func (sc scene) perform(t testing.TB, w, h int) *stage {
	t.Helper()
	d := paper()
	if sc.desk != nil {
		d = sc.desk()
	}
	s := perform(t, d, w, h)
	sc.play(s)
	return s
}

func sizeName(w, h int) string { return fmt.Sprintf("%dx%d", w, h) }
