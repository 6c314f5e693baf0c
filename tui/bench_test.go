package tui

import (
	"fmt"
	"testing"
	"time"

	"broadsheet/feed"
)

// library is a desk with ten thousand articles.
func library() *newsroom {
	d := paper()
	for i := len(d.articles); i < 10000; i++ {
		d.articles = append(d.articles, feed.Article{
			ID: feed.ID(fmt.Sprint("a", i)), Title: fmt.Sprintf("Report %d on what the harbour wardens found at low tide", i), Section: fmt.Sprint("Section ", i%12),
			Paper: "Estuary Ledger", Deck: "A line or two under the headline, as most feeds have it these days.", Words: 400, Published: now.Add(-time.Duration(i) * time.Minute),
			Body: "A short body.",
		})
	}
	return d
}

func benchmarkStage(b *testing.B, w, h int) *stage {
	s := perform(b, library(), w, h)
	s.send(keyOf("x"))
	b.ReportAllocs()
	b.ResetTimer()
	return s
}

func BenchmarkView(b *testing.B) {
	for _, size := range [][2]int{{120, 40}, {200, 60}} {
		for _, reading := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s reading=%v", sizeName(size[0], size[1]), reading), func(b *testing.B) {
				s := benchmarkStage(b, size[0], size[1])
				if reading {
					s.press("enter")
				}
				for b.Loop() {
					s.m.View()
				}
			})
		}
	}
}

// BenchmarkKey is from a key to the changed screen. What the desk does in the
// meantime is not counted, nor is the setting of articles.
func BenchmarkKey(b *testing.B) {
	for _, c := range []struct {
		name  string
		first []string
		keys  []string
	}{
		{"down", nil, []string{"j", "k"}},
		{"end of the list", nil, []string{"G", "g"}},
		{"tab", []string{"enter"}, []string{"tab"}},
		{"scroll", []string{"enter"}, []string{"j", "k"}},
		{"filter", []string{"/"}, []string{"h", "backspace"}},
		{"section", nil, []string{"]", "["}},
		{"follow", []string{"enter"}, []string{"f", "esc", "tab"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			s := benchmarkStage(b, 120, 40)
			s.press(c.first...)
			i := 0
			for b.Loop() {
				s.m.Update(keyOf(c.keys[i%len(c.keys)]))
				s.m.View()
				i++
			}
		})
	}
}

// BenchmarkListed is what ten thousand articles cost when the desk's answer
// has come.
func BenchmarkListed(b *testing.B) {
	s := benchmarkStage(b, 120, 40)
	l, err := s.desk.List(b.Context(), feed.Query{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s.m.Update(listed{era: s.m.listEra, listing: l})
		s.m.View()
	}
}
