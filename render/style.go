package render

import (
	"fmt"

	"broadsheet/render/theme"

	gansi "charm.land/glamour/v2/ansi"
	uv "github.com/charmbracelet/ultraviolet"
)

// Glamour is given signals instead of colours: #0000NN stands for the ink NN,
// #0100NN for the ground NN. Read back, they become looks, which every paper
// colours in its own way; so a page need not be set again for another paper.
func signalInk(i theme.Ink) *string       { return signal(0, uint8(i)) }
func signalGround(g theme.Ground) *string { return signal(1, uint8(g)) }

func signal(kind, n uint8) *string {
	s := fmt.Sprintf("#%02x00%02x", kind, n)
	return &s
}

// inlineStyle is what Glamour may do inside a block. Everything else about a
// block is set by this package.
func inlineStyle() gansi.StyleConfig {
	yes := true
	var s gansi.StyleConfig
	s.Emph.Italic = &yes
	s.Strong.Bold = &yes
	s.Strikethrough.CrossedOut = &yes
	s.Code.BackgroundColor = signalGround(theme.Raised)
	s.CodeBlock.Chroma = &gansi.Chroma{
		Comment:         gansi.StylePrimitive{Color: signalInk(theme.Third), Italic: &yes},
		Keyword:         gansi.StylePrimitive{Bold: &yes},
		KeywordReserved: gansi.StylePrimitive{Bold: &yes},
		KeywordType:     gansi.StylePrimitive{Bold: &yes},
		NameTag:         gansi.StylePrimitive{Bold: &yes},
		LiteralString:   gansi.StylePrimitive{Color: signalInk(theme.Good)},
	}
	return s
}

// lookOf lays what Glamour said over the look of the block.
func lookOf(s uv.Style, base theme.Look) theme.Look {
	l := base
	if r, g, b, ok := rgb(s); ok && r == 0 && g == 0 && b > 0 && theme.Ink(b) <= theme.Bad {
		l.Ink = theme.Ink(b)
	}
	if s.Bg != nil {
		if r, _, b, _ := s.Bg.RGBA(); r>>8 == 1 && b>>8 == uint32(theme.Raised) {
			l.Ground = theme.Raised
		}
	}
	if s.Attrs&uv.AttrBold != 0 {
		l.Attr |= theme.Bold
	}
	if s.Attrs&uv.AttrItalic != 0 {
		l.Attr ^= theme.Italic // emphasis within italic is roman
	}
	if s.Attrs&uv.AttrStrikethrough != 0 {
		l.Attr |= theme.Strike
	}
	return l
}

func rgb(s uv.Style) (r, g, b uint8, ok bool) {
	if s.Fg == nil {
		return 0, 0, 0, false
	}
	rr, gg, bb, _ := s.Fg.RGBA()
	return uint8(rr >> 8), uint8(gg >> 8), uint8(bb >> 8), true
}
