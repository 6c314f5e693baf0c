package render

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"broadsheet/feed"
	"broadsheet/feed/markup"
	"broadsheet/render/theme"

	whole "charm.land/glamour/v2"
)

// prose writes an article of about so many words, with the links, quotes,
// lists and crossheads that news has.
func prose(words int) feed.Article {
	r := rand.New(rand.NewPCG(uint64(words), 1))
	vocabulary := strings.Fields("the of and to in a harbour island lamp council said winter ferry keeper “quiet” that it was for on with as by at from their " +
		"lighthouse experiment twenty-three 1,200 don’t municipality, however, northern darkness; electricity survey tourists Skarvøy Aasen mayor’s memo")
	var b strings.Builder
	n := 0
	sentence := func() {
		k := 8 + r.IntN(16)
		for i := range k {
			w := vocabulary[r.IntN(len(vocabulary))]
			switch r.IntN(40) {
			case 0:
				w = fmt.Sprintf("[%s %s](https://paper%d.example/%d)", w, vocabulary[r.IntN(len(vocabulary))], r.IntN(9), r.IntN(1000))
			case 1:
				w = "*" + w + "*"
			case 2:
				w = "[" + w + "](#)"
			}
			b.WriteString(w)
			if i < k-1 {
				b.WriteByte(' ')
			}
		}
		b.WriteString(". ")
		n += k
	}
	for block := 0; n < words; block++ {
		switch block % 9 {
		case 4:
			b.WriteString("## A survey and a surprise\n\n")
			continue
		case 6:
			b.WriteString("> ")
		case 8:
			b.WriteString("- one of them\n- and another one\n\n")
			continue
		}
		for range 2 + r.IntN(4) {
			sentence()
		}
		b.WriteString("\n\n")
	}
	return feed.Article{Title: "The lighthouse keepers who taught an island to love the dark", Deck: "A deck of a few words.", Byline: "Ingrid Solheim",
		Paper: "The Northern Courier", Section: "Islands", Body: b.String(), Words: n}
}

// first sets the part of an article that can be read at once.
func first(c *Copy) *Page {
	var page *Page
	_ = c.Set(context.Background(), Options{Measure: 68, Clock: Clock{noon}}, func(p *Page) bool {
		page = p
		return false
	})
	return page
}

func benchmarkFirstPage(b *testing.B, words int) {
	a := prose(words)
	th := theme.New("night", theme.Rich)
	for b.Loop() {
		first(NewCopy(a)).Paint(th, 0, 50, 68, noMarks())
	}
}

// The goals: 8 ms of CPU until an article of 1,000 words can be read, 40 ms
// for one of 100,000.
func BenchmarkFirstPage(b *testing.B)     { benchmarkFirstPage(b, 1000) }
func BenchmarkFirstPageLong(b *testing.B) { benchmarkFirstPage(b, 100000) }

func BenchmarkWholePage(b *testing.B) {
	for _, words := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprint(words), func(b *testing.B) {
			c := NewCopy(prose(words))
			for b.Loop() {
				c.Page(Options{Measure: 68, Clock: Clock{noon}})
			}
		})
	}
}

// The goal: 0.2 ms for 50 lines with everything laid over them.
func BenchmarkPaint(b *testing.B) {
	p := NewCopy(prose(10000)).Page(Options{Measure: 68})
	th := theme.New("night", theme.Rich)
	m := Marks{Focus: p.PlacesIn(20, 50)[1], Matches: p.Find(feed.ParseQuery("harbour lamp")), Current: 3, Visited: func(i int) bool { return i%2 == 0 }}
	for b.Loop() {
		p.Paint(th, 20, 50, 68, m)
	}
}

func BenchmarkFind(b *testing.B) {
	p := NewCopy(prose(100000)).Page(Options{Measure: 68})
	q := feed.ParseQuery(`harbour "the lamp"`)
	p.Find(q)
	for b.Loop() {
		p.Find(q)
	}
}

func BenchmarkNewCopy(b *testing.B) {
	a := prose(100000)
	for b.Loop() {
		NewCopy(a)
	}
}

func BenchmarkParse(b *testing.B) {
	a := prose(100000)
	for b.Loop() {
		markup.Parse(a.Body)
	}
}

// BenchmarkGlamourAlone renders the same text by Glamour's own renderer, for
// the ratio.
func BenchmarkGlamourAlone(b *testing.B) {
	for _, words := range []int{1000, 10000} {
		b.Run(fmt.Sprint(words), func(b *testing.B) {
			md := []byte(prose(words).Body)
			for b.Loop() {
				r, err := whole.NewTermRenderer(whole.WithStandardStyle("dark"), whole.WithWordWrap(68))
				if err != nil {
					b.Fatal(err)
				}
				if out, err := r.RenderBytes(md); err != nil || bytes.Count(out, []byte("\n")) < 10 {
					b.Fatal(err, len(out))
				}
			}
		})
	}
}
