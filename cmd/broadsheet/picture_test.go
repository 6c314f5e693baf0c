//go:build unix

package main

import (
	"flag"
	"fmt"
	"html"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
)

var pictures = flag.String("pictures", "", "folder that TestPictures writes the README's pictures to")

// The cell of the font that comes first, JetBrains Mono, so that lines drawn
// with characters meet.
const (
	fontSize   = 14.0
	cellWidth  = fontSize * 0.6
	cellHeight = fontSize * 1.32
	baseline   = fontSize * 1.02
	margin     = fontSize
)

// fonts are tried in this order; the later ones have what the first has not.
const fonts = `'JetBrains Mono','DejaVu Sans Mono','Noto Sans Mono CJK JP','Noto Sans CJK JP','Noto Color Emoji',monospace`

// look is what cells must share to be drawn together.
type look struct {
	fore, back                      string
	bold, slant, underline, crossed bool
}

// lookOf returns how a cell is drawn; fore and back are the terminal's own colours.
func lookOf(c *uv.Cell, fore, back color.Color) look {
	f, b := fore, back
	if c.Style.Fg != nil {
		f = c.Style.Fg
	}
	if c.Style.Bg != nil {
		b = c.Style.Bg
	}
	if c.Style.Attrs&uv.AttrReverse != 0 {
		f, b = b, f
	}
	if c.Style.Attrs&uv.AttrFaint != 0 {
		f = faint(f, b)
	}
	return look{hex(f), hex(b), c.Style.Attrs&uv.AttrBold != 0, c.Style.Attrs&uv.AttrItalic != 0,
		c.Style.Underline != 0, c.Style.Attrs&uv.AttrStrikethrough != 0}
}

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// faint mixes a colour with its ground, six parts to four.
func faint(fore, back color.Color) color.Color {
	r1, g1, b1, _ := fore.RGBA()
	r2, g2, b2, _ := back.RGBA()
	mix := func(x, y uint32) uint8 { return uint8((x*6 + y*4) / 10 >> 8) }
	return color.RGBA{mix(r1, r2), mix(g1, g2), mix(b1, b2), 255}
}

// svg draws the screen of an emulator: each character stands at its cell.
func svg(emu *vt.Emulator) string {
	w, h := emu.Width(), emu.Height()
	width, height := float64(w)*cellWidth+2*margin, float64(h)*cellHeight+2*margin
	ground := hex(emu.BackgroundColor())
	var back, text strings.Builder // all text stands above all grounds
	for y := range h {
		for x := 0; x < w; {
			x += drawRun(&back, &text, emu, x, y, ground)
		}
	}
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f" font-family="%s" font-size="%g" style="font-variant-ligatures:none" xml:space="preserve"><rect width="100%%" height="100%%" rx="%g" fill="%s"/>`,
		width, height, width, height, fonts, fontSize, fontSize*.6, ground) + back.String() + text.String() + "</svg>\n"
}

// drawRun draws the cells from (x, y) on that look the same and returns how
// many they are. A wide character or a cluster is drawn by itself, since fonts
// disagree about its width; Arabic and Hebrew are drawn whole, as terminals do
// that join and turn them.
func drawRun(back, text *strings.Builder, emu *vt.Emulator, x, y int, ground string) int {
	first := emu.CellAt(x, y)
	if first == nil || first.Width == 0 {
		return 1
	}
	l := lookOf(first, emu.ForegroundColor(), emu.BackgroundColor())
	var words, places strings.Builder
	n, turned := 0, rightToLeft(first)
	for x+n < emu.Width() {
		c := emu.CellAt(x+n, y)
		alone := c != nil && (c.Width > 1 || len(c.Content) > 4)
		if c == nil || c.Width == 0 || lookOf(c, emu.ForegroundColor(), emu.BackgroundColor()) != l || n > 0 && alone ||
			rightToLeft(c) != turned && !(turned && rightToLeft(emu.CellAt(x+n+1, y))) { // the blanks within belong to it
			break
		}
		fmt.Fprintf(&places, "%.2f ", margin+float64(x+n)*cellWidth)
		content := c.Content
		if content == "" {
			content = " "
		}
		words.WriteString(strings.ReplaceAll(html.EscapeString(content), " ", "\u00a0")) // blanks would be drawn together
		n += c.Width
		if alone {
			break
		}
	}
	left, top, wide := margin+float64(x)*cellWidth, margin+float64(y)*cellHeight, float64(n)*cellWidth
	if l.back != ground {
		fmt.Fprintf(back, `<rect x="%.2f" y="%.2f" width="%.2f" height="%.2f" fill="%s"/>`, left, top, wide+.3, cellHeight+.3, l.back)
	}
	if strings.Trim(words.String(), "\u00a0") != "" {
		style := ""
		if l.bold {
			style += ` font-weight="bold"`
		}
		if l.slant {
			style += ` font-style="italic"`
		}
		place := strings.TrimSpace(places.String())
		if turned {
			place = fmt.Sprintf(`%.2f" textLength="%.2f" lengthAdjust="spacingAndGlyphs`, left, wide)
		}
		fmt.Fprintf(text, `<text x="%s" y="%.2f" fill="%s"%s>%s</text>`, place, top+baseline, l.fore, style, words.String())
	}
	line := func(at float64) {
		fmt.Fprintf(text, `<rect x="%.2f" y="%.2f" width="%.2f" height="1" fill="%s"/>`, left, top+fontSize*at, wide, l.fore)
	}
	if l.underline {
		line(1.16)
	}
	if l.crossed {
		line(.7)
	}
	return n
}

