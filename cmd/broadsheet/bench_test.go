//go:build unix

package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"broadsheet/seeds"
)

// seedTitles returns the beginnings of the bundled articles' headlines, short
// enough to stand on one line.
func seedTitles(t testing.TB) []string {
	t.Helper()
	var titles []string
	err := fs.WalkDir(seeds.Files(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(seeds.Files(), path)
		if err != nil {
			return err
		}
		for line := range strings.Lines(string(text)) {
			title, ok := strings.CutPrefix(line, "# ")
			if !ok {
				title, ok = strings.CutPrefix(line, "title: ")
			}
			if words := strings.Fields(title); ok && len(words) > 1 {
				titles = append(titles, words[0]+" "+words[1])
				break
			}
		}
		return nil
	})
	if err != nil || len(titles) < 8 {
		t.Fatalf("%d bundled headlines: %v", len(titles), err)
	}
	return titles
}

// showsAny returns a condition for Wait.
func showsAny(words []string) func(string) bool {
	return func(screen string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(screen, w) })
	}
}

// BenchmarkStart measures the time from exec to the first headline on a
// terminal of 120 by 40, with the bundled articles.
func BenchmarkStart(b *testing.B) {
	path, titles := binary(b), seedTitles(b)
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		x := start(b, 120, 40, program{path: path})
		x.Wait("a headline", showsAny(titles))
		took = append(took, time.Since(began))
		b.StopTimer()
		x.Close()
		b.StartTimer()
	}
	report(b, took)
}

// BenchmarkKey measures the time from a key to the changed screen, with 10,000
// articles loaded.
func BenchmarkKey(b *testing.B) {
	const articles = 10_000
	feed := filepath.Join(b.TempDir(), "large.xml")
	if err := os.WriteFile(feed, largeFeed(articles), 0o644); err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		before []string
		keys   []string // typed in turn
	}{
		{"down", nil, []string{"j"}},
		{"page", nil, []string{" ", " ", "b", "b"}},
		{"filter", []string{"/"}, []string{"h", "a", "r", "\x7f", "\x7f", "\x7f"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			x := start(b, 120, 40, program{path: binary(b), args: []string{feed}})
			x.WaitText("Harbour report 1")
			x.settle(time.Second)
			for _, k := range c.before {
				x.Send(k)
				x.settle(200 * time.Millisecond)
			}
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				was := x.Styled()
				began := time.Now()
				x.Send(c.keys[i%len(c.keys)])
				x.awaitChange(was)
				took = append(took, time.Since(began))
				b.StopTimer()
				x.settle(30 * time.Millisecond)
				b.StartTimer()
			}
			report(b, took)
		})
	}
}

// settle returns when nothing has been written for a while.
func (x *terminal) settle(quiet time.Duration) {
	for {
		select {
		case <-x.changed:
		case <-time.After(quiet):
			return
		}
	}
}

// awaitChange returns when the screen no longer looks as it did: text or colour.
func (x *terminal) awaitChange(was string) {
	late := time.After(deadline)
	for {
		select {
		case <-x.changed:
			if x.Styled() != was {
				return
			}
		case <-late:
			x.t.Fatalf("nothing changed on the screen:\n%s", x.Screen())
		}
	}
}

// report adds the median and the 99th percentile, in milliseconds.
func report(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	at := func(p int) float64 { return float64(took[(len(took)-1)*p/100].Microseconds()) / 1000 }
	b.ReportMetric(at(50), "ms-p50")
	b.ReportMetric(at(99), "ms-p99")
	b.ReportMetric(0, "ns/op") // would hold the settling as well
}

// largeFeed writes a feed of n items with about a hundred words each.
func largeFeed(n int) []byte {
	words := strings.Fields("harbour council ferry winter lantern survey ledger orchard signal granite meadow printer bridge weather captain village market archive railway singer")
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>The Large Paper</title>`)
	day := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	for i := range n {
		fmt.Fprintf(&b, "<item><title>Harbour report %d: %s and %s</title><guid>g%d</guid><link>https://large.example/%d</link><pubDate>%s</pubDate><description>&lt;p&gt;",
			i+1, words[i%len(words)], words[i*7%len(words)], i, i, day.Add(-time.Duration(i)*time.Hour).Format(time.RFC1123Z))
		for k := range 100 {
			b.WriteString(words[(i*31+k*k+k)%len(words)] + " ")
		}
		b.WriteString("&lt;/p&gt;</description></item>\n")
	}
	b.WriteString("</channel></rss>")
	return []byte(b.String())
}
