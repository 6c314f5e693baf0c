package extract

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
	"testing"

	"broadsheet/feed/markup"
)

// pieces are what the random texts are made of: words, blanks, and whatever
// Markdown might take for markup.
var pieces = []string{
	"word", "a", "Zoë", "漢字", "7", " ", " ", " ", "  ", "\n", "*", "**", "_", "__", "`", "``", "[", "]", "(", ")", "](", "[x]", "[^1]", "<", "<b>", "</p>",
	"&", "&copy;", "&#35;", "!", "![", "~", "~~", "|", "#", "##", "-", "--", "---", "+", ">", ":", "=", "===", "\\", "\"", "“", "。", "「", "1.", "2)", ".", ",",
	"me@ex.org", "@", "www.ex.org", "www.", "://", "snake_case", "a*b", "x < y", "- ", "1. ", "# ", "> ", ": ", "|---|", "---|---", "[a]: b", "~~~", "$",
}

// author writes random HTML and remembers its text.
type author struct {
	r          *rand.Rand
	html, text strings.Builder
}

func (w *author) say(n int) {
	for range n {
		p := pieces[w.r.IntN(len(pieces))]
		w.html.WriteString(html.EscapeString(p))
		w.text.WriteString(p)
	}
}

func (w *author) phrase(depth int) {
	for range 1 + w.r.IntN(4) {
		w.say(w.r.IntN(4))
		if depth == 0 {
			continue
		}
		tag := []string{"b", "i", "del", "code", "a href='https://ex.org/x'", "span", "em", "strong"}[w.r.IntN(8)]
		if strings.HasPrefix(tag, "a ") && strings.Contains(w.html.String()[strings.LastIndex(w.html.String(), "<p>")+1:], "<a ") {
			tag = "span" // a link in a link would end the outer one
		}
		fmt.Fprintf(&w.html, "<%s>", tag)
		w.phrase(depth - 1)
		fmt.Fprintf(&w.html, "</%s>", strings.Fields(tag)[0])
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func bare(s string) string { return strings.Join(strings.Fields(s), "") }

// textOfMarkdown reads the Markdown back. Addresses that stand in the text are
// labelled without "www.", which is left out here.
func textOfMarkdown(md string) string {
	d := markup.Parse(md)
	return strings.ReplaceAll(d.Text(d.Root), "www.", "")
}

func TestParagraphsReadBackAsTheSameText(t *testing.T) {
	for seed := range uint64(4000) {
		w := &author{r: rand.New(rand.NewPCG(seed, 1))}
		w.html.WriteString("<p>")
		w.phrase(3)
		md := Markdown(w.html.String()+"</p>", nil)
		if got, want := squeeze(textOfMarkdown(md)), squeeze(strings.ReplaceAll(w.text.String(), "www.", "")); got != want {
			t.Fatalf("seed %d\nhtml     %s\nmarkdown %q\ngot  %q\nwant %q", seed, w.html.String(), md, got, want)
		}
	}
}

func TestBlocksReadBackAsTheSameText(t *testing.T) {
	shapes := []string{
		"<h2>%s</h2>", "<p>%s</p>", "<div>%s</div>", "<blockquote>%s</blockquote>", "<blockquote><p>%s</p><p>%s</p></blockquote>", "<ul><li>%s</li><li>%s</li></ul>",
		"<ol><li>%s<ul><li>%s</li></ul></li><li>%s</li></ol>", "<ol start=3><li><p>%s</p><p>%s</p></li></ol>",
		"<dl><dt>%s</dt><dd>%s</dd><dt>%s</dt><dt>%s</dt><dd>%s</dd></dl>", "<table><tr><th>%s</th><th>%s</th></tr><tr><td>%s</td><td>%s</td></tr></table>",
		"<table><tr><td>1</td><td>2</td></tr><tr><td>%s</td><td>%s</td></tr><tr><td>%s</td></tr></table>", "<ul><li><blockquote>%s</blockquote></li></ul>", "<p>%s<br>%s</p>", "%s<hr>%s",
		"<details><summary>%s</summary>%s</details>", "<ul><li>%s<p>%s</p><ol start=2><li>%s</li></ol></li></ul>",
	}
	for seed := range uint64(1500) {
		w := &author{r: rand.New(rand.NewPCG(seed, 2))}
		for range 1 + w.r.IntN(4) {
			shape := shapes[w.r.IntN(len(shapes))]
			for i, part := range strings.Split(shape, "%s") {
				if i > 0 {
					w.phraseIn()
				}
				w.html.WriteString(part)
				if strings.Contains(part, "<td>1") {
					w.text.WriteString("12")
				}
			}
		}
		md := Markdown(w.html.String(), nil)
		if got, want := bare(textOfMarkdown(md)), bare(strings.ReplaceAll(w.text.String(), "www.", "")); got != want {
			t.Fatalf("seed %d\nhtml     %s\nmarkdown\n%s\ngot  %q\nwant %q", seed, w.html.String(), md, got, want)
		}
	}
}

// phraseIn writes a phrase without links, which must not stand in each other.
func (w *author) phraseIn() {
	w.say(1 + w.r.IntN(4))
	if w.r.IntN(2) == 0 {
		tag := []string{"b", "i", "del", "code", "a href='/x'"}[w.r.IntN(5)]
		fmt.Fprintf(&w.html, "<%s>", tag)
		w.say(1 + w.r.IntN(3))
		fmt.Fprintf(&w.html, "</%s>", strings.Fields(tag)[0])
		w.say(w.r.IntN(3))
	}
}