func rightToLeft(c *uv.Cell) bool {
	return c != nil && strings.ContainsFunc(c.Content, func(r rune) bool { return unicode.In(r, unicode.Arabic, unicode.Hebrew) })
}

// Picture returns the screen as an SVG.
func (x *terminal) Picture() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return svg(x.emu)
}

func TestSVG(t *testing.T) {
	emu := vt.NewEmulator(12, 3)
	emu.SetDefaultForegroundColor(color.RGBA{0xee, 0xee, 0xee, 255})
	emu.SetDefaultBackgroundColor(color.RGBA{0x10, 0x10, 0x10, 255})
	_, _ = emu.WriteString("a <\x1b[1;38;2;1;2;3mb\x1b[0m\x1b[7mc\x1b[0m\r\n紙 \x1b[4;48;2;9;9;9md\x1b[0m\r\nא ב c")
	got := svg(emu)
	for _, want := range []string{
		`<rect width="100%" height="100%" rx="8.4" fill="#101010"/>`,
		"fill=\"#eeeeee\">a\u00a0&lt;</text>",
		`fill="#010203" font-weight="bold">b</text>`,
		`fill="#101010">c</text>`,                                                // reversed …
		`<rect x="47.60" y="14.00" width="8.70" height="18.78" fill="#eeeeee"/>`, // … on its ground
		`<text x="14.00" y="46.76" fill="#eeeeee">紙</text>`,
		`fill="#090909"/>`,
		`<text x="14.00" textLength="25.20" lengthAdjust="spacingAndGlyphs" y="65.24" fill="#eeeeee">א` + "\u00a0" + `ב</text>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if i, j := strings.LastIndex(got, `fill="#090909"/>`), strings.Index(got, "<text"); i > j {
		t.Error("a ground is drawn over text")
	}
}

// TestPictures reads the bundled articles at a fixed time, and writes the
// README's pictures when it is given a folder for them.
func TestPictures(t *testing.T) {
	for _, c := range []struct {
		name  string
		w, h  int
		light bool
		steps []string // keys and, after each, a text that then stands on the screen; with "!", no more
		shows []string // what the picture is for
	}{
		{
			name: "reading", w: 144, h: 40, light: true,
			// The filter finds the article; without it, it stays selected.
			steps: []string{"", "RELATED", "/harbour mark has sunk" + keyEnter, "1 of 1", keyEsc, "!/ harbour mark", keyEnter, "esc list", "4", "opens in the browser"},
			shows: []string{"REFERENCES", "no address", "¹", "⁴"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := self(t, "clock")
			p.light = c.light
			x := start(t, c.w, c.h, p)
			for i := 0; i < len(c.steps); i += 2 {
				x.Send(c.steps[i])
				if gone, ok := strings.CutPrefix(c.steps[i+1], "!"); ok {
					x.WaitGone(gone)
				} else {
					x.WaitText(c.steps[i+1])
				}
			}
			for _, text := range c.shows {
				x.WaitText(text)
			}
			if *pictures != "" {
				if err := os.WriteFile(filepath.Join(*pictures, c.name+".svg"), []byte(x.Picture()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
