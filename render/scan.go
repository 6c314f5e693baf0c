package render

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"broadsheet/render/theme"

	gansi "charm.land/glamour/v2/ansi"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// glamour renders inline nodes; one for each goroutine, since Glamour's
// renderer has a state.
type glamour struct {
	r     renderer.Renderer
	nonce nonce
	buf   bytes.Buffer
}

func newGlamour(n nonce) *glamour {
	r := gansi.NewRenderer(gansi.Options{Styles: inlineStyle(), ChromaFormatter: "terminal16m"})
	return &glamour{r: renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(r, 1000))), nonce: n}
}

// runs renders a node and reads Glamour's output back.
func (g *glamour) runs(src []byte, n ast.Node, base theme.Look) ([]Run, error) {
	g.buf.Reset()
	if err := g.r.Render(&g.buf, src, n); err != nil {
		return nil, err
	}
	return g.scan(g.buf.String(), base), nil
}

// scan turns text with escape sequences into runs. Only what the article may
// do is taken over: attributes, our own signal colours, our own places.
func (g *glamour) scan(out string, base theme.Look) []Run {
	p := ansi.GetParser()
	defer ansi.PutParser(p)
	r := reading{out: out, run: Run{Look: base, Place: -1}}
	var style uv.Style
	state := byte(0)
	for r.at < len(out) {
		rest := out[r.at:]
		if n := printable(rest); n > 0 && state == 0 {
			r.take(n, n)
			continue
		}
		if state == 0 && rest[0] > ' ' && rest[0] != 0x7f {
			// by cluster: the decoder would part a letter from its marks
			c, w := ansi.FirstGraphemeCluster(rest, ansi.GraphemeWidth)
			if (w > 0 || c == zeroBlank) && utf8.ValidString(c) {
				r.take(len(c), w)
			} else {
				r.skip(len(c))
			}
			continue
		}
		seq, w, n, next := ansi.DecodeSequence(rest, state, p)
		switch state = next; {
		case w > 0 || seq == "\n":
			r.take(n, w)
			continue
		case seq == "\t": // of code
			r.end()
			tab := r.run
			tab.Text, tab.Width = "    ", 4
			r.runs = append(r.runs, tab)
		case ansi.HasCsiPrefix(seq) && ansi.Cmd(p.Command()).Final() == 'm':
			uv.ReadStyle(p.Params(), &style)
			r.end()
			r.run.Look = lookOf(style, base)
		case ansi.HasOscPrefix(seq) && p.Command() == 8:
			r.end()
			r.run.Place, r.run.Part = g.place(p.Data())
		}
		r.skip(n)
	}
	r.end()
	return r.runs
}

// reading is text that is being parted into runs. A run is a piece of the
// text, so that no byte is copied twice.
type reading struct {
	out       string
	runs      []Run
	run       Run // the one being read, without its text
	start, at int // where its text begins, and how far it was read
}

func (r *reading) take(n, width int) {
	r.at += n
	r.run.Width += width
}

func (r *reading) skip(n int) {
	r.end()
	r.at += n
	r.start = r.at
}

// end closes the run; one that looks the same follows in a run of its own.
func (r *reading) end() {
	if r.at > r.start {
		done := r.run
		done.Text = r.out[r.start:r.at]
		r.runs = append(r.runs, done)
	}
	r.start, r.run.Width = r.at, 0
}

// printable returns how many bytes of plain ASCII s starts with, without one
// that a combining mark may follow.
func printable(s string) int {
	n := 0
	for n < len(s) && s[n] >= ' ' && s[n] < 0x7f {
		n++
	}
	if n < len(s) && s[n] >= 0x80 {
		n--
	}
	return n
}

// place reads the tag of a hyperlink that Glamour wrote.
func (g *glamour) place(data []byte) (int32, Part) {
	_, tag, ok := strings.Cut(string(data), ";mailto:"+string(g.nonce))
	if !ok || tag == "" {
		return -1, Words
	}
	n, err := strconv.ParseInt(tag[1:], 10, 32)
	switch {
	case err != nil:
		return -1, Words
	case tag[0] == tagNumber:
		return int32(n), Number
	}
	return int32(n), Words
}
