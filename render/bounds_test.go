package render

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"broadsheet/feed"
)

// storms are articles that grow without bound in one way.
var storms = map[string]func(n int) string{
	"quotes within each other": func(n int) string { return strings.Repeat("> ", n) + "x\n" },
	"lists within each other": func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.Repeat("  ", i) + "- x\n")
		}
		return b.String()
	},
	"one long word":      func(n int) string { return strings.Repeat("a", n*50) },
	"one long word of é": func(n int) string { return strings.Repeat("é", n*50) },
	"one long line of 中": func(n int) string { return strings.Repeat("中", n*50) },
	"apostrophes":        func(n int) string { return strings.Repeat("don’t ", n*10) },
	"links":              func(n int) string { return strings.Repeat("[a](https://a.example/1) ", n*10) },
	"links to all places": func(n int) string {
		var b strings.Builder
		for i := range n * 10 {
			fmt.Fprintf(&b, "[a](https://a.example/%d) ", i)
		}
		return b.String()
	},
	"emphasis":       func(n int) string { return strings.Repeat("*a **b ", n) },
	"strikes":        func(n int) string { return strings.Repeat("~~a~~ ", n*10) },
	"code spans":     func(n int) string { return strings.Repeat("`a` ", n*10) },
	"blocks of code": func(n int) string { return strings.Repeat("```go\nx := 1\n```\n\n", n) },
	"a table": func(n int) string {
		return "| a | b | c |\n|---|---|---|\n" + strings.Repeat("| one and two | [x](https://a.example) | 3 |\n", n*5)
	},
	"a wide table": func(n int) string {
		return strings.Repeat("|a", n) + "\n" + strings.Repeat("|-", n) + "\n" + strings.Repeat("|x", n) + "\n"
	},
	"headings": func(n int) string { return strings.Repeat("# a\n\n", n*10) },
	"items":    func(n int) string { return strings.Repeat("- x\n", n*10) },
	"notes": func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "a[^%d] ", i)
		}
		b.WriteString("\n\n")
		for i := range n {
			fmt.Fprintf(&b, "[^%d]: note\n", i)
		}
		return b.String()
	},
}

// taken returns how many bytes setting an article takes, which grows as its
// time does where text is copied again and again.
func taken(md string) (bytes uint64, p *Page) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	p = NewCopy(feed.Article{Title: "T", Body: md}).Page(Options{Measure: 66})
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc, p
}

func TestStormsCostWhatTheyWeigh(t *testing.T) {
	for what, storm := range storms {
		small, large := storm(50), storm(400)
		taken(small) // what is made once is made
		a, _ := taken(small)
		b, p := taken(large)
		checkLines(t, p)
		if !p.Done || len(p.Lines) < 4 {
			t.Errorf("%s: the page has %d lines", what, len(p.Lines))
		}
		// eight times as much, or more where the text itself is
		if weight := uint64(len(large)/len(small) + 1); b > 2*weight*a+1<<20 {
			t.Errorf("%s: %d bytes of Markdown take %d bytes, %d take %d", what, len(small), a, len(large), b)
		}
	}
}

// TestDepth sets what is nested deeper than anyone would, in full.
func TestDepth(t *testing.T) {
	for _, depth := range []int{10, 40, 500} {
		for _, w := range widths {
			p := set(strings.Repeat("> ", depth)+"the innermost words, which are all there\n", w)
			checkLines(t, p)
			if got := solid(strings.NewReplacer("┃", "", "■", "").Replace(strings.Join(body(p), " "))); got != "theinnermostwords,whichareallthere" {
				t.Errorf("%d quotes at measure %d: %q", depth, w, got)
			}
		}
	}
	var list, want strings.Builder
	for i := range 160 {
		fmt.Fprintf(&list, "%s- item%d\n", strings.Repeat("  ", i), i)
		fmt.Fprintf(&want, "item%d", i)
	}
	for _, w := range widths {
		p := set(list.String(), w)
		checkLines(t, p)
		if got := solid(strings.NewReplacer("•", "", "–", "", "·", "", "■", "").Replace(strings.Join(body(p), " "))); got != want.String() {
			t.Errorf("160 lists at measure %d: %q", w, got)
		}
	}
}
